/**
 * Characters that leave ink. Pages, books and paper have other spaces, hyphens and controls for one text: places
 * in it that all of them know are counted by these alone.
 */

const INK = /[^\s\p{Cf}]/u;
/** What is known of a UTF-16 unit: 0 nothing yet, 1 it leaves ink, 2 it leaves none. */
const KNOWN = new Uint8Array(0x10000);

/** @param code a code point */
export function leavesInk(code: number): boolean {
  if (KNOWN[code] === undefined) return INK.test(String.fromCodePoint(code));
  if (KNOWN[code] === 0) KNOWN[code] = INK.test(String.fromCodePoint(code)) ? 1 : 2;
  return KNOWN[code] === 1;
}
