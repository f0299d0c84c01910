import {
  type Alignment,
  plainText,
  type Table,
  type TableCell,
  type Tongue,
} from '../document/index.js';
import { naturalWidth } from '../typeset/index.js';
import { bodyStyle, type Context, type Frame, type ParagraphStyle } from './context.js';
import type { PageItem } from './page.js';
import { piecesOf, plainPiece } from './pieces.js';
import {
  type Cell,
  keepAll,
  keepLast,
  keepTogether,
  rowStrips,
  type Strip,
  spacer,
} from './strip.js';

/** A row of more lines than this may part between pages. */
const TALL_ROW = 12;
/** Size of a table's text against the text around it. */
const SCALE = 0.94;
/** A column narrower than this, em, makes the whole table's text smaller. */
const NARROWEST = 2.4;
const SMALLEST_SIZE = 5;

/** A table as strips: rows may part between pages, the header stands again on each. */
export function tableStrips(context: Context, block: Table, frame: Frame): Strip[] {
  const { structure, theme } = context;
  const owner = structure.add('Table', frame.parent, frame.tongue);
  const share = frame.width / block.header.length;
  const usual = bodyStyle(theme, frame.tongue, frame.scale * SCALE);
  const shrink = Math.min(1, Math.max(share / NARROWEST, SMALLEST_SIZE) / usual.size);
  const body: ParagraphStyle = {
    ...bodyStyle(theme, frame.tongue, frame.scale * SCALE * shrink),
    align: 'start',
  };
  const bold: ParagraphStyle = { ...body, weight: 700 };
  const padding = Math.min(body.size * 0.5, share * 0.1);
  const columns = columnsOf(context, block, frame, body, padding);
  const rule = (y: number, height: number): PageItem => ({
    kind: 'rule',
    x: columns.left,
    y,
    width: columns.width,
    height,
    colour: theme.colours.rule,
  });

  const row = (
    cells: readonly TableCell[],
    style: ParagraphStyle,
    thickness: number,
    owners: readonly number[],
  ): Strip[] => {
    const set = rowStrips(
      context,
      cells.map((cell, index): Cell => {
        const tongue = cell.tongue ?? frame.tongue;
        const { x, width } = columns.cells[index]!;
        return {
          pieces: piecesOf(context, cell.children, tongue, style, owners[index]!),
          tongue,
          style,
          x: x + padding,
          width: Math.max(1, width - 2 * padding),
          align: alignment(block.align[index] ?? 'start', tongue, frame.tongue),
        };
      }),
    );
    const space = body.size * 0.3;
    const line = spacer(space * 2, [rule(space, thickness)]);
    const lines = set.length < TALL_ROW ? keepAll(set) : set;
    // The rule below a row never parts from its last line.
    return [...lines.slice(0, -1), { ...lines.at(-1)!, keep: true }, line];
  };

  const headerRow = structure.add('TR', owner);
  const headers = block.header.map((cell) =>
    structure.add('TH', headerRow, cell.tongue, { scope: 'Column' }),
  );
  const header = keepAll([
    { ...spacer(body.size * 0.3, [rule(0, 1)]), drift: 'stop' },
    ...row(block.header, bold, 1, headers),
  ]);
  const repeat = header.map(asArtifact);
  const rows = block.rows.flatMap((cells, index) => {
    const element = structure.add('TR', owner);
    const owners = cells.map((cell) => structure.add('TD', element, cell.tongue));
    const set = row(cells, body, 0.4, owners).map((strip) => ({ ...strip, repeat }));
    // The last row never stands alone below a repeated header.
    return index === block.rows.length - 2 ? keepLast(set) : set;
  });
  return rows.length > 0 ? [...header, ...rows] : keepTogether(header);
}

/** Alignment is the column's, by the table's direction; a cell of the other direction turns it. */
function alignment(align: Alignment, cell: Tongue, table: Tongue): Alignment {
  if (align === 'center' || cell.direction === table.direction) return align;
  return align === 'start' ? 'end' : 'start';
}

/** A copy that no reader hears twice: text without an owner, links and notes left out. */
function asArtifact(strip: Strip): Strip {
  const items = strip.items.flatMap((item): PageItem[] => {
    if (item.kind === 'link') return [];
    return [item.kind === 'rule' ? item : { ...item, owner: 'artifact' }];
  });
  const { row: _, ...rest } = strip;
  return { ...rest, items, notes: [], marks: [] };
}

interface Columns {
  readonly left: number;
  readonly width: number;
  readonly cells: readonly { readonly x: number; readonly width: number }[];
}

/**
 * Widths from what the cells need: all of it when it fits; else every column has its longest word and
 * the rest is shared by need; else the columns with the longest words give way and words break. The
 * first column stands at the start side.
 */
function columnsOf(
  context: Context,
  block: Table,
  frame: Frame,
  style: ParagraphStyle,
  padding: number,
): Columns {
  const columns = block.header.map((head, index) => {
    const cells = [head, ...block.rows.map((row) => row[index]!)];
    let [word, whole] = [0, 0];
    for (const [row, cell] of cells.entries()) {
      const need = needOf(context, cell, frame, row === 0 ? { ...style, weight: 700 } : style);
      word = Math.max(word, need.word);
      whole = Math.max(whole, need.whole);
    }
    // A hair more, so that no cell is broken by a rounding.
    const around = 2 * padding + 0.5;
    return { least: word + around, most: whole + around };
  });
  let at = 0;
  const cells = columnWidths(columns, frame.width).map((width) => {
    const from = at;
    at += width;
    const rtl = frame.tongue.direction === 'rtl';
    return { x: rtl ? frame.x + frame.width - from - width : frame.x + from, width };
  });
  return { left: frame.x, width: frame.width, cells };
}

interface Need {
  readonly least: number;
  readonly most: number;
}

/** Holds: the widths fill the room exactly. */
function columnWidths(columns: readonly Need[], room: number): number[] {
  const most = columns.reduce((sum, need) => sum + need.most, 0);
  if (most <= room) return columns.map((need) => need.most + ((room - most) * need.most) / most);
  const least = columns.reduce((sum, need) => sum + need.least, 0);
  if (least > room) return cappedWidths(columns, room);
  const excess = columns.reduce((sum, need) => sum + need.most - need.least, 0);
  return columns.map((need) => need.least + ((room - least) * (need.most - need.least)) / excess);
}

/** Narrow columns keep what they need; the others share what is left evenly. */
function cappedWidths(columns: readonly Need[], room: number): number[] {
  let left = room;
  let open = columns.length;
  let cap = room;
  for (const need of columns.map(({ least }) => least).sort((a, b) => a - b)) {
    cap = left / open;
    if (need > cap) break;
    left -= need;
    open -= 1;
  }
  return columns.map(({ least }) => Math.min(least, cap));
}

/** Points of a cell on one line, and of its longest word. */
function needOf(
  context: Context,
  cell: TableCell,
  frame: Frame,
  style: ParagraphStyle,
): { readonly whole: number; readonly word: number } {
  const tongue = cell.tongue ?? frame.tongue;
  const { direction } = tongue;
  // Measuring leaves no trace in the structure tree.
  const scratch: Context = { ...context, structure: context.structure.scratch() };
  const pieces = piecesOf(scratch, cell.children, tongue, style, 0);
  const whole = naturalWidth({ pieces, direction });
  const words = plainText(cell.children).split(/[ \n]+/);
  const widths = words.map((word) =>
    naturalWidth({ pieces: [plainPiece(context, word, tongue, style, 'artifact')], direction }),
  );
  return { whole, word: Math.min(whole, Math.max(...widths)) };
}
