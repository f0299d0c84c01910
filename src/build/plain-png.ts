/**
 * PNGs of the rarer kinds, written anew in the plainest one.
 *
 * pdfkit reads interlaced samples of less than a byte, palettes with transparency and transparent
 * colours wrongly; 8-bit RGB with or without alpha it reads as every browser and e-reader does.
 */
import { deflateSync } from 'node:zlib';
import { crc32 } from '../render/crc32.js';
import { type Chunk, lineBytes, type Pass, type Png, passesOf, SIGNATURE } from './png.js';

/** Must the picture be written anew for all outputs to show it alike? */
export function isRare(png: Png): boolean {
  return png.interlaced || png.transparency !== undefined;
}

/** The same picture with 8 bits a sample, line after line; samples of 16 bits lose their lower half. */
export function plainPng(png: Png): Uint8Array {
  const alpha = png.transparency !== undefined || png.kind.name.endsWith('-alpha');
  const samples = alpha ? 4 : 3;
  const line = 1 + png.width * samples;
  const lines = new Uint8Array(png.height * line);
  const colourOf = colours(png);
  let at = 0;
  for (const pass of passesOf(png)) {
    const bytes = lineBytes(png, pass.width);
    unfilter(png.scanlines.subarray(at, at + pass.height * (1 + bytes)), bytes, pixelStep(png));
    for (let row = 0; row < pass.height; row++, at += 1 + bytes) {
      const source = png.scanlines.subarray(at + 1, at + 1 + bytes);
      for (let column = 0; column < pass.width; column++) {
        const target = placeOf(pass, row, column, line, samples);
        lines.set(colourOf(source, column).subarray(0, samples), target);
      }
    }
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, png.width);
  view.setUint32(4, png.height);
  header.set([8, alpha ? 6 : 2, 0, 0, 0], 8);
  return pack([
    { name: 'IHDR', bytes: header },
    ...png.meaning,
    { name: 'IDAT', bytes: deflateSync(lines, { level: 9 }) },
    { name: 'IEND', bytes: new Uint8Array() },
  ]);
}

function placeOf(pass: Pass, row: number, column: number, line: number, samples: number): number {
  return (pass.y + row * pass.dy) * line + 1 + (pass.x + column * pass.dx) * samples;
}

/** Bytes from a byte to its fellow in the pixel before, §9.2; one where a byte holds several pixels. */
function pixelStep({ kind, depth }: Png): number {
  return Math.max(1, (kind.samples * depth) / 8);
}

/** Undoes the filters of one pass in place, §9.2. */
function unfilter(pass: Uint8Array, bytes: number, step: number): void {
  const line = bytes + 1;
  for (let start = 0; start < pass.length; start += line) {
    const filter = pass[start]!;
    for (let i = 1; i <= bytes; i++) {
      const left = i > step ? pass[start + i - step]! : 0;
      const above = start > 0 ? pass[start + i - line]! : 0;
      const corner = start > 0 && i > step ? pass[start + i - line - step]! : 0;
      pass[start + i] = pass[start + i]! + predictor(filter, left, above, corner);
    }
    pass[start] = 0;
  }
}

function predictor(filter: number, left: number, above: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    case 4:
      return paeth(left, above, corner);
    default:
      return 0;
  }
}

function paeth(left: number, above: number, corner: number): number {
  const [a, b, c] = [
    Math.abs(above - corner),
    Math.abs(left - corner),
    Math.abs(left + above - 2 * corner),
  ];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}

/** Reads the colour of a pixel of an unfiltered line as red, green, blue and alpha of a byte each. */
function colours(png: Png): (line: Uint8Array, column: number) => Uint8Array {
  const { kind, depth, palette, transparency } = png;
  const most = 2 ** depth - 1;
  const clear = transparency ? keyOf(transparency) : undefined;
  const pixel = new Uint8Array(4);
  const raw: number[] = [];
  return (line, column) => {
    for (let i = 0; i < kind.samples; i++)
      raw[i] = sampleAt(line, column * kind.samples + i, depth);
    const bytes = raw.map((each) => (depth === 16 ? each >> 8 : Math.round((each * 255) / most)));
    const isClear = clear?.every((each, index) => each === raw[index]) ?? false;
    switch (kind.name) {
      case 'grey':
      case 'grey-alpha':
        pixel.fill(bytes[0]!, 0, 3);
        pixel[3] = kind.name === 'grey' ? (isClear ? 0 : 255) : bytes[1]!;
        break;
      case 'rgb':
      case 'rgb-alpha':
        pixel.set(bytes);
        if (kind.name === 'rgb') pixel[3] = isClear ? 0 : 255;
        break;
      case 'palette':
        pixel.set(palette.subarray(raw[0]! * 3, raw[0]! * 3 + 3));
        pixel[3] = transparency?.[raw[0]!] ?? 255;
    }
    return pixel;
  };
}

/** The one transparent colour of a picture without alpha, two bytes a sample, §11.3.2.1. */
function keyOf(transparency: Uint8Array): number[] {
  return Array.from(
    { length: transparency.length >> 1 },
    (_, index) => transparency[index * 2]! * 256 + transparency[index * 2 + 1]!,
  );
}

function sampleAt(line: Uint8Array, index: number, depth: number): number {
  if (depth === 16) return line[index * 2]! * 256 + line[index * 2 + 1]!;
  if (depth === 8) return line[index]!;
  const bit = index * depth;
  return (line[bit >> 3]! >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
}

function pack(chunks: readonly Chunk[]): Uint8Array {
  const parts = chunks.flatMap(({ name, bytes }) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), bytes]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(bytes.length);
    check.writeUInt32BE(crc32(body));
    return [length, body, check];
  });
  return new Uint8Array(Buffer.concat([SIGNATURE, ...parts]));
}
