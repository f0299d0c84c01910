/**
 * Filling a line: spaces to a soft maximum, then kashidas, then spaces again (ALReq §5, “Justification”).
 *
 * A line has few kashidas and even ones: one a word, none in neighbouring words, none above another.
 */
import { runOrder } from './bidi.js';
import type { Kashida } from './kashida.js';
import type { Glyph, Run } from './model.js';
import type { ShapedItem } from './shape.js';

/** A run before it is placed, in logical order. */
export interface LogicalRun<T> {
  readonly source: ShapedItem<T>;
  readonly start: number;
  readonly end: number;
  readonly level: number;
  readonly glyphs: readonly Glyph[];
  readonly hyphenated: boolean;
}

/** From the left end of the measure, points. */
export interface Extent {
  readonly left: number;
  readonly right: number;
}

export interface JustifyInput<T> {
  readonly text: string;
  readonly runs: readonly LogicalRun<T>[];
  readonly measure: number;
  /** Those of the line, in text order. */
  readonly kashidas: readonly Kashida[];
  /** Of the line above: none may stand below them. */
  readonly above: readonly Extent[];
  /** A hemistich: longer kashidas, and more of them. */
  readonly verse: boolean;
}

/** A line that needs more than this many times the width of its spaces stays ragged: holes are worse. */
const LOOSEST = 3.5;
/** A space may lose this part of itself. */
const TIGHTEST = 0.5;
/** Spaces grow by this part before kashidas are called, em parts of kashidas, and how many words have one. */
const MANNER = {
  prose: { soft: 0.3, least: 0.1, easy: 0.25, most: 0.6, wordsForOne: 3 },
  verse: { soft: 0.3, least: 0.08, easy: 0.5, most: 1.2, wordsForOne: 2 },
};
/** Kashidas have widths of whole twentieths of an em, so that few of them are different glyphs. */
const STEP = 1 / 20;
/** Between two kashidas of neighbouring lines, sidewards, em. */
const APART = 0.6;

/** The runs with `measure` points in all; undefined where only holes would fill the line. */
export function justify<T>(input: JustifyInput<T>): LogicalRun<T>[] | undefined {
  const { text, runs, measure } = input;
  const natural = widthOfAll(runs);
  const space = spaceOf(text, runs);
  const extra = measure - natural;
  if (extra < 0) return -extra <= space * TIGHTEST ? widened(text, runs, space, extra) : undefined;
  const chosen = chooseKashidas(input, extra, space);
  const stretched = runs.map((run) => withKashidas(run, chosen));
  const rest = measure - widthOfAll(stretched);
  if (space === 0) return rest < 0.001 ? stretched : undefined;
  // Hemistichs are filled whatever it takes: the spaces of Nastaliq are next to nothing.
  return input.verse || rest <= space * LOOSEST ? widened(text, stretched, space, rest) : undefined;
}

/** Where the kashidas of a placed run lie. */
export function kashidaExtents<T>({ glyphs, x, unit }: Run<T>): Extent[] {
  const extents: Extent[] = [];
  let pen = x;
  for (const { advance, xScale } of glyphs) {
    const width = advance * unit;
    if (xScale !== undefined) extents.push({ left: pen, right: pen + width });
    pen += width;
  }
  return extents;
}

interface Chosen extends Kashida {
  /** Points. */
  readonly width: number;
}

/** The most welcome places for what spaces should not take, as few as take it at their ease. */
function chooseKashidas<T>(input: JustifyInput<T>, extra: number, space: number): Chosen[] {
  const { kashidas, text, runs, verse } = input;
  const manner = verse ? MANNER.verse : MANNER.prose;
  const em = Math.max(0, ...kashidas.map((each) => each.em));
  const wanted = extra - space * manner.soft;
  if (em === 0 || wanted < manner.least * em) return [];
  const words = wordsIn(text, runs);
  const limit = Math.max(1, Math.floor(words / manner.wordsForOne));
  const needed = Math.min(limit, Math.ceil(wanted / (manner.easy * em)));
  const places = estimate(input);
  const chosen: Kashida[] = [];
  const welcome = [...kashidas].sort((a, b) => a.priority - b.priority || a.at - b.at);
  for (const kashida of welcome) {
    if (chosen.length === needed) break;
    const isNeighbour = chosen.some(({ word }) => Math.abs(word - kashida.word) <= 1);
    const x = places.get(kashida.at);
    const isBelow = input.above.some(
      ({ left, right }) => x === undefined || (x > left - APART * em && x < right + APART * em),
    );
    if (!isNeighbour && !isBelow) chosen.push(kashida);
  }
  if (chosen.length === 0) return [];
  const share = Math.min(manner.most * em, wanted / chosen.length);
  // What is lost by whole steps goes back to the spaces.
  return chosen.flatMap((kashida) => {
    const width = Math.floor(Math.min(share, manner.most * kashida.em) / (STEP * kashida.em));
    return width * STEP < manner.least ? [] : [{ ...kashida, width: width * STEP * kashida.em }];
  });
}

