/** Finding: a query and the lists of its words → articles, the best first. Runs in browsers. */
import { foldWords, saysNothing } from './fold.js';

/**
 * Where a word stands: number of the article × `WEIGHTS` + how much the word says of it. Articles are
 * numbered from the newest.
 */
export type Postings = readonly number[];
export const WEIGHTS = 4;

export type Entry = readonly [word: string, postings: Postings];

/**
 * The entries of the index that may be looked at for words from `first` to `last`, by code unit: these, and
 * others around them.
 */
export type Lookup = (first: string, last: string) => Promise<readonly Entry[]>;

/** Points of articles by their numbers; undefined where nothing has been asked yet: all of them. */
type Points = ReadonlyMap<number, number>;
type Found = Points | undefined;

/** Words of a query that are looked up; what comes after is left out. */
const MOST_WORDS = 12;
/** Shorter words begin too many others. */
const SHORTEST_BEGINNING = 3;
/** کتابها, کتابهای; lines. */
const PLURAL = /([ا-ی]{2})ها(?:ی|یی)?$|([a-z]{3})s$/;
/** As many neighbours may be one word that somebody has written apart. */
const MOST_JOINED = 3;

/**
 * Articles that have every word of the query. Neighbours also count as one word, and a word that is
 * nowhere as two: می رود, می‌رود and میرود find the same. What says nothing is asked for only where it is all.
 *
 * @returns their numbers, best first, then newest
 */
export async function find(query: string, lookup: Lookup): Promise<number[]> {
  const words = foldWords(query).flat().slice(0, MOST_WORDS);
  const isAsked = words.every(saysNothing) ? () => true : (word: string) => !saysNothing(word);
  // Holds: `best[i]` has the articles with the first i words.
  const best: Found[] = [undefined];
  for (let end = 1; end <= words.length; end++) {
    const ways: Found[] = [];
    for (let start = end - 1; start >= Math.max(0, end - MOST_JOINED); start--) {
      const word = words.slice(start, end).join('');
      const points = isAsked(word) ? await pointsOf(word, lookup, start === end - 1) : undefined;
      ways.push(both(best[start], points));
    }
    best.push(either(ways));
  }
  return [...(best[words.length] ?? [])]
    .sort(([a, pointsA], [b, pointsB]) => pointsB - pointsA || a - b)
    .map(([article]) => article);
}

/**
 * Articles with the word, with one that begins so (کتابها for کتاب), or with what a plural is made of.
 * The word itself counts twice.
 */
async function pointsOf(word: string, lookup: Lookup, isSingle: boolean): Promise<Points> {
  const found = new Map(await exactly(word, lookup));
  const singular = word.replace(PLURAL, '$1$2');
  if (singular !== word) addBest(found, await exactly(singular, lookup, 1));
  if (!isSingle) return found;
  if (word.length >= SHORTEST_BEGINNING)
    for (const [each, postings] of await lookup(word, `${word}\uffff`))
      if (each.startsWith(word)) addBest(found, toPoints(postings, 1));
  return found.size === 0 ? apart(word, lookup) : found;
}

async function exactly(word: string, lookup: Lookup, factor = 2): Promise<Points> {
  const entries = await lookup(word, word);
  return toPoints(entries.find(([each]) => each === word)?.[1] ?? [], factor);
}

/** A word that no article has, as two words that some have. */
async function apart(word: string, lookup: Lookup): Promise<Points> {
  const points = new Map<number, number>();
  for (let cut = 2; cut <= word.length - 2; cut++) {
    const before = await exactly(word.slice(0, cut), lookup);
    if (before.size === 0) continue;
    const after = await exactly(word.slice(cut), lookup);
    addBest(points, both(before, after)!);
  }
  return points;
}

function toPoints(postings: Postings, factor: number): Points {
  return new Map(
    postings.map((each) => [Math.floor(each / WEIGHTS), factor * (1 + (each % WEIGHTS))]),
  );
}

function both(some: Found, others: Found): Found {
  if (!some || !others) return some ?? others;
  const shared = [...some].filter(([article]) => others.has(article));
  return new Map(shared.map(([article, points]) => [article, points + others.get(article)!]));
}

/** A way that asks for nothing does not widen the others. */
function either(ways: readonly Found[]): Found {
  const asked = ways.filter((way) => way !== undefined);
  if (asked.length === 0) return undefined;
  const points = new Map<number, number>();
  for (const way of asked) addBest(points, way);
  return points;
}

function addBest(points: Map<number, number>, others: Points): void {
  for (const [article, each] of others)
    points.set(article, Math.max(points.get(article) ?? 0, each));
}
