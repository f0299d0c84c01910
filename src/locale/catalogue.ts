/** The words of the program in every language, through i18next; checked whole before the first is used. */
import { createInstance, type i18n } from 'i18next';
import {
  type Checked,
  type Diagnostic,
  type DiagnosticCode,
  forbiddenCharacters,
  forbiddenDiagnostic,
  nearestWord,
  SourceFile,
  type Span,
  VISIBLE,
  withoutLineEnds,
} from '../diagnostics/index.js';
import { KEYS, type Key, PLACEHOLDERS } from './keys.js';
import { canonicalLanguage, primaryLanguage } from './language.js';

/** A piece of a sentence: words, or the place of a value. */
export type PhrasePart = { readonly text: string } | { readonly placeholder: string };

export interface Catalogue {
  readonly languages: readonly string[];
  /** The sentence with its placeholders filled by plain text. */
  readonly phrase: (
    language: string,
    key: Key,
    values?: Readonly<Record<string, string>>,
  ) => string;
  /** The sentence cut at its placeholders, for callers that fill in more than text. */
  readonly parts: (language: string, key: Key) => readonly PhrasePart[];
  /** Every distinct character of every word, for subsets of faces. */
  readonly characters: string;
}

export interface LocaleFile {
  /** Name of the folder: `fa`, `en`. */
  readonly language: string;
  readonly file: SourceFile;
}

/** The language that the others are compared with. */
const REFERENCE = 'en';

/** Values that are rightly the same in two languages. */
const SAME_IN_ALL: ReadonlySet<Key> = new Set<Key>([]);

/** Marks the ends of a placeholder's name while i18next fills it in; no text of ours has it. */
const MARK = '\u0001';

/** Reads the locale files; the value is undefined when any of them is at fault. */
export function loadCatalogue(files: readonly LocaleFile[]): Checked<Catalogue | undefined> {
  const diagnostics: Diagnostic[] = [];
  const tables = files.flatMap((each) => {
    const table = readTable(each, diagnostics);
    return table ? [table] : [];
  });
  const reference = tables.find((table) => table.language === REFERENCE);
  for (const table of tables) {
    checkKeys(table, diagnostics);
    checkPlaceholders(table, diagnostics);
    if (reference && table !== reference) compareWith(reference, table, diagnostics);
    checkLetters(table, diagnostics);
  }
  if (!reference && !files.some((each) => canonicalLanguage(each.language) === REFERENCE))
    diagnostics.push(absent(`locales/${REFERENCE}/common.json`));
  if (diagnostics.length > 0 || !reference) return { value: undefined, diagnostics };
  return { value: catalogueOf(tables), diagnostics };
}

/** The others are compared with it, so that no paper does without. */
function absent(path: string): Diagnostic {
  return fault(
    'loc-001',
    'the file is missing',
    new SourceFile(path, ''),
    undefined,
    `put ${path} back: the words of the other languages are compared with it`,
  );
}

interface Entry {
  readonly value: string;
  readonly span: Span;
  readonly keySpan: Span;
}
interface Table {
  /** Canonical. */
  readonly language: string;
  readonly file: SourceFile;
  readonly entries: ReadonlyMap<string, Entry>;
}

function catalogueOf(tables: readonly Table[]): Catalogue {
  const resources = Object.fromEntries(
    tables.map((table) => [
      table.language,
      { common: Object.fromEntries([...table.entries].map(([key, entry]) => [key, entry.value])) },
    ]),
  );
  const engine: i18n = createInstance();
  void engine.init({
    resources,
    lng: REFERENCE,
    // A Persian page must never show an English word: a gap is an error, not a fallback.
    fallbackLng: false,
    defaultNS: 'common',
    ns: ['common'],
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    load: 'currentOnly',
    // The renderers escape, each in its own way.
    interpolation: { escapeValue: false },
    missingInterpolationHandler: (text: string) => {
      throw new Error(`a value is missing for “${text}”`);
    },
  });
  const languages = tables.map((table) => table.language);
  const phrase: Catalogue['phrase'] = (language, key, values = {}) => {
    if (!languages.includes(language)) throw new Error(`no catalogue for ${language}`);
    // A sentence that names others, `$t(…)`, could name itself.
    return engine.getFixedT(language)(key, { ...values, nest: false });
  };
  // Every article of every edition asks for all of its words; there are as many as the files have.
  const cut = new Map<string, readonly PhrasePart[]>();
  return {
    languages,
    phrase,
    parts: (language, key) => {
      const name = `${language} ${key}`;
      const known = cut.get(name) ?? cutAtPlaceholders(tables, phrase, language, key);
      cut.set(name, known);
      return known;
    },
    characters: [
      ...new Set(
        tables.flatMap((table) => [...table.entries.values()].flatMap((e) => [...e.value])),
      ),
    ]
      .sort()
      .join(''),
  };
}

