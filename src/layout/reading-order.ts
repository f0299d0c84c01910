/** Items of a page in the order of reading: cells that stand side by side are read one after the other. */
import { moved } from './line-items.js';
import type { PageItem } from './page.js';
import type { PlacedStrip } from './pages.js';

/**
 * The items of the strips at their places; the lines of a row of cells by cell, not by line.
 *
 * @param left, top of the area that the strips are placed in, points
 */
export function inReadingOrder(
  placed: readonly PlacedStrip[],
  left: number,
  top: number,
): PageItem[] {
  return rowsOf(placed).flatMap((row) => {
    const strips = row.map(({ strip, y }) => ({
      row: strip.row,
      items: strip.items.map((item) => moved(item, left, top + y)),
    }));
    const widths = strips[0]!.row?.columns ?? [];
    if (strips.length === 1 || widths.length < 2) return strips.flatMap(({ items }) => items);
    // What is in no cell, such as a marker, stands before the cells.
    const parts = strips.map(({ items, row }) => {
      const ends = [items.length - sum(row!.columns)];
      for (const count of row!.columns) ends.push(ends.at(-1)! + count);
      return ends.map((end, index) => items.slice(ends[index - 1] ?? 0, end));
    });
    return parts[0]!.flatMap((_, column) => parts.flatMap((cells) => cells[column]!));
  });
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** Neighbours that are lines of one row. */
function rowsOf(placed: readonly PlacedStrip[]): PlacedStrip[][] {
  const rows: PlacedStrip[][] = [];
  for (const each of placed) {
    const open = rows.at(-1);
    const id = each.strip.row?.id;
    if (open && id !== undefined && open[0]!.strip.row?.id === id) open.push(each);
    else rows.push([each]);
  }
  return rows;
}