function wordsIn<T>(text: string, runs: readonly LogicalRun<T>[]): number {
  return runs.reduce(
    (sum, { start, end }) => sum + (text.slice(start, end).match(/[^\s\u00a0]+/g)?.length ?? 0),
    0,
  );
}

/** About where each kashida will stand, by its offset: places of the natural line, spread to the measure. */
function estimate<T>({ runs, measure, kashidas }: JustifyInput<T>): Map<number, number> {
  const factor = measure / widthOfAll(runs);
  const wanted = new Set(kashidas.map(({ at }) => at));
  const places = new Map<number, number>();
  let pen = 0;
  for (const index of runOrder(runs.map(({ source }) => source.item))) {
    const { glyphs, source } = runs[index]!;
    for (const { cluster, advance } of glyphs) {
      pen += advance * source.unit;
      // The letter before which it stands is left of it.
      if (wanted.has(cluster)) places.set(cluster, pen * factor);
    }
  }
  return places;
}

/** The run with tatweel glyphs in front of their letters, in the clusters of the letters before. */
function withKashidas<T>(run: LogicalRun<T>, chosen: readonly Chosen[]): LogicalRun<T> {
  const tatweel = run.source.item.scaled.font.tatweel;
  const own = chosen.filter(({ at }) => at > run.start && at < run.end);
  if (own.length === 0 || !tatweel) return run;
  const widths = new Map(own.map(({ at, width }) => [at, width / run.source.unit]));
  const glyphs: Glyph[] = [];
  run.glyphs.forEach((glyph, index) => {
    glyphs.push(glyph);
    const next = run.glyphs[index + 1];
    const width = widths.get(glyph.cluster);
    if (width === undefined || !next || next.cluster === glyph.cluster) return;
    // A component is scaled to less than twice its width (OpenType F2Dot14).
    const count = Math.ceil(width / (tatweel.advance * 1.9));
    const advance = width / count;
    const one: Glyph = {
      id: tatweel.id,
      cluster: next.cluster,
      advance,
      xOffset: 0,
      yOffset: 0,
      xScale: advance / tatweel.advance,
    };
    for (let piece = 0; piece < count; piece++) glyphs.push(one);
  });
  return { ...run, glyphs };
}

/** Shares points among the spaces; wider spaces of a larger face take more, so that the line is even. */
function widened<T>(
  text: string,
  runs: readonly LogicalRun<T>[],
  space: number,
  extra: number,
): LogicalRun<T>[] {
  if (space === 0) return [...runs];
  const factor = 1 + extra / space;
  return runs.map((run) => ({
    ...run,
    glyphs: run.glyphs.map((glyph) =>
      isSpace(text, glyph) ? withAdvance(glyph, glyph.advance * factor) : glyph,
    ),
  }));
}

function withAdvance({ id, cluster, xOffset, yOffset }: Glyph, advance: number): Glyph {
  return { id, cluster, advance, xOffset, yOffset };
}

function spaceOf<T>(text: string, runs: readonly LogicalRun<T>[]): number {
  let sum = 0;
  for (const { glyphs, source } of runs)
    for (const glyph of glyphs) if (isSpace(text, glyph)) sum += glyph.advance * source.unit;
  return sum;
}

function isSpace(text: string, { cluster, xScale }: Glyph): boolean {
  return xScale === undefined && (text[cluster] === ' ' || text[cluster] === '\u00a0');
}

/** Points. */
export function widthOf<T>({ glyphs, source }: LogicalRun<T>): number {
  let sum = 0;
  for (const { advance } of glyphs) sum += advance;
  return sum * source.unit;
}

function widthOfAll<T>(runs: readonly LogicalRun<T>[]): number {
  let sum = 0;
  for (const run of runs) sum += widthOf(run);
  return sum;
}
