import type { Table, TableCell } from '../document/index.js';
import { naturalWidth } from '../typeset/index.js';
import { bodyStyle, type Context, type Frame, type ParagraphStyle } from './context.js';
import type { PageItem } from './page.js';
import { piecesOf } from './pieces.js';
import { type Cell, rowStrips, type Strip, spacer } from './strip.js';

/** A table as strips: rows may part between pages, the header stands again on each. */
export function tableStrips(context: Context, block: Table, frame: Frame): Strip[] {
  const { structure, theme } = context;
  const owner = structure.add('Table', frame.parent, frame.tongue);
  const body: ParagraphStyle = {
    ...bodyStyle(theme, frame.tongue, frame.scale * 0.94),
    align: 'start',
  };
  const bold: ParagraphStyle = { ...body, weight: 700 };
  const padding = body.size * 0.5;
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
    header: boolean,
    owners: readonly (number | 'artifact')[],
  ): Strip[] => {
    const set = rowStrips(
      context,
      cells.map((cell, index): Cell => {
        const tongue = cell.tongue ?? frame.tongue;
        const element = owners[index]!;
        // A header set again is an artifact: its pieces hang on the root and are marked below.
        const pieces = piecesOf(
          context,
          cell.children,
          tongue,
          style,
          element === 'artifact' ? 0 : element,
        );
        const align = block.align[index] ?? 'start';
        const { x, width } = columns.cells[index]!;
        return {
          pieces,
          tongue,
          style,
          x: x + padding,
          width: Math.max(1, width - 2 * padding),
          align,
          flush: frame.tongue.direction,
          ...(align === 'start' ? {} : { flush: tongue.direction }),
        };
      }),
    );
    const kept = set.map((strip, index) => ({
      ...strip,
      keep: index < set.length - 1 && set.length < 12,
    }));
    const line = spacer(padding * 0.6, [rule(padding * 0.3, header ? 1 : 0.4)]);
    const joined = kept.map((strip, index) =>
      index === kept.length - 1 ? { ...strip, keep: true } : strip,
    );
    return [...joined, { ...line, keep: header }];
  };

  const headerRow = structure.add('TR', owner);
  const headers = block.header.map((cell) =>
    structure.add('TH', headerRow, cell.tongue, { scope: 'Column' }),
  );
  const header = [
    { ...spacer(padding * 0.6, [rule(0, 1)]), keep: true },
    ...row(block.header, bold, true, headers),
  ];
  const repeat = header.map(asArtifact);
  const rows = block.rows.flatMap((cells) => {
    const element = structure.add('TR', owner);
    const owners = cells.map((cell) => structure.add('TD', element, cell.tongue));
    return row(cells, body, false, owners).map((strip) => ({ ...strip, repeat }));
  });
  return [...header, ...rows, spacer(body.size * 0.5)];
}

/** A copy that no reader hears twice: text without an owner, links and notes left out. */
function asArtifact(strip: Strip): Strip {
  const items = strip.items.flatMap((item): PageItem[] => {
    if (item.kind === 'link') return [];
    return [item.kind === 'rule' ? item : { ...item, owner: 'artifact' }];
  });
  return { ...strip, items, notes: [], marks: [] };
}

interface Columns {
  readonly left: number;
  readonly width: number;
  readonly cells: readonly { readonly x: number; readonly width: number }[];
}

/**
 * Widths from what the cells need: all of it when it fits, else what is left after every column has
 * its least is shared by need. The first column stands at the start side.
 */
function columnsOf(
  context: Context,
  block: Table,
  frame: Frame,
  style: ParagraphStyle,
  padding: number,
): Columns {
  const count = block.header.length;
  const needs = Array.from({ length: count }, (_, index) => {
    const cells = [block.header[index]!, ...block.rows.map((row) => row[index]!)];
    const widths = cells.map((cell, row) =>
      needOf(context, cell, frame, row === 0 ? { ...style, weight: 700 } : style),
    );
    return Math.max(...widths) + 2 * padding + 0.5;
  });
  const total = needs.reduce((sum, need) => sum + need, 0);
  const least = Math.min(style.size * 4, frame.width / count);
  const spare = Math.max(0, frame.width - least * count);
  const excess = needs.map((need) => Math.max(0, need - least));
  const wanted = excess.reduce((sum, each) => sum + each, 0);
  const widths =
    total <= frame.width
      ? needs.map((need) => need + ((frame.width - total) * need) / total)
      : excess.map((each) => least + (wanted === 0 ? 0 : (spare * each) / wanted));
  let at = 0;
  const placed = widths.map((width) => {
    const from = at;
    at += width;
    return {
      x: frame.tongue.direction === 'rtl' ? frame.x + frame.width - from - width : frame.x + from,
      width,
    };
  });
  return { left: frame.x, width: frame.width, cells: placed };
}

/** Measuring must leave no trace in the structure tree: the elements it makes are taken back. */
function needOf(context: Context, cell: TableCell, frame: Frame, style: ParagraphStyle): number {
  const tongue = cell.tongue ?? frame.tongue;
  const scratch: Context = { ...context, structure: context.structure.scratch() };
  return naturalWidth({
    pieces: piecesOf(scratch, cell.children, tongue, style, 0),
    direction: tongue.direction,
  });
}
