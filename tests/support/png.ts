/** PNGs of every kind, made from a function of their samples. */
import { deflateSync } from 'node:zlib';
import { passesOf, SIGNATURE } from '../../src/build/png.js';
import { crc32 } from '../../src/render/crc32.js';

export interface PngRecipe {
  readonly width: number;
  readonly height: number;
  /** 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha. */
  readonly type: 0 | 2 | 3 | 4 | 6;
  readonly depth: number;
  readonly interlaced: boolean;
  /** 0–4, for every line. */
  readonly filter: number;
  readonly sample: (x: number, y: number, index: number) => number;
  readonly palette?: Uint8Array;
  readonly transparency?: Uint8Array;
  /** Changes what would be packed as pixels. */
  readonly spoil?: (packed: Buffer) => Buffer;
}

const SAMPLES = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;

export function makePng(recipe: PngRecipe): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(recipe.width, 0);
  header.writeUInt32BE(recipe.height, 4);
  header.set([recipe.depth, recipe.type, 0, 0, recipe.interlaced ? 1 : 0], 8);
  const packed = deflateSync(Buffer.concat(passesOf(recipe).map((pass) => linesOf(recipe, pass))));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    ...(recipe.palette ? [chunk('PLTE', recipe.palette)] : []),
    ...(recipe.transparency ? [chunk('tRNS', recipe.transparency)] : []),
    chunk('IDAT', recipe.spoil ? recipe.spoil(packed) : packed),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export function chunk(name: string, bytes: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name), bytes]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(bytes.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

function linesOf(recipe: PngRecipe, pass: ReturnType<typeof passesOf>[number]): Buffer {
  const samples = SAMPLES[recipe.type];
  const step = Math.max(1, (samples * recipe.depth) / 8);
  const bytes = Math.ceil((pass.width * samples * recipe.depth) / 8);
  let above = Buffer.alloc(bytes);
  const lines: Buffer[] = [];
  for (let row = 0; row < pass.height; row++) {
    const line = Buffer.alloc(bytes);
    for (let column = 0; column < pass.width; column++)
      for (let i = 0; i < samples; i++)
        put(
          line,
          column * samples + i,
          recipe.depth,
          recipe.sample(pass.x + column * pass.dx, pass.y + row * pass.dy, i),
        );
    lines.push(Buffer.from([recipe.filter]), filtered(recipe.filter, line, above, step));
    above = line;
  }
  return Buffer.concat(lines);
}

function put(line: Buffer, index: number, depth: number, value: number): void {
  if (depth === 16) line.writeUInt16BE(value, index * 2);
  else {
    const bit = index * depth;
    line[bit >> 3]! |= value << (8 - depth - (bit & 7));
  }
}

/** PNG §9.2, written from its formulas and not from the program's reader. */
function filtered(filter: number, line: Buffer, above: Buffer, step: number): Buffer {
  return Buffer.from(
    line.map((x, i) => {
      const [a, b, c] = [line[i - step] ?? 0, above[i] ?? 0, i < step ? 0 : above[i - step]!];
      const p = a + b - c;
      const nearest = [a, b, c].reduce((best, each) =>
        Math.abs(p - each) < Math.abs(p - best) ? each : best,
      );
      return (x - [0, a, b, Math.floor((a + b) / 2), nearest][filter]!) & 0xff;
    }),
  );
}
