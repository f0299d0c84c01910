/** Drawings have few colours: with a palette they weigh a quarter. Photographs have too many for one. */
import type { Raster } from './raster.js';

export interface Palette {
  /** Three bytes a colour, 256 colours at most. */
  readonly colours: Uint8Array;
  /** Number of the colour of each pixel. */
  readonly indices: Uint8Array;
  /** Root of the mean square of the distances between the pixels and their colours; a side of the cube is 255. */
  readonly error: number;
}

/** Colours alike in the upper half of each sample are one, until the nearest of 256 takes the rest. */
export function paletteOf(raster: Raster): Palette {
  const colours = meansOf(raster);
  const nearest = nearestOf(colours);
  const { pixels } = raster;
  const indices = new Uint8Array(raster.width * raster.height);
  let sum = 0;
  for (let at = 0; at < indices.length; at++) {
    const [red, green, blue] = [pixels[at * 4]!, pixels[at * 4 + 1]!, pixels[at * 4 + 2]!];
    const index = nearest(red, green, blue);
    indices[at] = index;
    sum += distance(colours, index, red, green, blue);
  }
  return { colours, indices, error: Math.sqrt(sum / indices.length) };
}

/** The means of the most frequent groups of colours, three bytes each. */
function meansOf({ pixels }: Raster): Uint8Array {
  const groups = new Map<number, { count: number; sums: [number, number, number] }>();
  for (let at = 0; at < pixels.length; at += 4) {
    const [red, green, blue] = [pixels[at]!, pixels[at + 1]!, pixels[at + 2]!];
    const key = ((red & 0xf0) << 4) | (green & 0xf0) | (blue >> 4);
    const group = groups.get(key) ?? { count: 0, sums: [0, 0, 0] };
    group.count += 1;
    group.sums[0] += red;
    group.sums[1] += green;
    group.sums[2] += blue;
    groups.set(key, group);
  }
  const frequent = [...groups].sort(([a, x], [b, y]) => y.count - x.count || a - b).slice(0, 256);
  return Uint8Array.from(
    frequent.flatMap(([, { count, sums }]) => sums.map((sum) => Math.round(sum / count))),
  );
}

/** Colours that share the upper five bits of each sample share their nearest: each such cell is looked up once. */
function nearestOf(colours: Uint8Array): (red: number, green: number, blue: number) => number {
  const known = new Int16Array(1 << 15).fill(-1);
  return (red, green, blue) => {
    const cell = ((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3);
    if (known[cell]! >= 0) return known[cell]!;
    let [best, least] = [0, Number.POSITIVE_INFINITY];
    for (let index = 0; index * 3 < colours.length; index++) {
      const far = distance(colours, index, red, green, blue);
      if (far < least) [best, least] = [index, far];
    }
    known[cell] = best;
    return best;
  };
}

/** The square of it. */
function distance(
  colours: Uint8Array,
  index: number,
  red: number,
  green: number,
  blue: number,
): number {
  return (
    (colours[index * 3]! - red) ** 2 +
    (colours[index * 3 + 1]! - green) ** 2 +
    (colours[index * 3 + 2]! - blue) ** 2
  );
}
