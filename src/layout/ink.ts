/** How far glyphs reach: the boxes of faces are made for the tallest letters they might ever set. */
import type { Font, Run } from '../typeset/index.js';

/** Points above and below a baseline, never negative. */
export interface Reach {
  above: number;
  below: number;
}

/**
 * What is measured of a face so far, two numbers a glyph: parts of an em above and below the baseline,
 * NaN until its outline was read. Faces are opened once a run of the program and never change.
 */
const measured = new WeakMap<Font, Float64Array>();

/** Widens a reach to the ink of a run of text, from its outlines; control points count, so it is never too small. */
export function widen(
  reach: Reach,
  { font, size, unit, glyphs }: Run<unknown>,
  raise: number,
): void {
  let table = measured.get(font) ?? new Float64Array(0);
  let { above, below } = reach;
  // Every glyph of a publication comes by here: no call, no object for one.
  for (let index = 0; index < glyphs.length; index++) {
    const { id, yOffset } = glyphs[index]!;
    const at = id * 2;
    let up = table[at];
    if (up === undefined || Number.isNaN(up)) {
      table = withGlyph(table, font, id);
      up = table[at]!;
    }
    const shift = raise + yOffset * unit;
    up = up * size + shift;
    const down = table[at + 1]! * size - shift;
    if (up > above) above = up;
    if (down > below) below = down;
  }
  reach.above = above;
  reach.below = below;
}

function withGlyph(table: Float64Array, font: Font, glyph: number): Float64Array {
  const at = glyph * 2;
  const large = at < table.length ? table : grown(table, at + 2);
  large.set(measure(font, glyph), at);
  measured.set(font, large);
  return large;
}

function grown(numbers: Float64Array, length: number): Float64Array {
  const larger = new Float64Array(length).fill(Number.NaN);
  larger.set(numbers);
  return larger;
}

/** Negative where the ink does not reach the baseline, -Infinity where there is none. */
function measure(font: Font, glyph: number): [above: number, below: number] {
  // An outline is made of pairs "x,y": every second number is a height.
  const numbers = font.outline(glyph).match(/-?\d+(?:\.\d+)?/g) ?? [];
  let [above, below] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = 1; index < numbers.length; index += 2) {
    const y = Number(numbers[index]) / font.unitsPerEm;
    above = Math.max(above, y);
    below = Math.max(below, -y);
  }
  return [above, below];
}
