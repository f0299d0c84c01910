/**
 * A book of articles: cover, imprint, contents with page numbers, the articles each on a page of its own,
 * an index of authors. Every part is laid out by itself and then bound; what the parts name in
 * their own way (places, notes, pictures) gets the part before its name, so that nothing has two meanings.
 */
import type { Block, Inline, Picture } from '../document/index.js';
import type { Book, Edition } from '../edition/index.js';
import { formatInteger } from '../locale/index.js';
import { layoutArticle } from './article.js';
import { blockStrips } from './blocks.js';
import { fillSheets } from './columns.js';
import { type Context, type Frame, plainContext } from './context.js';
import type { Faces } from './faces.js';
import { finishLayout } from './finish.js';
import { textArea } from './furniture.js';
import { keepHeadings } from './keep.js';
import { LayoutStore, withItems } from './layout-store.js';
import { ledStrips } from './leaders.js';
import { noteSeparator } from './notes.js';
import type {
  Layout,
  LinkTarget,
  Owner,
  PageItem,
  StructureElement,
  StructureType,
} from './page.js';
import { keepAll, type Strip, spacer, withSpace } from './strip.js';

/** Cover and imprint take a leaf, so that the contents begin on a recto. */
const CONTENTS_PAGE = 3;

/** The pages of a book, and what stands on which of them. */
export interface BookLayout extends Layout {
  /** In the order of the pages; together as many as there are. */
  readonly parts: readonly BookPart[];
}

export interface BookPart {
  readonly kind: 'cover' | 'imprint' | 'contents' | 'article' | 'index';
  readonly pages: number;
  /** Of contents and index: for each page the row that it begins with or goes on with. */
  readonly rows: readonly number[];
}

export function layoutBook(book: Book, edition: Edition, faces: Faces): BookLayout {
  const bookEdition = running(edition, book);
  const contents = (starts: readonly number[]) =>
    listing(bookEdition, faces, CONTENTS_PAGE, (context, frame) =>
      contentsStrips(context, book, edition, frame, starts),
    );
  // The length of the contents does not depend on the numbers in them.
  const length = contents(book.articles.map(() => 0)).pages.length;
  let next = CONTENTS_PAGE + length;
  const starts: number[] = [];
  const store = new LayoutStore();
  const chapters = book.articles.map((article) => {
    starts.push(next);
    const recto: Inline[] = [
      { kind: 'isolate', ...article.tongue, children: article.titleInlines },
    ];
    const place = { first: next, sink: OPENING_SINK, recto };
    const layout = store.keep(() => layoutArticle(article, opened(bookEdition), faces, place));
    next += layout.pages.length;
    return layout;
  });
  const index = listing(bookEdition, faces, next, (context, frame) =>
    indexStrips(context, book, edition, frame, starts),
  );
  const cover = listing(bookEdition, faces, 1, (context, frame) =>
    coverStrips(context, book, edition, frame),
  );
  const imprint = listing(bookEdition, faces, 2, (context, frame) =>
    imprintStrips(context, book, edition, frame),
  );
  const parts: Part[] = [
    { kind: 'cover', name: '', layout: withoutFolios(cover) },
    { kind: 'imprint', name: '', layout: withoutFolios(imprint) },
    { kind: 'contents', name: '', layout: contents(starts) },
    ...chapters.map((layout, at): Part => ({ kind: 'article', name: chapterName(at), layout })),
    { kind: 'index', name: '', layout: index },
  ];
  const placeOf = placesIn(book, edition);
  return { ...bound(edition, parts, placeOf), parts: parts.map(partOf) };
}

function partOf({ kind, layout }: Part): BookPart {
  const rows = kind === 'contents' || kind === 'index' ? firstRows(layout) : [];
  return { kind, pages: layout.pages.length, rows };
}

const ROWS: readonly StructureType[] = ['TOCI', 'LI'];

/** For each page of a list, the number of the row that its first words of one belong to. */
function firstRows({ pages, structure }: Layout): number[] {
  const rows = new Map<number, number>();
  let count = 0;
  for (const [at, { type, parent }] of structure.entries())
    if (ROWS.includes(type)) rows.set(at, count++);
    else if (rows.has(parent)) rows.set(at, rows.get(parent)!);
  return pages.map(({ items }) => {
    const rowsHere = items.flatMap((item) =>
      'owner' in item && item.owner !== 'artifact' ? [rows.get(item.owner)] : [],
    );
    return rowsHere.find((row) => row !== undefined) ?? 0;
  });
}

/** The pictures of a book under the names that its layout has for them. */
export function picturesOfBook({ articles }: Book): ReadonlyMap<string, Picture> {
  return new Map(
    articles.flatMap(({ pictures }, at) =>
      [...pictures].map(([key, picture]) => [placeIn(chapterName(at), key), picture] as const),
    ),
  );
}

function chapterName(index: number): string {
  return `article-${index + 1}`;
}

