/**
 * Strips: what a page is filled with, from top to bottom. A strip is one line high and is never cut;
 * its items are placed from the left edge of the text and from its own top.
 */
import type { Direction, Tongue } from '../document/index.js';
import { type Line, type Piece, type TextStyle, typesetParagraph } from '../typeset/index.js';
import type { Context, LinkMark, ParagraphStyle, Tag } from './context.js';
import type { PageItem } from './page.js';

export interface Strip {
  readonly height: number;
  /** Dropped at the top of a page. */
  readonly before: number;
  readonly items: readonly PageItem[];
  /** From the strip's top; where a list's marker is set. */
  readonly baseline: number;
  /** This strip and the next stay on one page. */
  readonly keep: boolean;
  /** Notes that the strip refers to, by index. */
  readonly notes: readonly number[];
  /** Named places. */
  readonly marks: readonly string[];
  readonly outline?: { readonly title: string; readonly level: number };
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
  const columns = cells.map((cell) => ({ cell, ...setCell(context, cell) }));
  const count = Math.max(1, ...columns.map(({ lines }) => lines.length));
  return Array.from({ length: count }, (_, index) => {
    const present = columns.flatMap(({ cell, text, lines }) => {
      const line = lines[index];
      return line ? [{ cell, text, line }] : [];
    });
    const height = Math.max(...columns.map(({ cell }) => cell.style.leading));
    const baseline = Math.max(...columns.map(({ cell }) => baselineOf(cell, height)));
    const items = present.flatMap(({ cell, text, line }) =>
      lineItems(text, line, cell.x, baseline),
    );
    const tags = present.flatMap(({ line }) => line.runs.map((run) => run.tag));
    const notes = [...new Set(tags.flatMap((tag) => (tag.note === undefined ? [] : [tag.note])))];
    return {
      height,
      before: 0,
      items,
      baseline,
      keep: false,
      notes,
      marks: notes.map((note) => `ref-${note + 1}`),
    };
  });
}

/** An empty strip, for space that may hold rules. */
export function spacer(height: number, items: readonly PageItem[] = []): Strip {
  return { height, before: 0, items, baseline: height, keep: false, notes: [], marks: [] };
}

/** Space above the first strip; keeps with what follows where asked. */
export function withSpace(strips: readonly Strip[], before: number): Strip[] {
  return strips.map((strip, index) =>
    index === 0 ? { ...strip, before: Math.max(strip.before, before) } : strip,
  );
}

/** All of the strips stay together, and with the one that follows. */
export function keepAll(strips: readonly Strip[]): Strip[] {
  return strips.map((strip) => ({ ...strip, keep: true }));
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
    measure: () => width,
  });
  context.missing.push(...paragraph.missing);
  return paragraph;
}

/** The baseline that puts the face's ascent and descent in the middle of the strip. */
function baselineOf({ style, pieces }: Cell, height: number): number {
  const first = firstStyle(pieces);
  if (!first) return height * 0.7;
  const { font, scale } = first.fonts[0]!;
  const [ascent, descent] = [font.ascent * style.size * scale, font.descent * style.size * scale];
  return (height - ascent - descent) / 2 + ascent;
}

function firstStyle(pieces: readonly Piece<Tag>[]): TextStyle | undefined {
  for (const piece of pieces) {
    if (piece.kind === 'text') return piece.style;
    const inner = piece.kind === 'isolate' ? firstStyle(piece.pieces) : undefined;
    if (inner) return inner;
  }
  return undefined;
}

/** Runs in the order of reading, then the places that can be clicked. */
function lineItems(text: string, line: Line<Tag>, x: number, baseline: number): PageItem[] {
  const logical = [...line.runs].sort((a, b) => a.start - b.start);
  const runs = logical.map((run): PageItem => {
    const clean = withoutControls(text, run.start, run.end);
    return {
      kind: 'text',
      x: x + run.x,
      y: baseline - run.tag.raise,
      width: run.width,
      font: run.font,
      size: run.size,
      language: run.language,
      level: run.level,
      text: clean.text,
      glyphs: run.glyphs.map((glyph) => ({ ...glyph, cluster: clean.offset(glyph.cluster) })),
      colour: run.tag.colour,
      owner: run.tag.owner,
    };
  });
  const links = new Set(line.runs.flatMap((run) => (run.tag.link ? [run.tag.link] : [])));
  return [...runs, ...[...links].map((link) => linkItem(line, link, x, baseline))];
}

function linkItem(line: Line<Tag>, link: LinkMark, x: number, baseline: number): PageItem {
  const runs = line.runs.filter((run) => run.tag.link === link);
  const left = Math.min(...runs.map((run) => run.x));
  const right = Math.max(...runs.map((run) => run.x + run.width));
  const size = Math.max(...runs.map((run) => run.size));
  const raise = Math.max(...runs.map((run) => run.tag.raise));
  return {
    kind: 'link',
    x: x + left,
    y: baseline - raise - size * 0.9,
    width: right - left,
    height: size * 1.25,
    ...link,
  };
}

/** The text of a run without word joiners, and where its offsets went. */
function withoutControls(
  text: string,
  start: number,
  end: number,
): { text: string; offset: (at: number) => number } {
  const run = text.slice(start, end);
  if (!run.includes('\u2060')) return { text: run, offset: (at) => at - start };
  const clean = run.replaceAll('\u2060', '');
  return {
    text: clean,
    offset: (at) =>
      Math.min(clean.length - 1, text.slice(start, at).replaceAll('\u2060', '').length),
  };
}
