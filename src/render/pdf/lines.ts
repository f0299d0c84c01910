/** The lines of a page: which runs are read one after the other on one baseline. */
import type { Page, TextItem } from '../../layout/index.js';

export interface PageLine {
  /** Indices into the items of the page, in the order of reading; one of something else than text. */
  readonly items: readonly number[];
  /**
   * Where its last word has to be told from the next: at `left` when that stands to the left over a gap (a
   * cell, the text after its marker), at `end` when it begins another page.
   */
  readonly parts?: 'left' | 'end';
}

/** All that is painted, line by line as it is read. */
export function linesOf(page: Page): PageLine[] {
  const lines: PageLine[] = [];
  let line: number[] = [];
  const close = (): void => {
    lines.push(...parted(page, line));
    line = [];
  };
  page.items.forEach((item, index) => {
    if (item.kind === 'link') return;
    const first = line[0] === undefined ? undefined : page.items[line[0]];
    const joins =
      item.kind === 'text' &&
      first?.kind === 'text' &&
      Math.abs(first.y - item.y) < item.size * 0.6;
    if (!joins) close();
    line.push(index);
  });
  close();
  const last = lines.pop();
  return last ? [...lines, { ...last, parts: 'end' }] : lines;
}

/** A gap between runs, in parts of their size. */
const GAP = 0.3;

function parted(page: Page, line: readonly number[]): PageLine[] {
  if (line.length < 2) return line.length === 0 ? [] : [{ items: line }];
  const runs = line.map((index) => ({ index, run: page.items[index] as TextItem }));
  runs.sort((a, b) => a.run.x - b.run.x);
  const groups: { left: number; items: number[] }[] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const { index, run } of runs) {
    if (run.x - right > run.size * GAP) groups.push({ left: run.x, items: [] });
    groups.at(-1)!.items.push(index);
    right = Math.max(right, run.x + run.width);
  }
  for (const { items } of groups) items.sort((a, b) => a - b);
  groups.sort((a, b) => a.items[0]! - b.items[0]!);
  return groups.map(({ items, left }, index): PageLine => {
    const next = groups[index + 1];
    return next && next.left < left ? { items, parts: 'left' } : { items };
  });
}
