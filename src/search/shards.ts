/** The index of an edition, cut into files of which a query needs a few. */
import { type Entry, WEIGHTS } from './find.js';
import { foldWords, saysNothing } from './fold.js';

/** An article as the index sees it. */
export interface SearchDocument {
  /** Texts by what they say of the article: title; author, topics and teaser; the text itself. */
  readonly title: string;
  readonly matter: string;
  readonly text: string;
  /** What is shown of it. */
  readonly result: Result;
}

/** Link from the page of the search, title, date; language and direction where they are not the page's. */
export type Result = readonly [
  href: string,
  title: string,
  date: string,
  language?: string,
  direction?: string,
];

/** What the script asks for by number: first words of the shards, and how many results one holds. */
export interface Manifest {
  /** Alphabetical by code unit. */
  readonly firstWords: readonly string[];
  readonly perShard: number;
}

export interface SearchIndex {
  readonly manifest: Manifest;
  readonly words: readonly (readonly Entry[])[];
  readonly results: readonly (readonly Result[])[];
}

/** Characters of a shard of words; some 4 kB on the wire. */
const SHARD = 12_000;
const PER_SHARD = 50;
/** Parts of one compound that are joined: کتاب‌خانه‌های is found as کتابخانه, too. */
const MOST_JOINED = 3;

/** @param documents the newest first */
export function searchIndex(documents: readonly SearchDocument[]): SearchIndex {
  const postings = new Map<string, number[]>();
  const told = documents.map(weighedWords);
  const known = new Set(told.flatMap((words) => [...words.keys()]));
  documents.forEach((document, number) => {
    const words = told[number]!;
    for (const pair of joinedPairs(document, known)) if (!words.has(pair)) words.set(pair, 0);
    for (const [word, weight] of words) {
      const list = postings.get(word) ?? [];
      list.push(number * WEIGHTS + weight);
      postings.set(word, list);
    }
  });
  const words = cutWords(postings);
  return {
    manifest: { firstWords: words.map((each) => each[0]![0]), perShard: PER_SHARD },
    words,
    results: Array.from({ length: Math.ceil(documents.length / PER_SHARD) }, (_, index) =>
      documents.slice(index * PER_SHARD, (index + 1) * PER_SHARD).map(({ result }) => result),
    ),
  };
}

/** Every word with what it says: 3 of a title, 2 of matter, 1 more than once in the text, 0 once. */
function weighedWords({ title, matter, text }: SearchDocument): Map<string, number> {
  const words = new Map<string, number>();
  for (const word of formsOf(text)) words.set(word, words.has(word) ? 1 : 0);
  for (const word of formsOf(matter)) words.set(word, 2);
  for (const word of formsOf(title)) words.set(word, 3);
  return words;
}

/** The parts of every word, and neighbours among them joined. */
function formsOf(text: string): string[] {
  const forms = foldWords(text).flatMap((parts) =>
    parts.flatMap((_, start) =>
      parts
        .slice(start, start + MOST_JOINED)
        .map((_, length) => parts.slice(start, start + length + 1).join('')),
    ),
  );
  return forms.filter((form) => !saysNothing(form));
}

/** Neighbours that are written as one word elsewhere: می رود where some article has میرود. */
function joinedPairs({ title, matter, text }: SearchDocument, known: ReadonlySet<string>) {
  return [title, matter, text].flatMap((each) => {
    const parts = foldWords(each).flat();
    return parts
      .map((part, index) => part + (parts[index + 1] ?? ''))
      .filter((pair) => known.has(pair));
  });
}

/** Sorted by code unit, so that words with one beginning stand together. */
function cutWords(postings: ReadonlyMap<string, readonly number[]>): Entry[][] {
  const shards: Entry[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const word of [...postings.keys()].sort()) {
    if (size > SHARD) {
      shards.push([]);
      size = 0;
    }
    const list = postings.get(word)!;
    shards.at(-1)!.push([word, list]);
    size += word.length + String(list).length + 6;
  }
  return shards;
}
