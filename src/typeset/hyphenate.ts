/** The door of the hyphenator: where an English word may be parted (Liang's patterns, en-US). */
import createHyphenator, { type HyphenationFunctionSync } from 'hyphen';
import patterns from 'hyphen/patterns/en-us.js';

/** Letters that stay before and behind a hyphen, as TeX has it. */
const LEAST_BEFORE = 2;
const LEAST_BEHIND = 3;
const SHORTEST = LEAST_BEFORE + LEAST_BEHIND;
/** What is longer is no word. */
const LONGEST = 60;
/** Words remembered, here and in the library, before both begin anew. */
const REMEMBERED = 20_000;
const HYPHEN = '\u00ad';

let hyphenator: HyphenationFunctionSync | undefined;
let known = new Map<string, readonly number[]>();

/**
 * Offsets in `word` before which a hyphen may stand, ascending.
 *
 * @param word letters only; a word in capitals or with a capital inside is an abbreviation or a name
 *   and is never parted
 */
export function hyphenPoints(word: string): readonly number[] {
  const remembered = known.get(word);
  if (remembered) return remembered;
  if (word.length < SHORTEST || word.length > LONGEST || /\p{Lu}/u.test(word.slice(1))) return [];
  const found = findPoints(word);
  if (known.size >= REMEMBERED) {
    known = new Map();
    hyphenator = undefined;
  }
  known.set(word, found);
  return found;
}

function findPoints(word: string): number[] {
  hyphenator ??= createHyphenator(patterns, {}) as HyphenationFunctionSync;
  // Lower case here and not there: the library asks the locale of the machine how.
  const parts = hyphenator(word.toLowerCase(), { hyphenChar: HYPHEN }).split(HYPHEN);
  const points: number[] = [];
  let at = 0;
  for (const part of parts.slice(0, -1)) {
    at += part.length;
    if (at >= LEAST_BEFORE && at <= word.length - LEAST_BEHIND) points.push(at);
  }
  return points;
}
