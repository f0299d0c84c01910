/**
 * Somebody else's document → an article: the form in which agencies send their pieces, as the paper's
 * own word-processor documents keep it.
 *
 * Masthead, `By …`, a date, the title, `Teaser:`, `Author Bio:`, `Source:`, `[Article Body:]`, the
 * text, and a signature glued to its end.
 */
import { type Checked, type Diagnostic, SourceFile, type Span } from '../diagnostics/index.js';
import { isoDate } from '../locale/index.js';
import { checkSize, readDate } from '../source/index.js';
import { faultOfForm } from './form.js';
import { mendParagraphs, paragraphsOf, takeSignature } from './paragraphs.js';

export interface ImportContext {
  readonly sections: readonly { readonly key: string; readonly names: readonly string[] }[];
  /** Lines of the paper's masthead. */
  readonly masthead: readonly string[];
}

export interface ImportedDocument {
  /** Folder name. */
  readonly slug: string;
  /** Stem of the file: `en`. */
  readonly language: string;
  readonly markdown: string;
  /** What was done, and what a person should look at; a line each. */
  readonly report: readonly string[];
}

interface Fields {
  author?: string;
  date?: string;
  title?: string;
  teaser?: string;
  bio?: string;
  source?: string;
  section?: string;
}

/** Reads a document; the value is undefined when no date or no title is found in it. */
export function importDocument(
  file: SourceFile,
  context: ImportContext,
): Checked<ImportedDocument | undefined> {
  // As many letters, so that places stay what they are.
  const text = file.text.replace(/[\v\f\x85\u2028\u2029]/g, '\n');
  const unread = unreadable(file, text);
  if (unread.length > 0) return { value: undefined, diagnostics: unread };
  const report: string[] = [];
  const diagnostics: Diagnostic[] = [];
  const fault = (code: 'imp-001' | 'imp-002', message: string, hint: string, span?: Span): void => {
    diagnostics.push({
      code,
      severity: 'error',
      message,
      file,
      ...(span ? { span } : {}),
      hints: [hint],
    });
  };
  const marker = /^\[Article Body:?\][ \t]*$/im.exec(text);
  if (!marker)
    fault(
      'imp-001',
      'the document has no line “[Article Body:]”',
      'put that line where the text of the article begins',
    );
  const fields = readHead(headOf(text, marker?.index), context, report);
  const start = { start: 0, end: 0 };
  if (fields.title === undefined)
    fault(
      'imp-002',
      'no title was found',
      'put the title on a line of its own above “Teaser:”',
      start,
    );
  const date = fields.date === undefined ? undefined : readDate(fields.date);
  if (fields.date === undefined)
    fault(
      'imp-002',
      'no date was found',
      'put the date on a line of its own, such as 12.05.2023',
      start,
    );
  else if (date && 'fault' in date) {
    const at = text.indexOf(fields.date);
    const span = { start: at, end: at + fields.date.length };
    fault('imp-002', `“${fields.date}” is not a date that can be read`, date.hint, span);
  }
  if (!marker || fields.title === undefined || !date || !('date' in date))
    return { value: undefined, diagnostics };

  const { body, contact } = readBody(text.slice(marker.index + marker[0].length), report);
  const iso = isoDate(date.date);
  report.push(`date: ${fields.date} was read as day.month.year, ${iso}`);
  const markdown = `${frontMatter(fields, iso, contact)}\n${body}\n`;
  reportLooks(markdown, fields, report);
  return {
    value: { slug: slugOf(iso, fields.title), language: languageOf(body), markdown, report },
    diagnostics,
  };
}

/** Nothing of it is read where not all of it could be: what was lost would be missed by nobody. */
function unreadable(file: SourceFile, text: string): Diagnostic[] {
  const form = faultOfForm(file);
  return form ? [form] : checkSize(new SourceFile(file.path, text));
}

/** What stands above the text; where nothing says where it begins, the lines above the first paragraph. */
function headOf(text: string, marker: number | undefined): string {
  if (marker !== undefined) return text.slice(0, marker);
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.length > LONGEST_TITLE && !isLabelled(line));
  return lines.slice(0, first < 0 ? lines.length : first).join('\n');
}

/** A longer line is a paragraph. */
const LONGEST_TITLE = 160;

function isLabelled(line: string): boolean {
  return LABELS.some(([pattern]) => pattern.test(line.trim()));
}

/** A date, or a slip in writing one: such a line is never the title. */
function looksLikeDate(line: string): boolean {
  return (
    'date' in readDate(line) ||
    /^[\d۰-۹٠-٩]{1,4}([-./])[\d۰-۹٠-٩]{1,2}\1[\d۰-۹٠-٩]{1,4}$/.test(line)
  );
}

/** Labels at the head of a paragraph, in the agency's own words. */
const LABELS: readonly [RegExp, keyof Fields][] = [
  [/^By\s+(.+)$/i, 'author'],
  [/^Teaser:\s*(.+)$/i, 'teaser'],
  [/^Author Bio:\s*(.+)$/i, 'bio'],
  [/^Source:\s*(.+)$/i, 'source'],
];

/** More than this of a kind nobody looks at, nor at the end of a longer line. */
const MOST_SAID = 100;
const LONGEST_SAID = 200;

function sayEach(report: string[], texts: readonly string[], words: string): void {
  for (const text of texts.slice(0, MOST_SAID)) report.push(`${words}“${brief(text)}”`);
  if (texts.length > MOST_SAID) report.push(`${words}${texts.length - MOST_SAID} more like it`);
}

