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
  const told = documents.map(readWords);
  const known = new Set<string>();
  for (const { weights } of told) for (const word of weights.keys()) known.add(word);
  const postings = new Map<string, number[]>();
  for (const [number, { weights, parts }] of told.entries()) {
    for (const pair of joinedPairs(parts, known)) if (!weights.has(pair)) weights.set(pair, 0);
    for (const [word, weight] of weights) {
      const posting = number * WEIGHTS + weight;
      const list = postings.get(word);
      if (list) list.push(posting);
      else postings.set(word, [posting]);
    }
  }
  const words = cutWords(postings);
  return {
    manifest: { firstWords: words.map((each) => each[0]![0]), perShard: PER_SHARD },
    words,
    results: Array.from({ length: Math.ceil(documents.length / PER_SHARD) }, (_, index) =>
      documents.slice(index * PER_SHARD, (index + 1) * PER_SHARD).map(({ result }) => result),
    ),
  };
}

interface ToldWords {
  /** Every word with what it says: 3 of a title, 2 of matter, 1 more than once in the text, 0 once. */
  readonly weights: Map<string, number>;
  /** Parts of words as they follow each other in title, matter and text; as one text, which takes least room. */
  readonly parts: readonly string[];
}

const BETWEEN = ' ';

function readWords({ title, matter, text }: SearchDocument): ToldWords {
  const weights = new Map<string, number>();
  const [inTitle, inMatter, inText] = [foldWords(title), foldWords(matter), foldWords(text)];
  for (const word of formsOf(inText)) weights.set(word, weights.has(word) ? 1 : 0);
  for (const word of formsOf(inMatter)) weights.set(word, 2);
  for (const word of formsOf(inTitle)) weights.set(word, 3);
  const parts = [inTitle, inMatter, inText].map((words) => words.flat().join(BETWEEN));
  return { weights, parts };
}

type Words = readonly (readonly string[])[];

/** The parts of every word, and neighbours among them joined. */
function formsOf(words: Words): string[] {
  const forms = words.flatMap((parts) =>
    parts.length === 1
      ? parts
      : parts.flatMap((_, start) =>
          parts
            .slice(start, start + MOST_JOINED)
            .map((_, length) => parts.slice(start, start + length + 1).join('')),
        ),
  );
  return forms.filter((form) => !saysNothing(form));
}

/** Neighbours that are written as one word elsewhere: می رود where some article has میرود. */
function joinedPairs(texts: readonly string[], known: ReadonlySet<string>): string[] {
  return texts.flatMap((text) => {
    const parts = text.split(BETWEEN);
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
