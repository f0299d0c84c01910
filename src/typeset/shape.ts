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

/** The item that holds an offset; undefined between items. */
export function itemAt<T>(
  shaped: readonly ShapedItem<T>[],
  offset: number,
): ShapedItem<T> | undefined {
  const index = firstIndex(shaped.length, (at) => shaped[at]!.item.end > offset);
  const found = shaped[index];
  return found && found.item.start <= offset ? found : undefined;
}

/**
 * Glyphs of a part of an item. Where the cut would change the shapes on its sides, the
 * part is shaped anew with its surroundings in view.
 */
export function sliceGlyphs<T>(
  text: string,
  shaped: ShapedItem<T>,
  start: number,
  end: number,
): readonly Glyph[] {
  const { item, glyphs: all } = shaped;
  const from = clusterIndex(shaped, start);
  const to = clusterIndex(shaped, end);
  const clean = isCleanCut(shaped, start) && isCleanCut(shaped, end);
  return clean
    ? all.slice(Math.min(from, to), Math.max(from, to))
    : shapeRange(text, item, start, end);
}

/**
 * Where the glyphs of an offset begin, seen from the item's start: clusters rise from left to right in
 * left-to-right items and fall in the others.
 */
function clusterIndex<T>({ item, glyphs }: ShapedItem<T>, offset: number): number {
  return item.level % 2 === 1
    ? firstIndex(glyphs.length, (index) => glyphs[index]!.cluster < offset)
    : firstIndex(glyphs.length, (index) => glyphs[index]!.cluster >= offset);
}

/** Whether a cluster begins at an offset, or nothing does because the offset lies between items. */
export function isClusterStart<T>(shaped: readonly ShapedItem<T>[], at: number): boolean {
  const found = itemAt(shaped, at);
  if (!found || at === found.item.start) return true;
  const { item, glyphs } = found;
  const index = clusterIndex(found, at);
  return glyphs[item.level % 2 === 1 ? index - 1 : index]?.cluster === at;
}

/** No glyph beside the offset would change if the text were cut there. */
export function isCleanCut<T>(shaped: ShapedItem<T>, at: number): boolean {
  const { item, glyphs } = shaped;
  if (at === item.start || at === item.end) return true;
  const index = clusterIndex(shaped, at);
  // The glyphs of the cluster lie behind the index, or before it from right to left.
  const step = item.level % 2 === 1 ? -1 : 1;
  let next = item.level % 2 === 1 ? index - 1 : index;
  if (glyphs[next]?.cluster !== at) return false;
  for (; glyphs[next]?.cluster === at; next += step) if (glyphs[next]!.unsafeToBreak) return false;
  return true;
}

/** The first index for which `holds` is true; it is false before and true from there on. */
function firstIndex(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function shapeRange<T>(
  text: string,
  item: Item<T>,
  start: number,
  end: number,
): readonly ShapedGlyph[] {
  const direction = item.level % 2 === 1 ? 'rtl' : 'ltr';
  return item.scaled.font.shape(text, start, end, {
    script: item.script,
    language: item.style.language,
    direction,
  });
}
