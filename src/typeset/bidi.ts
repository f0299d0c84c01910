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
  return bidi.getEmbeddingLevels(text, direction).levels;
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
