/** What stands on a page beside its text: margins by binding, running address, folio. No part of the text. */
import { type Direction, type Inline, plainText, withoutLastWord } from '../document/index.js';
import type { Edition, Theme } from '../edition/index.js';
import { bodyStyle, type Context, type ParagraphStyle } from './context.js';
import { moved } from './line-items.js';
import type { PageItem } from './page.js';
import { piecesOf } from './pieces.js';
import { type Cell, rowStrips } from './strip.js';

export function textArea({ page }: Theme): { width: number; height: number } {
  const { top, bottom, inner, outer } = page.margin;
  return { width: page.width - inner - outer, height: page.height - top - bottom };
}

/** Between two columns, points. */
export function gutterOf({ textSize }: Theme): number {
  return textSize * 2;
}

/** Points of a column; all of the text's width where there is one. */
export function columnWidth(theme: Theme, width: number): number {
  const { columns } = theme.paper;
  return (width - (columns - 1) * gutterOf(theme)) / columns;
}

/** Left edge of the text: a right-to-left edition is bound on the right, so page one's inner side is right. */
export function leftEdge({ page }: Theme, direction: Direction, number: number): number {
  return isOuterLeft(direction, number) ? page.margin.outer : page.margin.inner;
}

/** From the left edge of the text. */
export type Furniture = (folio: string, number: number) => PageItem[];

/**
 * Running line and folio at the foot; on the first page the folio alone.
 *
 * @param recto what runs on odd pages, where it is not what runs on all
 */
export function furniture(
  context: Context,
  edition: Edition,
  first: number,
  recto: readonly Inline[] = edition.runningAddress,
): Furniture {
  const { theme } = context;
  const { tongue, runningAddress } = edition;
  const { width } = textArea(theme);
  const em = theme.textSize;
  const style: ParagraphStyle = {
    ...bodyStyle(theme, tongue, 0.8),
    align: 'start',
    colour: theme.colours.muted,
  };
  const side = em * 3;
  // Its elements belong to no page's text: a tree of their own takes them.
  const scratch: Context = { ...context, structure: context.structure.scratch() };
  const top = theme.page.height - theme.page.margin.bottom + em * 1.2;
  const set = (words: readonly Inline[], place: Pick<Cell, 'x' | 'width' | 'align'>): PageItem[] =>
    onOneLine(scratch, words, { tongue, style, ...place }).flatMap((item): PageItem[] =>
      item.kind === 'text' ? [{ ...moved(item, 0, top), owner: 'artifact' }] : [],
    );
  const rule: PageItem = {
    kind: 'rule',
    x: 0,
    y: top - em * 0.2,
    width,
    height: 0.5,
    colour: theme.colours.rule,
  };
  const between = { x: side, width: width - 2 * side, align: 'center' } as const;
  // The same on every second page at least, so it is set once.
  const running = new Map<readonly Inline[], readonly PageItem[]>();
  return (folio, number) => {
    const outerIsLeft = isOuterLeft(tongue.direction, number);
    const folioItems = set([{ kind: 'text', text: folio }], {
      x: outerIsLeft ? 0 : width - side,
      width: side,
      align: outerIsLeft === (tongue.direction === 'rtl') ? 'end' : 'start',
    });
    if (number === first) return folioItems;
    const words = number % 2 === 1 ? recto : runningAddress;
    const line = running.get(words) ?? [rule, ...set(words, between)];
    running.set(words, line);
    return [...line, ...folioItems];
  };
}

/** What does not fit loses its last words. */
function onOneLine(
  context: Context,
  words: readonly Inline[],
  cell: Omit<Cell, 'pieces'>,
): readonly PageItem[] {
  for (let said = words; ; said = withoutLastWord(said)) {
    const pieces = piecesOf(context, said, cell.tongue, cell.style, 0);
    const [strip, ...more] = rowStrips(context, [{ ...cell, pieces }]);
    if (more.length === 0 || !/\s/.test(plainText(said))) return strip!.items;
  }
}

/** The outer side is where the thumb is: left of an odd page of a right-bound book. */
function isOuterLeft(direction: Direction, number: number): boolean {
  return (direction === 'rtl') === (number % 2 === 1);
}
