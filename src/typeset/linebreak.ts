/**
 * Where lines end: total fit (Knuth and Plass, “Breaking Paragraphs into Lines”, Software: Practice
 * and Experience 11, 1981). Of all ways to break a paragraph the one with the fewest demerits is
 * taken, in logical order, so that a broken phrase of the other direction keeps its first words on
 * the first line.
 */
import type { LineItem, Penalty } from './items.js';

/** A line's logical range; `end` is behind its last space. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
  /** The line ends because it must: a hard break, or the end of the paragraph. */
  readonly last: boolean;
  /** The line ends inside a word and gets a hyphen. */
  readonly hyphenated: boolean;
}

export interface BreakInput {
  readonly items: readonly LineItem[];
  readonly measure: number;
  /**
   * Absent: lines are justified, and the last one may be as short as it likes. Given: lines are
   * ragged, and one that falls this many points short has a badness of 100; so lines, the last one
   * too, come out much alike.
   */
  readonly ragged?: number;
}

/** Ratios of stretch up to which lines are taken; each pass takes longer, and mends what is left. */
const TOLERANCES = [1.3, 2.5, Number.POSITIVE_INFINITY];

const DEMERITS = {
  /** What a line costs even when it is perfect (`\linepenalty`). */
  line: 10,
  /** A tight line beside a loose one (`\adjdemerits`). */
  fitness: 10_000,
  /** Hyphens at the ends of two lines in turn, and in the last line but one. */
  hyphens: 10_000,
  lastHyphen: 5_000,
  /** A last line of one word: what a line at 3.5 times its stretch costs. */
  lonely: 2e7,
};
const WORST = 100_000;
/** Sums of floating widths may differ in the last digit. */
const TOLERANCE = 0.001;

/**
 * Holds: the ranges follow each other without a gap, and no line is wider than its measure unless it
 * is one box.
 */
export function breakLines(input: BreakInput): LineRange[] {
  let best: Node | undefined;
  // A ragged line may always be short; only justified ones are worth asking twice.
  const passes = input.ragged === undefined ? TOLERANCES : TOLERANCES.slice(-1);
  for (const tolerance of passes) {
    const found = totalFit(input, tolerance);
    if (found && (!best || found.demerits < best.demerits)) best = found;
    if (best && !best.lonely) break;
  }
  return rangesTo(best);
}

/**
 * The first pass alone, for items without hyphens: the same ranges as `breakLines` with them, or
 * undefined where that would take another pass.
 */
export function breakWholeWords(input: BreakInput): LineRange[] | undefined {
  if (input.ragged !== undefined) return breakLines(input);
  const found = totalFit(input, TOLERANCES[0]!);
  return found && !found.lonely ? rangesTo(found) : undefined;
}

function rangesTo(last: Node | undefined): LineRange[] {
  const ranges: LineRange[] = [];
  for (let node = last; node?.previous; node = node.previous) {
    const { at, cost, hyphenated } = node.penalty!;
    const isLast = cost === Number.NEGATIVE_INFINITY;
    ranges.push({ start: node.previous.at, end: at, last: isLast, hyphenated });
  }
  return ranges.reverse();
}

/** Each line takes what it can hold, and no word is hyphenated: for code, and to compare with. */
export function firstFit({ items, measure }: BreakInput): LineRange[] {
  const ranges: LineRange[] = [];
  let start = 0;
  /** Width of the open line, and of that up to the last place where it may end. */
  let width = 0;
  let chance: { readonly at: number; readonly width: number } | undefined;
  for (const [index, item] of items.entries()) {
    if (item.type !== 'penalty') {
      width += item.width;
      if (item.type === 'box' && width > measure + TOLERANCE && chance) {
        ranges.push({ start, end: chance.at, last: false, hyphenated: false });
        start = chance.at;
        width -= chance.width;
        chance = undefined;
      }
    } else if (item.cost === Number.NEGATIVE_INFINITY) {
      ranges.push({ start, end: item.at, last: true, hyphenated: false });
      start = item.at;
      width = 0;
      chance = undefined;
    } else if (!item.hyphenated && (!chance || width + item.width <= measure + TOLERANCE)) {
      const next = items[index + 1];
      const glue = next?.type === 'glue' ? next.width : 0;
      chance = { at: item.at, width: width + glue - item.gain };
    }
  }
  return ranges;
}

/**
 * Demerits of breaking as `ranges` do, Infinity where a line would be too wide: the sum that total
 * fit makes least.
 */
export function totalDemerits(input: BreakInput, ranges: readonly LineRange[]): number {
  const ends = new Set(ranges.map(({ end }) => end));
  const chosen = input.items.filter((item) => item.type !== 'penalty' || ends.has(item.at));
  const found = totalFit({ ...input, items: chosen }, Number.POSITIVE_INFINITY, true);
  return found?.demerits ?? Number.POSITIVE_INFINITY;
}

/** A way to end a line, with the best way to get there. */
interface Node {
  readonly at: number;
  /** Sums of everything before the first box of the next line. */
  readonly width: number;
  readonly stretch: number;
  readonly shrink: number;
  readonly glues: number;
  /** 0 tight, 1 decent, 2 loose, 3 very loose. */
  readonly fitness: number;
  readonly demerits: number;
  /** The last line, or one before a hard break, has one word. */
  readonly lonely: boolean;
  readonly penalty?: Penalty;
  readonly previous?: Node;
}

interface Sums {
  width: number;
  stretch: number;
  shrink: number;
  glues: number;
}

