/** Where lines end: greedy first fit, behind the interface that total fit will have. */
import type { LineItem } from './items.js';

/** A line's logical range; `end` is behind its last space. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
  /** The line ends because it must: a hard break, or the end of the paragraph. */
  readonly last: boolean;
}

export interface BreakInput {
  readonly items: readonly LineItem[];
  readonly measure: (line: number) => number;
  /** Points from one offset to another. */
  readonly width: (start: number, end: number) => number;
  /** The ends of graphemes behind `start`, up to `end`, for a box that is wider than a line. */
  readonly graphemes: (start: number, end: number) => readonly number[];
}

/** Sums of floating widths may differ in the last digit. */
const TOLERANCE = 0.001;

/**
 * Breaks in logical order. Holds: the ranges follow each other without a gap, and no line is wider
 * than its measure unless it is one grapheme.
 */
export function breakLines({ items, measure, width, graphemes }: BreakInput): LineRange[] {
  const lines: LineRange[] = [];
  let start = 0;
  /** The last place at which the open line may end; -1: none yet. */
  let chance = -1;
  const close = (end: number, last: boolean): void => {
    lines.push({ start, end, last });
    start = end;
    chance = -1;
  };
  const room = (): number => measure(lines.length) + TOLERANCE;

  for (const item of items) {
    if (item.type === 'penalty') {
      if (item.cost === Number.NEGATIVE_INFINITY) close(item.at, true);
      else chance = item.at;
    } else if (item.type === 'box') {
      if (width(start, item.end) > room() && chance > start) close(chance, false);
      // Holds from here: nothing but this box is on the open line if it does not fit.
      let ends = width(start, item.end) > room() ? graphemes(start, item.end) : [];
      while (width(start, item.end) > room() && ends.length > 1) {
        const fitting = ends.filter((end) => width(start, end) <= room());
        const end = fitting.at(-1) ?? ends[0]!;
        if (end >= item.end) break;
        close(end, false);
        ends = ends.filter((each) => each > end);
      }
    }
  }
  return lines;
}
