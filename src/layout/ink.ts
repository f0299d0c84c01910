/** How far glyphs reach: the boxes of faces are made for the tallest letters they might ever set. */
import type { Font } from '../typeset/index.js';

/** What is measured of a face so far, by glyph: parts of an em above and below the baseline. */
export interface Ink {
  /** Negative where the ink does not reach the baseline, -Infinity where there is none. */
  readonly above: (glyph: number) => number;
  readonly below: (glyph: number) => number;
}

/** Faces are opened once a run of the program and never change, so what is measured stays true. */
const measured = new WeakMap<Font, Ink>();

/** The ink of a face's glyphs, from their outlines; control points count, so it is never too small. */
export function inkOf(font: Font): Ink {
  const ink = measured.get(font) ?? openInk(font);
  measured.set(font, ink);
  return ink;
}

/** Two numbers a glyph, NaN until its outline was read; a line asks for each of its glyphs. */
function openInk(font: Font): Ink {
  let reach = new Float64Array(0);
  const reachOf = (glyph: number, side: number): number => {
    const at = glyph * 2;
    if (at >= reach.length) reach = grown(reach, at * 2 + 2);
    if (Number.isNaN(reach[at]!)) reach.set(measure(font, glyph), at);
    return reach[at + side]!;
  };
  return { above: (glyph) => reachOf(glyph, 0), below: (glyph) => reachOf(glyph, 1) };
}

function grown(numbers: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(length).fill(Number.NaN);
  larger.set(numbers);
  return larger;
}

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
