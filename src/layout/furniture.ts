/** What stands on a page beside its text: margins by binding, running address, folio. No part of the text. */
import type { Direction } from '../document/index.js';
import type { Edition, Theme } from '../edition/index.js';
import { bodyStyle, type Context, type ParagraphStyle } from './context.js';
import { moved } from './line-items.js';
import type { PageItem } from './page.js';
import { piecesOf, plainPiece } from './pieces.js';
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

/** Running address and folio at the foot; on the first page the folio alone. */
export function furniture(context: Context, edition: Edition, first: number): Furniture {
  const { theme } = context;
  const { tongue } = edition;
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
  const address = {
    pieces: piecesOf(scratch, edition.runningAddress, tongue, style, 0),
    tongue,
    style,
    x: side,
    width: width - 2 * side,
    align: 'center' as const,
  };
  const top = theme.page.height - theme.page.margin.bottom + em * 1.2;
  const set = (cell: Cell): PageItem[] => {
    let y = top;
    return rowStrips(context, [cell]).flatMap((strip) => {
      const placed = strip.items.flatMap((item): PageItem[] =>
        item.kind === 'text' ? [{ ...moved(item, 0, y), owner: 'artifact' }] : [],
      );
      y += strip.height;
      return placed;
    });
  };
  const rule: PageItem = {
    kind: 'rule',
    x: 0,
    y: top - em * 0.2,
    width,
    height: 0.5,
    colour: theme.colours.rule,
  };
  // The same on every page but the first, so it is set once.
  let running: readonly PageItem[] | undefined;
  return (folio, number) => {
    const outerIsLeft = isOuterLeft(tongue.direction, number);
    const folioItems = set({
      pieces: [plainPiece(context, folio, tongue, style, 'artifact')],
      tongue,
      style,
      x: outerIsLeft ? 0 : width - side,
      width: side,
      align: outerIsLeft === (tongue.direction === 'rtl') ? 'end' : 'start',
    });
    if (number === first) return folioItems;
    running ??= [rule, ...set(address)];
    return [...running, ...folioItems];
  };
}

/** The outer side is where the thumb is: left of an odd page of a right-bound book. */
function isOuterLeft(direction: Direction, number: number): boolean {
  return (direction === 'rtl') === (number % 2 === 1);
}
