/**
 * The shelf of an edition for reading systems: OPDS 1.2 and 2.0 as files, so that any server can give them.
 *
 * One root leads to lists of articles, whole and by section, and of bound books; each list is newest first,
 * cut into pages, and has a facet for every edition. All addresses are relative to the catalogue's folder.
 */

import { plainText, type Tongue } from '../../document/index.js';
import {
  type Book,
  type Edition,
  type EditionArticle,
  type EditionPages,
  newestFirst,
  say,
} from '../../edition/index.js';
import { newest, tagOf } from './feeds.js';
import { CATALOGUE, type Press } from './frame.js';

/** More than this an e-reader fetches for nothing. */
const PAGE = 50;

export interface Catalogue {
  readonly edition: Edition;
  /** Of the newest that it lists; RFC 3339. */
  readonly updated: string;
  readonly lists: readonly ShelfList[];
}

export interface ShelfList {
  /** Of its file, without page and ending. */
  readonly name: string;
  readonly title: string;
  /** Newest first. */
  readonly publications: readonly Publication[];
}

/** A part of a list that is a file. */
export interface ShelfPage {
  readonly list: ShelfList;
  /** From 1. */
  readonly number: number;
  readonly count: number;
  readonly publications: readonly Publication[];
  readonly perPage: number;
}

/** Something to take along: an article or a bound book. */
export interface Publication {
  /** A URI that never changes. */
  readonly id: string;
  readonly title: string;
  readonly tongue: Tongue;
  readonly authors: readonly string[];
  readonly translators: readonly string[];
  readonly published: string;
  readonly updated: string;
  readonly description: string;
  readonly rights?: string;
  readonly publisher: string;
  readonly subjects: readonly { readonly key: string; readonly label: string }[];
  /** Its page on the site. */
  readonly page: string;
  /** Books have covers. */
  readonly cover?: string;
  readonly files: readonly PublicationFile[];
}

export interface PublicationFile {
  readonly href: string;
  readonly type: 'application/epub+zip' | 'application/pdf';
  /** Bytes. */
  readonly size: number;
}

/** The file of a page of a list, without its ending. */
export function pageName(
  { list: { name } }: { readonly list: Pick<ShelfList, 'name'> },
  number: number,
): string {
  return number === 1 ? name : `${name}-${number}`;
}

/** The neighbours and ends of a page that are there, by their relation. */
export function neighbours(page: ShelfPage): { rel: string; name: string }[] {
  const { number, count } = page;
  const all: [string, number][] = [
    ['first', 1],
    ['previous', number - 1],
    ['next', number + 1],
    ['last', count],
  ];
  return all
    .filter(([, at]) => count > 1 && at >= 1 && at <= count)
    .map(([rel, at]) => ({ rel, name: pageName(page, at) }));
}

export function pageCount(publications: number): number {
  return Math.ceil(publications / PAGE);
}

/** A list before its publications are made ready. */
interface Shelf extends Pick<ShelfList, 'name' | 'title'> {
  readonly items: readonly (EditionArticle | Book)[];
}

/** What has no file and lists that are empty are left out. */
export function shelvesOf({ sizes }: Press, edition: Edition): Shelf[] {
  const { articles, sections, words } = edition;
  const bySlug = new Map(articles.map((article) => [article.slug, article]));
  const hasFile = (item: EditionArticle | Book): boolean => {
    const path = 'slug' in item ? `${item.slug}/${item.slug}` : `books/${item.name}/${item.name}`;
    return ['pdf', 'epub'].some((ending) => sizes.has(`${edition.name}/${path}.${ending}`));
  };
  const all: Shelf[] = [
    { name: 'articles', title: words.allArticles, items: articles },
    { name: 'books', title: words.books, items: newestFirst(edition.books) },
    ...sections.map(({ key, label, slugs }) => ({
      name: `section-${key}`,
      title: label,
      items: slugs.map((slug) => bySlug.get(slug)!),
    })),
  ];
  return all
    .map((shelf) => ({ ...shelf, items: shelf.items.filter(hasFile) }))
    .filter(({ items }) => items.length > 0);
}

