import { embeddingLevels } from './bidi.js';
import { collect } from './collect.js';
import { itemise } from './itemise.js';
import { lineItems } from './items.js';
import { makeLine } from './line.js';
import { breakLines } from './linebreak.js';
import type { Paragraph, ParagraphSpec } from './model.js';
import { shapeItem, widthSums } from './shape.js';

/**
 * Sets a paragraph: styled pieces in logical order in, positioned lines out.
 *
 * The text stays in logical order to the last step; every run keeps its logical range and every
 * glyph its cluster, so the order of reading can always be found again.
 */
export function typesetParagraph<T>(spec: ParagraphSpec<T>): Paragraph<T> {
  // One string for the whole paragraph, isolates as controls.
  const collected = collect(spec);
  const { text } = collected;
  // Levels once; the base direction is given, never guessed.
  const levels = embeddingLevels(text, spec.direction);
  // Runs of one level, script and font, shaped with their surroundings in view.
  const { items, missing } = itemise(collected, levels);
  const shaped = items.map((item) => shapeItem(text, item));
  // Lines, broken in logical order.
  const sums = widthSums(text, shaped);
  const width = (start: number, end: number) => sums[end]! - sums[start]!;
  const ranges = breakLines({
    items: lineItems(text, sums),
    measure: spec.measure,
    width,
    graphemes: (start, end) => graphemeEnds(text, start, end),
  });
  // Each line justified, then reordered.
  const lines = ranges.map((range, index) => makeLine({ text, shaped, spec, range, index }));
  return { text, lines, missing };
}

/** Points that the pieces need on one line. */
export function naturalWidth<T>(spec: Omit<ParagraphSpec<T>, 'measure' | 'align'>): number {
  const { lines } = typesetParagraph({
    ...spec,
    align: 'start',
    measure: () => Number.MAX_SAFE_INTEGER,
  });
  return Math.max(0, ...lines.map((line) => line.width));
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

function graphemeEnds(text: string, start: number, end: number): number[] {
  return [...segmenter.segment(text.slice(start, end))].map(
    ({ segment, index }) => start + index + segment.length,
  );
}
