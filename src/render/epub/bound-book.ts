/** Articles of an edition bound together as one book: `articleBook` for many. */
import type { SourceFile } from '../../diagnostics/index.js';
import {
  type Block,
  type Inline,
  isolateForeign,
  type List,
  type ListItem,
  type Picture,
  plainText,
  type Tongue,
} from '../../document/index.js';
import type { Book as BoundArticles, Edition, EditionArticle } from '../../edition/index.js';
import type { MarkupContext } from '../markup.js';
import { articleContext } from './article-book.js';
import type { Book, BookParts, Chapter, PrintedPage } from './book.js';
import {
  articleChapter,
  colophonChapter,
  coverChapter,
  listChapter,
  titleChapter,
} from './chapters.js';
import { uuidOfUrl } from './identifier.js';

/** What `build/` brings to a book of articles. */
export interface BoundParts extends BookParts {
  readonly pages: BoundPages;
  /** The text of each article, in their order. */
  readonly sources: readonly SourceFile[];
}

/** Pages of the PDF by what stands on them; all together are its pages in their order. */
export interface BoundPages {
  /** Cover and imprint, which are the title page here. */
  readonly front: readonly PrintedPage[];
  readonly contents: readonly ListedPage[];
  /** For each article. */
  readonly articles: readonly (readonly PrintedPage[])[];
  readonly index: readonly ListedPage[];
}

export interface ListedPage {
  readonly folio: string;
  /** The row of the list that the page begins with. */
  readonly row: number;
}

/** A book of `site.yaml` as an e-book; every name in it begins with that of its document. */
export function boundBook(book: BoundArticles, edition: Edition, parts: BoundParts): Book {
  const { tongue, words } = edition;
  const pictures = new Map<string, Picture>();
  const title = `${book.title} · ${plainText(book.periodInlines)}`;
  const titled = { title, tongue, words, authors: [] };
  const wayTo: MarkupContext['wayTo'] = (page, anchor) => {
    const at = book.articles.findIndex(({ slug }) => slug === page.slug);
    if (at < 0 || page.edition !== edition.name) return undefined;
    const document = documentOf(at);
    return `${document}.xhtml${anchor.replace('#', `#${document}-`)}`;
  };
  const articles = book.articles.map((article, index) => {
    const id = documentOf(index);
    const context = articleContext(article, pictures, `${id}-`, wayTo);
    return articleChapter(id, article, 'page', context, parts.pages.articles[index]);
  });
  const naming: Block = {
    kind: 'paragraph',
    children: [...isolateForeign(`${book.title} · `, tongue), ...book.periodInlines],
  };
  return {
    identifier: `urn:uuid:${uuidOfUrl(book.canonicalUrl)}`,
    address: book.canonicalUrl,
    printed: `${book.canonicalUrl}${book.name}.pdf`,
    title,
    tongue,
    edition,
    words,
    speaking: tongue,
    authors: book.authors.map(({ name }) => name),
    translators: [],
    date: book.date,
    modified: book.date,
    description: '',
    subjects: [...new Set(book.articles.map(({ section }) => section.label))].map((label) => ({
      label,
      tongue,
    })),
    chapters: [
      coverChapter(titled),
      titlePage(book, edition, parts.pages.front),
      contents(book, edition, parts.pages.contents),
      ...articles,
      ...index(book, edition, parts.pages.index),
      colophonChapter(tongue, words, edition, [naming], contextOf(edition, 'colophon')),
    ],
    pictures,
    parts,
    sources: new Map(parts.sources.map((file, at) => [`${documentOf(at)}.xhtml`, file])),
  };
}

function documentOf(index: number): string {
  return `article-${index + 1}`;
}

/** How the book's own words are rendered in a document. */
function contextOf({ tongue, words }: Edition, id: string): MarkupContext {
  return {
    tongue,
    flavour: 'epub',
    notes: [],
    references: new Map(),
    prefix: `${id}-`,
    words,
    picture: (key) => {
      throw new Error(`${key} is a picture, and the book has none of its own`);
    },
  };
}

