/** Outlines of glyphs as straight edges, read once a face. */
import type { Font } from '../../typeset/index.js';

/** Em, y upwards. */
export interface Outline {
  /** Of closed contours: x and y of where each edge begins and ends, four numbers an edge. */
  readonly edges: Float64Array;
  /** The box around them; upside down where there are none. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * A curve is cut into so many edges for each em of its control polygon that they part from it by a sixth
 * of a pixel at most: that grows with the size, and shrinks with the square of their number.
 */
const DETAILS = [
  { upTo: 50, edgesAnEm: 12 },
  { upTo: Number.POSITIVE_INFINITY, edgesAnEm: 24 },
] as const;

const known = DETAILS.map(() => new WeakMap<Font, Map<number, Outline>>());

/** @param size pixels an em, which tells how fine the outline has to be */
export function outlineOf(font: Font, glyph: number, size: number): Outline {
  const detail = DETAILS.findIndex(({ upTo }) => size <= upTo);
  const faces = known[detail]!;
  const outlines = faces.get(font) ?? new Map<number, Outline>();
  faces.set(font, outlines);
  const outline = outlines.get(glyph) ?? read(font, glyph, DETAILS[detail]!.edgesAnEm);
  outlines.set(glyph, outline);
  return outline;
}

function read(font: Font, glyph: number, edgesAnEm: number): Outline {
  return readPath(font.outline(glyph), font.unitsPerEm, edgesAnEm);
}

/** An SVG path of M, L, Q, C and Z, as HarfBuzz writes it. */
function readPath(path: string, unitsPerEm: number, edgesAnEm: number): Outline {
  const edges: number[] = [];
  let [x, y, startX, startY] = [0, 0, 0, 0];
  const lineTo = (toX: number, toY: number) => {
    // A level edge covers nothing.
    if (toY !== y) edges.push(x, y, toX, toY);
    [x, y] = [toX, toY];
  };
  for (const [, command, list] of path.matchAll(/([MLQCZ])([^MLQCZ]*)/g)) {
    const points = (list!.match(/-?\d+(?:\.\d+)?/g) ?? []).map((each) => Number(each) / unitsPerEm);
    switch (command) {
      case 'M':
        lineTo(startX, startY);
        [x, y] = points as [number, number];
        [startX, startY] = [x, y];
        break;
      case 'L':
        lineTo(points[0]!, points[1]!);
        break;
      case 'Q':
      case 'C': {
        const curve = [x, y, ...points];
        const count = Math.round(polygonLength(curve) * edgesAnEm) + 1;
        for (let step = 1; step <= count; step++) lineTo(...pointAt(curve, step / count));
        break;
      }
      default:
        lineTo(startX, startY);
    }
  }
  lineTo(startX, startY);
  return boxed(Float64Array.from(edges));
}

function boxed(edges: Float64Array): Outline {
  let [left, right, top, bottom] = [Infinity, -Infinity, -Infinity, Infinity];
  for (let at = 0; at < edges.length; at += 2) {
    left = Math.min(left, edges[at]!);
    right = Math.max(right, edges[at]!);
    top = Math.max(top, edges[at + 1]!);
    bottom = Math.min(bottom, edges[at + 1]!);
  }
  return { edges, left, right, top, bottom };
}

/** A point of a Bézier curve of any degree, by de Casteljau. */
function pointAt(curve: readonly number[], t: number): [x: number, y: number] {
  let points = curve;
  while (points.length > 2) {
    const at = points;
    points = at.slice(2).map((each, index) => at[index]! + (each - at[index]!) * t);
  }
  return [points[0]!, points[1]!];
}

function polygonLength(curve: readonly number[]): number {
  let length = 0;
  for (let at = 2; at < curve.length; at += 2)
    length += Math.hypot(curve[at]! - curve[at - 2]!, curve[at + 1]! - curve[at - 1]!);
  return length;
}
