/** Box, glue, penalty (Knuth and Plass, “Breaking Paragraphs into Lines”, 1981), in logical order. */
import { breakOpportunities, type Opportunity } from './breaks.js';
import { graphemeEnd } from './characters.js';
import { hyphenPoints } from './hyphenate.js';
import type { Kashida } from './kashida.js';
import {
  isCleanCut,
  isClusterStart,
  itemAt,
  type ShapedItem,
  sliceGlyphs,
  widthSums,
} from './shape.js';

/** Something that is never broken. Offsets are UTF-16 in the paragraph's text, widths points. */
export interface Box {
  readonly type: 'box';
  readonly start: number;
  readonly end: number;
  readonly width: number;
  /** What kashidas and no-break spaces in it may add. */
  readonly stretch: number;
}
/** Space that may grow and shrink, and vanishes at the end of a line. */
export interface Glue {
  readonly type: 'glue';
  readonly width: number;
  readonly stretch: number;
  readonly shrink: number;
}
/** A place where a line may end; the glue behind it vanishes then. */
export interface Penalty {
  readonly type: 'penalty';
  /** Where the next line begins: behind the glue. */
  readonly at: number;
  /** -Infinity: the line must end here. */
  readonly cost: number;
  /** What the line gets if it ends here: a hyphen, or room for letters that take other shapes. */
  readonly width: number;
  /** What the next line gets if this one ends here: its first letter takes another shape. */
  readonly gain: number;
  readonly hyphenated: boolean;
}
export type LineItem = Box | Glue | Penalty;

export interface ItemOptions {
  readonly rtl: boolean;
  readonly kashidas: readonly Kashida[];
  /** Boxes that are wider are parted between graphemes, for no line may be wider. */
  readonly measure: number;
  readonly hyphenate: boolean;
}

/** Parts of a space's width that it grows by before a line looks loose, and that it may lose. */
const STRETCH = { ltr: 0.7, rtl: 0.5 };
const SHRINK = { ltr: 1 / 3, rtl: 1 / 4 };
/** What a line may count on for each word that can be stretched, em: one in three gets about 0.2. */
const KASHIDA = 0.06;

/** A word wider than the line is cut into pieces of this part of it, or of one grapheme. */
const PIECE = 1 / 12;

const COST = {
  space: 0,
  /** Behind a hyphen of the text, a dash. */
  inWord: 50,
  /** An address is whole unless its line would be very loose. */
  address: 200,
  hyphen: 60,
  /** Names are parted last. */
  name: 400,
  /** Between the graphemes of a word wider than the line: only where there is no other way. */
  grapheme: 5000,
  /** Between two that are joined. */
  joined: 20_000,
};

/** What is the same for every way to part a paragraph. */
export interface Measured {
  /** Points of the text before each UTF-16 offset. */
  readonly sums: Float64Array;
  readonly opportunities: readonly Opportunity[];
}

export function measured<T>(text: string, shaped: readonly ShapedItem<T>[]): Measured {
  return { sums: widthSums(text, shaped), opportunities: breakOpportunities(text) };
}

/** The paragraph as boxes, penalties and glue; the last item is the penalty that ends it. */
export function lineItems<T>(
  text: string,
  shaped: readonly ShapedItem<T>[],
  { sums, opportunities }: Measured,
  options: ItemOptions,
): LineItem[] {
  const elastic = options.rtl ? 'rtl' : 'ltr';
  const stretches = stretchSums(text, sums, options.kashidas, STRETCH[elastic]);
  const items: LineItem[] = [];
  const box = (start: number, end: number): void => {
    const width = sums[end]! - sums[start]!;
    items.push({ type: 'box', start, end, width, stretch: stretches[end]! - stretches[start]! });
  };
  const penalty = (at: number, cost: number, width = 0, hyphenated = false, gain = 0): void => {
    items.push({ type: 'penalty', at, cost, width, gain, hyphenated });
  };
  /** A box, or several of a few graphemes each where it is wider than a line. */
  const fitted = (start: number, end: number, behind: number): void => {
    let from = start;
    if (sums[end]! - sums[start]! > options.measure - behind) {
      const cuts = graphemeCuts(text, start, end, shaped);
      const width = (at: number): number => sums[at]! - sums[from]!;
      cuts.forEach(({ at, cost, width: spare }, index) => {
        const hasInk = width(at) > 0 && sums[end]! > sums[at]!;
        if (!hasInk || width(cuts[index + 1]?.at ?? end) <= options.measure * PIECE) return;
        box(from, at);
        penalty(at, cost, spare, false, spare);
        from = at;
      });
    }
    box(from, end);
  };
  /** A box with the places where it may be hyphenated; a line that ends behind it needs so much more. */
  const parted = (start: number, end: number, behind: number): void => {
    let from = start;
    for (const { at, cost, width } of options.hyphenate
      ? hyphenations(text, start, end, shaped)
      : []) {
      fitted(from, at, width);
      penalty(at, cost, width, true);
      from = at;
    }
    fitted(from, end, behind);
  };

  let start = 0;
  for (const { at, required, inAddress } of opportunities) {
    let solid = at;
    while (solid > start && SPACE.test(text[solid - 1]!)) solid -= 1;
    const isEnd = required || at === text.length;
    const soft = text[solid - 1] === SOFT_HYPHEN && at === solid && !isEnd;
    const behind = soft
      ? hyphenWidth(shaped, at)
      : at === solid
        ? growth(text, sums, shaped, start, at)
        : 0;
    if (solid > start) parted(start, solid, behind);
    if (isEnd) penalty(at, Number.NEGATIVE_INFINITY);
    else if (soft) penalty(at, COST.hyphen, behind, true);
    else if (inAddress) penalty(at, COST.address, behind);
    else penalty(at, at > solid ? COST.space : COST.inWord, behind);
    const width = sums[at]! - sums[solid]!;
    if (at > solid && !isEnd) {
      const [stretch, shrink] = [width * STRETCH[elastic], width * SHRINK[elastic]];
      items.push({ type: 'glue', width, stretch, shrink });
    }
    start = at;
  }
  return items;
}

