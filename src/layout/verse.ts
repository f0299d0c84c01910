import type { Verse } from '../document/index.js';
import { naturalWidth } from '../typeset/index.js';
import type { Context, Frame, ParagraphStyle } from './context.js';
import { piecesOf } from './pieces.js';
import { type Cell, keepTogether, rowStrips, type Strip, withSpace } from './strip.js';

/** Between the two columns, em. */
const GUTTER = 2.5;
/** A poem of no more lines than this is not parted between pages; in longer ones every bayt is whole. */
const SHORT = 8;

/** Hemistichs side by side, first at the start; one below the other where the column is too narrow. */
export function verseStrips(
  context: Context,
  block: Verse,
  frame: Frame,
  body: ParagraphStyle,
): Strip[] {
  const { structure } = context;
  const { tongue } = frame;
  const owner = structure.add('Div', frame.parent, tongue);
  const style: ParagraphStyle = { ...body, align: 'start', leading: body.leading * 1.05 };
  const gutter = body.size * GUTTER;
  const lines = block.bayts.map((bayt) =>
    bayt.map((half) => piecesOf(context, half, tongue, style, structure.add('P', owner))),
  );
  const widest = Math.max(
    0,
    ...lines.flat().map((pieces) => naturalWidth({ pieces, direction: tongue.direction })),
  );
  const paired = lines.some((bayt) => bayt.length === 2);
  const together = paired && widest * 2 + gutter <= frame.width;
  const wanted = together ? widest * 2 + gutter : paired ? widest + gutter : widest;
  // A hair more than the widest, so that no line is broken by a rounding.
  const width = Math.min(frame.width, wanted + 0.02);
  const left = frame.x + (frame.width - width) / 2;
  const rtl = tongue.direction === 'rtl';
  const bayts = lines.map((bayt): Strip[] => {
    const column: Omit<Cell, 'pieces'> = { tongue, style, x: left, width, align: 'start' };
    // A line that is not parted stands in the middle of those that are.
    if (together && bayt.length === 1)
      return rowStrips(context, [{ ...column, pieces: bayt[0]!, align: 'center' }]);
    if (together) {
      const half = widest + 0.01;
      const cells = bayt.map((pieces, index): Cell => {
        const x = (index === 0) === rtl ? left + width - half : left;
        // Hemistichs of one poem are brought to one width, as Persian books have them.
        const filled = rtl ? { align: 'justify' as const, fillLast: true } : {};
        return { ...column, pieces, x, width: half, ...filled };
      });
      return rowStrips(context, cells);
    }
    return bayt.flatMap((pieces, index) => {
      const shift = index * Math.min(body.size * 2, width / 4);
      const x = rtl ? left : left + shift;
      return rowStrips(context, [{ ...column, pieces, x, width: width - shift }]);
    });
  });
  const strips = bayts.flatMap(keepTogether);
  const kept = strips.length <= SHORT ? keepTogether(strips) : strips;
  return withSpace(kept, body.size * 0.8, body.size * 0.8);
}
