import { assertNever, type Masthead, type MastheadLine, type Tongue } from '../document/index.js';
import { type Context, type Frame, type ParagraphStyle, resolveStyle } from './context.js';
import type { PageItem } from './page.js';
import { piecesOf } from './pieces.js';
import { type Cell, keepAll, rowStrips, type Strip, spacer, withSpace } from './strip.js';

/** The masthead at the head of page one; section and date share a line between two rules. */
export function mastheadStrips(context: Context, block: Masthead, frame: Frame): Strip[] {
  const owner = context.structure.add('Div', frame.parent, frame.tongue);
  const inner = { ...frame, parent: owner };
  const lines = block.lines.filter((line) => line.role !== 'dateline');
  const date = block.lines.find((line) => line.role === 'dateline');
  return keepAll(
    lines.flatMap((line) =>
      line.role === 'section'
        ? sectionBar(context, line, date, inner)
        : lineStrips(context, line, inner),
    ),
  );
}

function lineStrips(context: Context, line: MastheadLine, frame: Frame): Strip[] {
  const role = context.theme.roles[line.role];
  const style = resolveStyle(context.theme, role);
  const set = rowStrips(context, cellsOf(context, line, frame, style));
  const em = context.theme.textSize;
  return [
    ...withSpace(set, em * role.before),
    ...(role.after > 0 ? [spacer(em * role.after)] : []),
  ];
}

function cellsOf(
  context: Context,
  line: MastheadLine,
  frame: Frame,
  style: ParagraphStyle,
): Cell[] {
  const count = line.cells.length;
  const tongues = line.cells.map((cell) => cell.tongue ?? frame.tongue);
  const cells = line.cells.map((cell, index): Cell => {
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
  return cells;
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
      const atStart = index === 0 || line.cells.length === 1;
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

/** Names of the section at the start, the date at the end. */
function sectionBar(
  context: Context,
  section: MastheadLine,
  date: MastheadLine | undefined,
  frame: Frame,
): Strip[] {
  const { theme, structure } = context;
  const { tongue } = frame;
  const rtl = tongue.direction === 'rtl';
  const style = resolveStyle(theme, theme.roles.section);
  const half = frame.width * 0.56;
  const owner = structure.add('P', frame.parent, tongue);
  const names = section.cells.flatMap((cell, index) => {
    const own = cell.tongue;
    const separator =
      index === 0 ? [] : piecesOf(context, [{ kind: 'text', text: ' / ' }], tongue, style, owner);
    const inlines = own
      ? [{ kind: 'isolate' as const, ...own, children: cell.children }]
      : cell.children;
    return [...separator, ...piecesOf(context, inlines, tongue, style, owner)];
  });
  const cells: Cell[] = [
    {
      pieces: names,
      tongue,
      style,
      x: rtl ? frame.x + frame.width - half : frame.x,
      width: half,
      align: 'start',
    },
  ];
  if (date) {
    const dated = resolveStyle(theme, theme.roles.dateline);
    const pieces = piecesOf(
      context,
      date.cells[0]!.children,
      tongue,
      dated,
      structure.add('P', frame.parent, tongue),
    );
    cells.push({
      pieces,
      tongue,
      style: dated,
      x: rtl ? frame.x : frame.x + half,
      width: frame.width - half,
      align: 'end',
    });
  }
  const rule = (y: number, height: number): PageItem => ({
    kind: 'rule',
    x: frame.x,
    y,
    width: frame.width,
    height,
    colour: theme.colours.ink,
  });
  return [spacer(6, [rule(3, 1.2)]), ...rowStrips(context, cells), spacer(6, [rule(3, 0.5)])];
}
