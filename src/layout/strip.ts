/**
 * Strips: what a page is filled with, from top to bottom. A strip is one line high and is never cut;
 * its items are placed from the left edge of the text and from its own top. Holds: no glyph's ink
 * leaves its strip, so lines cannot collide.
 */
import type { Direction, Tongue } from '../document/index.js';
import { type Line, type Piece, typesetParagraph } from '../typeset/index.js';
import type { Context, ParagraphStyle, Tag } from './context.js';
import { type Reach, widen } from './ink.js';
import { lineItems } from './line-items.js';
import type { PageItem } from './page.js';

/** Colour behind or beside strips that follow each other; strips share one band by holding the same object. */
export interface Band {
  readonly x: number;
  readonly width: number;
  readonly colour: string;
}

export interface Strip {
  readonly height: number;
  /** Space to the strips above and below, the larger of two neighbours'; none at a page's top. */
  readonly before: number;
  readonly after: number;
  readonly items: readonly PageItem[];
  /** From the strip's top; where a list's marker is set. */
  readonly baseline: number;
  /** This strip and the next stay on one page. */
  readonly keep: boolean;
  /** The first of what `keep` joins to part where no page holds all of it. */
  readonly loose?: boolean;
  /** Notes that the strip refers to, by index. */
  readonly notes: readonly number[];
  /** Named places. */
  readonly marks: readonly string[];
  /** Outermost first. */
  readonly bands: readonly Band[];
  /** Lines of one row of cells share the id; how many of the last items belong to each cell. */
  readonly row?: { readonly id: object; readonly columns: readonly number[] };
  readonly outline?: { readonly title: string; readonly level: number };
  /** A float may move to the head of the next page, text taking its place; it passes nothing that stops it. */
  readonly drift?: 'float' | 'stop';
  /** Set again at the head of a page that begins with this strip: a table's header. */
  readonly repeat?: readonly Strip[];
}

export interface Cell {
  readonly pieces: readonly Piece<Tag>[];
  readonly tongue: Tongue;
  readonly style: ParagraphStyle;
  /** From the left edge of the text. */
  readonly x: number;
  readonly width: number;
  readonly align: ParagraphStyle['align'];
  /** Keep to this direction's start side instead of the text's own. */
  readonly flush?: Direction;
  /** Justify the last line, too: a hemistich. */
  readonly fillLast?: boolean;
  /** How ragged lines are made where it is not their style that says so. */
  readonly ragged?: 'even' | 'full';
}

/** The lines of one paragraph, a strip each; no page ends with its first line or begins with its last. */
export function paragraphStrips(context: Context, cell: Cell): Strip[] {
  const strips = rowStrips(context, [cell]);
  return strips.map((strip, index) => ({
    ...strip,
    keep: strips.length > 1 && (index === 0 || index === strips.length - 2),
  }));
}

/** Paragraphs side by side, such as the cells of a table: a strip for each line of the tallest. */
export function rowStrips(context: Context, cells: readonly Cell[]): Strip[] {
  const columns = cells.map((cell) => ({
    cell,
    box: boxOf(context, cell),
    ...setCell(context, cell),
  }));
  const count = Math.max(1, ...columns.map(({ lines }) => lines.length));
  const id = {};
  const box = {
    above: Math.max(...columns.map((column) => column.box.above)),
    below: Math.max(...columns.map((column) => column.box.below)),
  };
  return Array.from({ length: count }, (_, index) => {
    const present = columns.flatMap(({ lines }) => lines[index] ?? []);
    // The leading is even; only ink that would leave the strip makes it higher.
    let { above, below } = box;
    for (const line of present) {
      const ink = lineInk(line);
      above = Math.max(above, ink.above);
      below = Math.max(below, ink.below);
    }
    const items = columns.map(({ cell, text, lines }) => {
      const line = lines[index];
      return line ? lineItems(text, line, cell.x, above) : [];
    });
    const notes = notesIn(present);
    return {
      ...spacer(above + below, items.length === 1 ? items[0] : items.flat()),
      row: { id, columns: items.map((each) => each.length) },
      baseline: above,
      notes,
      marks: notes.map((note) => `ref-${note + 1}`),
    };
  });
}

