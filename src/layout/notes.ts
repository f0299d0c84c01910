/** Notes at the foot of the page: their blocks, their numbers, the rule above them. */
import type { Tongue } from '../document/index.js';
import { blockStrips } from './blocks.js';
import { bodyStyle, type Context, type Frame, type ParagraphStyle } from './context.js';
import { hangingIndent, hangMarker, indented, MARKER_GAP, markerWidth } from './list.js';
import { plainPiece } from './pieces.js';
import { type Strip, spacer, withSpace } from './strip.js';

const NOTE_SCALE = 0.84;

/** The strips of every note: its number at the start side, a way back to the reference, its blocks beside it. */
export function notesStrips(context: Context, frame: Frame): Strip[][] {
  const { notes } = context;
  const indents = notes.map((note) => {
    const tongue = note.tongue ?? frame.tongue;
    const style = labelStyle(context, tongue);
    return markerWidth(context, labelOf(note), tongue, style) + style.size * MARKER_GAP;
  });
  const least = context.theme.textSize * NOTE_SCALE * 1.8;
  const indent = hangingIndent(frame, Math.max(least, ...indents));
  return notes.map((_, index) => noteStrips(context, index, frame, indent));
}

/** A short rule at the start side. */
export function noteSeparator(context: Context, frame: Frame): Strip {
  const { theme } = context;
  const width = frame.width / 4;
  const x = frame.tongue.direction === 'rtl' ? frame.x + frame.width - width : frame.x;
  const em = theme.textSize;
  return spacer(em * 1.4, [
    { kind: 'rule', x, y: em * 0.9, width, height: 0.6, colour: theme.colours.rule },
  ]);
}

function noteStrips(context: Context, index: number, frame: Frame, indent: number): Strip[] {
  const { structure, notes } = context;
  const note = notes[index]!;
  const tongue = note.tongue ?? frame.tongue;
  const own: Frame = { ...frame, tongue, scale: NOTE_SCALE };
  const owner = structure.add('Note', frame.parent, tongue, { id: note.id });
  const link = structure.add('Link', structure.add('Lbl', owner));
  const style = labelStyle(context, tongue);
  const contents = labelOf(note);
  const base = plainPiece(context, contents, tongue, style, link);
  const target = { destination: `ref-${index + 1}` };
  const pieces = [{ ...base, tag: { ...base.tag, link: { target, contents, owner: link } } }];
  const inner: Frame = { ...indented(own, indent), parent: owner };
  const set = withSpace(blockStrips(context, note.blocks, inner), style.size * 0.2);
  const hung = hangMarker(context, { pieces, tongue, style, align: 'start' }, own, indent, set);
  return hung.map((strip, at) =>
    at === 0 ? { ...strip, marks: [...strip.marks, note.id] } : strip,
  );
}

function labelStyle({ theme }: Context, tongue: Tongue): ParagraphStyle {
  return { ...bodyStyle(theme, tongue, NOTE_SCALE), align: 'start', colour: theme.colours.accent };
}

function labelOf({ id, label }: Context['notes'][number]): string {
  if (label === undefined) throw new Error(`the note ${id} has no label`);
  return label;
}