/** i18next fills each placeholder with its own name between marks, and the sentence is cut there. */
function cutAtPlaceholders(
  tables: readonly Table[],
  phrase: Catalogue['phrase'],
  language: string,
  key: Key,
): readonly PhrasePart[] {
  const table = tables.find((each) => each.language === language);
  const names = placeholders(table?.entries.get(key)?.value ?? '');
  const marked = phrase(
    language,
    key,
    Object.fromEntries(names.map((name) => [name, MARK + name + MARK])),
  );
  return marked
    .split(MARK)
    .map((piece, index) => (index % 2 === 1 ? { placeholder: piece } : { text: piece }))
    .filter((part) => !('text' in part) || part.text !== '');
}

function readTable({ language, file }: LocaleFile, diagnostics: Diagnostic[]): Table | undefined {
  const canonical = canonicalLanguage(language);
  if (!canonical) {
    diagnostics.push(
      fault(
        'loc-001',
        `“${language}” is not a language that we know`,
        file,
        undefined,
        'name the folder fa, en, ps or de',
      ),
    );
    return undefined;
  }
  const entries = readEntries(file, diagnostics);
  return entries ? { language: canonical, file, entries } : undefined;
}

/** A flat JSON object of strings, with the place of every value. */
function readEntries(file: SourceFile, diagnostics: Diagnostic[]): Map<string, Entry> | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(file.text);
  } catch (error) {
    diagnostics.push(jsonFault(error, file));
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    diagnostics.push(
      fault(
        'loc-001',
        'the file has to be one group of "key": "value"',
        file,
        { start: 0, end: Math.min(1, file.text.length) },
        'begin with { and end with }',
      ),
    );
    return undefined;
  }
  const entries = new Map<string, Entry>();
  const pair = /"((?:[^"\\]|\\.)*)"\s*:\s*("(?:[^"\\]|\\.)*"|[^,}\s]+)/g;
  for (const match of file.text.matchAll(pair)) {
    const key: unknown = JSON.parse(`"${match[1]}"`);
    const raw = match[2]!;
    const start = match.index + match[0].length - raw.length;
    const span = { start, end: start + raw.length };
    if (typeof key !== 'string') continue;
    if (!raw.startsWith('"')) {
      diagnostics.push(
        fault(
          'loc-001',
          `the value of “${key}” has to stand in quotation marks`,
          file,
          span,
          'write “"key": "words"”',
        ),
      );
      continue;
    }
    if (entries.has(key))
      diagnostics.push(
        fault('loc-001', `“${key}” is there twice`, file, span, 'take one of the two away'),
      );
    // No page has a line end within words, and no face has one at all.
    const value = withoutLineEnds(String(JSON.parse(raw)));
    const keySpan = { start: match.index, end: match.index + match[1]!.length + 2 };
    entries.set(key, { value, span, keySpan });
    diagnostics.push(...faultsOfValue(key, value, raw, span, file));
  }
  return entries;
}

/** Characters: words stand in buttons, lists and running heads. */
const LONGEST_WORDS = 1_000;

/** An empty value, one that is too long, and what only an escape such as `\u202e` brings into it. */
function faultsOfValue(
  key: string,
  value: string,
  raw: string,
  span: Span,
  file: SourceFile,
): Diagnostic[] {
  if (!VISIBLE.test(value))
    return [
      fault(
        'loc-005',
        `“${key}” is empty`,
        file,
        span,
        'write its words between the quotation marks',
      ),
    ];
  if (value.length > LONGEST_WORDS)
    return [
      fault(
        'loc-001',
        `“${key}” has ${value.length} characters; ${LONGEST_WORDS} are the most`,
        file,
        { start: span.start, end: span.start },
        'shorten it',
      ),
    ];
  const hidden = forbiddenCharacters(value).filter(
    (each) => !raw.includes(value.slice(each.index, each.index + each.length)),
  );
  return hidden.slice(0, 1).map((each) => forbiddenDiagnostic(each, file, span, raw));
}

function jsonFault(error: unknown, file: SourceFile): Diagnostic {
  const start = placeOfJsonFault(error, file);
  const open = openString(file.text);
  if (open !== undefined && open.start <= start)
    return fault(
      'loc-001',
      'a quotation mark is missing in this line',
      file,
      open,
      'write the line as “"key": "words",”',
    );
  return fault(
    'loc-001',
    'the JSON cannot be read',
    file,
    { start, end: Math.min(start + 1, file.text.length) },
    'look for a missing comma or quotation mark here or on the line before',
  );
}

