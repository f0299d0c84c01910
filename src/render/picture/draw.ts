/** Posters → PNG: words and rules, drawn by ourselves from the outlines of their glyphs. */
import type { PageItem, Poster } from '../../layout/index.js';
import type { Font } from '../../typeset/index.js';
import { Coverage, type Spans } from './coverage.js';
import { type Outline, outlineOf } from './outline.js';
import { type Palette, paletteOf } from './palette.js';
import { scanlineLength, writePng } from './png.js';

type TextItem = Extract<PageItem, { kind: 'text' }>;
type RuleItem = Extract<PageItem, { kind: 'rule' }>;

interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Of the PNG itself, so that nothing has to be packed. */
  readonly scanlines: Uint8Array;
  readonly palette: Palette;
}

/** The same poster gives the same bytes. Of the items of a page, posters have words and rules only. */
export function drawPoster({ width, height, ground, items }: Poster): Uint8Array {
  const shown = items.flatMap((item) =>
    item.kind === 'text' || item.kind === 'rule' ? [item] : [],
  );
  const palette = paletteOf(
    ground,
    shown.map((item) => item.colour),
  );
  const canvas: Canvas = { width, height, scanlines: emptyLines(width, height), palette };
  for (const item of shown)
    if (item.kind === 'rule') drawRule(canvas, item);
    else drawText(canvas, item);
  return writePng({ width, height, scanlines: canvas.scanlines, palette: palette.colours });
}

/** Shared by all posters, which are drawn one after the other: megabytes are dear to ask for. */
const coverage = new Coverage();
let memory = new Uint8Array(0);

function emptyLines(width: number, height: number): Uint8Array {
  const size = scanlineLength(width) * height;
  if (memory.length < size) memory = new Uint8Array(size);
  else memory.fill(0, 0, size);
  return memory.subarray(0, size);
}

/** Filled to whole pixels, one at least. */
function drawRule({ width, height, scanlines, palette }: Canvas, rule: RuleItem): void {
  const [left, top] = [Math.max(0, Math.round(rule.x)), Math.max(0, Math.round(rule.y))];
  const right = Math.min(width, Math.max(left + 1, Math.round(rule.x + rule.width)));
  const bottom = Math.min(height, Math.max(top + 1, Math.round(rule.y + rule.height)));
  const index = palette.mixtures(rule.colour)[palette.steps]!;
  for (let y = top; y < bottom; y++)
    fillRow(scanlines, y * scanlineLength(width) + 1, left, right, index);
}

/** @param row where the pixels of the row begin */
function fillRow(
  scanlines: Uint8Array,
  row: number,
  left: number,
  right: number,
  index: number,
): void {
  scanlines.fill(index * 0x11, row + ((left + 1) >> 1), row + (right >> 1));
  // What begins or ends in the middle of a byte.
  if (left & 1) scanlines[row + (left >> 1)]! = (scanlines[row + (left >> 1)]! & 0xf0) | index;
  if (right & 1)
    scanlines[row + (right >> 1)]! = (scanlines[row + (right >> 1)]! & 15) | (index << 4);
}

/** Fewer pixels than this are mixed one by one. */
const LONG = 8;

function drawText({ width, height, scanlines, palette }: Canvas, item: TextItem): void {
  const { steps } = palette;
  const mixtures = palette.mixtures(item.colour);
  const spans = spansOf(item, width, height, steps);
  for (let span = 0; span < spans.length; span += 4) {
    const row = spans[span]! * scanlineLength(width) + 1;
    const [left, right, step] = [spans[span + 1]!, spans[span + 2]!, spans[span + 3]!];
    if (step === steps && right - left >= LONG) {
      // Where all is covered, what lay there does not matter.
      fillRow(scanlines, row, left, right, mixtures[steps]!);
      continue;
    }
    for (let x = left; x < right; x++) {
      const at = row + (x >> 1);
      const pair = scanlines[at]!;
      scanlines[at] =
        x & 1
          ? (pair & 0xf0) | mixtures[(pair & 15) * (steps + 1) + step]!
          : (pair & 15) | (mixtures[(pair >> 4) * (steps + 1) + step]! << 4);
    }
  }
}

/**
 * Runs that are kept: name, verse and address stand in one place on all covers of an edition, and take
 * longer to fill than the title that changes.
 */
const KEPT = 64;
const kept = new Map<string, Spans>();
const faceNumbers = new WeakMap<Font, number>();
let faceCount = 0;

function spansOf(item: TextItem, width: number, height: number, steps: number): Spans {
  const { font, size, unit, x, y, glyphs } = item;
  if (!faceNumbers.has(font)) faceNumbers.set(font, ++faceCount);
  const run = glyphs.map(
    ({ id, advance, xOffset, yOffset, xScale }) =>
      `${id} ${advance} ${xOffset} ${yOffset} ${xScale ?? 1}`,
  );
  const key = [faceNumbers.get(font), size, unit, x, y, width, height, steps, ...run].join();
  const spans = kept.get(key) ?? coveredBy(item, width, height, steps);
  // The one that was asked for longest ago stands first.
  kept.delete(key);
  kept.set(key, spans);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
  return spans;
}

function coveredBy(item: TextItem, width: number, height: number, steps: number): Spans {
  const placed = placedGlyphs(item);
  const box = inkBox(placed, width, height);
  if (box.width <= 0 || box.height <= 0) return new Uint16Array(0);
  coverage.reset(box.width, box.height);
  for (const { outline, x, y, across, up } of placed) {
    const { edges } = outline;
    const [left, top] = [x - box.x, y - box.y];
    for (let at = 0; at < edges.length; at += 4)
      coverage.addEdge(
        left + edges[at]! * across,
        top - edges[at + 1]! * up,
        left + edges[at + 2]! * across,
        top - edges[at + 3]! * up,
      );
  }
  return coverage.spans(box.x, box.y, steps);
}

/** A glyph at its place. */
interface PlacedGlyph {
  readonly outline: Outline;
  /** Pixels: its origin, and what an em of it measures across and up. */
  readonly x: number;
  readonly y: number;
  readonly across: number;
  readonly up: number;
}

function placedGlyphs({ font, size, unit, glyphs, x, y }: TextItem): PlacedGlyph[] {
  let pen = x;
  return glyphs.map(({ id, advance, xOffset, yOffset, xScale }) => {
    const at = pen + xOffset * unit;
    pen += advance * unit;
    const across = size * (xScale ?? 1);
    return { outline: outlineOf(font, id, size), x: at, y: y - yOffset * unit, across, up: size };
  });
}

/** Whole pixels that the ink of a run may touch, cut to the canvas. */
function inkBox(placed: readonly PlacedGlyph[], width: number, height: number) {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (const { outline, x, y, across, up } of placed) {
    left = Math.min(left, x + outline.left * across);
    right = Math.max(right, x + outline.right * across);
    top = Math.min(top, y - outline.top * up);
    bottom = Math.max(bottom, y - outline.bottom * up);
  }
  const [x, y] = [Math.max(0, Math.floor(left)), Math.max(0, Math.floor(top))];
  return {
    x,
    y,
    width: Math.min(width, Math.ceil(right)) - x,
    height: Math.min(height, Math.ceil(bottom)) - y,
  };
}