/** Masthead, title, time and publisher, and below them what the imprint of the PDF has. */
function titlePage(
  book: BoundArticles,
  edition: Edition,
  printed: readonly PrintedPage[],
): Chapter {
  const { tongue, words } = edition;
  const own = (role: 'title' | 'subtitle' | 'byline' | 'source', children: readonly Inline[]) =>
    ({ kind: 'matter', role, children }) satisfies Block;
  const href = book.canonicalUrl;
  const address: Inline[] = [
    { kind: 'link', href, children: [{ kind: 'text', text: href.replace(/^https?:\/\//, '') }] },
  ];
  const imprint = own('source', isolateForeign(edition.siteDescription, tongue));
  const blocks = [
    book.masthead,
    own('title', isolateForeign(book.title, tongue)),
    own('subtitle', book.periodInlines),
    own('byline', isolateForeign(edition.publisher, tongue)),
    imprint,
    own('source', [{ kind: 'isolate', direction: 'ltr', children: address }]),
  ];
  const pages = printed.map(({ folio }, at) =>
    at === 0 ? { folio } : { folio, start: { block: imprint, offset: 0 } },
  );
  const titled = { title: book.title, tongue, words };
  return titleChapter(titled, blocks, contextOf(edition, 'title'), pages);
}

/** Every article with its authors. */
function contents(book: BoundArticles, edition: Edition, printed: readonly ListedPage[]): Chapter {
  const { tongue, words } = edition;
  const rows = book.articles.map((article, at) => {
    const names = article.authors.join(words.nameSeparator);
    const below: Inline[] =
      names === '' ? [] : [{ kind: 'break' }, ...named(edition, article.tongue, names)];
    return { children: [...linkTo(edition, article, at), ...below], list: [] };
  });
  const list = listOf(rows);
  const context = contextOf(edition, 'contents');
  const titled = { title: words.contents, tongue, words };
  return listChapter('contents', titled, list, context, placed(printed, list));
}

/** Every author with the articles; none where no article names one. */
function index(book: BoundArticles, edition: Edition, printed: readonly ListedPage[]): Chapter[] {
  if (book.authors.length === 0) return [];
  const { tongue, words } = edition;
  const rows = book.authors.map(({ name, articles }): Row => {
    const own = book.articles[articles[0]!]!.tongue;
    const list = articles.map((at) => ({
      children: linkTo(edition, book.articles[at]!, at),
      list: [],
    }));
    return { children: named(edition, own, name), list };
  });
  const list = listOf(rows);
  const context = contextOf(edition, 'index');
  const titled = { title: words.authorsIndex, tongue, words };
  return [listChapter('index', titled, list, context, placed(printed, list))];
}

function linkTo(
  edition: Edition,
  { tongue, titleInlines }: EditionArticle,
  index: number,
): Inline[] {
  const href = `${documentOf(index)}.xhtml`;
  return within(edition, tongue, [{ kind: 'link', href, children: titleInlines }]);
}

function named(edition: Edition, tongue: Tongue, name: string): Inline[] {
  return within(edition, tongue, isolateForeign(name, tongue));
}

/** Words of an article in a list: they begin where the list's own do, foreign ones as an isolate. */
function within({ tongue }: Edition, own: Tongue, children: readonly Inline[]): Inline[] {
  if (own.language === tongue.language) return [...children];
  return [{ kind: 'isolate', ...own, children }];
}

interface Row {
  readonly children: readonly Inline[];
  /** Below it; empty: nothing. */
  readonly list: readonly Row[];
}

function listOf(rows: readonly Row[]): List {
  const items = rows.map(
    ({ children, list }): ListItem => ({
      blocks: [{ kind: 'paragraph', children }, ...(list.length > 0 ? [listOf(list)] : [])],
    }),
  );
  return { kind: 'list', ordered: false, start: 1, tight: true, items };
}

/** Pages at the rows that they begin with. */
function placed(printed: readonly ListedPage[], { items }: List): PrintedPage[] {
  return printed.map(({ folio, row }) => {
    const block = items[row]?.blocks[0];
    return block ? { folio, start: { block, offset: 0 } } : { folio };
  });
}
