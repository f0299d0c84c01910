/** One line: trailing space dropped (L1), justified, reordered (L2), its runs placed from the left. */
import { runOrder } from './bidi.js';
import { type Extent, justify, kashidaExtents, type LogicalRun, widthOf } from './justify.js';
import type { Kashida } from './kashida.js';
import type { LineRange } from './linebreak.js';
import type { Glyph, Line, ParagraphSpec, Run } from './model.js';
import { type ShapedItem, sliceGlyphs } from './shape.js';

export interface LineInput<T> {
  readonly text: string;
  /** Those that the line has a part of, in text order. */
  readonly shaped: readonly ShapedItem<T>[];
  readonly spec: ParagraphSpec<T>;
  readonly range: LineRange;
  readonly kashidas: readonly Kashida[];
  readonly above: Line<T> | undefined;
}

export function makeLine<T>(input: LineInput<T>): Line<T> {
  const { spec, range, text, kashidas } = input;
  const { measure } = spec;
  const runs = runsOf(input);
  const natural = runs.reduce((sum, run) => sum + widthOf(run), 0);
  // A last line is as short as it is, but shrinks like the others.
  const isFilled = spec.fillLast || !range.last || natural > measure;
  const verse = spec.fillLast === true;
  const above = extentsOf(input.above);
  const grown =
    spec.align === 'justify' && isFilled
      ? justify({ text, runs, measure, kashidas, above, verse })
      : undefined;
  const width = grown ? measure : natural;
  return {
    runs: placeRuns(grown ?? runs, startOf(spec, width)),
    start: range.start,
    end: range.end,
    measure,
    width,
    justified: grown !== undefined,
    ...extentOf(runs),
  };
}

/** The line's runs in logical order. Trailing spaces hang, so rule L1 has nothing left to reset. */
function runsOf<T>({ text, shaped, range }: LineInput<T>): LogicalRun<T>[] {
  const end = trimmedEnd(text, range.start, range.end);
  const runs = shaped.flatMap((source): LogicalRun<T>[] => {
    const from = Math.max(source.item.start, range.start);
    const to = Math.min(source.item.end, end);
    if (from >= to) return [];
    const glyphs = sliceGlyphs(text, source, from, to);
    const { level } = source.item;
    return [{ source, start: from, end: to, level, glyphs, hyphenated: false }];
  });
  const last = runs.at(-1);
  if (range.hyphenated && last) runs[runs.length - 1] = withHyphen(last);
  return runs;
}

/** A hyphen at the end of the run, as if it were its next character. */
function withHyphen<T>(run: LogicalRun<T>): LogicalRun<T> {
  const { hyphen } = run.source.item.scaled.font;
  if (!hyphen) return run;
  const { id, advance } = hyphen;
  const glyph: Glyph = { id, cluster: run.end, advance, xOffset: 0, yOffset: 0 };
  const glyphs = run.level % 2 === 1 ? [glyph, ...run.glyphs] : [...run.glyphs, glyph];
  return { ...run, glyphs, hyphenated: true };
}

function extentsOf<T>(line: Line<T> | undefined): Extent[] {
  return line ? line.runs.flatMap(kashidaExtents) : [];
}

/** Largest ascent and descent of the line's faces, points. */
function extentOf<T>(runs: readonly LogicalRun<T>[]): { ascent: number; descent: number } {
  let [ascent, descent] = [0, 0];
  for (const { source } of runs) {
    const { scaled, style } = source.item;
    ascent = Math.max(ascent, scaled.font.ascent * style.size * scaled.scale);
    descent = Math.max(descent, scaled.font.descent * style.size * scaled.scale);
  }
  return { ascent, descent };
}

/** Where the line's left edge lies: a right-to-left line starts at the right. */
function startOf<T>({ align, direction, measure }: ParagraphSpec<T>, width: number): number {
  if (align === 'center') return (measure - width) / 2;
  const atLeft = (align === 'end') === (direction === 'rtl');
  return atLeft ? 0 : measure - width;
}

function placeRuns<T>(runs: readonly LogicalRun<T>[], left: number): Run<T>[] {
  let x = left;
  return runOrder(runs.map(({ source }) => source.item)).map((index) => {
    const logical = runs[index]!;
    const { source, start, end, level, glyphs, hyphenated } = logical;
    const { style, scaled, tag } = source.item;
    const width = widthOf(logical);
    const run: Run<T> = {
      font: scaled.font,
      size: style.size * scaled.scale,
      unit: source.unit,
      language: style.language,
      level,
      start,
      end,
      glyphs,
      x,
      width,
      tag,
      hyphenated,
    };
    x += width;
    return run;
  });
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  // A closing isolate control may stand between the spaces.
  while (at > start && /[ \t\n\u2028\u2029\u2066\u2067\u2069]/.test(text[at - 1]!)) at -= 1;
  return at;
}
