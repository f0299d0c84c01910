/** Lines of contents and of an index: words at the start, page numbers at the end, leaders between. */
import type { Inline, Tongue } from '../document/index.js';
import { bodyStyle, type Context, type Frame, type ParagraphStyle } from './context.js';
import { moved } from './line-items.js';
import type { PageItem, RuleItem } from './page.js';
import { piecesOf } from './pieces.js';
import { keepAll, rowStrips, type Strip, withSpace } from './strip.js';

export interface LedLine {
  readonly children: readonly Inline[];
  readonly tongue: Tongue;
  /** A smaller line below, its names joined; empty: none. */
  readonly below: readonly Inline[];
  /** On the line itself; empty: no leaders. */
  readonly pages: readonly Inline[];
  /** Between names and between numbers: a middle dot among Persian digits would be a nought. */
  readonly separator: string;
  /** Its element's parent and type. */
  readonly owner: number;
  readonly type: 'TOCI' | 'LI';
  /** Where the words lead. */
  readonly href?: string;
  readonly frame: Frame;
}

/** Room for page numbers, em: four digits, or a row of them. */
const PAGES_WIDTH = 3.2;
/** From one dot to the next, and around the leaders, em. */
const STEP = 0.45;
const CLEAR = 0.5;
const DOT = 0.9;

export function ledStrips(context: Context, line: LedLine): Strip[] {
  const { frame, tongue } = line;
  const { structure, theme } = context;
  const rtl = frame.tongue.direction === 'rtl';
  const item = structure.add(line.type, line.owner);
  const owner = structure.add(line.type === 'LI' ? 'LBody' : 'P', item, tongue);
  const style: ParagraphStyle = { ...bodyStyle(theme, tongue, 1), align: 'start' };
  const taken = theme.textSize * PAGES_WIDTH * Math.max(1, line.pages.length * 0.75);
  const room = { x: rtl ? frame.x + taken : frame.x, width: frame.width - taken };
  const flush = frame.tongue.direction;
  const words: Inline[] = line.href
    ? [{ kind: 'link', href: line.href, children: line.children }]
    : [...line.children];
  const cell = (children: readonly Inline[], own: ParagraphStyle) => ({
    pieces: piecesOf(context, children, tongue, own, owner),
    tongue,
    style: own,
    ...room,
    align: 'start' as const,
    flush,
  });
  const set = rowStrips(context, [cell(words, style)]);
  const last = set.at(-1)!;
  const items = [
    ...last.items,
    ...endOfLine(context, line, last, taken, line.type === 'LI' ? owner : item),
  ];
  const small: ParagraphStyle = {
    ...bodyStyle(theme, tongue, 0.84),
    align: 'start',
    colour: theme.colours.muted,
  };
  const below =
    line.below.length === 0
      ? []
      : rowStrips(context, [cell(joined(line.below, line.separator), small)]);
  // The numbers and leaders stand in no cell of the row.
  const { row: _, ...alone } = last;
  const strips = [...set.slice(0, -1), { ...alone, items }, ...below];
  const kept = keepAll(strips).map((strip, at) =>
    at === strips.length - 1 ? { ...strip, keep: false } : strip,
  );
  return withSpace(kept, theme.textSize * 0.35);
}

/** Leaders and page numbers on the baseline of the words' last line. */
function endOfLine(
  context: Context,
  line: LedLine,
  words: Strip,
  taken: number,
  parent: number,
): PageItem[] {
  if (line.pages.length === 0) return [];
  const { textSize, colours } = context.theme;
  const numbers = pageNumbers(context, line, taken, parent);
  return [
    ...leaders(words, numbers, line.frame, textSize, colours.muted),
    ...numbers.items.map((each) => moved(each, 0, words.baseline - numbers.baseline)),
  ];
}

function joined(parts: readonly Inline[], separator: string): Inline[] {
  return parts.flatMap((part, index): Inline[] =>
    index === 0 ? [part] : [{ kind: 'text', text: separator }, part],
  );
}

function pageNumbers(
  context: Context,
  { pages, frame, separator }: LedLine,
  taken: number,
  parent: number,
): Strip {
  const { theme, structure } = context;
  const { tongue } = frame;
  const owner = structure.add('P', parent, tongue);
  const style: ParagraphStyle = { ...bodyStyle(theme, tongue, 1), align: 'end' };
  const rtl = tongue.direction === 'rtl';
  return rowStrips(context, [
    {
      pieces: piecesOf(context, joined(pages, separator), tongue, style, owner),
      tongue,
      style,
      x: rtl ? frame.x : frame.x + frame.width - taken,
      width: taken,
      align: 'end',
    },
  ])[0]!;
}

/** Dots from the end of the words to the numbers, on one grid down the page; no part of the text. */
function leaders(
  words: Strip,
  numbers: Strip,
  frame: Frame,
  em: number,
  colour: string,
): RuleItem[] {
  const rtl = frame.tongue.direction === 'rtl';
  const [from, to] = rtl
    ? [extent(numbers.items)[1], extent(words.items)[0]]
    : [extent(words.items)[1], extent(numbers.items)[0]];
  // No face has a letter of the words: that is said at the article.
  if (!Number.isFinite(from) || !Number.isFinite(to)) return [];
  const step = em * STEP;
  const first = Math.ceil((from + em * CLEAR - frame.x) / step);
  const last = Math.floor((to - em * CLEAR - frame.x) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => ({
    kind: 'rule',
    x: frame.x + (first + at) * step - DOT / 2,
    y: words.baseline - DOT,
    width: DOT,
    height: DOT,
    colour,
  }));
}

/** The left and the right end of the text. */
function extent(items: readonly PageItem[]): [number, number] {
  const text = items.filter((item) => item.kind === 'text');
  return [Math.min(...text.map(({ x }) => x)), Math.max(...text.map(({ x, width }) => x + width))];
}
