/** How far glyphs reach: the boxes of faces are made for the tallest letters they might ever set. */
import type { Font } from '../typeset/index.js';

/** Parts of an em above and below the baseline; negative where the ink does not reach it. */
export interface Ink {
  readonly above: number;
  readonly below: number;
}

const NONE: Ink = { above: Number.NEGATIVE_INFINITY, below: Number.NEGATIVE_INFINITY };
/** Faces are opened once a run of the program and never change, so what is measured stays true. */
const measured = new WeakMap<Font, (Ink | undefined)[]>();

/** The ink of the glyphs of a face, from their outlines; control points count, so it is never too small. */
export function inkOf(font: Font): (glyph: number) => Ink {
  const inks = measured.get(font) ?? [];
  measured.set(font, inks);
  return (glyph) => {
    const ink = inks[glyph] ?? measure(font, glyph);
    inks[glyph] = ink;
    return ink;
  };
}

function measure(font: Font, glyph: number): Ink {
  // An outline is made of pairs "x,y": every second number is a height.
  const numbers = font.outline(glyph).match(/-?\d+(?:\.\d+)?/g) ?? [];
  let { above, below } = NONE;
  for (let index = 1; index < numbers.length; index += 2) {
    const y = Number(numbers[index]) / font.unitsPerEm;
    above = Math.max(above, y);
    below = Math.max(below, -y);
  }
  return { above, below };
}
