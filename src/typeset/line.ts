/** One line: whitespace reset (L1), justified, reordered (L2), its runs placed from the left. */
import { visualOrder } from './bidi.js';
import type { LineRange } from './linebreak.js';
import type { Glyph, Line, ParagraphSpec, Run } from './model.js';
import { type ShapedItem, sliceGlyphs } from './shape.js';

/** A line that needs more than this many times the width of its spaces stays ragged: holes are worse. */
const LOOSEST = 3.5;

export interface LineInput<T> {
  readonly text: string;
  readonly shaped: readonly ShapedItem<T>[];
  readonly spec: ParagraphSpec<T>;
  readonly range: LineRange;
  readonly index: number;
}

/** A run before it is placed, in logical order. */
interface LogicalRun<T> {
  readonly source: ShapedItem<T>;
  readonly start: number;
  readonly end: number;
  readonly level: number;
  readonly glyphs: readonly Glyph[];
}

export function makeLine<T>({ text, shaped, spec, range, index }: LineInput<T>): Line<T> {
  const measure = spec.measure(index);
  // Trailing spaces hang: they take no width and leave no glyph, so rule L1 has nothing left to reset.
  const end = trimmedEnd(text, range.start, range.end);
  const runs = shaped.flatMap((source): LogicalRun<T>[] => {
    const from = Math.max(source.item.start, range.start);
    const to = Math.min(source.item.end, end);
    if (from >= to) return [];
    return [
      {
        source,
        start: from,
        end: to,
        level: source.item.level,
        glyphs: sliceGlyphs(text, source, from, to),
      },
    ];
  });
  const natural = widthOf(runs.flatMap((run) => run.glyphs));
  const wanted = spec.align === 'justify' && !range.last;
  const grown = wanted ? justify(text, runs, measure - natural) : undefined;
  const width = grown ? measure : natural;
  const placed = placeRuns(grown ?? runs, startOf(spec, measure, width));
  return {
    runs: placed,
    start: range.start,
    end: range.end,
    measure,
    width,
    justified: grown !== undefined,
    ascent: Math.max(
      0,
      ...runs.map(
        ({ source: { item } }) => item.scaled.font.ascent * item.style.size * item.scaled.scale,
      ),
    ),
    descent: Math.max(
      0,
      ...runs.map(
        ({ source: { item } }) => item.scaled.font.descent * item.style.size * item.scaled.scale,
      ),
    ),
  };
}

/** Where the line's left edge lies: a right-to-left line starts at the right. */
function startOf<T>(
  { align, direction }: ParagraphSpec<T>,
  measure: number,
  width: number,
): number {
  if (align === 'center') return (measure - width) / 2;
  const atLeft = (align === 'end') === (direction === 'rtl');
  return atLeft ? 0 : measure - width;
}

function placeRuns<T>(runs: readonly LogicalRun<T>[], left: number): Run<T>[] {
  let x = left;
  return visualOrder(runs.map((run) => run.level)).map((index) => {
    const { source, start, end, level, glyphs } = runs[index]!;
    const { style, scaled, tag } = source.item;
    const width = widthOf(glyphs);
    const run: Run<T> = {
      font: scaled.font,
      size: style.size * scaled.scale,
      language: style.language,
      level,
      start,
      end,
      glyphs,
      x,
      width,
      tag,
    };
    x += width;
    return run;
  });
}

/** Shares `extra` points among the spaces; undefined when there is none, or too much for them. */
function justify<T>(
  text: string,
  runs: readonly LogicalRun<T>[],
  extra: number,
): LogicalRun<T>[] | undefined {
  if (extra < 0) return undefined;
  const spaces = runs.flatMap((run) => run.glyphs).filter((glyph) => isSpace(text, glyph));
  const width = widthOf(spaces);
  if (spaces.length === 0 || extra > width * LOOSEST) return extra === 0 ? [...runs] : undefined;
  // Wider spaces of a larger font take more, so that the line stays even to the eye.
  return runs.map((run) => ({
    ...run,
    glyphs: run.glyphs.map((glyph) =>
      isSpace(text, glyph)
        ? { ...glyph, advance: glyph.advance + (extra * glyph.advance) / width }
        : glyph,
    ),
  }));
}

function isSpace(text: string, glyph: Glyph): boolean {
  return text[glyph.cluster] === ' ' || text[glyph.cluster] === '\u00a0';
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  // A closing isolate control may stand between the spaces.
  while (at > start && /[ \t\n\u2028\u2029\u2066\u2067\u2069]/.test(text[at - 1]!)) at -= 1;
  return at;
}

function widthOf(glyphs: readonly Glyph[]): number {
  return glyphs.reduce((sum, glyph) => sum + glyph.advance, 0);
}
