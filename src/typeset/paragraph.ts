import { embeddingLevels } from './bidi.js';
import { collect } from './collect.js';
import { itemise } from './itemise.js';
import { lineItems, measured } from './items.js';
import { type Kashida, kashidas } from './kashida.js';
import { makeLine } from './line.js';
import {
  type BreakInput,
  breakLines,
  breakWholeWords,
  firstFit,
  type LineRange,
} from './linebreak.js';
import type { Line, Paragraph, ParagraphSpec } from './model.js';
import { type ShapedItem, shapeItem } from './shape.js';

/**
 * Sets a paragraph: styled pieces in logical order in, positioned lines out.
 *
 * The text stays in logical order to the last step; every run keeps its logical range and every
 * glyph its cluster, so the order of reading can always be found again.
 */
export function typesetParagraph<T>(spec: ParagraphSpec<T>): Paragraph<T> {
  const prepared = prepare(spec);
  // Lines, broken in logical order.
  const ranges = rangesOf(spec, prepared);
  // Each line justified, then reordered.
  const { text, missing } = prepared;
  return { text, lines: makeLines(spec, prepared, ranges), missing };
}

/** Points that the pieces need on one line. */
export function naturalWidth<T>(spec: Omit<ParagraphSpec<T>, 'measure' | 'align'>): number {
  const { lines } = typesetParagraph({
    ...spec,
    align: 'start',
    measure: Number.MAX_SAFE_INTEGER,
  });
  return Math.max(0, ...lines.map((line) => line.width));
}

interface Prepared<T> {
  readonly text: string;
  readonly shaped: readonly ShapedItem<T>[];
  readonly places: readonly Kashida[];
  readonly missing: Paragraph<T>['missing'];
}

/** All that does not depend on where lines end. */
function prepare<T>(spec: ParagraphSpec<T>): Prepared<T> {
  // One string for the whole paragraph, isolates as controls.
  const collected = collect(spec);
  const { text } = collected;
  // Levels once; the base direction is given, never guessed.
  const levels = embeddingLevels(text, spec.direction);
  // Runs of one level, script and font, shaped with their surroundings in view.
  const { items, missing } = itemise(collected, levels);
  const shaped = items.map((item) => shapeItem(text, item));
  const places = spec.align === 'justify' ? kashidas(text, shaped) : [];
  return { text, shaped, places, missing };
}

/** Hyphens are looked for only where whole words do not do, and breaks only where one line does not. */
function rangesOf<T>(spec: ParagraphSpec<T>, prepared: Prepared<T>): LineRange[] {
  const { text, shaped } = prepared;
  if (isOneLine(text, shaped, spec.measure))
    return [{ start: 0, end: text.length, last: true, hyphenated: false }];
  const known = measured(text, shaped);
  const whole = breakInput(spec, prepared, known, false);
  if (spec.ragged === 'full') return firstFit(whole);
  return breakWholeWords(whole) ?? breakLines(breakInput(spec, prepared, known));
}

/** Separators that end a line whatever its width: rules BK, CR, LF and NL of UAX #14. */
const HARD_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;

/** Mastheads, headings, folios, cells: all of the text, spaces at its end included, has room. */
function isOneLine<T>(text: string, shaped: readonly ShapedItem<T>[], measure: number): boolean {
  let width = 0;
  for (const { glyphs, unit } of shaped) {
    for (const { advance } of glyphs) width += advance * unit;
    if (width > measure) return false;
  }
  return text !== '' && !HARD_BREAK.test(text);
}

/** Ragged lines may fall short by this part of the measure without looking so. */
const RAGGED = 0.2;

/** Box, glue and penalty for the breaker. */
export function breakInput<T>(
  { align, direction, measure }: ParagraphSpec<T>,
  { text, shaped, places }: Omit<Prepared<T>, 'missing'>,
  known = measured(text, shaped),
  mayHyphenate = true,
): BreakInput {
  const rtl = direction === 'rtl';
  const justified = align === 'justify';
  const hyphenate = mayHyphenate && justified && !rtl;
  const items = lineItems(text, shaped, known, { rtl, kashidas: places, measure, hyphenate });
  return { items, measure, ...(justified ? {} : { ragged: measure * RAGGED }) };
}

function makeLines<T>(
  spec: ParagraphSpec<T>,
  { text, shaped, places }: Prepared<T>,
  ranges: readonly LineRange[],
): Line<T>[] {
  const lines: Line<T>[] = [];
  let [item, place] = [0, 0];
  for (const range of ranges) {
    // Holds: `item` and `place` are the first that end behind the line's start.
    while (item < shaped.length && shaped[item]!.item.end <= range.start) item += 1;
    while (place < places.length && places[place]!.at < range.start) place += 1;
    let [lastItem, lastPlace] = [item, place];
    while (lastItem < shaped.length && shaped[lastItem]!.item.start < range.end) lastItem += 1;
    while (lastPlace < places.length && places[lastPlace]!.at < range.end) lastPlace += 1;
    lines.push(
      makeLine({
        text,
        shaped: shaped.slice(item, lastItem),
        spec,
        range,
        kashidas: places.slice(place, lastPlace),
        above: lines.at(-1),
      }),
    );
  }
  return lines;
}
