/** Where links lead, written out at the end of the article for those who read it on paper. */
import type { LinkReference } from '../edition/index.js';
import { bodyStyle, type Context, type Frame, type ParagraphStyle } from './context.js';
import { hangingIndent, hangMarker, indented, MARKER_GAP, markerWidth } from './list.js';
import { addressPlace, plainPiece } from './pieces.js';
import { keepAll, paragraphStrips, type Strip, withSpace } from './strip.js';

const SCALE = 0.84;

/** A heading and the numbered addresses; nothing where no link needs its address. */
export function addressStrips(context: Context, heading: string, frame: Frame): Strip[] {
  const { references, structure, theme } = context;
  if (references.length === 0) return [];
  const style: ParagraphStyle = { ...bodyStyle(theme, frame.tongue, SCALE), align: 'start' };
  const title = structure.add('H2', frame.parent, frame.tongue);
  const pieces = [plainPiece(context, heading, frame.tongue, { ...style, weight: 700 }, title)];
  const { x, width, tongue } = frame;
  const cell = { pieces, tongue, style, x, width, align: style.align };
  const [head, ...more] = paragraphStrips(context, cell);
  const entry = { ...head!, outline: { title: heading, level: 2 } };
  const owner = structure.add('L', frame.parent, frame.tongue, { listNumbering: 'Decimal' });
  const widest = Math.max(
    ...references.map(({ label }) => markerWidth(context, label, frame.tongue, style)),
  );
  const indent = hangingIndent(frame, widest + style.size * MARKER_GAP);
  const entries = references.map((reference, index) =>
    entryStrips(context, reference, { ...frame, parent: owner }, style, indent, index),
  );
  return [
    ...withSpace(keepAll([entry, ...more]), theme.textSize, theme.textSize * 0.2),
    ...entries.flat(),
  ];
}

/** The number at the start side; the address beside it runs left to right and belongs to no language. */
function entryStrips(
  context: Context,
  { href, label, address }: LinkReference,
  frame: Frame,
  style: ParagraphStyle,
  indent: number,
  index: number,
): Strip[] {
  const { structure, theme } = context;
  const { tongue } = frame;
  const item = structure.add('LI', frame.parent);
  const marker = structure.add('Lbl', item);
  const ltr = { language: tongue.language, direction: 'ltr' as const };
  const owner = structure.add('Link', structure.add('LBody', item, ltr));
  const base = plainPiece(context, address, ltr, style, owner);
  const link = { target: { url: href }, contents: address, owner };
  const { x, width } = indented(frame, indent);
  const set = paragraphStrips(context, {
    pieces: [{ ...base, tag: { ...base.tag, link } }],
    tongue: ltr,
    style,
    x,
    width,
    align: 'start',
    flush: tongue.direction,
    ragged: 'full',
  });
  const pieces = [
    plainPiece(context, label, tongue, { ...style, colour: theme.colours.accent }, marker),
  ];
  const hung = hangMarker(context, { pieces, tongue, style, align: 'start' }, frame, indent, set);
  const [first, ...rest] = withSpace(hung, style.size * 0.15);
  return [{ ...first!, marks: [...first!.marks, addressPlace(index)] }, ...rest];
}
