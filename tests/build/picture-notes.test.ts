/** What a camera notes beside the pixels: its hold is honoured in every format, the rest reaches nobody. */
import { readFileSync } from 'node:fs';
import JSZip from 'jszip';
import { readPicture } from '../../src/build/picture.js';
import { samplesOf } from '../../src/build/plain-png.js';
import { readPng } from '../../src/build/png.js';
import { decodeJpeg, encodeJpeg, type Raster } from '../../src/build/raster.js';
import { upright } from '../../src/build/upright.js';
import type { Picture } from '../../src/document/index.js';
import { article, filesOf, paper, warraq } from '../support/paper.js';
import { chunk, makePng } from '../support/png.js';

/** Four quarters: A and B above, C and D below. */
const QUARTERS = { A: [230, 20, 20], B: [20, 200, 20], C: [20, 20, 230], D: [240, 240, 240] };
const [WIDTH, HEIGHT] = [96, 48];
const colourAt = (x: number, y: number) =>
  QUARTERS[y < HEIGHT / 2 ? (x < WIDTH / 2 ? 'A' : 'B') : x < WIDTH / 2 ? 'C' : 'D'];

/** The quarters as they are seen: two above, two below. */
function quartersOf({ width, height, pixels }: Raster): string {
  const names = [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.25, 0.75],
    [0.75, 0.75],
  ].map(([across, down]) => {
    const at = (Math.floor(height * down!) * width + Math.floor(width * across!)) * 4;
    const distance = (colour: readonly number[]) =>
      colour.reduce((sum, each, i) => sum + Math.abs(each - pixels[at + i]!), 0);
    return Object.entries(QUARTERS).sort((a, b) => distance(a[1]) - distance(b[1]))[0]![0];
  });
  return names.join('');
}

/** Exif 2.3 §4.6.4: where line 0 and column 0 are seen. */
const TURNS: readonly [orientation: number, quarters: string][] = [
  [1, 'ABCD'],
  [2, 'BADC'],
  [3, 'DCBA'],
  [4, 'CDAB'],
  [5, 'ACBD'],
  [6, 'CADB'],
  [7, 'DBCA'],
  [8, 'BDAC'],
];

/** A TIFF header with one entry, and words behind it that stand for a place. */
function notes(orientation: number, order: 'MM' | 'II' = 'MM'): Buffer {
  const [header, entry] = [Buffer.alloc(8), Buffer.alloc(18)];
  const [short, long] =
    order === 'MM'
      ? (['writeUInt16BE', 'writeUInt32BE'] as const)
      : (['writeUInt16LE', 'writeUInt32LE'] as const);
  header.write(order);
  header[short](42, 2);
  header[long](8, 4);
  entry[short](1, 0);
  entry[short](0x0112, 2);
  entry[short](3, 4);
  entry[long](1, 6);
  entry[short](orientation, 10);
  return Buffer.concat([header, entry, Buffer.from('SECRET 34.5N 69.2E')]);
}

function segment(marker: number, ...inside: readonly (string | Uint8Array)[]): Buffer {
  const bytes = Buffer.concat(inside.map((each) => Buffer.from(each as string, 'latin1')));
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(bytes.length + 2, 2);
  return Buffer.concat([head, bytes]);
}

const pixels = Uint8Array.from({ length: WIDTH * HEIGHT * 4 }, (_, at) => {
  const pixel = Math.floor(at / 4);
  return colourAt(pixel % WIDTH, Math.floor(pixel / WIDTH))[at % 4] ?? 255;
});
const plain = Buffer.from(await encodeJpeg({ width: WIDTH, height: HEIGHT, pixels }));
/** Behind the first segment, JFIF's. */
const withSegments = (...segments: readonly Buffer[]) =>
  Buffer.concat([plain.subarray(0, 20), ...segments, plain.subarray(20)]);
const jpegTurned = (orientation: number, order?: 'MM' | 'II') =>
  withSegments(segment(0xe1, 'Exif\0\0', notes(orientation, order)));

function pngWith(...chunks: readonly Buffer[]): Buffer {
  const sample = (x: number, y: number, i: number) => colourAt(x, y)[i]!;
  const recipe = { width: WIDTH, height: HEIGHT, type: 2, depth: 8, filter: 0 } as const;
  const png = makePng({ ...recipe, interlaced: false, sample });
  return Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);
}

function read(bytes: Uint8Array): Picture {
  const picture = readPicture('p', bytes);
  if (typeof picture === 'string') throw new Error(picture);
  return picture;
}

function rasterOf({ bytes }: Picture): Raster {
  const png = readPng(bytes, 10_000);
  if (typeof png === 'string') throw new Error(png);
  return { width: png.width, height: png.height, pixels: samplesOf(png, 4, 0) };
}

