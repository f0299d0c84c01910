/**
 * Which words stand in which article, and which follow each other: what the index of an edition is made of.
 *
 * Words have numbers, so that thousands of articles are a few megabytes. A concordance is made from an earlier
 * one: only new articles are read. Holds: it is the same, whichever it was made from.
 */
import { WEIGHTS } from './find.js';
import { foldWords } from './fold.js';
import type { Result } from './shards.js';

/** An article as the index sees it. */
export interface SearchDocument {
  /** Texts by what they say of the article: title; author, topics and teaser; the text itself. */
  readonly title: string;
  readonly matter: string;
  readonly text: string;
  /** What is shown of it. */
  readonly result: Result;
}

/** An article in numbers of words. */
export interface Telling {
  /** Number × `WEIGHTS` + what it says: 3 of a title, 2 of matter, 1 more than once in the text, 0 once. */
  readonly weights: Uint32Array;
  /** Parts of words as they follow each other in title, matter and text; a `BREAK` behind each of these. */
  readonly parts: Uint32Array;
  /** Words that neighbours among the parts are when they are joined: می رود where some article has میرود. */
  readonly pairs: Uint32Array;
  readonly result: Result;
}

export interface Concordance {
  /** Sorted by code unit; the first is none. */
  readonly words: readonly string[];
  /** By what articles are known by, in their order. */
  readonly tellings: ReadonlyMap<string, Telling>;
}

/** The number of no word. */
export const BREAK = 0;
const NO_CONCORDANCE: Concordance = { words: [''], tellings: new Map() };
/** Parts of one compound that are joined: کتاب‌خانه‌های is found as کتابخانه, too. */
const MOST_JOINED = 3;
/** Letters of the longest word that two may be: nobody looks for a longer one, and each of its letters is a cut. */
const LONGEST_PAIR = 80;

/**
 * @param names what the articles are known by: the same, as long as nothing of them changes
 * @param documents those that the earlier concordance does not have, by their names
 */
export function concord(
  names: readonly string[],
  documents: Readonly<Record<string, SearchDocument>>,
  earlier = NO_CONCORDANCE,
): Concordance {
  const words = [...earlier.words];
  const numbers = new Map(words.map((word, number) => [word, number]));
  const numberOf = (word: string): number => {
    const known = numbers.get(word);
    if (known !== undefined) return known;
    numbers.set(word, words.length);
    return words.push(word) - 1;
  };
  const pairOf = (a: string, b: string): number | undefined =>
    a.length + b.length > LONGEST_PAIR ? undefined : numbers.get(a + b);
  const told = names.map((name) => {
    const before = earlier.tellings.get(name);
    return { name, isNew: !before, telling: before ?? tell(documents[name]!, numberOf) };
  });
  const isSaid = saidIn(
    told.map(({ telling }) => telling),
    words.length,
  );
  const wasSaid = saidIn([...earlier.tellings.values()], words.length);
  const couples = couplesOf(
    words.filter((_, number) => isSaid[number] && !wasSaid[number]),
    numbers,
    words.length,
  );
  const tellings = told.map(({ name, isNew, telling }): [string, Telling] => {
    const pairs = isNew
      ? joined(telling, (a, b) => pairOf(words[a]!, words[b]!))
      : [...telling.pairs, ...joined(telling, couples)];
    const sound = [...new Set(pairs)].filter((number) => isSaid[number]);
    return [name, { ...telling, pairs: Uint32Array.from(sound) }];
  });
  return sorted(words, tellings);
}

function tell(
  { title, matter, text, result }: SearchDocument,
  numberOf: (word: string) => number,
): Telling {
  const weights = new Map<string, number>();
  const [inTitle, inMatter, inText] = [foldWords(title), foldWords(matter), foldWords(text)];
  for (const word of formsOf(inText)) weights.set(word, weights.has(word) ? 1 : 0);
  for (const word of formsOf(inMatter)) weights.set(word, 2);
  for (const word of formsOf(inTitle)) weights.set(word, 3);
  const parts = [inTitle, inMatter, inText].flatMap((each) => [
    ...each.flat().map(numberOf),
    BREAK,
  ]);
  return {
    weights: Uint32Array.from(weights, ([word, weight]) => numberOf(word) * WEIGHTS + weight),
    parts: Uint32Array.from(parts),
    pairs: new Uint32Array(),
    result,
  };
}

type Words = readonly (readonly string[])[];

/** The parts of every word, and neighbours among them joined. */
function formsOf(words: Words): string[] {
  return words.flatMap((parts) =>
    parts.length === 1
      ? parts
      : parts.flatMap((_, start) =>
          parts
            .slice(start, start + MOST_JOINED)
            .map((_, length) => parts.slice(start, start + length + 1).join('')),
        ),
  );
}

/** 1 for every word that some article has, written as one. */
function saidIn(tellings: readonly Telling[], count: number): Uint8Array {
  const said = new Uint8Array(count);
  for (const { weights } of tellings)
    for (const each of weights) said[Math.floor(each / WEIGHTS)] = 1;
  return said;
}

