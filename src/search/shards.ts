/** The index of an edition, cut into files of which a query needs a few. */
import type { Concordance } from './concordance.js';
import { type Entry, WEIGHTS } from './find.js';

/**
 * Link from the page of the search, title, date, with marks around runs of the other direction; the title's language
 * and direction where they are not the page's.
 */
export type Result = readonly [
  href: string,
  title: string,
  date: string,
  language?: string,
  direction?: string,
];

/** What the script asks for first. */
export interface Manifest {
  /** Of the shards of words; alphabetical by code unit. */
  readonly firstWords: readonly string[];
  /** Results that one shard holds. */
  readonly perShard: number;
  /** Names of the shards, which tell their content. */
  readonly words: readonly string[];
  readonly results: readonly string[];
}

export interface SearchIndex extends Pick<Manifest, 'firstWords' | 'perShard'> {
  readonly words: readonly (readonly Entry[])[];
  readonly results: readonly (readonly Result[])[];
}

/** Characters of a shard of words at most; some 4 kB on the wire. */
const SHARD = 12_000;
const PER_SHARD = 50;

export function searchIndex(concordance: Concordance): SearchIndex {
  const results = [...concordance.tellings.values()].map(({ result }) => result);
  const words = cutWords(entriesOf(concordance));
  return {
    firstWords: words.map((each) => each[0]![0]),
    perShard: PER_SHARD,
    words,
    results: Array.from({ length: Math.ceil(results.length / PER_SHARD) }, (_, index) =>
      results.slice(index * PER_SHARD, (index + 1) * PER_SHARD),
    ),
  };
}

/** Every word that is looked for, with the articles that have it: written so, or in two words. */
function* entriesOf({ words, tellings }: Concordance): Generator<Entry> {
  const postings = words.map((): number[] => []);
  let number = 0;
  for (const { weights, pairs } of tellings.values()) {
    const first = number * WEIGHTS;
    for (const each of weights)
      postings[Math.floor(each / WEIGHTS)]!.push(first + (each % WEIGHTS));
    for (const pair of pairs) {
      const list = postings[pair]!;
      if (list.length === 0 || list.at(-1)! < first) list.push(first);
    }
    number += 1;
  }
  for (const [at, list] of postings.entries()) if (list.length > 0) yield [words[at]!, list];
}

/**
 * Sorted by code unit, so that words with one beginning stand together. Most shards begin with a landmark,
 * so that a word more or less changes few of them.
 */
function cutWords(entries: Iterable<Entry>): Entry[][] {
  const shards: Entry[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const [word, list] = entry;
    if (size > SHARD || (size > SHARD / 2 && isLandmark(word))) {
      shards.push([]);
      size = 0;
    }
    shards.at(-1)!.push(entry);
    size += word.length + String(list).length + 6;
  }
  return shards;
}

/** One word of so many is a landmark, wherever it stands. */
const LANDMARKS = 16;

function isLandmark(word: string): boolean {
  let sum = 0;
  for (let at = 0; at < word.length; at++) sum = (sum * 31 + word.charCodeAt(at)) % 0xffff;
  return sum % LANDMARKS === 0;
}
