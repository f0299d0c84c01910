/** Pictures are read whole: what is broken is named, what is rare comes out plain. */
import { readFileSync } from 'node:fs';
import { readPicture } from '../../src/build/picture.js';
import { readPng } from '../../src/build/png.js';
import { article, paper, warraq } from '../support/paper.js';
import { chunk, makePng, type PngRecipe } from '../support/png.js';

const basic: PngRecipe = {
  width: 9,
  height: 7,
  type: 6,
  depth: 8,
  interlaced: false,
  filter: 0,
  sample: (x, y, i) => (x * 31 + y * 57 + i * 83) % 256,
};

/** Red, green, blue and alpha of every pixel of a plain picture. */
function pixelsOf(bytes: Uint8Array): number[][] {
  const png = readPng(bytes, 1000);
  if (typeof png === 'string') throw new Error(png);
  const samples = png.kind.samples;
  const pixels: number[][] = [];
  for (let y = 0; y < png.height; y++)
    for (let x = 0; x < png.width; x++) {
      const at = y * (1 + png.width * samples) + 1 + x * samples;
      pixels.push([...png.scanlines.subarray(at, at + samples), 255].slice(0, 4));
    }
  return pixels;
}

describe('a rare PNG comes out plain', () => {
  const palette = Uint8Array.from({ length: 48 }, (_, index) => (index * 37) % 256);
  const scale = (value: number, depth: number) =>
    depth === 16 ? value >> 8 : Math.round((value * 255) / (2 ** depth - 1));
  type Kind = [type: PngRecipe['type'], depths: number[], transparency?: Uint8Array];
  const kinds: Kind[] = [
    [0, [1, 2, 4, 8, 16]],
    [0, [1, 2, 4, 8, 16], Uint8Array.of(0, 1)],
    [2, [8, 16]],
    [2, [8, 16], Uint8Array.of(0, 0, 0, 83, 0, 166)],
    [3, [1, 2, 4], Uint8Array.of(0, 99)],
    [4, [8, 16]],
    [6, [8, 16]],
  ];
  const cases = kinds.flatMap(([type, depths, transparency]) =>
    depths.flatMap((depth) =>
      [0, 1, 2, 3, 4].map((filter): [string, PngRecipe] => {
        const sample: PngRecipe['sample'] = (x, y, i) =>
          (x === 0 && y === 0 ? i * 83 : (x * 31 + y * 57 + i * 83) * (depth === 16 ? 257 : 1)) %
          2 ** depth;
        const more = {
          ...(type === 3 ? { palette } : {}),
          ...(transparency ? { transparency } : {}),
        };
        const name = `type ${type}, ${depth} bits, filter ${filter}${transparency ? ', transparent' : ''}`;
        return [name, { ...basic, type, depth, filter, sample, interlaced: true, ...more }];
      }),
    ),
  );
  test.each(cases)('%s', (_name, recipe) => {
    const { type, depth, sample, transparency } = recipe;
    const key = Buffer.from(transparency ?? []);
    const expected = Array.from({ length: 63 }, (_, index) => {
      const [x, y] = [index % 9, Math.floor(index / 9)];
      const raw = [0, 1, 2, 3].map((i) => sample(x, y, i));
      const clear = (n: number) =>
        transparency && raw.slice(0, n).every((v, i) => v === key.readUInt16BE(i * 2)) ? 0 : 255;
      const byte = raw.map((value) => scale(value, depth));
      if (type === 3)
        return [...palette.subarray(raw[0]! * 3, raw[0]! * 3 + 3), transparency?.[raw[0]!] ?? 255];
      if (type === 0) return [byte[0], byte[0], byte[0], clear(1)];
      if (type === 4) return [byte[0], byte[0], byte[0], byte[1]];
      return [byte[0], byte[1], byte[2], type === 6 ? byte[3] : clear(3)];
    });
    for (const interlaced of transparency ? [true, false] : [true]) {
      const picture = readPicture('p.png', makePng({ ...recipe, interlaced }));
      if (typeof picture === 'string') throw new Error(picture);
      expect(pixelsOf(picture.bytes)).toEqual(expected);
    }
  });

  test('and a plain one stays as it is', () => {
    const bytes = makePng(basic);
    expect(readPicture('p.png', bytes)).toMatchObject({ bytes, width: 9, height: 7 });
  });
});

const whole = makePng(basic);
const months = readFileSync('articles/2024-03-20-nowruz-calendar/months.png');

/** The same PNG with other bytes in its header, and the check that belongs to them. */
function header(offset: number, ...bytes: number[]): Buffer {
  const ihdr = Buffer.from(whole.subarray(16, 29));
  ihdr.set(bytes, offset);
  return Buffer.concat([whole.subarray(0, 8), chunk('IHDR', ihdr), whole.subarray(33)]);
}

function overwritten(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at]! ^= 0x55;
  return copy;
}

const segment = (marker: number, ...bytes: number[]): number[] => [
  0xff,
  marker,
  0,
  bytes.length + 2,
  ...bytes,
];
const frame = (width: number, height: number, components = 3, marker = 0xc0) =>
  segment(marker, 8, 0, height, 0, width, components, 1, 0x11, 0);
