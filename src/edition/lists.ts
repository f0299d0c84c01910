/** The lists of an edition: every section, author, topic, year and month, and all articles. */
import {
  type CalendarDate,
  type Inline,
  isolateForeign,
  type Tongue,
  tongueOf,
} from '../document/index.js';
import { formatInteger, formatMonth, gregorianToSolar, monthName } from '../locale/index.js';
import type { Edition, EditionArticle } from './model.js';
import { addressOf, bestSpelling, type NameKey, nameKey } from './names.js';
import { say, sayInlines } from './words.js';

export type ListKind = 'section' | 'author' | 'topic' | 'year' | 'month' | 'all';

/** A list of articles, whole; `pages.ts` cuts it. */
export interface ArticleList {
  readonly kind: ListKind;
  /** The same thing in another edition has the same key; months of two calendars never have. */
  readonly key: string;
  /** Below the edition's folder: `sections/history`. */
  readonly path: string;
  /** What an index says: «تاریخ», «جان پی. روئل», «ثور ۱۴۰۲». */
  readonly label: string;
  /** What its page says at the top: «نوشته‌های جان پی. روئل». */
  readonly heading: readonly Inline[];
  /** Newest first. */
  readonly articles: readonly EditionArticle[];
}

/** The folders of an edition that hold no article: no article may have such a name. */
export const PAGE_FOLDERS = [
  'sections',
  'authors',
  'topics',
  'archive',
  'articles',
  'about',
  'search',
  'books',
  'catalog',
];

/** @param person of `joinPeople` */
export function listsOf(edition: Edition, person: (name: string) => NameKey): ArticleList[] {
  return [
    allArticles(edition),
    ...sections(edition),
    ...authors(edition, person),
    ...topics(edition),
    ...months(edition),
  ];
}

function allArticles({ tongue, words, articles }: Edition): ArticleList {
  const label = words.allArticles;
  const heading = isolateForeign(label, tongue);
  return { kind: 'all', key: '', path: 'articles', label, heading, articles };
}

function sections({ tongue, sections, articles }: Edition): ArticleList[] {
  const bySection = groupBy(articles, (article) => [article.section.key]);
  return sections.map(({ key, label }) => ({
    kind: 'section',
    key,
    path: `sections/${key}`,
    label,
    heading: nameInlines(label, tongue),
    articles: bySection.get(key) ?? [],
  }));
}

function authors({ tongue, words, articles }: Edition, person: (name: string) => NameKey) {
  const byPerson = groupBy(articles, (article) => article.authors.map(person));
  const lists = [...byPerson].map(([key, theirs]): ArticleList => {
    // The name that the edition's own language has for the person comes first, as it is spelled best.
    const own = theirs.filter((article) => article.tongue.language === tongue.language);
    const namesIn = (articles: readonly EditionArticle[]) =>
      articles.flatMap((article) => article.authors).filter((name) => person(name) === key);
    const names = namesIn(own).length > 0 ? namesIn(own) : namesIn(theirs);
    const label = bestSpelling(names);
    const name = nameInlines(label, tongue);
    return {
      kind: 'author',
      key,
      path: `authors/${addressOf(label)}`,
      label,
      heading: sayInlines(words, tongue, 'articlesOf', { name }),
      articles: theirs,
    };
  });
  return apart(lists);
}

function topics({ tongue, words, articles }: Edition): ArticleList[] {
  const byTopic = groupBy(articles, (article) => article.tags.map(nameKey));
  const lists = [...byTopic].map(([key, theirs]): ArticleList => {
    const tags = theirs.flatMap((article) => article.tags);
    const label = bestSpelling(tags.filter((tag) => nameKey(tag) === key));
    const name = nameInlines(label, tongue);
    const heading = sayInlines(words, tongue, 'articlesOn', { name });
    const path = `topics/${addressOf(label)}`;
    return { kind: 'topic', key, path, label, heading, articles: theirs };
  });
  return apart(lists);
}

/**
 * Of lists that came to one address the eldest keeps it, for readers know it; the others get numbers.
 * `sharedAddresses` warns of them.
 */
function apart(lists: readonly ArticleList[]): ArticleList[] {
  const taken = new Set<string>();
  const plain = new Set(lists.map(({ path }) => path));
  const paths = new Map<ArticleList, string>();
  for (const list of [...lists].sort(byAge)) {
    let path = list.path;
    for (let number = 2; taken.has(path); number += 1) {
      const numbered = `${list.path}-${number}`;
      // Another name may have such an address by itself.
      if (!plain.has(numbered)) path = numbered;
    }
    taken.add(path);
    paths.set(list, path);
  }
  return lists.map((list) => ({ ...list, path: paths.get(list)! }));
}

function byAge(one: ArticleList, other: ArticleList): number {
  const [a, b] = [one, other].map(({ articles, key }) => {
    const { date, slug } = articles.at(-1)!;
    return `${date} ${slug} ${key}`;
  }) as [string, string];
  return a < b ? -1 : 1;
}

/** Years and months of the edition's first calendar, the newest first. */
function months({ tongue, words, calendars, articles }: Edition): ArticleList[] {
  const { language } = tongue;
  const calendar = calendars[0]!;
  const dateOf = ({ date }: EditionArticle): CalendarDate => {
    const [year, month, day] = date.split('-').map(Number) as [number, number, number];
    const shown = { year, month, day };
    return calendar === 'solar' ? gregorianToSolar(shown) : shown;
  };
  const list = (
    kind: 'year' | 'month',
    path: string,
    label: string,
    time: string,
    theirs: readonly EditionArticle[],
  ): ArticleList => ({
    kind,
    key: `${calendar} ${path}`,
    path: `archive/${path}`,
    label,
    heading: isolateForeign(say(words, 'articlesFrom', { time }), tongue),
    articles: theirs,
  });
  const byYear = groupBy(articles, (article) => [dateOf(article).year]);
  return [...byYear].flatMap(([year, inYear]) => {
    const byMonth = groupBy(inYear, (article) => [dateOf(article).month]);
    const shownYear = formatInteger(year, language);
    return [
      list('year', `${year}`, shownYear, shownYear, inYear),
      ...[...byMonth].map(([month, inMonth]) =>
        list(
          'month',
          `${year}/${String(month).padStart(2, '0')}`,
          monthName(month, language, calendar),
          formatMonth({ year, month }, language, calendar),
          inMonth,
        ),
      ),
    ];
  });
}

/** A name of the other script is one run with all signs that it begins and ends with: C++, .NET, A*. */
function nameInlines(name: string, tongue: Tongue): Inline[] {
  const own = tongueOf(name, tongue);
  return own
    ? [{ kind: 'isolate', ...own, children: isolateForeign(name, own) }]
    : isolateForeign(name, tongue);
}

/** Groups in the order of their first article; an article may stand in several, and once in each. */
function groupBy<K>(
  articles: readonly EditionArticle[],
  keysOf: (article: EditionArticle) => readonly K[],
): Map<K, EditionArticle[]> {
  const groups = new Map<K, EditionArticle[]>();
  for (const article of articles)
    for (const key of new Set(keysOf(article))) {
      const group = groups.get(key);
      if (group) group.push(article);
      else groups.set(key, [article]);
    }
  return groups;
}