/** A list cut into its files. */
export function pagesOfList(list: ShelfList): ShelfPage[] {
  const count = pageCount(list.publications.length);
  return Array.from({ length: count }, (_, index) => ({
    list,
    number: index + 1,
    count,
    perPage: PAGE,
    publications: list.publications.slice(index * PAGE, (index + 1) * PAGE),
  }));
}

/** Everything that an edition has to take along. */
export function catalogueOf(press: Press, pages: EditionPages): Catalogue {
  const { edition } = pages;
  const made = new Map<EditionArticle | Book, Publication>();
  const publicationOf = (item: EditionArticle | Book): Publication => {
    const publication =
      made.get(item) ??
      ('slug' in item ? articleOf(press, pages, item) : bookOf(press, edition, item));
    made.set(item, publication);
    return publication;
  };
  return {
    edition,
    updated: newest(edition.articles),
    lists: shelvesOf(press, edition).map(({ name, title, items }) => ({
      name,
      title,
      publications: items.map(publicationOf),
    })),
  };
}

function articleOf(press: Press, pages: EditionPages, article: EditionArticle): Publication {
  const { edition } = pages;
  const { slug, date, section, translators, rights } = article;
  const at = `../${encodeURIComponent(slug)}`;
  return {
    id: tagOf(pages, article),
    title: article.title,
    tongue: article.tongue,
    authors: article.authors,
    translators,
    published: date,
    updated: article.updated ?? date,
    description: article.description,
    ...(rights ? { rights } : {}),
    publisher: edition.publisher,
    subjects: [section],
    page: `${at}/index.html`,
    ...coverOf(press, edition, at, slug),
    files: filesOf(press, edition, at, slug, slug),
  };
}

function bookOf(press: Press, edition: Edition, book: Book): Publication {
  const { name, date } = book;
  const sections = new Map(book.articles.map(({ section }) => [section.key, section]));
  const at = `../books/${name}`;
  return {
    id: book.canonicalUrl,
    title: `${book.title} · ${plainText(book.periodInlines)}`,
    tongue: edition.tongue,
    authors: book.authors.map((author) => author.name),
    translators: [],
    published: date,
    updated: date,
    description: book.articles.map(({ title }) => title).join(edition.words.nameSeparator),
    publisher: edition.publisher,
    subjects: [...sections.values()],
    page: `${at}/index.html`,
    ...coverOf(press, edition, at, `books/${name}`),
    files: filesOf(press, edition, at, `books/${name}`, name),
  };
}

/** The e-book first: what a reading system takes when it takes one. */
function filesOf(
  { sizes }: Press,
  edition: Edition,
  at: string,
  folder: string,
  name: string,
): PublicationFile[] {
  const kinds = [
    ['epub', 'application/epub+zip'],
    ['pdf', 'application/pdf'],
  ] as const;
  return kinds.flatMap(([ending, type]) => {
    const size = sizes.get(`${edition.name}/${folder}/${name}.${ending}`);
    const href = `${at}/${encodeURIComponent(name)}.${ending}`;
    return size === undefined ? [] : [{ href, type, size }];
  });
}

function coverOf({ sizes }: Press, edition: Edition, at: string, folder: string) {
  return sizes.has(`${edition.name}/${folder}/cover.png`) ? { cover: `${at}/cover.png` } : {};
}

/** The same list in every edition, this one first marked. */
export function languageFacets({ edition }: Catalogue, { list }: ShelfPage, ending: string) {
  return edition.editions.map(({ name, label, tongue }) => ({
    href: `../../${encodeURIComponent(name)}/${CATALOGUE}/${encodeURIComponent(list.name)}.${ending}`,
    label,
    tongue,
    isActive: name === edition.name,
  }));
}

/** What a catalogue is called. */
export function titleOf({ edition }: Catalogue): string {
  return `${edition.siteTitle}: ${say(edition.words, 'catalogue')}`;
}
