/**
 * PNGs of the rarer kinds, written anew in the plainest one, and turned as their camera says.
 *
 * pdfkit reads interlaced samples of less than a byte, palettes with transparency and transparent
 * colours wrongly; 8-bit RGB with or without alpha it reads as every browser and e-reader does.
 */
import { deflateSync } from 'node:zlib';
import { crc32 } from '../render/crc32.js';
import { isOnItsSide, placeIn } from './orientation.js';
import { type Chunk, lineBytes, type Png, passesOf, SIGNATURE } from './png.js';

/** Must the picture be written anew for all outputs to show it alike? */
export function isRare(png: Png): boolean {
  return png.interlaced || png.transparency !== undefined || png.orientation !== 1;
}

/** The same picture with 8 bits a sample, line after line; samples of 16 bits lose their lower half. */
export function plainPng(png: Png): Uint8Array {
  const alpha = hasAlpha(png);
  const samples = alpha ? 4 : 3;
  const lines = turned(png, samplesOf(png, samples, 1), samples);
  return packPng(seenSize(png), { depth: 8, type: alpha ? 6 : 2 }, lines, png.meaning);
}

/** Pixels of the picture as it is seen. */
export function seenSize({ width, height, orientation }: Png): Pick<Png, 'width' | 'height'> {
  return isOnItsSide(orientation) ? { width: height, height: width } : { width, height };
}

/** Lines behind the bytes of their filters as they are seen. */
function turned(png: Png, lines: Uint8Array, samples: number): Uint8Array {
  if (png.orientation === 1) return lines;
  const seen = seenSize(png);
  const place = placeIn(png, png.orientation);
  const to = new Uint8Array(seen.height * (1 + seen.width * samples));
  for (let y = 0, at = 1; y < seen.height; y++, at++)
    for (let x = 0; x < seen.width; x++, at += samples) {
      const from = place(x, y);
      const first = from.y * (1 + png.width * samples) + 1 + from.x * samples;
      to.set(lines.subarray(first, first + samples), at);
    }
  return to;
}

export function hasAlpha({ transparency, kind }: Png): boolean {
  return transparency !== undefined || kind.name.endsWith('-alpha');
}

/**
 * Samples of a byte each, line after line.
 *
 * @param samples of a pixel: red, green, blue and, where there are four, alpha
 * @param lead bytes before each line
 */
export function samplesOf(png: Png, samples: 3 | 4, lead: 0 | 1): Uint8Array {
  const line = lead + png.width * samples;
  const lines = new Uint8Array(png.height * line);
  const colourOf = colours(png);
  let at = 0;
  for (const pass of passesOf(png)) {
    const bytes = lineBytes(png, pass.width);
    unfilter(png.scanlines.subarray(at, at + pass.height * (1 + bytes)), bytes, pixelStep(png));
    for (let row = 0; row < pass.height; row++, at += 1 + bytes) {
      const source = png.scanlines.subarray(at + 1, at + 1 + bytes);
      for (let column = 0; column < pass.width; column++) {
        const target =
          (pass.y + row * pass.dy) * line + lead + (pass.x + column * pass.dx) * samples;
        const colour = colourOf(source, column);
        for (let i = 0; i < samples; i++) lines[target + i] = colour[i]!;
      }
    }
  }
  return lines;
}

type NewChunk = Pick<Chunk, 'name' | 'bytes'>;

/** @param lines each behind the byte of its filter */
export function packPng(
  { width, height }: Pick<Png, 'width' | 'height'>,
  { depth, type }: { readonly depth: number; readonly type: number },
  lines: Uint8Array,
  chunks: readonly NewChunk[],
): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([depth, type, 0, 0, 0], 8);
  return pack([
    { name: 'IHDR', bytes: header },
    ...chunks,
    { name: 'IDAT', bytes: deflateSync(lines, { level: 9 }) },
    { name: 'IEND', bytes: new Uint8Array() },
  ]);
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
  const pixel = new Uint8Array(4).fill(255);
  const raw = new Array<number>(kind.samples).fill(0);
  const byte = (index: number) =>
    depth === 8
      ? raw[index]!
      : depth === 16
        ? raw[index]! >> 8
        : Math.round((raw[index]! * 255) / most);
  const isClear = () => clear?.every((each, index) => each === raw[index]) ?? false;
  return (line, column) => {
    for (let i = 0; i < kind.samples; i++)
      raw[i] = sampleAt(line, column * kind.samples + i, depth);
    switch (kind.name) {
      case 'grey':
      case 'grey-alpha':
        pixel.fill(byte(0), 0, 3);
        if (kind.name === 'grey-alpha') pixel[3] = byte(1);
        else if (clear) pixel[3] = isClear() ? 0 : 255;
        break;
      case 'rgb':
      case 'rgb-alpha':
        for (let i = 0; i < kind.samples; i++) pixel[i] = byte(i);
        if (clear && kind.name === 'rgb') pixel[3] = isClear() ? 0 : 255;
        break;
      case 'palette': {
        const at = raw[0]! * 3;
        for (let i = 0; i < 3; i++) pixel[i] = palette[at + i] ?? 0;
        pixel[3] = transparency?.[raw[0]!] ?? 255;
      }
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

function pack(chunks: readonly NewChunk[]): Uint8Array {
  const parts = chunks.flatMap(({ name, bytes }) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), bytes]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(bytes.length);
    check.writeUInt32BE(crc32(body));
    return [length, body, check];
  });
  return new Uint8Array(Buffer.concat([SIGNATURE, ...parts]));
}
