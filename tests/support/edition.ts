/** Small editions for tests: builders that read like the page they make. No real paper stands here. */
import type {
  Bayt,
  Block,
  Inline,
  ListItem,
  Masthead,
  MatterRole,
  Note,
  Picture,
  TableCell,
  Tongue,
} from '../../src/document/index.js';
import type {
  Edition,
  EditionArticle,
  LinkReference,
  RoleStyle,
  Theme,
  Words,
} from '../../src/edition/index.js';
import { KEYS } from '../../src/locale/index.js';

export const FA: Tongue = { language: 'fa-AF', direction: 'rtl' };
export const EN: Tongue = { language: 'en', direction: 'ltr' };

type Content = string | Inline | readonly (string | Inline)[];

export function inlines(content: Content): Inline[] {
  const parts = Array.isArray(content) ? content : [content as string | Inline];
  return parts.map((each) => (typeof each === 'string' ? { kind: 'text', text: each } : each));
}
export const em = (content: Content): Inline => ({ kind: 'emphasis', children: inlines(content) });
export const strong = (content: Content): Inline => ({
  kind: 'strong',
  children: inlines(content),
});
export const code = (text: string): Inline => ({ kind: 'code', text });
export const link = (href: string, content: Content): Inline => ({
  kind: 'link',
  href,
  children: inlines(content),
});
export const ref = (number: number): Inline => ({
  kind: 'note-reference',
  note: `note-${number}`,
});
export const br: Inline = { kind: 'break' };
/** A run of another language, isolated. */
export const run = (tongue: Tongue, content: Content): Inline => ({
  kind: 'isolate',
  ...tongue,
  children: inlines(content),
});
/** Something that runs left to right and belongs to no language. */
export const bare = (text: string): Inline => ({
  kind: 'isolate',
  direction: 'ltr',
  children: inlines(text),
});

interface Own {
  readonly tongue?: Tongue;
}
export const p = (content: Content, own: Own = {}): Block => ({
  kind: 'paragraph',
  children: inlines(content),
  ...own,
});
export const h = (level: 2 | 3 | 4 | 5 | 6, id: string, content: Content): Block => ({
  kind: 'heading',
  level,
  id,
  children: inlines(content),
});
export const matter = (role: MatterRole, content: Content, own: Own = {}): Block => ({
  kind: 'matter',
  role,
  children: inlines(content),
  ...own,
});
export const quote = (...blocks: Block[]): Block => ({ kind: 'quote', blocks });
export const rule: Block = { kind: 'rule' };
export const item = (blocks: readonly Block[], own: Own & { marker?: string } = {}): ListItem => ({
  blocks,
  ...own,
});
export const bullets = (items: readonly ListItem[], own: Own = {}): Block => ({
  kind: 'list',
  ordered: false,
  start: 1,
  tight: true,
  items,
  ...own,
});
export const numbered = (items: readonly ListItem[], own: Own = {}): Block => ({
  kind: 'list',
  ordered: true,
  start: 1,
  tight: true,
  items,
  ...own,
});
export const cell = (content: Content, own: Own = {}): TableCell => ({
  children: inlines(content),
  ...own,
});
export const table = (
  header: readonly TableCell[],
  rows: readonly (readonly TableCell[])[],
  align: readonly ('start' | 'center' | 'end')[] = [],
): Block => ({ kind: 'table', header, rows, align });
export const verse = (
  lines: readonly (readonly [string] | readonly [string, string])[],
): Block => ({
  kind: 'verse',
  bayts: lines.map((halves) => halves.map(inlines) as unknown as Bayt),
});
export const figure = (picture: string, alt: string, caption: Content = []): Block => ({
  kind: 'figure',
  picture,
  alt,
  caption: inlines(caption),
});
export const codeBlock = (text: string): Block => ({ kind: 'code-block', text, info: '' });
export const note = (number: number, label: string, blocks: Block[], own: Own = {}): Note => ({
  id: `note-${number}`,
  label,
  blocks,
  ...own,
});
/** A picture of a size; the layout looks at nothing else. */
export const picture = (path: string, width: number, height: number): Picture => ({
  path,
  bytes: new Uint8Array(),
  mediaType: 'image/png',
  width,
  height,
});

export function masthead(tongue: Tongue): Masthead {
  const persian = tongue.direction === 'rtl' ? {} : { tongue: FA };
  const english = tongue.direction === 'ltr' ? {} : { tongue: EN };
  return {
    kind: 'masthead',
    tongue,
    lines: [
      { role: 'name', cells: [{ ...persian, children: inlines('روزنامهٔ آزمون') }] },
      { role: 'monogram', cells: [{ ...english, children: inlines('RA-RA') }] },
      {
        role: 'verse',
        cells: ['توانا بود هر که دانا بود', 'ز دانش دل پیر برنا بود'].map((half) => ({
          ...persian,
          children: inlines(half),
        })),
      },
      {
        role: 'address',
        cells: ['www.example.org', 'desk@example.org'].map((address) => ({
          ...english,
          children: inlines(address),
        })),
      },
      {
        role: 'section',
        cells: [
          { ...persian, children: inlines('تاریخ') },
          { ...english, children: inlines('History') },
        ],
      },
      {
        role: 'dateline',
        cells: [
          {
            children: [
              {
                kind: 'time',
                iso: '2023-05-12',
                children: inlines(tongue.direction === 'rtl' ? '۲۲ ثور ۱۴۰۲' : '12 May 2023'),
              },
            ],
          },
        ],
      },
    ],
  };
}

