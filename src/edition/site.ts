/** `site.yaml`: everything that the program knows of the newspaper. */
import {
  type Checked,
  type Diagnostic,
  type Located,
  MapReader,
  nearestWord,
  oneLine,
  type SourceFile,
  type Span,
  VISIBLE,
} from '../diagnostics/index.js';
import type { Tongue } from '../document/index.js';
import {
  type Calendar,
  canonicalLanguage,
  foldText,
  knownLanguages,
  tongueFor,
} from '../locale/index.js';
import { type BookPlan, readBooks } from './book-plans.js';
import { type Budget, readBudget } from './budget.js';

/** A text in the language of each edition, by the edition's name. */
export type Named = Readonly<Record<string, string>>;

export interface SiteEdition {
  /** Folder of its pages. */
  readonly name: string;
  readonly tongue: Tongue;
  /** In the order they are shown. */
  readonly calendars: readonly Calendar[];
}

export interface SiteSection {
  readonly key: string;
  readonly names: Named;
  /** Its articles are opinions: crawlers are told so. */
  readonly isOpinion: boolean;
}

export interface Site {
  /** Without a slash at the end. */
  readonly url: string;
  readonly name: Named;
  readonly description: Named;
  /** A paragraph for the page about the paper; without it the description stands there. */
  readonly about: Named | undefined;
  /** Weights that a build may not pass. */
  readonly budget: Budget;
  readonly editions: readonly SiteEdition[];
  readonly sections: readonly SiteSection[];
  /** Authors and translators that are no persons: agencies, desks. */
  readonly organisations: readonly string[];
  readonly books: readonly BookPlan[];
  readonly masthead: {
    readonly monogram: string;
    /** Bayts, each as its two hemistichs. */
    readonly verse: readonly (readonly [string, string])[];
    readonly address: readonly string[];
  };
  /** Every line of the masthead as written, for importers that have to strip it. */
  readonly mastheadTexts: readonly string[];
  readonly file: SourceFile;
  /** Where the language of each edition stands, by the edition's name. */
  readonly spans: Readonly<Record<string, Span>>;
}

const KEYS = [
  'url',
  'name',
  'description',
  'about',
  'editions',
  'masthead',
  'sections',
  'organisations',
  'books',
  'budget',
];

/** Folders of the site that are no edition's. */
const TAKEN = ['assets'];
const LONGEST_NAME = 20;
const LONGEST_KEY = 60;
/** Characters. */
const LONGEST_DESCRIPTION = 1_000;
const LONGEST_ABOUT = 20_000;
/** Bayts of the masthead, and addresses: every page and every article of a book has them. */
const MOST_LINES = 20;
/** The front page shows each, and every page leads to each. */
const MOST_SECTIONS = 200;
const CALENDARS = ['solar', 'gregorian'] as const;

/** Checks `site.yaml`; the value is undefined when anything in it is at fault. */
export function readSite(yaml: Located, file: SourceFile): Checked<Site | undefined> {
  const diagnostics: Diagnostic[] = [];
  if (yaml.kind !== 'map') {
    const hints = ['begin with “url: https://…”'];
    const message = 'site.yaml has to be a list of keys with values';
    return {
      value: undefined,
      diagnostics: [{ code: 'site-001', severity: 'error', message, file, span: yaml.span, hints }],
    };
  }
  const reader = new MapReader(yaml, file, 'site-001', diagnostics);
  reader.rejectOthers(KEYS);
  const { editions, names, spans } = readEditions(reader);
  const url = readUrl(reader);
  const name = readNamed(reader, 'name', names);
  const description = readNamed(reader, 'description', names, LONGEST_DESCRIPTION);
  const about = reader.has('about') ? readNamed(reader, 'about', names, LONGEST_ABOUT) : undefined;
  const budget = readBudget(reader);
  const masthead = readMasthead(reader);
  const sections = readSections(reader, names);
  const organisations = reader.has('organisations') ? texts(reader, 'organisations') : [];
  const books = readBooks(
    reader,
    (book, others) => namesIn(book, names, others),
    sections.map(({ key }) => key),
  );
  const isAtFault = diagnostics.some(({ severity }) => severity === 'error');
  if (isAtFault || !url || !name || !description || !masthead)
    return { value: undefined, diagnostics };
  const mastheadTexts = [
    ...Object.values(name),
    masthead.monogram,
    ...masthead.verse.map((bayt) => bayt.join(' ')),
    ...masthead.address,
  ];
  const value = {
    url,
    name,
    description,
    about,
    budget,
    editions,
    sections,
    organisations: organisations.map(({ text }) => text),
    books,
    masthead,
    mastheadTexts,
    file,
    spans,
  };
  return { value, diagnostics };
}