/** The best last node; undefined when some line would be looser than the tolerance. */
function totalFit(input: BreakInput, tolerance: number, everyBreak = false): Node | undefined {
  const { items } = input;
  const sums: Sums = { width: 0, stretch: 0, shrink: 0, glues: 0 };
  const root = { at: 0, ...sums, fitness: 1, demerits: 0, lonely: false };
  let active: Node[] = [root];
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    if (item.type !== 'penalty') {
      add(sums, item);
      continue;
    }
    // First pass: words are whole (TeX's `\pretolerance`).
    if (tolerance === TOLERANCES[0] && item.hyphenated && !everyBreak) continue;
    const forced = item.cost === Number.NEGATIVE_INFINITY;
    if (!forced && !everyBreak && isTooEarly(input, active, sums, item, tolerance)) continue;
    const candidates: (Node | undefined)[] = [];
    const kept: Node[] = [];
    let after: Sums | undefined;
    for (const node of active) {
      const ratio = ratioOf(input, node, sums, item);
      if (ratio >= -1 && !forced && !everyBreak) kept.push(node);
      if (ratio < -1 || ratio > tolerance) continue;
      const lonely = forced && node.previous !== undefined && sums.glues === node.glues;
      after ??= sumsAfter(sums, items[index + 1]);
      keepBest(candidates, node, { ratio, badness: badness(ratio), lonely }, item, after);
    }
    if (candidates.length === 0 && (kept.length === 0 || forced)) {
      if (tolerance !== Number.POSITIVE_INFINITY || everyBreak) return undefined;
      // A box wider than the measure stands alone: the latest start leaves it alone.
      const latest = active.at(-1)!;
      after ??= sumsAfter(sums, items[index + 1]);
      keepBest(candidates, latest, { ratio: 0, badness: WORST, lonely: false }, item, after);
    }
    active = kept;
    for (const each of candidates) if (each) active.push(each);
  }
  return active.reduce<Node | undefined>(
    (best, node) => (best && best.demerits <= node.demerits ? best : node),
    undefined,
  );
}

/** Whether every line that might end here would be too loose: most places are such. */
function isTooEarly(
  input: BreakInput,
  active: readonly Node[],
  sums: Sums,
  penalty: Penalty,
  tolerance: number,
): boolean {
  for (let at = 0; at < active.length; at++)
    if (ratioOf(input, active[at]!, sums, penalty) <= tolerance) return false;
  return true;
}

interface FittedLine {
  /** How far stretch (positive) or shrink (negative) is used; below -1 the line is too wide. */
  readonly ratio: number;
  readonly badness: number;
  readonly lonely: boolean;
}

/** How far the line from a node to a penalty has to stretch or shrink. */
function ratioOf(input: BreakInput, node: Node, sums: Sums, penalty: Penalty): number {
  const extra = input.measure - (sums.width - node.width) - penalty.width;
  if (extra < -TOLERANCE) {
    const shrink = input.ragged === undefined ? sums.shrink - node.shrink : 0;
    return shrink > 0 ? extra / shrink : Number.NEGATIVE_INFINITY;
  }
  const isLast = penalty.cost === Number.NEGATIVE_INFINITY;
  if (extra <= TOLERANCE || (isLast && input.ragged === undefined)) return 0;
  const stretch = input.ragged ?? sums.stretch - node.stretch;
  return stretch > 0 ? extra / stretch : WORST;
}

function badness(ratio: number): number {
  const size = Math.abs(ratio);
  return Math.min(WORST, 100 * size * size * size);
}

/** One node for each fitness class: the one with the fewest demerits, the earlier of two equal ones. */
function keepBest(
  candidates: (Node | undefined)[],
  previous: Node,
  line: FittedLine,
  penalty: Penalty,
  after: Sums,
): void {
  const { ratio, lonely } = line;
  const fitness = ratio < -0.5 ? 0 : ratio <= 0.5 ? 1 : ratio <= 1 ? 2 : 3;
  const demerits = previous.demerits + demeritsOf(previous, line, penalty, fitness);
  const best = candidates[fitness];
  if (best && best.demerits <= demerits) return;
  const { width, stretch, shrink, glues } = after;
  candidates[fitness] = {
    at: penalty.at,
    width: width - penalty.gain,
    stretch,
    shrink,
    glues,
    fitness,
    demerits,
    lonely: lonely || previous.lonely,
    penalty,
    previous,
  };
}

function demeritsOf(
  previous: Node,
  { badness, lonely }: FittedLine,
  { cost, hyphenated }: Penalty,
  fitness: number,
): number {
  const isLast = cost === Number.NEGATIVE_INFINITY;
  let demerits = (DEMERITS.line + badness) ** 2 + (isLast ? 0 : cost ** 2);
  const afterHyphen = previous.penalty?.hyphenated === true;
  if (afterHyphen && hyphenated) demerits += DEMERITS.hyphens;
  if (afterHyphen && isLast) demerits += DEMERITS.lastHyphen;
  if (Math.abs(fitness - previous.fitness) > 1) demerits += DEMERITS.fitness;
  if (lonely) demerits += DEMERITS.lonely;
  return demerits;
}

/** The glue behind a break vanishes: the next line begins after it. */
function sumsAfter(sums: Sums, next: LineItem | undefined): Sums {
  return next?.type === 'glue' ? add({ ...sums }, next) : sums;
}

function add(sums: Sums, item: Exclude<LineItem, Penalty>): Sums {
  sums.width += item.width;
  sums.stretch += item.stretch;
  if (item.type === 'glue') {
    sums.shrink += item.shrink;
    sums.glues += 1;
  }
  return sums;
}
