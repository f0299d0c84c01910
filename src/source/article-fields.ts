/** From the located front matter to the checked one: every fault said, every value with its type. */
import {
  type Diagnostic,
  type DiagnosticCode,
  type Located,
  type LocatedMap,
  nearestWord,
  type SourceFile,
  type Span,
} from '../diagnostics/index.js';
import type { CalendarDate, FrontMatter, Inline, Source, Tongue } from '../document/index.js';
import { readDate } from './dates.js';

const KEYS = [
  'title',
  'subtitle',
  'author',
  'translator',
  'date',
  'updated',
  'section',
  'tags',
  'teaser',
  'bio',
  'source',
  'contact',
  'image',
  'draft',
] as const;
type Key = (typeof KEYS)[number];

export interface FieldContext {
  readonly file: SourceFile;
  readonly tongue: Tongue;
  readonly sections: ReadonlySet<string>;
  /** Turns a line of Markdown into inlines, reporting its own faults. */
  readonly inlines: (text: string, span: Span) => readonly Inline[];
}

/** Undefined when a key that every article needs is missing or faulty. */
export function readFields(
  map: LocatedMap,
  context: FieldContext,
  diagnostics: Diagnostic[],
): FrontMatter | undefined {
  const { file } = context;
  const say = (
    code: DiagnosticCode,
    message: string,
    span: Span,
    ...hints: string[]
  ): undefined => {
    diagnostics.push({ code, severity: 'error', message, file, span, hints });
    return undefined;
  };
  const entries = new Map(map.entries.map((entry) => [entry.key, entry.value]));
  for (const { key, keySpan } of map.entries)
    if (!KEYS.some((known) => known === key)) {
      const near = nearestWord(key, KEYS);
      const hints = [near ? `did you mean “${near}”?` : `the keys are ${KEYS.join(', ')}`];
      diagnostics.push({
        code: 'fm-007',
        severity: 'warning',
        message: `there is no key “${key}”`,
        file,
        span: keySpan,
        hints,
      });
    }

  const present = (key: Key): Located | undefined => {
    const value = entries.get(key);
    return value?.kind === 'null' || (value?.kind === 'scalar' && value.text.trim() === '')
      ? undefined
      : value;
  };
  const line = (key: Key): string | undefined => {
    const value = present(key);
    if (!value) return undefined;
    if (value.kind === 'scalar') return value.text.replace(/\s+/g, ' ').trim();
    return say(
      'fm-006',
      `“${key}” has to be a line of text`,
      value.span,
      `write “${key}: …” on one line`,
    );
  };
  const needed = <T>(key: Key, value: T | undefined): T | undefined => {
    if (value === undefined && !present(key))
      say(
        'fm-008',
        `“${key}” is missing`,
        entries.get(key)?.span ?? { start: 0, end: 3 },
        `write “${key}: …” between the two lines “---”`,
      );
    return value;
  };
  const list = (key: Key): string[] => {
    const value = present(key);
    if (!value) return [];
    const items = value.kind === 'list' ? value.items : [value];
    return items.flatMap((item) => {
      if (item.kind === 'scalar') return [item.text.trim()];
      say(
        'fm-006',
        `“${key}” has to be a text or a list of texts`,
        item.span,
        `write “${key}: [one, two]”`,
      );
      return [];
    });
  };
  const date = (key: Key): CalendarDate | undefined => {
    const text = line(key);
    const value = present(key);
    if (text === undefined || !value) return undefined;
    const read = readDate(text);
    if ('date' in read) return read.date;
    const reason =
      read.fault === 'ambiguous'
        ? 'can be read in more than one way'
        : 'is not a date of the calendar';
    return say(
      read.fault === 'ambiguous' ? 'fm-004' : 'fm-003',
      `“${text}” ${reason}`,
      value.span,
      read.hint,
    );
  };
  const markdown = (key: Key): readonly Inline[] => {
    const text = line(key);
    const value = present(key);
    return text === undefined || !value ? [] : context.inlines(text, value.span);
  };

  const title = needed('title', line('title'));
  const day = needed('date', date('date'));
  const section = needed('section', line('section'));
  const known = section === undefined || context.sections.has(section);
  if (!known) {
    const near = nearestWord(section, [...context.sections]);
    say(
      'fm-009',
      `there is no section “${section}”`,
      present('section')!.span,
      near ? `did you mean “${near}”?` : `the sections are ${[...context.sections].join(', ')}`,
    );
  }
  const subtitle = line('subtitle');
  const translator = line('translator');
  const updated = date('updated');
  const source = readSource(present('source'), say);
  const contact = line('contact');
  const image = line('image');
  const fields = {
    authors: list('author'),
    tags: list('tags'),
    teaser: markdown('teaser'),
    bio: markdown('bio'),
    draft: readDraft(present('draft'), say),
    spans: Object.fromEntries(map.entries.map((entry) => [entry.key, entry.value.span])),
    ...(subtitle === undefined ? {} : { subtitle }),
    ...(translator === undefined ? {} : { translator }),
    ...(updated === undefined ? {} : { updated }),
    ...(source === undefined ? {} : { source }),
    ...(contact === undefined ? {} : { contact }),
    ...(image === undefined ? {} : { image }),
  };
  if (title === undefined || day === undefined || section === undefined || !known) return undefined;
  return { title, date: day, section, ...fields };
}

type Say = (code: DiagnosticCode, message: string, span: Span, ...hints: string[]) => undefined;

function readDraft(value: Located | undefined, say: Say): boolean {
  if (!value) return false;
  if (value.kind === 'scalar' && typeof value.value === 'boolean') return value.value;
  say(
    'fm-006',
    '“draft” has to be true or false',
    value.span,
    'write “draft: true”, or take the line away',
  );
  return false;
}

/** `source: Globetrotter`, or a group with name, url and rights. */
function readSource(value: Located | undefined, say: Say): Source | undefined {
  if (!value) return undefined;
  if (value.kind === 'scalar') return { name: value.text };
  if (value.kind !== 'map')
    return say(
      'fm-006',
      '“source” has to be a name, or a group with name, url and rights',
      value.span,
      'write “source: Globetrotter”',
    );
  const texts = new Map<string, string>();
  for (const { key, keySpan, value: inner } of value.entries) {
    if (!['name', 'url', 'rights'].includes(key))
      say('fm-006', `a source has no “${key}”`, keySpan, 'its keys are name, url and rights');
    else if (inner.kind === 'scalar') texts.set(key, inner.text);
    else if (inner.kind !== 'null')
      say('fm-006', `“source.${key}” has to be a line of text`, inner.span, `write “${key}: …”`);
  }
  const [name, url, rights] = [texts.get('name'), texts.get('url'), texts.get('rights')];
  if (name === undefined)
    return say('fm-006', '“source” needs a name', value.span, 'write “name: …” below it');
  if (url !== undefined && !/^https?:\/\/\S+$/.test(url))
    say(
      'fm-006',
      `“${url}” is not the address of a page`,
      value.span,
      'write it as https://www.example.org',
    );
  return {
    name,
    ...(url === undefined ? {} : { url }),
    ...(rights === undefined ? {} : { rights }),
  };
}