/** The keys of the sections as far as they can be read; undefined where there are none at all. */
export function sectionKeys(yaml: Located): ReadonlySet<string> | undefined {
  const under = (located: Located, key: string): Located | undefined =>
    located.kind === 'map' ? located.entries.find((each) => each.key === key)?.value : undefined;
  const list = under(yaml, 'sections');
  if (list?.kind !== 'list') return undefined;
  const keys = list.items.map((item) => under(item, 'key'));
  // One section without a key may be the one that every article names.
  if (keys.length === 0 || !keys.every((key) => key?.kind === 'scalar')) return undefined;
  return new Set(keys.flatMap((key) => (key?.kind === 'scalar' ? [key.text] : [])));
}

function readUrl(reader: MapReader): string | undefined {
  const text = reader.text('url');
  if (text === undefined) return undefined;
  const plain = withoutSlash(text);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // Of two addresses pasted behind each other the URL Standard takes the second's scheme for the first's port.
  if (!url || !/^https?:\/\//.test(text) || plain.split('//').length > 2)
    return reader.wrong(
      reader.span('url'),
      `“${text}” is not the address of a site`,
      'write it as https://www.example.org',
    );
  if (/[?#@&\s"'<>\\^`{|}]/.test(text))
    return reader.wrong(
      reader.span('url'),
      'the address of a site has no “?”, “#”, “@” or “&”, no quotation mark, bracket or space: pages come behind it',
      `write “${url.origin}${withoutSlash(url.pathname)}”`,
    );
  const read = withoutSlash(url.href);
  if (plain === read) return plain;
  return reader.wrong(
    reader.span('url'),
    `browsers read “${text}” as “${read}”: the site needs one address, the same in pages, feeds and books`,
    `write “${read}”`,
  );
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}

interface ReadEditions {
  readonly editions: readonly SiteEdition[];
  /** Undefined where a name is at fault: then nothing that is named after it can be judged. */
  readonly names: readonly string[] | undefined;
  readonly spans: Readonly<Record<string, Span>>;
}

function readEditions(reader: MapReader): ReadEditions {
  const items = filledList(reader, 'editions', '- name: en', 'an edition');
  const names: string[] = [];
  const spans: Record<string, Span> = {};
  const editions = (items ?? []).flatMap((item): SiteEdition[] => {
    if (item.kind !== 'map') {
      reader.wrong(
        item.span,
        'an edition has a name, a language and calendars',
        'write “- name: fa” and the other keys below it',
      );
      return [];
    }
    const edition = new MapReader(item, reader.file, reader.code, reader.diagnostics, 'editions');
    edition.rejectOthers(['name', 'language', 'calendars']);
    const name = readEditionName(edition, names);
    const tag = readLanguage(edition);
    const calendars = readCalendars(edition);
    if (name === undefined) return [];
    names.push(name);
    if (!tag || !calendars) return [];
    spans[name] = edition.span('language');
    return [{ name, tongue: tongueFor(tag), calendars }];
  });
  const whole = items !== undefined && names.length === items.length;
  return { editions, names: whole ? names : undefined, spans };
}

function readEditionName(edition: MapReader, others: readonly string[]): string | undefined {
  const name = edition.text('name');
  if (name === undefined) return undefined;
  const span = edition.span('name');
  if (!/^[a-z]+(-[a-z]+)*$/.test(name) || name.length > LONGEST_NAME)
    return edition.wrong(
      span,
      `“${name}” cannot be a folder of the site`,
      `write at most ${LONGEST_NAME} small Latin letters, such as fa`,
    );
  if (TAKEN.includes(name))
    return edition.wrong(
      span,
      `“${name}” is the folder of the site’s pictures and faces`,
      'give the edition another name, such as fa',
    );
  if (others.includes(name))
    return edition.wrong(span, `there are two editions “${name}”`, 'give one of them another name');
  return name;
}

function readLanguage(edition: MapReader): string | undefined {
  const language = edition.text('language');
  if (language === undefined) return undefined;
  return (
    canonicalLanguage(language) ??
    edition.wrong(
      edition.span('language'),
      `“${language}” is not a language that we know`,
      `write one of ${knownLanguages().join(', ')}`,
    )
  );
}

function readCalendars(edition: MapReader): Calendar[] | undefined {
  const items = filledList(edition, 'calendars', '[gregorian]', 'a calendar');
  if (!items) return undefined;
  const calendars: Calendar[] = [];
  for (const item of items) {
    const text = item.kind === 'scalar' ? oneLine(item.text) : '';
    const calendar = CALENDARS.find((each) => each === text);
    if (!calendar)
      return edition.wrong(
        item.span,
        'a calendar is “solar” or “gregorian”',
        `write “${nearestWord(text, CALENDARS) ?? 'solar'}”, in small letters`,
      );
    if (calendars.includes(calendar))
      return edition.wrong(item.span, `“${calendar}” is there twice`, 'take one of the two away');
    calendars.push(calendar);
  }
  return calendars;
}

/** A list with one item at least. */
function filledList(
  reader: MapReader,
  key: string,
  example: string,
  what: string,
): readonly Located[] | undefined {
  const items = reader.list(key);
  if (!items || items.length > 0) return items;
  return reader.wrong(
    reader.span(key),
    `“${reader.name(key)}” is empty, and there has to be ${what}`,
    `write “${example}” there`,
  );
}

/** One text for each edition. */
function readNamed(
  reader: MapReader,
  key: string,
  editions: readonly string[] | undefined,
  most?: number,
): Named | undefined {
  const inner = reader.inner(key);
  return inner ? namesIn(inner, editions, [], most) : undefined;
}

/** Without editions to name them after, any key will do. */
function namesIn(
  reader: MapReader,
  editions: readonly string[] | undefined,
  others: readonly string[],
  most?: number,
): Named {
  if (editions) reader.rejectOthers([...others, ...editions]);
  const keys = editions ?? reader.keys().filter((key) => !others.includes(key));
  return Object.fromEntries(keys.map((key) => [key, filledText(reader, key, most) ?? '']));
}

function filledText(reader: MapReader, key: string, most?: number): string | undefined {
  const text = reader.text(key, most);
  if (text === undefined || VISIBLE.test(text)) return text;
  return reader.wrong(
    reader.span(key),
    `“${reader.name(key)}” is empty`,
    `write words behind “${key}:”`,
  );
}

function readMasthead(reader: MapReader): Site['masthead'] | undefined {
  const inner = reader.inner('masthead');
  if (!inner) return undefined;
  inner.rejectOthers(['monogram', 'verse', 'address']);
  const monogram = filledText(inner, 'monogram') ?? '';
  const verse = texts(inner, 'verse').flatMap(({ text, item }): [string, string][] => {
    const [first, second, ...rest] = text.split(' / ');
    if (first && second && rest.length === 0 && VISIBLE.test(first) && VISIBLE.test(second))
      return [[first.trim(), second.trim()]];
    inner.wrong(
      item.span,
      'a bayt has two hemistichs',
      'part the two by “ / ”, with spaces around it',
    );
    return [];
  });
  const address = texts(inner, 'address').map(({ text }) => text);
  for (const key of ['verse', 'address']) refuseMore(inner, key, MOST_LINES);
  return { monogram, verse, address };
}

/** Says it at the first item that is too many. */
function refuseMore(reader: MapReader, key: string, most: number): void {
  const value = reader.value(key);
  const first = value?.kind === 'list' ? value.items[most] : undefined;
  if (!first) return;
  const message = `“${reader.name(key)}” may have ${most} items at most`;
  reader.wrong({ start: first.span.start, end: first.span.start }, message, 'take some away');
}

function texts(reader: MapReader, key: string): { text: string; item: Located }[] {
  return (reader.list(key) ?? []).flatMap((item) => {
    if (item.kind === 'scalar' && VISIBLE.test(item.text)) {
      const text = reader.line(key, item);
      return text === undefined ? [] : [{ text, item }];
    }
    reader.wrong(
      item.span,
      `each line of “${reader.name(key)}” has to be text`,
      'write words behind “- ”, in quotation marks if “: ” stands in them',
    );
    return [];
  });
}

function readSections(reader: MapReader, editions: readonly string[] | undefined): SiteSection[] {
  const seen = new Set<string>();
  const labels = new Map<string, string>();
  const items = filledList(reader, 'sections', '- key: culture', 'a section');
  refuseMore(reader, 'sections', MOST_SECTIONS);
  return (items ?? []).flatMap((item) => {
    if (item.kind !== 'map') {
      reader.wrong(
        item.span,
        'a section has a key and a name in each edition',
        'write “- key: culture” and the names below it',
      );
      return [];
    }
    const section = new MapReader(item, reader.file, reader.code, reader.diagnostics, 'sections');
    const key = section.text('key');
    const names = namesIn(section, editions, ['key', 'opinion']);
    const isOpinion = section.has('opinion') && section.oneOf('opinion', [true, false]) === true;
    if (key === undefined) return [];
    warnOfTwins(section, key, names, labels);
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(key) || key.length > LONGEST_KEY)
      section.wrong(
        section.span('key'),
        `“${key}” cannot be part of an address`,
        `write at most ${LONGEST_KEY} small Latin letters and hyphens, such as european-languages`,
      );
    if (seen.has(key))
      section.wrong(
        section.span('key'),
        `there are two sections “${key}”`,
        'give one of them another key',
      );
    seen.add(key);
    return [{ key, names, isOpinion }];
  });
}

/** Sections that a reader cannot tell apart. @param labels what others are called, with their keys; filled here */
function warnOfTwins(
  section: MapReader,
  key: string,
  names: Named,
  labels: Map<string, string>,
): void {
  for (const [edition, label] of Object.entries(names)) {
    const known = `${edition} ${foldText(label)}`;
    const twin = labels.get(known);
    if (label !== '' && twin !== undefined && twin !== key)
      section.diagnostics.push({
        code: section.code,
        severity: 'warning',
        message: `“${label}” is the name of the section “${twin}”, too: readers cannot tell the two apart`,
        file: section.file,
        span: section.span(edition),
        hints: ['give one of them another name'],
      });
    labels.set(known, twin ?? key);
  }
}