const tables = [...segment(0xdb, 0), ...segment(0xc4, 0)];
const scan = [...segment(0xda, 1, 1, 0), 0x12, 0xff, 0x00, 0xff, 0xd0, 0x34];
const jpeg = (...parts: number[][]) => Buffer.from([0xff, 0xd8, ...parts.flat()]);
const turned = segment(
  0xe1,
  ...Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0'),
);

test('a JPEG is read to its end, and turned as its camera says', () => {
  for (const marker of [0xc0, 0xc1, 0xc2])
    expect(
      readPicture('p.jpg', jpeg(tables, frame(30, 20, 3, marker), scan, scan, [0xff, 0xff, 0xd9])),
    ).toMatchObject({ mediaType: 'image/jpeg', width: 30, height: 20 });
  expect(
    readPicture('p.jpg', jpeg(turned, tables, frame(30, 20), scan, [0xff, 0xd9])),
  ).toMatchObject({ width: 20, height: 30 });
});

const broken: [string, Buffer, string][] = [
  ['a PNG cut short', months.subarray(0, 3000), 'cut short'],
  ['a PNG without its end', whole.subarray(0, -12), 'cut short'],
  ['a PNG with an overwritten byte', overwritten(months, 2000), 'bytes of it were changed'],
  ['a PNG of no size', header(0, 0, 0, 0, 0), '0 × 7 pixels'],
  ['a PNG of the largest size', header(0, 0x7f, 255, 255, 255, 0x7f, 255, 255, 255), 'million are'],
  ['a PNG of an unknown colour type', header(9, 7), 'a kind that PNG does not know'],
  ['a PNG of three bits', header(8, 3), 'a kind that PNG does not know'],
  ['a PNG of an unknown interlace', header(12, 2), 'its header is damaged'],
  ['a PNG without its palette', header(9, 3), 'lacks its palette'],
  ['a PNG with too little data', makePng({ ...basic, spoil: () => makeShort() }), 'too few'],
  ['a PNG that says it is interlaced', header(12, 1), 'too few or too many'],
  [
    'a PNG with garbage for pixels',
    makePng({ ...basic, spoil: (packed) => Buffer.alloc(packed.length, 7) }),
    'its pixels are damaged',
  ],
  ['a PNG with an unknown filter', makePng({ ...basic, filter: 5 }), 'its lines are damaged'],
  ['a JPEG that only says its size', jpeg(frame(3, 2)), 'cut short'],
  ['a JPEG without pixels', jpeg(tables, frame(3, 2), [0xff, 0xd9]), 'lacks its pixels'],
  ['a JPEG of no size', jpeg(tables, frame(0, 0), scan, [0xff, 0xd9]), '0 × 0 pixels'],
  ['a JPEG without its end', jpeg(tables, frame(3, 2), scan), 'cut short'],
  ['a JPEG of a press', jpeg(tables, frame(3, 2, 4), scan, [0xff, 0xd9]), 'CMYK'],
  [
    'a JPEG of arithmetic codes',
    jpeg(tables, frame(3, 2, 3, 0xc9), scan, [0xff, 0xd9]),
    'no browser reads',
  ],
  ['a JPEG with overwritten bytes', jpeg(tables, [1, 2, 3, 4]), 'bytes of it were changed'],
  ['a WebP', Buffer.from('RIFFxxxxWEBPVP8 '), 'a WebP'],
  ['a GIF', Buffer.from('GIF89a'), 'a GIF'],
  ['an SVG', Buffer.from('<?xml version="1.0"?><svg/>'), 'an SVG drawing'],
  ['a HEIC', Buffer.from('\0\0\0\x18ftypheic'), 'a HEIC'],
  ['a web page', Buffer.from('\n<!DOCTYPE html><p>404'), 'a web page'],
  ['nothing', Buffer.alloc(0), 'empty'],
];

function makeShort(): Buffer {
  const png = makePng({ ...basic, height: 3 });
  const length = png.readUInt32BE(33);
  return png.subarray(41, 41 + length);
}

test.each(broken)('%s is named for what it is', (_name, bytes, words) => {
  expect(readPicture('p.png', bytes)).toContain(words);
});

test('the fault tells the picture and the line that uses it', async () => {
  const root = paper({
    'articles/one/en.md': `${article}\n![A map.](map.png)\n`,
    'articles/one/map.png': months.subarray(0, 3000),
  });
  const { code, err } = await warraq(root, 'build');
  expect(code).toBe(1);
  expect(err).toContain(
    'articles/one/map.png:1:1: error art-004: the PNG is broken: it is cut short (used in articles/one/en.md:10:11)',
  );
});

test('interlaced and transparent pictures go through all three formats', async () => {
  const root = paper({
    'articles/one/en.md': `${article}\n![A map.](a.png)\n\n![A map.](b.png)\n`,
    'articles/one/a.png': makePng({ ...basic, interlaced: true }),
    'articles/one/b.png': makePng({
      ...basic,
      type: 2,
      transparency: Uint8Array.of(0, 0, 0, 83, 0, 166),
    }),
  });
  expect(await warraq(root, 'build')).toMatchObject({ code: 0, err: '' });
  const pdf = readFileSync(`${root}/dist/en/one/one.pdf`);
  expect(pdf.toString('latin1').match(/\/SMask/g)).toHaveLength(2);
});
