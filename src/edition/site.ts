/** `site.yaml`: everything that the program knows of the newspaper. */
import {
  type Checked,
  type Diagnostic,
  type Located,
  MapReader,
  type SourceFile,
} from '../diagnostics/index.js';
import type { Tongue } from '../document/index.js';
import { type Calendar, canonicalLanguage, tongueFor } from '../locale/index.js';

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
}

export interface Site {
  /** Without a slash at the end. */
  readonly url: string;
  readonly name: Named;
  readonly description: Named;
  readonly editions: readonly SiteEdition[];
  readonly sections: readonly SiteSection[];
  readonly masthead: {
    readonly monogram: string;
    /** Bayts, each as its two hemistichs. */
    readonly verse: readonly (readonly [string, string])[];
    readonly address: readonly string[];
  };
  /** Every line of the masthead as written, for importers that have to strip it. */
  readonly mastheadTexts: readonly string[];
}

const KEYS = ['url', 'name', 'description', 'editions', 'masthead', 'sections'];

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
  const editions = readEditions(reader);
  const names = editions.map((edition) => edition.name);
  const url = readUrl(reader);
  const name = readNamed(reader, 'name', names);
  const description = readNamed(reader, 'description', names);
  const masthead = readMasthead(reader);
  const sections = readSections(reader, names);
  if (diagnostics.length > 0 || !url || !name || !description || !masthead)
    return { value: undefined, diagnostics };
  const mastheadTexts = [
    ...Object.values(name),
    masthead.monogram,
    ...masthead.verse.map((bayt) => bayt.join(' ')),
    ...masthead.address,
  ];
  return {
    value: { url, name, description, editions, sections, masthead, mastheadTexts },
    diagnostics,
  };
}

function readUrl(reader: MapReader): string | undefined {
  const text = reader.text('url');
  if (text === undefined) return undefined;
  if (URL.canParse(text) && /^https?:\/\//.test(text)) return text.replace(/\/+$/, '');
  return reader.wrong(
    reader.span('url'),
    `“${text}” is not the address of a site`,
    'write it as https://www.example.org',
  );
}

function readEditions(reader: MapReader): SiteEdition[] {
  const seen = new Set<string>();
  return (reader.list('editions') ?? []).flatMap((item) => {
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
    const name = edition.text('name');
    const language = edition.text('language');
    const calendars = (edition.list('calendars') ?? []).flatMap((each): Calendar[] => {
      if (each.kind === 'scalar' && (each.text === 'solar' || each.text === 'gregorian'))
        return [each.text];
      edition.wrong(each.span, 'a calendar is “solar” or “gregorian”');
      return [];
    });
    const tag = language === undefined ? undefined : canonicalLanguage(language);
    if (language !== undefined && !tag)
      edition.wrong(
        edition.span('language'),
        `“${language}” is not a language that we know`,
        'write fa-AF, en, ps or de',
      );
    if (name !== undefined && !/^[a-z][a-z-]*$/.test(name))
      edition.wrong(
        edition.span('name'),
        `“${name}” cannot be a folder of the site`,
        'write small Latin letters, such as fa',
      );
    if (name !== undefined && seen.has(name))
      edition.wrong(
        edition.span('name'),
        `there are two editions “${name}”`,
        'give one of them another name',
      );
    if (name === undefined || !tag || calendars.length === 0) return [];
    seen.add(name);
    return [{ name, tongue: tongueFor(tag), calendars }];
  });
}

/** One text for each edition. */
function readNamed(reader: MapReader, key: string, editions: readonly string[]): Named | undefined {
  const inner = reader.inner(key);
  return inner ? namesIn(inner, editions, []) : undefined;
}

function namesIn(reader: MapReader, editions: readonly string[], others: readonly string[]): Named {
  reader.rejectOthers([...others, ...editions]);
  return Object.fromEntries(editions.map((edition) => [edition, reader.text(edition) ?? '']));
}

function readMasthead(reader: MapReader): Site['masthead'] | undefined {
  const inner = reader.inner('masthead');
  if (!inner) return undefined;
  inner.rejectOthers(['monogram', 'verse', 'address']);
  const monogram = inner.text('monogram') ?? '';
  const verse = texts(inner, 'verse').flatMap(({ text, item }): [string, string][] => {
    const [first, second, ...rest] = text.split(' / ');
    if (first !== undefined && second !== undefined && rest.length === 0)
      return [[first.trim(), second.trim()]];
    inner.wrong(item.span, 'a bayt has two hemistichs', 'part them by “ / ”');
    return [];
  });
  return { monogram, verse, address: texts(inner, 'address').map(({ text }) => text) };
}

function texts(reader: MapReader, key: string): { text: string; item: Located }[] {
  return (reader.list(key) ?? []).flatMap((item) => {
    if (item.kind === 'scalar') return [{ text: item.text, item }];
    reader.wrong(item.span, `each line of “${reader.name(key)}” has to be text`);
    return [];
  });
}

function readSections(reader: MapReader, editions: readonly string[]): SiteSection[] {
  const seen = new Set<string>();
  return (reader.list('sections') ?? []).flatMap((item) => {
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
    const names = namesIn(section, editions, ['key']);
    if (key === undefined) return [];
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(key))
      section.wrong(
        section.span('key'),
        `“${key}” cannot be part of an address`,
        'write small Latin letters and hyphens, such as european-languages',
      );
    if (seen.has(key))
      section.wrong(
        section.span('key'),
        `there are two sections “${key}”`,
        'give one of them another key',
      );
    seen.add(key);
    return [{ key, names }];
  });
}
