import {
  assertNever,
  type Inline,
  type Masthead,
  type MastheadLine,
  plainText,
  type Tongue,
} from '../document/index.js';
import { naturalWidth } from '../typeset/index.js';
import {
  type Context,
  type Frame,
  type ParagraphStyle,
  resolveStyle,
  resolveStyleFor,
} from './context.js';
import { piecesOf } from './pieces.js';
import { type Cell, keepAll, rowStrips, type Strip, spacer, withSpace } from './strip.js';

/** What a space of Nastaliq gets beside its own width, em: the words around it lean over it. */
const OPENING = 0.16;
/** Between two hemistichs, em. */
const GUTTER = 4;

/** The masthead at the head of page one; section and date share a line between two rules. */
export function mastheadStrips(context: Context, block: Masthead, frame: Frame): Strip[] {
  const owner = context.structure.add('Div', frame.parent, frame.tongue);
  const inner = { ...frame, parent: owner };
  const lines = block.lines.filter(({ role }) => role !== 'section' && role !== 'dateline');
  return keepAll([
    ...mastheadLines(context, lines, inner),
    ...occasionBar(context, block.lines, inner),
  ]);
}

/** Lines of a masthead below each other, without rules. */
export function mastheadLines(
  context: Context,
  lines: readonly MastheadLine[],
  frame: Frame,
): Strip[] {
  // The hemistichs of a poem have one width, all others their own.
  const verse = openedWidth(
    context,
    lines.filter(({ role }) => role === 'verse'),
    frame,
  );
  const widthOf = (line: MastheadLine) =>
    line.role === 'verse' ? verse : openedWidth(context, [line], frame);
  return lines.flatMap((line) => lineStrips(context, line, frame, widthOf));
}

function lineStrips(
  context: Context,
  line: MastheadLine,
  frame: Frame,
  widthOf: (line: MastheadLine) => number,
): Strip[] {
  const { theme } = context;
  const role = theme.roles[line.role];
  const style = resolveStyleFor(theme, role, line.cells[0]?.tongue ?? frame.tongue);
  const cells = cellsOf(context, line, frame, style);
  const isOpened = role.face === 'nastaliq';
  const set = rowStrips(context, isOpened ? opened(cells, frame, widthOf(line)) : cells);
  return withSpace(set, theme.textSize * role.before, theme.textSize * role.after);
}

/** Points of the widest cell of the lines, its spaces opened. */
export function openedWidth(
  context: Context,
  lines: readonly MastheadLine[],
  frame: Frame,
): number {
  // Measuring leaves no trace in the structure tree.
  const scratch: Context = { ...context, structure: context.structure.scratch() };
  const widths = lines.flatMap((line) =>
    line.cells.map((cell) => {
      const tongue = cell.tongue ?? frame.tongue;
      const style = resolveStyleFor(context.theme, context.theme.roles[line.role], tongue);
      const pieces = piecesOf(scratch, cell.children, tongue, style, 0);
      const spaces = plainText(cell.children).trim().split(/\s+/).length - 1;
      const { direction } = tongue;
      return naturalWidth({ pieces, direction }) + spaces * style.size * OPENING;
    }),
  );
  return Math.max(0, ...widths);
}

/** Cells of Nastaliq filled to one width by their spaces, side by side in the middle; as they are where it is too wide. */
function opened(cells: readonly Cell[], frame: Frame, width: number): readonly Cell[] {
  const gutter = (cells[0]?.style.size ?? 0) * GUTTER;
  const all = width * cells.length + gutter * (cells.length - 1);
  if (all > frame.width || cells.some(({ tongue }) => tongue.direction === 'ltr')) return cells;
  const right = frame.x + (frame.width + all) / 2;
  return cells.map((cell, index): Cell => {
    const x = right - width - index * (width + gutter);
    return { ...cell, x, width, align: 'justify', fillLast: true };
  });
}

function cellsOf(
  context: Context,
  line: MastheadLine,
  frame: Frame,
  style: ParagraphStyle,
): Cell[] {
  const count = line.cells.length;
  const tongues = line.cells.map((cell) => cell.tongue ?? frame.tongue);
  return line.cells.map((cell, index): Cell => {
    const tongue = tongues[index]!;
    const owner = context.structure.add('P', frame.parent, tongue);
    const pieces = piecesOf(context, cell.children, tongue, style, owner);
    // Hemistichs run in their own direction, everything else in the masthead's.
    const rtl = (line.role === 'verse' ? tongue : frame.tongue).direction === 'rtl';
    const width = frame.width / count;
    const column = rtl ? count - 1 - index : index;
    return {
      pieces,
      tongue,
      style,
      x: frame.x + column * width,
      width,
      ...alignment(line, index, tongue, frame.tongue),
    };
  });
}

/** Two addresses stand at the two ends of their line; what is alone stands as its role says. */
function alignment(
  line: MastheadLine,
  index: number,
  tongue: Tongue,
  around: Tongue,
): Pick<Cell, 'align' | 'flush'> {
  switch (line.role) {
    case 'address': {
      const last = line.cells.length - 1;
      if (index > 0 && index < last) return { align: 'center' };
      const atStart = index === 0;
      const same = tongue.direction === around.direction;
      return { align: atStart === same ? 'start' : 'end' };
    }
    case 'name':
    case 'monogram':
    case 'verse':
      return { align: 'center' };
    case 'section':
    case 'dateline':
      return { align: 'start', flush: around.direction };
    default:
      return assertNever(line.role);
  }
}

/**
 * Names of the section at the start, the date at the end, between two rules; without either one rule.
 *
 * @param point what a point of paper is here: posters are larger
 */
export function occasionBar(
  context: Context,
  lines: readonly MastheadLine[],
  frame: Frame,
  point = 1,
): Strip[] {
  const { theme } = context;
  const rule = (thickness: number): Strip =>
    spacer(6 * point, [
      {
        kind: 'rule',
        x: frame.x,
        y: 3 * point,
        width: frame.width,
        height: thickness * point,
        colour: theme.colours.ink,
      },
    ]);
  const section = lines.find(({ role }) => role === 'section');
  const date = lines.find(({ role }) => role === 'dateline');
  const rtl = frame.tongue.direction === 'rtl';
  const start = section && date ? frame.width * 0.56 : section ? frame.width : 0;
  const cells: Cell[] = [];
  if (section) {
    const x = rtl ? frame.x + frame.width - start : frame.x;
    cells.push(joinedCell(context, section, frame, { x, width: start, align: 'start' }));
  }
  if (date) {
    const x = rtl ? frame.x : frame.x + start;
    cells.push(joinedCell(context, date, frame, { x, width: frame.width - start, align: 'end' }));
  }
  return cells.length === 0 ? [rule(1.2)] : [rule(1.2), ...rowStrips(context, cells), rule(0.5)];
}

/** The cells of a line as one, slashes between them. */
function joinedCell(
  context: Context,
  line: MastheadLine,
  frame: Frame,
  place: Pick<Cell, 'x' | 'width' | 'align'>,
): Cell {
  const { tongue } = frame;
  const style = resolveStyle(context.theme, context.theme.roles[line.role]);
  const owner = context.structure.add('P', frame.parent, tongue);
  const inlines = line.cells.flatMap((cell, index): Inline[] => [
    ...(index === 0 ? [] : [{ kind: 'text' as const, text: ' / ' }]),
    ...(cell.tongue
      ? [{ kind: 'isolate' as const, ...cell.tongue, children: cell.children }]
      : cell.children),
  ]);
  return { ...place, pieces: piecesOf(context, inlines, tongue, style, owner), tongue, style };
}
