/**
 * The pages of an edition beside its articles: lists cut into pages, indexes, and what stands before and
 * after an article. Words, digits and addresses are settled here; the renderer fills them in.
 */
import { type Inline, plainText } from '../document/index.js';
import { formatInteger } from '../locale/index.js';
import { newestFirst } from './book.js';
import { type ArticleList, type ListKind, listsOf } from './lists.js';
import type { Edition, EditionArticle } from './model.js';
import { joinPeople, nameKey } from './names.js';
import { languageWord, say } from './words.js';

/** Articles on one page of a list: some 15 kB on the wire, and a thumb's patience. */
const PER_PAGE = 24;
/** Related articles below an article. */
const RELATED = 3;

/** The same page in another edition. */
export interface Counterpart {
  readonly edition: string;
  /** Below the edition's folder. */
  readonly path: string;
  /** False where only something near it is there: the index of all authors, say. */
  readonly isSame: boolean;
}

export interface PageLink {
  readonly label: string;
  /** Below the edition's folder. */
  readonly path: string;
}

/** One page of a list of articles. */
export interface ListPage {
  readonly kind: ListKind;
  /** Below the edition's folder: `sections/history`, `sections/history/page-2`. */
  readonly path: string;
  /** The list's first page. */
  readonly first: string;
  readonly heading: readonly Inline[];
  /** Unique in the edition: the heading, with the number of a later page. */
  readonly titleInlines: readonly Inline[];
  readonly title: string;
  readonly articles: readonly EditionArticle[];
  /** Absent where all articles stand on one page. */
  readonly pager: Pager | undefined;
  /** Months of a year. */
  readonly narrower: readonly Entry[];
  readonly counterparts: readonly Counterpart[];
}

export interface Pager {
  /** «صفحهٔ ۲ از ۵» */
  readonly position: string;
  readonly newer: string | undefined;
  readonly older: string | undefined;
  /** First, last and the near ones; a gap is between numbers that do not follow each other. */
  readonly pages: readonly (PageLink & {
    readonly isCurrent: boolean;
    readonly isAfterGap: boolean;
  })[];
}

/** A list in an index. */
export interface Entry extends PageLink {
  /** «۳ نوشته»; empty where there is none: beside a dot a Persian nought looks like another. */
  readonly count: string;
}

export type IndexKind = 'sections' | 'authors' | 'topics' | 'archive' | 'books';

/** A page that leads to lists. */
export interface IndexPage {
  readonly kind: IndexKind;
  readonly path: string;
  readonly title: string;
  /** One group, or a group for each year. */
  readonly groups: readonly {
    readonly head: Entry | undefined;
    readonly entries: readonly Entry[];
  }[];
  readonly counterparts: readonly Counterpart[];
}

/** What leads on from an article. */
export interface Onward {
  readonly newer: EditionArticle | undefined;
  readonly older: EditionArticle | undefined;
  readonly related: readonly EditionArticle[];
  readonly authors: readonly PageLink[];
  readonly topics: readonly PageLink[];
}

export interface EditionPages {
  readonly edition: Edition;
  readonly lists: readonly ListPage[];
  readonly indexes: readonly IndexPage[];
  readonly onward: ReadonlyMap<string, Onward>;
  /** The name of a language in the edition's. */
  readonly languageLabel: (language: string) => string;
  /** A number in the edition's digits. */
  readonly digits: (number: number) => string;
}

/** The pages of every edition, joined with each other. */
export function pagesOf(editions: readonly Edition[]): EditionPages[] {
  const person = joinPeople(editions.map((edition) => edition.articles));
  const lists = editions.map((edition) => listsOf(edition, person));
  return editions.map((edition, index) => {
    const own = lists[index]!;
    const others = editions.flatMap((other, place) =>
      place === index ? [] : [{ edition: other, paths: pathsByKey(lists[place]!) }],
    );
    const counterparts = (list: ArticleList): Counterpart[] =>
      others.map(({ edition: { name }, paths }) => {
        const path = paths.get(`${list.kind} ${list.key}`);
        return { edition: name, path: path ?? INDEX_OF[list.kind], isSame: path !== undefined };
      });
    const everywhere = (path: string): Counterpart[] =>
      others.map(({ edition: { name } }) => ({ edition: name, path, isSame: true }));
    return {
      edition,
      lists: own.flatMap((list) => cut(edition, list, own, counterparts(list))),
      indexes: indexesOf(edition, own, everywhere),
      onward: onwardOf(edition, own, person),
      languageLabel: (language) => languageWord(edition.words, language),
      digits: (number) => formatInteger(number, edition.tongue.language),
    };
  });
}

/** Where a reader finds the like of a list that the other edition does not have. */
const INDEX_OF: Readonly<Record<ListKind, string>> = {
  section: 'sections',
  author: 'authors',
  topic: 'topics',
  year: 'archive',
  month: 'archive',
  all: 'articles',
};

function pathsByKey(lists: readonly ArticleList[]): Map<string, string> {
  return new Map(lists.map((list) => [`${list.kind} ${list.key}`, list.path]));
}

function cut(
  edition: Edition,
  list: ArticleList,
  all: readonly ArticleList[],
  counterparts: readonly Counterpart[],
): ListPage[] {
  const { kind, path: first, heading, articles } = list;
  const count = Math.max(1, Math.ceil(articles.length / PER_PAGE));
  const narrower = kind === 'year' ? monthsOf(edition, list, all) : [];
  return Array.from({ length: count }, (_, index): ListPage => {
    const pager = count === 1 ? undefined : pagerOf(edition, first, index, count);
    const place: Inline[] =
      index === 0 || !pager ? [] : [{ kind: 'text', text: ` · ${pager.position}` }];
    const titleInlines = [...heading, ...place];
    return {
      kind,
      path: pathOf(first, index),
      first,
      heading,
      titleInlines,
      title: plainText(titleInlines),
      articles: articles.slice(index * PER_PAGE, (index + 1) * PER_PAGE),
      pager,
      narrower: index === 0 ? narrower : [],
      // Later pages of two editions hold different articles.
      counterparts: counterparts.map((each) => (index === 0 ? each : { ...each, isSame: false })),
    };
  });
}