/** Runs come as they are drawn; notes are numbered as they are read. */
function notesIn(lines: readonly Line<Tag>[]): number[] {
  const notes = new Set<number>();
  for (const { runs } of lines)
    for (const { tag } of runs) if (tag.note !== undefined) notes.add(tag.note);
  return [...notes].sort((a, b) => a - b);
}

/** A strip without text, that may hold rules or a picture. */
export function spacer(height: number, items: readonly PageItem[] = []): Strip {
  return {
    height,
    before: 0,
    after: 0,
    items,
    baseline: height,
    keep: false,
    notes: [],
    marks: [],
    bands: [],
  };
}

/** At least this space above the first strip and below the last. */
export function withSpace(strips: readonly Strip[], before: number, after = 0): Strip[] {
  return strips.map((strip, index) => ({
    ...strip,
    before: index === 0 ? Math.max(strip.before, before) : strip.before,
    after: index === strips.length - 1 ? Math.max(strip.after, after) : strip.after,
  }));
}

/** A band behind all of the strips, and behind what is repeated among them. */
export function withBand(strips: readonly Strip[], band: Band): Strip[] {
  return strips.map((strip) => ({
    ...strip,
    bands: [band, ...strip.bands],
    ...(strip.repeat ? { repeat: withBand(strip.repeat, band) } : {}),
  }));
}

/** All of the strips stay together, and with the one that follows. */
export function keepAll(strips: readonly Strip[]): Strip[] {
  return strips.map((strip) => ({ ...strip, keep: true }));
}

/** The last strip stays with the one that follows, if a page holds what is joined so. */
export function keepLast(strips: readonly Strip[]): Strip[] {
  const last = strips.length - 1;
  return strips.map((strip, index) =>
    index === last ? { ...strip, keep: true, loose: true } : strip,
  );
}

/** All of the strips stay together; the last one parts from what follows. */
export function keepTogether(strips: readonly Strip[]): Strip[] {
  return strips.map((strip, index) => ({ ...strip, keep: index < strips.length - 1 }));
}

function setCell(context: Context, cell: Cell): { text: string; lines: readonly Line<Tag>[] } {
  const { pieces, tongue, width } = cell;
  // Lines flush with the other side are ragged on their own.
  const turned = cell.flush !== undefined && cell.flush !== tongue.direction;
  const align = turned ? 'end' : cell.align;
  const paragraph = typesetParagraph({
    pieces,
    direction: tongue.direction,
    align,
    measure: width,
    fillLast: cell.fillLast ?? false,
    ragged: cell.ragged ?? (cell.style.family === 'mono' ? 'full' : 'even'),
  });
  context.missing.push(...paragraph.missing);
  return paragraph;
}

/**
 * Points above and below the baseline that every line of the cell has: the leading of its style, or
 * the ascent and descent of its own face where they need more (Nastaliq), the face in the middle.
 */
function boxOf(context: Context, { style, tongue }: Cell): Reach {
  // The cell's language decides, not its first word: a paragraph may begin with a foreign name.
  const own = context.wardrobe(tongue, { ...style, emphasis: false });
  const { font, scale } = own.fonts[0]!;
  const [ascent, descent] = [font.ascent * style.size * scale, font.descent * style.size * scale];
  const half = Math.max(0, style.leading - ascent - descent) / 2;
  return { above: ascent + half, below: descent + half };
}

function lineInk(line: Line<Tag>): Reach {
  const reach: Reach = { above: 0, below: 0 };
  for (const run of line.runs) widen(reach, run, run.tag.raise);
  return reach;
}
