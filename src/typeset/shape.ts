/** Items shaped once a paragraph; lines take slices of them. */
import type { ShapedGlyph } from './font.js';
import type { Item } from './itemise.js';
import type { Glyph } from './model.js';

export interface ShapedItem<T> {
  readonly item: Item<T>;
  /** Left to right as drawn. */
  readonly glyphs: readonly ShapedGlyph[];
  /** Points of one font unit. */
  readonly unit: number;
}

export function shapeItem<T>(text: string, item: Item<T>): ShapedItem<T> {
  const { font, scale } = item.scaled;
  const unit = (item.style.size * scale) / font.unitsPerEm;
  return { item, unit, glyphs: shapeRange(text, item, item.start, item.end) };
}

/** Advance widths of the text by UTF-16 offset, each cluster's at its first character, as prefix sums. */
export function widthSums<T>(text: string, shaped: readonly ShapedItem<T>[]): Float64Array {
  const sums = new Float64Array(text.length + 1);
  for (const { glyphs, unit } of shaped)
    for (const glyph of glyphs) sums[glyph.cluster + 1]! += glyph.advance * unit;
  for (let index = 1; index < sums.length; index++) sums[index]! += sums[index - 1]!;
  return sums;
}

/**
 * Glyphs of a part of an item, in points. Where the cut would change the shapes on its sides, the
 * part is shaped anew with its surroundings in view.
 */
export function sliceGlyphs<T>(
  text: string,
  shaped: ShapedItem<T>,
  start: number,
  end: number,
): Glyph[] {
  const { item, unit } = shaped;
  const whole = start === item.start && end === item.end;
  const inside = whole
    ? shaped.glyphs
    : shaped.glyphs.filter(({ cluster }) => cluster >= start && cluster < end);
  const clean = whole || (isCleanCut(shaped, start) && isCleanCut(shaped, end));
  const glyphs = clean ? inside : shapeRange(text, item, start, end);
  return glyphs.map((glyph) => ({
    id: glyph.id,
    cluster: glyph.cluster,
    advance: glyph.advance * unit,
    xOffset: glyph.xOffset * unit,
    yOffset: glyph.yOffset * unit,
  }));
}

function isCleanCut<T>({ item, glyphs }: ShapedItem<T>, at: number): boolean {
  if (at === item.start || at === item.end) return true;
  const after = glyphs.filter(({ cluster }) => cluster === at);
  return after.length > 0 && after.every((glyph) => !glyph.unsafeToBreak);
}

function shapeRange<T>(text: string, item: Item<T>, start: number, end: number): ShapedGlyph[] {
  const direction = item.level % 2 === 1 ? 'rtl' : 'ltr';
  return item.scaled.font.shape(text, start, end, {
    script: item.script,
    language: item.style.language,
    direction,
  });
}