/** Two neighbours → the word that they are when they are joined, where it is one of these. */
function couplesOf(
  wanted: readonly string[],
  numbers: ReadonlyMap<string, number>,
  count: number,
): (a: number, b: number) => number | undefined {
  const isFirst = new Uint8Array(count);
  const joints = new Map<string, number>();
  for (const word of wanted.filter(({ length }) => length <= LONGEST_PAIR))
    for (let cut = 1; cut < word.length; cut++) {
      const [a, b] = [numbers.get(word.slice(0, cut)), numbers.get(word.slice(cut))];
      if (a === undefined || b === undefined) continue;
      isFirst[a] = 1;
      joints.set(`${a} ${b}`, numbers.get(word)!);
    }
  return (a, b) => (isFirst[a] ? joints.get(`${a} ${b}`) : undefined);
}

/** @param join gives the word that two parts are, or undefined */
function joined({ parts }: Telling, join: (a: number, b: number) => number | undefined): number[] {
  const found: number[] = [];
  for (let at = 1; at < parts.length; at++) {
    const [a, b] = [parts[at - 1]!, parts[at]!];
    const number = a === BREAK || b === BREAK ? undefined : join(a, b);
    if (number !== undefined) found.push(number);
  }
  return found;
}

/** The same with numbers in the order of the words, and without words that nobody has any more. */
function sorted(
  words: readonly string[],
  tellings: readonly (readonly [string, Telling])[],
): Concordance {
  const isUsed = new Uint8Array(words.length);
  isUsed[BREAK] = 1;
  for (const [, { parts, weights }] of tellings) {
    for (const each of parts) isUsed[each] = 1;
    for (const each of weights) isUsed[Math.floor(each / WEIGHTS)] = 1;
  }
  const order = words.map((_, number) => number).filter((number) => isUsed[number]);
  order.sort((a, b) => (words[a]! < words[b]! ? -1 : 1));
  const renumbered = new Uint32Array(words.length);
  for (const [number, before] of order.entries()) renumbered[before] = number;
  const numberOf = (before: number): number => renumbered[before]!;
  const numbered = ({ weights, parts, pairs, result }: Telling): Telling => ({
    weights: each(weights, (posting) => {
      const weight = posting % WEIGHTS;
      return numberOf((posting - weight) / WEIGHTS) * WEIGHTS + weight;
    }),
    parts: each(parts, numberOf),
    pairs: each(pairs, numberOf).sort(),
    result,
  });
  return {
    words: order.map((number) => words[number]!),
    tellings: new Map(tellings.map(([name, telling]) => [name, numbered(telling)])),
  };
}

/** As `map` does, which takes three times as long for so many. */
function each(numbers: Uint32Array, change: (number: number) => number): Uint32Array {
  const changed = new Uint32Array(numbers.length);
  for (let at = 0; at < numbers.length; at++) changed[at] = change(numbers[at]!);
  return changed;
}

interface Head {
  /** Without the first, parted by spaces: no word has one. */
  readonly words: string;
  readonly tellings: readonly (readonly [name: string, result: Result, ...lengths: number[]])[];
}

/** A line of JSON, then all numbers. */
export function concordanceBytes({ words, tellings }: Concordance): Uint8Array {
  const lists = [...tellings.values()].flatMap(({ weights, parts, pairs }) => [
    weights,
    parts,
    pairs,
  ]);
  const head: Head = {
    words: words.slice(1).join(' '),
    tellings: [...tellings].map(([name, { result, weights, parts, pairs }]) => [
      name,
      result,
      weights.length,
      parts.length,
      pairs.length,
    ]),
  };
  const line = new TextEncoder().encode(`${JSON.stringify(head)}\n`);
  const size = lists.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const bytes = new Uint8Array(line.length + size);
  bytes.set(line);
  let at = line.length;
  for (const { buffer, byteOffset, byteLength } of lists) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}

export function concordanceOf(bytes: Uint8Array): Concordance {
  const end = bytes.indexOf(0x0a);
  const { words, tellings } = headOf(bytes, end);
  // A copy, for numbers have to begin where their size says.
  const numbers = new Uint32Array(new Uint8Array(bytes.subarray(end + 1)).buffer);
  let at = 0;
  const next = (length: number): Uint32Array => {
    at += length;
    return numbers.subarray(at - length, at);
  };
  return {
    words: ['', ...words.split(' ').filter((word) => word !== '')],
    tellings: new Map(
      tellings.map(([name, result, weights, parts, pairs]) => [
        name,
        { result, weights: next(weights!), parts: next(parts!), pairs: next(pairs!) },
      ]),
    ),
  };
}

/** What the articles of a concordance are known by. */
export function namesIn(bytes: Uint8Array): ReadonlySet<string> {
  return new Set(headOf(bytes, bytes.indexOf(0x0a)).tellings.map(([name]) => name));
}

function headOf(bytes: Uint8Array, end: number): Head {
  return JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as Head;
}
