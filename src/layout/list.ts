import type { List, ListItem, Tongue } from '../document/index.js';
import { naturalWidth, type Piece } from '../typeset/index.js';
import { blockStrips } from './blocks.js';
import type { Context, Frame, ParagraphStyle, Tag } from './context.js';
import { plainPiece } from './pieces.js';
import { rowStrips, type Strip } from './strip.js';

/** Between a marker and its text, em. */
export const MARKER_GAP = 0.5;

/** Markers hang on the list's start side; items of another direction keep to that side too. */
export function listStrips(
  context: Context,
  block: List,
  frame: Frame,
  body: ParagraphStyle,
): Strip[] {
  const { structure, theme } = context;
  const { tongue } = frame;
  const owner = structure.add('L', frame.parent, tongue, {
    listNumbering: block.ordered ? 'Decimal' : 'Disc',
  });
  const style: ParagraphStyle = { ...body, colour: theme.colours.muted };
  // The widest marker decides, so that the items' texts begin on one line.
  const widest = Math.max(
    0,
    ...block.items.map((item) => markerWidth(context, markerOf(block, item), tongue, style)),
  );
  const least = body.size * (block.ordered ? 2 : 1.5);
  const indent = hangingIndent(frame, Math.max(least, widest + body.size * MARKER_GAP));
  const gap = block.tight ? body.size * 0.15 : body.size * 0.55;
  return block.items.flatMap((item, index) => {
    const element = structure.add('LI', owner);
    const label = structure.add('Lbl', element);
    const content = structure.add('LBody', element, item.tongue);
    const inner: Frame = {
      ...indented(frame, indent),
      tongue: item.tongue ?? tongue,
      flush: tongue.direction,
      parent: content,
    };
    const pieces = [plainPiece(context, markerOf(block, item), tongue, style, label)];
    const set = blockStrips(context, item.blocks, inner).map((strip) =>
      block.tight ? { ...strip, before: Math.min(strip.before, gap) } : strip,
    );
    const hung = hangMarker(context, { pieces, tongue, style, align: 'end' }, frame, indent, set);
    const [first, ...rest] = hung;
    return [{ ...first!, before: index === 0 ? body.size * 0.4 : gap }, ...rest];
  });
}

export interface Marker {
  readonly pieces: readonly Piece<Tag>[];
  readonly tongue: Tongue;
  readonly style: ParagraphStyle;
  readonly align: 'start' | 'end';
}

/**
 * Sets a marker in the indent at the start side of the frame, on the first line of text beside it,
 * and before that line in the order of reading. A marker without text beside it is a line alone.
 */
export function hangMarker(
  context: Context,
  marker: Marker,
  frame: Frame,
  indent: number,
  strips: readonly Strip[],
): Strip[] {
  const { pieces, tongue, style, align } = marker;
  const needed = naturalWidth({ pieces, direction: tongue.direction });
  // A hair more than it needs, so that it is never broken by a rounding.
  const width = Math.max(indent - style.size * MARKER_GAP, needed + 0.02);
  const rtl = frame.tongue.direction === 'rtl';
  const x = rtl ? frame.x + frame.width - width : frame.x;
  const set = rowStrips(context, [{ pieces, tongue, style, x, width, align }])[0]!;
  if (strips.length === 0) return [set];
  const at = Math.max(
    0,
    strips.findIndex((strip) => strip.items.some((item) => item.kind === 'text')),
  );
  return strips.map((strip, index) => {
    if (index !== at) return strip;
    const shift = strip.baseline - set.baseline;
    const items = set.items.map((item) => ({ ...item, y: item.y + shift }));
    return { ...strip, items: [...items, ...strip.items] };
  });
}

/** What a frame can give to markers: however deep lists nest, two thirds are left for the text. */
export function hangingIndent(frame: Frame, wanted: number): number {
  return Math.min(wanted, frame.width / 3);
}

/** The frame without an indent at its start side. */
export function indented(frame: Frame, indent: number): Frame {
  const x = frame.tongue.direction === 'rtl' ? frame.x : frame.x + indent;
  return { ...frame, x, width: frame.width - indent };
}

export function markerWidth(
  context: Context,
  text: string,
  tongue: Tongue,
  style: ParagraphStyle,
): number {
  const pieces = [plainPiece(context, text, tongue, style, 'artifact')];
  return naturalWidth({ pieces, direction: tongue.direction });
}

function markerOf(list: List, item: ListItem): string {
  if (!list.ordered) return '•';
  if (item.marker === undefined) throw new Error('an item of an ordered list has no marker');
  return item.marker;
}