/** Words of the program, each its own key: no test of the layout depends on a catalogue. */
const WORDS = Object.fromEntries(KEYS.map((key) => [key, key])) as Words;

const ONLINE = 'https://www.example.org/fa/sample/';

export interface ArticleParts {
  readonly title?: Content;
  readonly head?: readonly Block[];
  readonly body?: readonly Block[];
  readonly notes?: readonly Note[];
  readonly tail?: readonly Block[];
  readonly pictures?: readonly Picture[];
  readonly references?: readonly LinkReference[];
}

/** An article in a language, as it stands in an edition. */
export function article(tongue: Tongue, edition: Edition, parts: ArticleParts): EditionArticle {
  const title = inlines(parts.title ?? (tongue.direction === 'rtl' ? 'یک عنوان' : 'A title'));
  return {
    slug: 'sample',
    links: [],
    leadPicture: undefined,
    tongue,
    untranslated: tongue.language !== edition.tongue.language,
    title: 'A title',
    titleInlines: title,
    authors: [],
    translators: [],
    date: '2023-05-12',
    dateInlines: [],
    section: { key: 'history', label: 'History' },
    isOpinion: false,
    tags: [],
    description: '',
    teaser: [],
    masthead: masthead(edition.tongue),
    head: [{ kind: 'matter', role: 'title', children: title }, ...(parts.head ?? [])],
    body: parts.body ?? [],
    notes: parts.notes ?? [],
    tail: parts.tail ?? [],
    pictures: new Map((parts.pictures ?? []).map((each) => [each.path, each])),
    alternates: [],
    translations: [],
    references: parts.references ?? [],
    online: {
      line: matter('source', ['The page: ', link(ONLINE, bare(ONLINE))], { tongue: EN }),
      symbolAlt: `The page: ${ONLINE}`,
    },
    canonicalUrl: ONLINE,
    words: WORDS,
    speaking: tongue,
  };
}

export function edition(tongue: Tongue, theme: Theme = THEME): Edition {
  const name = tongue.direction === 'rtl' ? 'fa' : 'en';
  return {
    name,
    tongue,
    label: name,
    siteTitle: 'Test',
    siteDescription: '',
    about: '',
    calendars: ['gregorian'],
    addresses: [],
    publisher: 'Test',
    organisations: [],
    baseUrl: 'https://www.example.org',
    runningAddress: [
      ...inlines(name === 'fa' ? 'روزنامهٔ آزمون · ' : 'The Test · '),
      bare('www.example.org'),
    ],
    masthead: masthead(tongue),
    articles: [],
    sections: [],
    books: [],
    words: WORDS,
    theme,
    editions: [],
  };
}

const style = (size: number, leading: number, before: number, after: number): RoleStyle => ({
  size,
  weight: 400,
  face: 'text',
  colour: 'ink',
  align: 'start',
  leading,
  before,
  after,
});
const COLOURS = {
  ink: '#111111',
  paper: '#ffffff',
  accent: '#770000',
  muted: '#555555',
  rule: '#bbbbbb',
  tint: '#f4f4f4',
};

/** A4; inner and outer margins differ, so that a confused side shows. */
export const THEME: Theme = {
  colours: COLOURS,
  dark: COLOURS,
  page: {
    width: 595.28,
    height: 841.89,
    margin: { top: 60, bottom: 70, inner: 80, outer: 60 },
  },
  paper: { columns: 1, addresses: false, qrCode: false },
  textSize: 11,
  leading: { rtl: 1.9, ltr: 1.4 },
  optical: { naskh: 1.05, nastaliq: 1, serif: 0.95, mono: 0.85 },
  roles: {
    name: { ...style(2.4, 2, 0, 0.1), face: 'nastaliq', weight: 700, align: 'center' },
    monogram: { ...style(0.9, 1.4, 0, 0.3), align: 'center' },
    verse: { ...style(1.1, 2, 0, 0), face: 'nastaliq', align: 'center' },
    address: style(0.85, 1.5, 0.4, 0.2),
    section: { ...style(0.95, 1.6, 0, 0), weight: 700 },
    dateline: style(0.85, 1.6, 0, 0),
    title: { ...style(1.8, 1.4, 1, 0.4), weight: 700 },
    subtitle: style(1.2, 1.5, 0, 0.4),
    byline: { ...style(0.95, 1.6, 0, 0), weight: 700 },
    notice: style(0.9, 1.6, 0.3, 0.3),
    standfirst: style(1.1, 1.6, 0.5, 0.8),
    bio: style(0.9, 1.6, 0.6, 0.2),
    source: style(0.9, 1.6, 0.2, 0),
    rights: style(0.9, 1.6, 0, 0),
  },
  posters: {
    cover: { width: 600, height: 800, margin: 50, textSize: 18, name: 5, title: 3 },
    card: { width: 600, height: 315, margin: 30, textSize: 14, name: 3, title: 2.5 },
  },
  headings: {
    2: { ...style(1.3, 1.5, 1.3, 0.3), weight: 700 },
    3: { ...style(1.1, 1.5, 1.1, 0.3), weight: 700 },
    4: { ...style(1, 1.5, 1, 0.2), weight: 700 },
    5: { ...style(1, 1.5, 1, 0.2), weight: 700 },
    6: { ...style(1, 1.5, 1, 0.2), weight: 700 },
  },
};