const SPACE = /[ \u2028\u2029\n\t]/;
const NO_BREAK_SPACE = '\u00a0';
const SOFT_HYPHEN = '\u00ad';

/** Points that the text before each offset may grow by, inside of boxes. */
function stretchSums(
  text: string,
  sums: Float64Array,
  kashidas: readonly Kashida[],
  perSpace: number,
): Float64Array {
  const stretches = new Float64Array(text.length + 1);
  if (kashidas.length === 0 && !text.includes(NO_BREAK_SPACE)) return stretches;
  for (const { at, em } of kashidas) stretches[at + 1]! += em * KASHIDA;
  for (let at = text.indexOf(NO_BREAK_SPACE); at >= 0; at = text.indexOf(NO_BREAK_SPACE, at + 1))
    stretches[at + 1]! += (sums[at + 1]! - sums[at]!) * perSpace;
  for (let at = 1; at < stretches.length; at++) stretches[at]! += stretches[at - 1]!;
  return stretches;
}

interface Hyphenation {
  readonly at: number;
  readonly cost: number;
  readonly width: number;
}

/** Addresses, and words with a hyphen of their own, are left to the places they have. */
const COMPOUND = /[/@\\-]|[.:]\p{L}/u;
const PLAIN_WORD = /^[\p{P}]*(\p{Script=Latin}+)(?:['’]\p{L}+)?[\p{P}]*$/u;

function hyphenations<T>(
  text: string,
  start: number,
  end: number,
  shaped: readonly ShapedItem<T>[],
): Hyphenation[] {
  if (end - start < 5) return [];
  const [whole, word] = PLAIN_WORD.exec(text.slice(start, end).replace(CONTROL, ' ').trim()) ?? [];
  if (whole === undefined || word === undefined) return [];
  const points = hyphenPoints(word);
  if (points.length === 0 || COMPOUND.test(tokenAround(text, start, end))) return [];
  const first = text.indexOf(word, start);
  const item = itemAt(shaped, first);
  if (!item?.item.style.hyphenate || first + word.length > item.item.end) return [];
  const width = hyphenWidth(shaped, first + 1);
  const cost = /^\p{Lu}/u.test(word) ? COST.name : COST.hyphen;
  return width > 0 ? points.map((point) => ({ at: first + point, cost, width })) : [];
}

/** How far to look for the spaces around a word. */
const NEAR = 80;

/** A part of the text with what stands beside it up to the next spaces. */
function tokenAround(text: string, start: number, end: number): string {
  let [from, to] = [start, end];
  while (from > 0 && start - from < NEAR && text[from - 1] !== ' ') from -= 1;
  while (to < text.length && to - end < NEAR && text[to] !== ' ') to += 1;
  return text.slice(from, to);
}

const CONTROL = /[\u2066-\u2069]/g;

/** Width of a hyphen behind the character before `at`. */
function hyphenWidth<T>(shaped: readonly ShapedItem<T>[], at: number): number {
  const found = itemAt(shaped, at - 1);
  return (found?.item.scaled.font.hyphen?.advance ?? 0) * (found?.unit ?? 0);
}

/** What a part of a word gains when it ends a line: the kerning with what stood behind it. */
function growth<T>(
  text: string,
  sums: Float64Array,
  shaped: readonly ShapedItem<T>[],
  start: number,
  at: number,
): number {
  const item = itemAt(shaped, at);
  if (!item || isCleanCut(item, at)) return 0;
  const from = Math.max(start, item.item.start);
  const units = sliceGlyphs(text, item, from, at).reduce((sum, { advance }) => sum + advance, 0);
  return Math.max(0, units * item.unit - (sums[at]! - sums[from]!));
}

/**
 * Where a word may be cut between its graphemes; gladly where no letter changes its shape. Never inside
 * a cluster, such as لا, whose width belongs to both.
 */
function graphemeCuts<T>(
  text: string,
  start: number,
  end: number,
  shaped: readonly ShapedItem<T>[],
): { readonly at: number; readonly cost: number; readonly width: number }[] {
  const cuts: { at: number; cost: number; width: number }[] = [];
  for (let at = graphemeEnd(text, start, end); at < end; at = graphemeEnd(text, at, end)) {
    const item = itemAt(shaped, at);
    if (!isClusterStart(shaped, at)) continue;
    if (!item || isCleanCut(item, at)) cuts.push({ at, cost: COST.grapheme, width: 0 });
    else {
      // The letters at the cut are drawn anew: an em is more than they may grow by.
      const { style, scaled } = item.item;
      cuts.push({ at, cost: COST.joined, width: style.size * scaled.scale });
    }
  }
  return cuts;
}