function pathOf(first: string, index: number): string {
  return index === 0 ? first : `${first}/page-${index + 1}`;
}

function pagerOf({ words, tongue }: Edition, first: string, index: number, count: number): Pager {
  const digits = (number: number) => formatInteger(number, tongue.language);
  const shown = Array.from({ length: count }, (_, page) => page).filter(
    (page) => page === 0 || page === count - 1 || Math.abs(page - index) <= 2,
  );
  return {
    position: say(words, 'pageOf', { number: digits(index + 1), count: digits(count) }),
    newer: index > 0 ? pathOf(first, index - 1) : undefined,
    older: index < count - 1 ? pathOf(first, index + 1) : undefined,
    pages: shown.map((page, place) => ({
      label: digits(page + 1),
      path: pathOf(first, page),
      isCurrent: page === index,
      isAfterGap: place > 0 && shown[place - 1] !== page - 1,
    })),
  };
}

function entryOf(
  { words, tongue }: Edition,
  { label, path, articles }: Pick<ArticleList, 'label' | 'path' | 'articles'>,
): Entry {
  const number = formatInteger(articles.length, tongue.language);
  if (articles.length === 0) return { label, path, count: '' };
  const count = articles.length === 1 ? words.oneArticle : say(words, 'manyArticles', { number });
  return { label, path, count };
}

/** Months of a year, the newest first, as the articles come. */
function monthsOf(edition: Edition, year: ArticleList, all: readonly ArticleList[]): Entry[] {
  return all
    .filter((list) => list.kind === 'month' && list.path.startsWith(`${year.path}/`))
    .map((list) => entryOf(edition, list));
}

/** Bound books, the newest first. */
function bookEntries(edition: Edition): Entry[] {
  return newestFirst(edition.books).map(({ name, title, periodInlines, articles }) => {
    const label = `${title} · ${plainText(periodInlines)}`;
    return entryOf(edition, { label, path: `books/${name}`, articles });
  });
}

function indexesOf(
  edition: Edition,
  lists: readonly ArticleList[],
  everywhere: (path: string) => Counterpart[],
): IndexPage[] {
  const { words, tongue } = edition;
  const collator = new Intl.Collator(tongue.language);
  const entries = (kind: ListKind) =>
    lists.filter((list) => list.kind === kind).map((list) => entryOf(edition, list));
  const byName = (kind: ListKind) =>
    entries(kind).sort((a, b) => collator.compare(a.label, b.label) || (a.path < b.path ? -1 : 1));
  const index = (kind: IndexKind, title: string, groups: IndexPage['groups']): IndexPage => ({
    kind,
    path: kind,
    title,
    groups,
    counterparts: everywhere(kind),
  });
  const years = lists
    .filter((list) => list.kind === 'year')
    .map((year) => ({ head: entryOf(edition, year), entries: monthsOf(edition, year, lists) }));
  return [
    index('sections', words.sections, [{ head: undefined, entries: entries('section') }]),
    index('authors', words.authors, [{ head: undefined, entries: byName('author') }]),
    index('topics', words.topics, [{ head: undefined, entries: byName('topic') }]),
    index('archive', words.archive, years),
    ...(edition.books.length > 0
      ? [index('books', words.books, [{ head: undefined, entries: bookEntries(edition) }])]
      : []),
  ];
}

function onwardOf(
  { articles }: Edition,
  lists: readonly ArticleList[],
  person: (name: string) => string,
): Map<string, Onward> {
  const paths = pathsByKey(lists);
  const link = (kind: ListKind, key: string, label: string): PageLink[] => {
    const path = paths.get(`${kind} ${key}`);
    return path === undefined ? [] : [{ label, path }];
  };
  const onward = articles.map((article, place): [string, Onward] => [
    article.slug,
    {
      newer: articles[place - 1],
      older: articles[place + 1],
      related: [],
      authors: once(article.authors.flatMap((name) => link('author', person(name), name))),
      topics: once(article.tags.flatMap((tag) => link('topic', nameKey(tag), tag))),
    },
  ]);
  const related = relatedArticles(lists);
  return new Map(
    onward.map(([slug, each]) => [slug, { ...each, related: related.get(slug) ?? [] }]),
  );
}

/** Two spellings of a name lead to one page. */
function once(links: readonly PageLink[]): PageLink[] {
  return links.filter(({ path }, at) => links.findIndex((each) => each.path === path) === at);
}

/** Of each section the nearest in time; among these, those that share topics come first. */
function relatedArticles(lists: readonly ArticleList[]): Map<string, readonly EditionArticle[]> {
  const related = new Map<string, readonly EditionArticle[]>();
  for (const { kind, articles } of lists) {
    if (kind !== 'section') continue;
    articles.forEach((article, place) => {
      const near = articles
        .slice(Math.max(0, place - 2 * RELATED), place + 2 * RELATED + 1)
        .filter((each) => each !== article);
      const shared = ({ tags }: EditionArticle) =>
        tags.filter((tag) => article.tags.includes(tag)).length;
      const ranked = [...near].sort((a, b) => shared(b) - shared(a));
      related.set(article.slug, ranked.slice(0, RELATED));
    });
  }
  return related;
}
