/** From the located front matter to the checked one: every fault said, every value with its type. */
import {
  type Diagnostic,
  type Located,
  type LocatedMap,
  type LocatedScalar,
  nearestWord,
  type SourceFile,
  type Span,
  VISIBLE,
} from '../diagnostics/index.js';
import type { CalendarDate, FrontMatter, Inline, Source } from '../document/index.js';
import { isoDate } from '../locale/index.js';
import { FieldReader, inOneLine } from './field-reader.js';

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

export interface FieldContext {
  readonly file: SourceFile;
  readonly sections: ReadonlySet<string>;
  /** Whether the YAML is broken, so that a key may be there and not be seen. */
  readonly broken: boolean;
  /** Turns a line of Markdown into inlines, reporting its own faults. */
  readonly inlines: (text: string, span: Span) => readonly Inline[];
  /** Reports a lead picture that is not there. */
  readonly picture: (name: string, span: Span) => void;
}

/** Undefined when a key that every article needs is missing or faulty. */
export function readFields(
  map: LocatedMap,
  context: FieldContext,
  diagnostics: Diagnostic[],
): FrontMatter | undefined {
  const reader = new FieldReader(map, context.file, diagnostics);
  reader.warnOfOthers(KEYS);
  const markdown = (key: string): readonly Inline[] => {
    const text = reader.markdown(key);
    return text === undefined ? [] : context.inlines(text, reader.span(key));
  };
  const needed = ['title', 'date', 'section'];
  if (!context.broken) for (const key of needed) reader.need(key);

  const title = reader.words('title');
  const date = reader.date('date');
  const section = readSection(reader, context.sections);
  const updated = reader.date('updated');
  if (date && updated) checkOrder(reader, date, updated);
  const image = reader.line('image');
  if (image !== undefined) context.picture(image, reader.span('image'));
  const optional = {
    subtitle: reader.words('subtitle'),
    updated,
    source: readSource(reader.value('source'), reader),
    contact: reader.line('contact'),
    image,
  };
  const fields = {
    authors: reader.names('author'),
    translators: reader.names('translator'),
    tags: reader.tags('tags'),
    teaser: markdown('teaser'),
    bio: markdown('bio'),
    draft: reader.flag('draft'),
    spans: spansOf(map),
    ...present(optional),
  };
  if (title === undefined || date === undefined || section === undefined) return undefined;
  return { title, date, section, ...fields };
}

/** Of values, and of the items of lists by their words: `tags`, `tags.Kabul`. */
function spansOf({ entries }: LocatedMap): FrontMatter['spans'] {
  return Object.fromEntries(
    entries.flatMap(({ key, value }): [string, Span][] => [
      [key, value.span],
      ...itemsOf(value).map(({ text, span }): [string, Span] => [
        `${key}.${inOneLine(text)}`,
        span,
      ]),
    ]),
  );
}

function itemsOf(value: Located): LocatedScalar[] {
  return value.kind === 'list' ? value.items.filter((item) => item.kind === 'scalar') : [];
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what is undefined: an absent key and a key without a value are the same. */
function present<T extends object>(values: T): Present<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Present<T>;
}

/** Undefined for a section that `site.yaml` does not have. */
function readSection(reader: FieldReader, sections: ReadonlySet<string>): string | undefined {
  const section = reader.line('section');
  if (section === undefined || sections.has(section)) return section;
  const near = nearestWord(section, [...sections]);
  return reader.say(
    'fm-009',
    `there is no section “${section}”`,
    reader.span('section'),
    near ? `did you mean “${near}”?` : `the sections are ${[...sections].join(', ')}`,
  );
}

function checkOrder(reader: FieldReader, date: CalendarDate, updated: CalendarDate): void {
  const [first, second] = [isoDate(date), isoDate(updated)];
  if (second < first)
    reader.say(
      'fm-011',
      `“updated” is ${second}, before “date”, ${first}`,
      reader.span('updated'),
      'write a day on or after “date”, or take the line away',
    );
}

/** `source: Globetrotter`, or a group with name, url and rights. */
function readSource(value: Located | undefined, reader: FieldReader): Source | undefined {
  if (!value) return undefined;
  if (value.kind !== 'map') {
    if (value.kind === 'scalar') {
      const name = reader.wordsOf('source', value);
      return name === undefined ? undefined : { name };
    }
    const message = '“source” has to be a name, or a group with name, url and rights';
    return reader.say('fm-006', message, value.span, 'write “source: Globetrotter”');
  }
  const texts = new Map<string, { text: string; span: Span }>();
  for (const { key, keySpan, value: inner } of value.entries) {
    const { span } = inner;
    if (!['name', 'url', 'rights'].includes(key))
      reader.say(
        'fm-006',
        `a source has no “${key}”`,
        keySpan,
        'its keys are name, url and rights',
      );
    else if (inner.kind === 'scalar' && VISIBLE.test(inner.text)) {
      const line = inOneLine(inner.text);
      const text = key === 'url' ? line : reader.asItStands(`source.${key}`, line, span);
      if (text !== undefined) texts.set(key, { text, span });
    } else if (inner.kind !== 'null')
      reader.say('fm-006', `“source.${key}” has to be a line of text`, span, `write “${key}: …”`);
  }
  const [name, url, rights] = ['name', 'url', 'rights'].map((key) => texts.get(key));
  if (
    name === undefined &&
    !value.entries.some(({ key, value }) => key === 'name' && value.kind !== 'null')
  )
    reader.say('fm-006', '“source” needs a name', value.span, 'write “name: …” below it');
  if (url !== undefined && !(/^https?:\/\/\S+$/.test(url.text) && URL.canParse(url.text))) {
    const message = `“${url.text.slice(0, 60)}” is not the address of a page`;
    reader.say('fm-006', message, url.span, 'write it as https://www.example.org');
  }
  return name && { name: name.text, ...present({ url: url?.text, rights: rights?.text }) };
}
