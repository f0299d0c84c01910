/**
 * Sheets from strips: what spans the sheet at its head, the rest in columns below it, filled from the
 * start side. Every column is filled as a page is, so what holds for pages holds for columns; those of
 * the last sheet end at one height. Notes stand at the foot of their column.
 */
import { type FilledPage, type FlowInput, fillPages, type Room } from './pages.js';
import { type Strip, spacer } from './strip.js';

export interface SheetInput extends Omit<FlowInput, 'room'> {
  /** What stands above the columns; it refers to notes as the text does. */
  readonly spanning: readonly Strip[];
  readonly count: number;
  /** Of a sheet. */
  readonly height: number;
  /** Between what spans the sheet and the columns. */
  readonly gap: number;
}
export interface Sheet {
  /** In the order of reading. */
  readonly parts: readonly SheetPart[];
}
export interface SheetPart extends FilledPage {
  /** Of the columns from the start side; undefined: it spans the sheet. */
  readonly column?: number;
  /** From the top of the text area. */
  readonly top: number;
}

/** Columns begin below what spans the sheet only where this part of its height is left to them. */
const LEAST = 1 / 6;

export function fillSheets(input: SheetInput): Sheet[] {
  const { spanning, height, gap } = input;
  const heads = spanning.length === 0 ? [] : fillPages(headFlow(input));
  const used = bottomOf(heads.at(-1)) + gap;
  const shares = heads.length > 0 && height - used >= height * LEAST;
  const first = shares ? heads.length - 1 : heads.length;
  const top = (sheet: number): number => (shares && sheet === first ? used : 0);

  const columns = balanced(input, (index) => top(first + Math.floor(index / input.count)));
  const sheets = Array.from(
    { length: first + Math.ceil(columns.length / input.count) },
    (_, sheet): SheetPart[] => (heads[sheet] ? [{ ...heads[sheet], top: 0 }] : []),
  );
  columns.forEach((column, index) => {
    const sheet = first + Math.floor(index / input.count);
    sheets[sheet]!.push({ ...column, column: index % input.count, top: top(sheet) });
  });
  return sheets.map((parts) => ({ parts }));
}

/** Notes of the head stand in the columns. */
function headFlow({ spanning, separator, height }: SheetInput): FlowInput {
  const strips = spanning.map((strip) => ({ ...strip, notes: [] }));
  return { strips, notes: [], separator, room: () => ({ height, foot: height }) };
}

/** The columns, those of the last sheet as low as they can be: one height for all that fill it. */
function balanced(input: SheetInput, topOf: (column: number) => number): FilledPage[] {
  const { spanning, count, height } = input;
  const cited = [...new Set(spanning.flatMap((strip) => strip.notes))];
  const [first = spacer(0), ...rest] = input.strips;
  const strips = [{ ...first, notes: [...cited, ...first.notes] }, ...rest];
  const fill = (room: (column: number) => Room) => fillPages({ ...input, strips, room });
  const whole = (column: number): Room => {
    const left = height - topOf(column);
    return { height: left, foot: left };
  };
  const full = fill(whole);
  if (count === 1) return full;
  const last = Math.floor((full.length - 1) / count) * count;
  const filledTo = (most: number) =>
    fill((column) => {
      const room = whole(column);
      return column < last ? room : { ...room, height: Math.min(room.height, most) };
    });
  const parted = partings(full, strips);
  // Left after this: the lowest height, to a point, in which the last sheet's text finds room unparted.
  let best = full;
  let [low, high] = [0, whole(last).height];
  while (high - low > 1) {
    const middle = (low + high) / 2;
    const tried = filledTo(middle);
    const lowest = Math.max(...tried.slice(last).map(bottomOf));
    const isGood =
      tried.length <= last + count &&
      lowest <= whole(last).height &&
      partings(tried, strips) <= parted;
    if (isGood) [best, high] = [tried, middle];
    else low = middle;
  }
  return best;
}

/** How often strips that should stay together stand in two columns, and how often a line stands alone. */
function partings(columns: readonly FilledPage[], strips: readonly Strip[]): number {
  const columnOf = new Map<Strip, number>();
  for (const [column, { placed }] of columns.entries())
    for (const { strip } of placed) columnOf.set(strip, column);
  const parts = (one: Strip, other: Strip | undefined): boolean =>
    other !== undefined && columnOf.get(one) !== columnOf.get(other);
  const isOf = (one: Strip, other: Strip | undefined): boolean =>
    one.row !== undefined && one.row.id === other?.row?.id;
  return strips.filter((strip, index) => {
    const [above, below] = [strips[index - 1], strips[index + 1]];
    const isAlone =
      isOf(strip, above) && parts(strip, above) && isOf(strip, below) && parts(strip, below);
    return isAlone || (strip.keep && parts(strip, below));
  }).length;
}

function bottomOf(page: FilledPage | undefined): number {
  return Math.max(0, ...(page?.placed ?? []).map(({ strip, y }) => y + strip.height));
}
