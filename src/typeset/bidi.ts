/** The door of bidi-js: embedding levels of a paragraph, and the order of runs in a line. */
import bidiFactory, { type Bidi } from 'bidi-js';
import type { Direction } from './model.js';

/** Its types describe an ES module and Node loads it as CommonJS, so the factory hides in its own default. */
const bidi = (bidiFactory as unknown as () => Bidi)();

/**
 * Embedding levels for every UTF-16 unit (UAX #9, rules P2–I2), the base direction given.
 *
 * Hard breaks are U+2028, so a paragraph stays one paragraph and its levels are found once.
 */
export function embeddingLevels(text: string, direction: Direction): Uint8Array {
  if (direction === 'ltr' && !MAY_TURN.test(text)) return new Uint8Array(text.length);
  if (direction === 'rtl' && IS_TURNED.test(text)) return new Uint8Array(text.length).fill(1);
  const { levels } = bidi.getEmbeddingLevels(withStandIns(text), direction);
  for (const { index } of text.matchAll(PAIR)) levels[index + 1] = levels[index]!;
  return levels;
}

const PAIR = /[\u{10000}-\u{10ffff}]/gu;
/** A character of one unit for each bidi class that characters of two units have; the others are `L`. */
const STAND_IN: Readonly<Record<string, string>> = {
  R: '\u05d0',
  AL: '\u0627',
  EN: '1',
  AN: '\u0661',
  ET: '%',
  ON: '!',
  NSM: '\u0300',
  BN: '\u00ad',
};

/**
 * bidi-js looks units up one by one, and takes both halves of a pair for Latin letters. A character of
 * the same class stands in for the first half, and one that the algorithm looks through (BN) for the second.
 */
function withStandIns(text: string): string {
  return text.replace(PAIR, (pair) => `${STAND_IN[bidi.getBidiCharTypeName(pair)] ?? 'a'}\u00ad`);
}

/** Right-to-left letters, Arabic digits, controls, and what stands for the rarer scripts: surrogates. */
const MAY_TURN = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufb1d-\ufefc]/;

/**
 * Nothing but Arabic letters and marks, half-spaces, spaces, and signs that are neutral where no number is:
 * all of it runs from right to left.
 */
const IS_TURNED = /^[\u0620-\u065f\u066e-\u06d3\u060c\u061b\u061f\u200c .:!«»()[\]"“”‘’…–—-]*$/;

/** Bidi_Class of one character (UAX #9 §3.2): `L`, `R`, `AL`, `EN`, `AN`, `CS`, `ON` … */
export function bidiClass(character: string): string {
  return bidi.getBidiCharTypeName(character);
}

/**
 * Rule L2 on runs: from logical order to the order left to right, by reversing every stretch at or
 * above each level, from the highest down to the lowest odd one.
 *
 * @param levels the level of each run, in logical order
 * @returns indices into `levels`, left to right
 */
export function visualOrder(levels: readonly number[]): number[] {
  const order = levels.map((_, index) => index);
  const highest = Math.max(0, ...levels);
  for (let level = highest; level >= 1; level--) {
    let index = 0;
    while (index < order.length) {
      let end = index;
      while (end < order.length && levels[order[end]!]! >= level) end += 1;
      if (end > index + 1) order.splice(index, end - index, ...order.slice(index, end).reverse());
      index = Math.max(end, index + 1);
    }
  }
  return order;
}

export interface Levelled {
  readonly level: number;
  /** Lowest level of what stands before it and is not drawn; absent: nothing does. */
  readonly levelBefore?: number;
}

/**
 * Rule L2 on the runs of a line, given in logical order. Isolate controls are not drawn, but they have
 * a level, and two runs that they part do not run together: in a right-to-left line the second of two
 * isolates stands left of the first.
 *
 * @returns indices into `runs`, left to right
 */
export function runOrder(runs: readonly Levelled[]): number[] {
  const levels: number[] = [];
  const owners: number[] = [];
  runs.forEach(({ level, levelBefore }, index) => {
    if (levelBefore !== undefined && index > 0) {
      levels.push(levelBefore);
      owners.push(-1);
    }
    levels.push(level);
    owners.push(index);
  });
  return visualOrder(levels)
    .map((index) => owners[index]!)
    .filter((index) => index >= 0);
}