function brief(text: string): string {
  return text.length > LONGEST_SAID ? `${text.slice(0, LONGEST_SAID)}…` : text;
}

/** Reads the lines above the text; what is neither masthead nor labelled is the title. */
function readHead(head: string, context: ImportContext, report: string[]): Fields {
  const fields: Fields = {};
  const known = context.masthead.map(fold);
  const left: string[] = [];
  let stripped = 0;
  for (const line of head
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '')) {
    const section = context.sections.find((each) =>
      each.names.some((name) => fold(name) === fold(line)),
    );
    const label = LABELS.find(([pattern]) => pattern.test(line));
    if (section) fields.section = section.key;
    else if (known.some((each) => isNearly(each, fold(line)))) stripped += 1;
    else if (label) fields[label[1]] = mendEscapes(label[0].exec(line)![1]!);
    else if (fields.date === undefined && looksLikeDate(line)) fields.date = line;
    else left.push(line);
  }
  report.push(`masthead: ${stripped} lines were taken away`);
  report.push(
    fields.section
      ? `section: ${fields.section}`
      : 'LOOK: no section was found; the first of site.yaml was taken',
  );
  fields.section ??= context.sections[0]?.key ?? '';
  const [title, ...rest] = left;
  if (title !== undefined) fields.title = mendEscapes(title);
  sayEach(report, rest, 'LOOK: this line above the text was not understood and was left out: ');
  return fields;
}

function readBody(text: string, report: string[]): { body: string; contact: string | undefined } {
  const { paragraphs: signed, contact } = takeSignature(paragraphsOf(text));
  if (contact) report.push(`signature: “${contact}” went to “contact”, which is not published`);
  const { paragraphs, joined } = mendParagraphs(signed);
  sayEach(report, joined, 'paragraph: two halves were joined at ');
  const escapes = text.match(/\\\\(?=[$%#&_*])/g)?.length ?? 0;
  if (escapes > 0) report.push(`escapes: ${escapes} doubled backslashes were mended`);
  return { body: paragraphs.map(mendEscapes).join('\n\n'), contact };
}

/** `\\$1` is a dollar sign that was escaped twice. */
function mendEscapes(text: string): string {
  return text.replace(/\\\\(?=[$%#&_*])/g, '');
}

/** What only a person can put right. */
function reportLooks(markdown: string, fields: Fields, report: string[]): void {
  const lost = [...markdown.matchAll(/\[([^[\]]+)\]\(#\)/g)].map((match) => match[1]!);
  if (lost.length > 0) {
    report.push(
      `LOOK: ${lost.length} links have lost their targets; write the addresses between the round brackets:`,
    );
    for (const words of lost.slice(0, MOST_SAID)) report.push(`  [${brief(words)}](#)`);
    if (lost.length > MOST_SAID) report.push(`  ${lost.length - MOST_SAID} more like it`);
  }
  for (const key of ['author', 'teaser', 'bio', 'source'] as const)
    if (fields[key] === undefined) report.push(`LOOK: no ${key} was found`);
  const straight = /"/.test(markdown) && /[“”]/.test(markdown);
  if (straight) report.push('LOOK: the text mixes straight and curly quotation marks');
}

function frontMatter(fields: Fields, date: string, contact: string | undefined): string {
  const lines = [
    ['title', fields.title],
    ['author', fields.author],
    ['date', date],
    ['section', fields.section],
    ['teaser', fields.teaser],
    ['bio', fields.bio],
    ['source', fields.source],
    ['contact', contact],
  ].flatMap(([key, value]) =>
    value === undefined
      ? []
      : [`${key}: ${key === 'date' || key === 'section' ? value : quoted(value)}`],
  );
  return ['---', ...lines, '---', ''].join('\n');
}

/** A YAML string that means itself: plain where that is safe, else in single quotation marks. */
function quoted(value: string): string {
  const plain =
    /^[\p{L}][^#:[\]{}&*!|>'"%@`\\]*$/u.test(value) &&
    !/^(?:true|false|null|yes|no|on|off)$/i.test(value);
  return plain ? value : `'${value.replaceAll("'", "''")}'`;
}

const STOP_WORDS = new Set([
  'a',
  'an',
  'and',
  'as',
  'at',
  'but',
  'by',
  'for',
  'from',
  'in',
  'is',
  'of',
  'on',
  'or',
  'the',
  'to',
  'with',
]);
const LONGEST_STEM = 24;

/** The date and the first words that mean something, as many as fit into 24 characters. */
function slugOf(date: string, title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/[’']s\b/g, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const meaningful = (words ?? []).filter((word) => !STOP_WORDS.has(word));
  let stem = '';
  for (const word of meaningful) {
    const longer = stem === '' ? word : `${stem}-${word}`;
    if (longer.length > LONGEST_STEM && stem !== '') break;
    stem = longer.slice(0, LONGEST_STEM);
  }
  return stem === '' ? date : `${date}-${stem}`;
}

function languageOf(text: string): string {
  const arabic = text.match(/\p{Script=Arabic}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return arabic > latin ? 'fa' : 'en';
}

/** Letters and digits alone, so that spaces, half-spaces and dashes do not part what is the same. */
function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/ي/g, 'ی')
    .replace(/ك/g, 'ک')
    .replace(/[^\p{L}\d]/gu, '');
}

/** Equal but for one letter: a masthead that was misread in one place is still the masthead. */
function isNearly(a: string, b: string): boolean {
  if (a === b) return true;
  if (a.length !== b.length || a.length < 12) return false;
  return [...a].filter((letter, index) => letter !== b[index]).length <= 1;
}