/** The place in a book of what an address of the paper leads to; undefined where it is not bound with it. */
type PlaceOf = (target: LinkTarget) => string | undefined;

function placesIn({ articles }: Book, { name }: Edition): PlaceOf {
  const chapters = new Map(articles.map(({ slug }, at) => [slug, chapterName(at)]));
  return (target) => {
    if (!('url' in target) || target.page?.edition !== name) return undefined;
    const chapter = chapters.get(target.page.slug);
    const anchor = /#(.*)$/.exec(target.url)?.[1];
    return chapter === undefined || anchor === undefined ? chapter : placeIn(chapter, anchor);
  };
}

function placeIn(part: string, name: string): string {
  return part === '' ? name : `${part}.${name}`;
}

/** On pages of an article the title of the book runs at the left of a spread, that of the article at its right. */
function running(edition: Edition, { title }: Book): Edition {
  return { ...edition, runningAddress: [{ kind: 'text', text: title }] };
}

/** An article opens a page, below its head and with a larger title than in the paper. */
const OPENING_SINK = 0.09;
const OPENING_TITLE = 1.25;

function opened(edition: Edition): Edition {
  const { theme } = edition;
  const { title } = theme.roles;
  const roles = { ...theme.roles, title: { ...title, size: title.size * OPENING_TITLE } };
  return { ...edition, theme: { ...theme, roles } };
}

type Setter = (context: Context, frame: Frame) => Strip[];

/** Pages of the book's own words, in the language of the edition. */
function listing(edition: Edition, faces: Faces, first: number, set: Setter): Layout {
  const { theme, tongue } = edition;
  const context = plainContext(theme, tongue, faces);
  const { width, height } = textArea(theme);
  const frame: Frame = { x: 0, width, tongue, parent: 0, scale: 1 };
  const sheets = fillSheets({
    spanning: [],
    strips: keepHeadings(set(context, frame)),
    notes: [],
    separator: noteSeparator(context, frame),
    count: 1,
    height,
    gap: 0,
  });
  return finishLayout(context, edition, sheets, first);
}

/** The title stands at this part of the page's height below the masthead. */
const TITLE_SINK = 0.14;

function coverStrips(context: Context, book: Book, edition: Edition, frame: Frame): Strip[] {
  const { theme } = context;
  const centred: Context = { ...context, theme: coverTheme(theme) };
  const words: Block[] = [
    { kind: 'matter', role: 'title', children: [{ kind: 'text', text: book.title }] },
    { kind: 'matter', role: 'subtitle', children: book.periodInlines },
    { kind: 'matter', role: 'byline', children: [{ kind: 'text', text: edition.publisher }] },
  ];
  return keepAll([
    ...blockStrips(context, [book.masthead], frame),
    spacer(textArea(theme).height * TITLE_SINK),
    ...blockStrips(centred, words, frame),
  ]);
}

/** A cover is read from afar, and in the middle. */
function coverTheme(theme: Context['theme']): Context['theme'] {
  const { title, subtitle, byline } = theme.roles;
  const center = { align: 'center' } as const;
  return {
    ...theme,
    roles: {
      ...theme.roles,
      title: { ...title, ...center, size: title.size * 1.6, colour: 'accent' },
      subtitle: { ...subtitle, ...center, size: subtitle.size * 1.25, after: 8 },
      byline: { ...byline, ...center, size: byline.size * 1.15 },
    },
  };
}