/** The first string that its line does not close. */
function openString(text: string): Span | undefined {
  for (const { 0: string, 1: close, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*("?)/g))
    if (close === '') return { start: index, end: index + string.length };
  return undefined;
}

/** V8 says “position N” or “line L column C”, by version; the end of the text when it says neither. */
function placeOfJsonFault(error: unknown, file: SourceFile): number {
  const message = error instanceof Error ? error.message : '';
  const position = /position (\d+)/.exec(message)?.[1];
  return Math.min(
    position ? Number(position) : file.text.length,
    Math.max(0, file.text.length - 1),
  );
}

function checkKeys(table: Table, diagnostics: Diagnostic[]): void {
  const known = new Set<string>(KEYS);
  let before: Entry | undefined;
  for (const key of KEYS) {
    const entry = table.entries.get(key);
    if (!entry) {
      const span = before?.span ?? { start: 0, end: 1 };
      const hint = `add the line “"${key}": "…",” below this one`;
      diagnostics.push(fault('loc-002', `“${key}” is missing`, table.file, span, hint));
    } else before = entry;
  }
  for (const [key, entry] of table.entries)
    if (!known.has(key))
      diagnostics.push(
        fault(
          'loc-003',
          `the program does not know “${key}”`,
          table.file,
          entry.keySpan,
          unknownKeyHint(key),
        ),
      );
}

function unknownKeyHint(key: string): string {
  const near = nearestWord(key, KEYS);
  return near ? `did you mean “${near}”?` : 'take the line away or mend its key';
}

/** Each file against what the program fills in, so that the file at fault is blamed, be it the English one. */
function checkPlaceholders(table: Table, diagnostics: Diagnostic[]): void {
  for (const key of KEYS) {
    const entry = table.entries.get(key);
    if (!entry) continue;
    const odd = /\{\{(?!\s*\w+\s*\}\})/.exec(entry.value);
    if (odd) {
      const message = `“${key}” has “{{” that begins no placeholder`;
      const hint = 'write a placeholder as {{name}}, and no other two brackets';
      diagnostics.push(fault('loc-004', message, table.file, entry.span, hint));
      continue;
    }
    const wanted = spelled(PLACEHOLDERS[key] ?? []);
    const found = spelled(placeholders(entry.value));
    if (wanted === found) continue;
    const message =
      found === ''
        ? `“${key}” lacks ${wanted}`
        : `“${key}” has ${found} and should have ${wanted || 'no placeholder'}`;
    const hint = wanted === '' ? `take ${found} away` : `put ${wanted} where its words belong`;
    diagnostics.push(fault('loc-004', message, table.file, entry.span, hint));
  }
}

function spelled(names: readonly string[]): string {
  return names.map((name) => `{{${name}}}`).join(' ');
}

function compareWith(reference: Table, table: Table, diagnostics: Diagnostic[]): void {
  for (const key of KEYS) {
    const [theirs, ours] = [reference.entries.get(key), table.entries.get(key)];
    if (!theirs || !ours) continue;
    const words = ours.value.replace(/\{\{.*?\}\}/g, '').trim();
    if (ours.value === theirs.value && words !== '' && !SAME_IN_ALL.has(key))
      diagnostics.push(
        fault(
          'loc-005',
          `“${key}” is not translated`,
          table.file,
          ours.span,
          `say it in ${primaryLanguage(table.language)}`,
        ),
      );
  }
}

/** Pashto and Arabic letters, or no Persian letter at all, where the words should be Persian. */
function checkLetters(table: Table, diagnostics: Diagnostic[]): void {
  if (primaryLanguage(table.language) !== 'fa') return;
  for (const [key, { value, span }] of table.entries) {
    const foreign = /[يكىةٱټډړږښګڼېۍ\u0640\u200e\u200f]/.exec(value)?.[0];
    const code = foreign
      ? `U+${foreign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
      : '';
    if (foreign)
      diagnostics.push(
        fault(
          'loc-006',
          `“${key}” has ${code}, which is no Persian letter`,
          table.file,
          span,
          'write ی and ک, and no tatweel or invisible mark',
        ),
      );
    else if (/\p{Script=Latin}/u.test(value.replace(/\{\{.*?\}\}/g, '')))
      diagnostics.push(
        fault(
          'loc-006',
          `“${key}” has Latin letters`,
          table.file,
          span,
          'say it in Persian letters',
        ),
      );
  }
}

function placeholders(value: string): string[] {
  return [...value.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1]!).sort();
}

function fault(
  code: DiagnosticCode,
  message: string,
  file: SourceFile,
  span: Span | undefined,
  hint: string,
): Diagnostic {
  return { code, severity: 'error', message, file, ...(span ? { span } : {}), hints: [hint] };
}