describe('a picture without its notes', () => {
  test('is a JPEG with the same pixels and colours, and no place, day, name or other picture', async () => {
    const spoken = withSegments(
      segment(0xe0, 'JFXX\0\x13SECRET'),
      segment(0xe1, 'Exif\0\0', notes(1)),
      segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>SECRET'),
      segment(0xe2, 'ICC_PROFILE\0\x01\x01curves'),
      segment(0xe2, 'MPF\0SECRET'),
      segment(0xed, 'Photoshop 3.0\0SECRET'),
      segment(0xee, 'SECRET'),
      segment(0xee, 'Adobe\0\x64\0\0\0\0\x01'),
      segment(0xfe, 'SECRET'),
    );
    const { bytes } = read(Buffer.concat([spoken, Buffer.from('SECRET film behind the picture')]));
    expect(Buffer.from(bytes)).toEqual(
      withSegments(
        segment(0xe2, 'ICC_PROFILE\0\x01\x01curves'),
        segment(0xee, 'Adobe\0\x64\0\0\0\0\x01'),
      ),
    );
    expect(await decodeJpeg(bytes)).toEqual(await decodeJpeg(plain));
  });

  test('has no small picture of an earlier state in its first segment', () => {
    const jfif = segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\x01\x02', 'SECRET');
    const { bytes } = read(Buffer.concat([plain.subarray(0, 2), jfif, plain.subarray(20)]));
    expect(Buffer.from(bytes)).toEqual(plain);
  });

  test('is a PNG with the same pixels and colours, and no text', () => {
    const gamma = chunk('gAMA', Buffer.from([0, 0, 0xb1, 0x8f]));
    const spoken = pngWith(
      gamma,
      chunk('tEXt', Buffer.from('Author\0SECRET')),
      chunk('zTXt', Buffer.from('Comment\0\0SECRET')),
      chunk('iTXt', Buffer.from('XML:com.adobe.xmp\0\0\0\0\0SECRET')),
      chunk('eXIf', notes(1)),
      chunk('tIME', Buffer.from([7, 0xe8, 1, 2, 3, 4, 5])),
      chunk('prVt', Buffer.from('SECRET')),
    );
    const { bytes } = read(Buffer.concat([spoken, Buffer.from('SECRET')]));
    expect(Buffer.from(bytes)).toEqual(pngWith(gamma));
  });
});

describe('a picture is turned as its camera says', () => {
  test.each(TURNS)('%i: %s', async (orientation, quarters) => {
    const size =
      orientation > 4 ? { width: HEIGHT, height: WIDTH } : { width: WIDTH, height: HEIGHT };
    for (const order of ['MM', 'II'] as const) {
      const photograph = read(jpegTurned(orientation, order));
      expect(photograph).toMatchObject(size);
      const shown = await upright(photograph);
      const bare = read(shown.bytes);
      expect(bare).toMatchObject(size);
      // Nothing is left that a browser would turn a second time.
      expect(Buffer.from(bare.bytes).includes('Exif')).toBe(false);
      expect(quartersOf(await decodeJpeg(bare.bytes))).toBe(quarters);
    }
    const drawing = read(pngWith(chunk('eXIf', notes(orientation))));
    expect(drawing).toMatchObject(size);
    expect(rasterOf(drawing)).toMatchObject(size);
    expect(quartersOf(rasterOf(drawing))).toBe(quarters);
  });

  test('and stays as it is where they make no sense', () => {
    for (const orientation of [0, 9, 60000])
      expect(read(jpegTurned(orientation))).toMatchObject({ width: WIDTH, height: HEIGHT });
    const looping = withSegments(segment(0xe1, 'Exif\0\0MM\0*\xff\xff\xff\xff'));
    expect(Buffer.from(read(looping).bytes)).toEqual(plain);
  });

  test('on the page, in the PDF and in the e-book', async () => {
    const root = paper({
      'articles/one/en.md': `${article}\n![A market.](market.jpg)\n`,
      'articles/one/market.jpg': jpegTurned(6),
    });
    expect(await warraq(root, 'build')).toMatchObject({ code: 0, err: '' });
    const folder = `${root}/dist/en/one`;
    const page = readFileSync(`${folder}/index.html`, 'utf8');
    expect(page).toContain(`width="${HEIGHT}" height="${WIDTH}"`);
    const assets = filesOf(`${root}/dist/assets`).filter((path) => path.startsWith('market'));
    const zip = await JSZip.loadAsync(readFileSync(`${folder}/one.epub`));
    const [inBook] = zip.file(/pictures\/.*\.jpg$/);
    const pdf = readFileSync(`${folder}/one.pdf`);
    const start = pdf.indexOf('\xff\xd8\xff', 0, 'latin1');
    const shown = [
      ...assets.map((path) => readFileSync(`${root}/dist/assets/${path}`)),
      await inBook!.async('nodebuffer'),
      pdf.subarray(start, pdf.indexOf('\xff\xd9', start, 'latin1') + 2),
    ];
    expect(shown).toHaveLength(3);
    for (const bytes of shown) {
      expect(bytes.includes('SECRET') || bytes.includes('Exif')).toBe(false);
      expect(quartersOf(await decodeJpeg(bytes))).toBe('CADB');
    }
  });
});