/** Who publishes the book, and where it is on the web. */
function imprintStrips(context: Context, book: Book, edition: Edition, frame: Frame): Strip[] {
  const href = book.canonicalUrl;
  const address: Inline[] = [
    { kind: 'link', href, children: [{ kind: 'text', text: href.replace(/^https?:\/\//, '') }] },
  ];
  const title: Inline = { kind: 'text', text: `${book.title} · ` };
  const lines: Block[] = [
    { kind: 'matter', role: 'source', children: [title, ...book.periodInlines] },
    { kind: 'matter', role: 'source', children: [{ kind: 'text', text: edition.publisher }] },
    { kind: 'matter', role: 'source', children: [{ kind: 'text', text: edition.siteDescription }] },
    {
      kind: 'matter',
      role: 'source',
      children: [{ kind: 'isolate', direction: 'ltr', children: address }],
    },
  ];
  return [spacer(textArea(context.theme).height * 0.8), ...blockStrips(context, lines, frame)];
}

function contentsStrips(
  context: Context,
  book: Book,
  edition: Edition,
  frame: Frame,
  starts: readonly number[],
): Strip[] {
  const owner = context.structure.add('TOC', frame.parent);
  const head = headingStrips(context, 'contents', edition.words.contents, frame);
  const rows = book.articles.map((article, index) =>
    ledStrips(context, {
      children: article.titleInlines,
      tongue: article.tongue,
      below: article.authors.map((name): Inline => ({ kind: 'text', text: name })),
      pages: [pageLink(edition, index, starts[index]!)],
      separator: edition.words.nameSeparator,
      owner,
      type: 'TOCI',
      href: `#${chapterName(index)}`,
      frame,
    }),
  );
  return [...head, ...rows.flat()];
}

/** An author of more articles has the numbers on lines of their own. */
const PAGES_ON_LINE = 4;

function indexStrips(
  context: Context,
  book: Book,
  edition: Edition,
  frame: Frame,
  starts: readonly number[],
): Strip[] {
  if (book.authors.length === 0) return [spacer(1)];
  const head = headingStrips(context, 'authors', edition.words.authorsIndex, frame);
  const owner = context.structure.add('L', frame.parent, undefined, { listNumbering: 'None' });
  const rows = book.authors.map(({ name, articles }) => {
    const { tongue } = book.articles[articles[0]!]!;
    const pages = articles.map((index) => pageLink(edition, index, starts[index]!));
    const isShort = pages.length <= PAGES_ON_LINE;
    return ledStrips(context, {
      children: [{ kind: 'text', text: name }],
      tongue,
      below: isShort ? [] : pages,
      pages: isShort ? pages : [],
      separator: edition.words.nameSeparator,
      owner,
      type: 'LI',
      frame,
    });
  });
  return [...head, ...rows.flat()];
}

function headingStrips(context: Context, id: string, text: string, frame: Frame): Strip[] {
  const children: Inline[] = [{ kind: 'text', text }];
  const set = blockStrips(context, [{ kind: 'heading', level: 2, id, children }], frame);
  // In the outline it stands beside the articles.
  return withSpace(
    set.map((strip) => (strip.outline ? { ...strip, outline: { title: text, level: 1 } } : strip)),
    0,
    context.theme.textSize,
  );
}

function pageLink({ tongue }: Edition, index: number, page: number): Inline {
  const text = formatInteger(page, tongue.language);
  return { kind: 'link', href: `#${chapterName(index)}`, children: [{ kind: 'text', text }] };
}

interface Part {
  readonly kind: BookPart['kind'];
  /** Before the names of its places; empty: they are the book's. */
  readonly name: string;
  readonly layout: Layout;
}

function withoutFolios(layout: Layout): Layout {
  const pages = layout.pages.map((page) => ({
    ...page,
    items: page.items.filter((item) => item.kind !== 'text' || item.owner !== 'artifact'),
  }));
  return { ...layout, pages };
}

/** One layout of all; every part is a section of the document. */
function bound({ tongue }: Edition, parts: readonly Part[], placeOf: PlaceOf): Layout {
  const structure: StructureElement[] = [{ type: 'Document', parent: -1, ...tongue }];
  const destinations = new Map<string, { page: number; x: number; y: number }>();
  const pages = parts.flatMap(({ name, layout }) => {
    const shift = structure.length;
    for (const element of layout.structure) structure.push(bornIn(element, name, shift, tongue));
    for (const [place, at] of layout.destinations) destinations.set(placeIn(name, place), at);
    const first = layout.pages[0]!;
    if (name !== '') destinations.set(name, { page: first.number, x: 0, y: 0 });
    return layout.pages.map((page) =>
      withItems(page, () => page.items.map((item) => movedInto(item, name, shift, placeOf))),
    );
  });
  return {
    ...tongue,
    pages,
    structure,
    outline: parts.flatMap(({ layout }) => layout.outline),
    destinations,
    starts: parts.flatMap(({ layout }) => layout.starts),
    missing: parts.flatMap(({ layout }) => layout.missing),
  };
}

/** An element in the tree of the book; the root of a part becomes a section. */
function bornIn(
  element: StructureElement,
  part: string,
  shift: number,
  book: Edition['tongue'],
): StructureElement {
  const { language, direction, ...rest } = element;
  const id = element.id === undefined ? {} : { id: placeIn(part, element.id) };
  if (element.parent >= 0) return { ...element, ...id, parent: element.parent + shift };
  return {
    ...rest,
    type: 'Sect',
    parent: 0,
    ...(language === undefined || language === book.language ? {} : { language }),
    ...(direction === undefined || direction === book.direction ? {} : { direction }),
  };
}

function movedInto(item: PageItem, part: string, shift: number, placeOf: PlaceOf): PageItem {
  switch (item.kind) {
    case 'rule':
      return item;
    case 'link': {
      const { target } = item;
      const place = 'destination' in target ? placeIn(part, target.destination) : placeOf(target);
      const inner = place === undefined ? target : { destination: place };
      return { ...item, target: inner, owner: item.owner + shift };
    }
    case 'picture':
      return { ...item, picture: placeIn(part, item.picture), owner: shifted(item.owner, shift) };
    case 'text':
    case 'symbol':
      return { ...item, owner: shifted(item.owner, shift) };
  }
}

function shifted(owner: Owner, shift: number): Owner {
  return owner === 'artifact' ? owner : owner + shift;
}
