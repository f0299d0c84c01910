/** Reading PNG (ISO/IEC 15948) as far as it takes to know that a picture is whole. */
import { inflateSync } from 'node:zlib';
import { crc32 } from '../render/crc32.js';
import { orientationIn } from './orientation.js';

export interface Png {
  readonly width: number;
  readonly height: number;
  /** Bits of one sample: 1, 2, 4, 8 or 16. */
  readonly depth: number;
  readonly kind: ColourKind;
  readonly interlaced: boolean;
  /** Three bytes a colour; empty where the samples are colours themselves. */
  readonly palette: Uint8Array;
  /** The `tRNS` chunk: what of the picture is transparent. */
  readonly transparency: Uint8Array | undefined;
  /** Chunks that tell how colours and sizes are meant; they outlive a change of the samples. */
  readonly meaning: readonly Chunk[];
  /** How the camera was held, of 1–8. */
  readonly orientation: number;
  /** Filtered scanlines, pass by pass, each behind the byte of its filter. */
  readonly scanlines: Uint8Array;
}

export interface Chunk {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** All of it, with its length and its check. */
  readonly whole: Uint8Array;
}

/** Columns of a pass: where it begins and its step, across and down. */
export interface Pass {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

interface ColourKind {
  readonly name: 'grey' | 'rgb' | 'palette' | 'grey-alpha' | 'rgb-alpha';
  readonly samples: number;
  readonly depths: readonly number[];
}

/** §11.2.2, table 11.1: colour types and the depths that each allows. */
const KINDS: Readonly<Record<number, ColourKind>> = {
  0: { name: 'grey', samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { name: 'rgb', samples: 3, depths: [8, 16] },
  3: { name: 'palette', samples: 1, depths: [1, 2, 4, 8] },
  4: { name: 'grey-alpha', samples: 2, depths: [8, 16] },
  6: { name: 'rgb-alpha', samples: 4, depths: [8, 16] },
};

const MEANING = ['gAMA', 'cHRM', 'sRGB', 'iCCP', 'pHYs'];
/** §5.4: a chunk whose name begins with a capital is critical, and who does not know it shows nothing. */
const CRITICAL = ['IHDR', 'PLTE', 'IDAT', 'IEND'];
const KEPT = [...CRITICAL, 'tRNS'];

export const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Adam7, §8.2. */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => bytes[index] === byte);
}

/** The picture, or one line that says what is wrong with it. */
export function readPng(bytes: Uint8Array, mostPixels: number): Png | string {
  const chunks = readChunks(bytes);
  if (typeof chunks === 'string') return chunks;
  const header = chunks[0];
  if (header?.name !== 'IHDR' || header.bytes.length !== 13) return 'it has no header';
  if (!chunks.slice(1).every(({ name }) => isKnown(name)))
    return 'it has a part of a kind that PNG does not know';
  const view = new DataView(header.bytes.buffer, header.bytes.byteOffset, 13);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth, type, compression, filter, interlace] = header.bytes.subarray(8);
  if (width === 0 || height === 0) return `it is ${width} × ${height} pixels`;
  if (width * height > mostPixels) return tooLarge(width, height, mostPixels);
  const kind = KINDS[type!];
  if (!kind?.depths.includes(depth!)) return `it has colours of a kind that PNG does not know`;
  if (compression !== 0 || filter !== 0 || interlace! > 1) return 'its header is damaged';

  const palette = chunks.find((each) => each.name === 'PLTE')?.bytes ?? new Uint8Array();
  if (palette.length % 3 !== 0 || palette.length > 768) return 'its palette is damaged';
  if (kind.name === 'palette' && palette.length === 0) return 'it lacks its palette';
  const png = {
    width,
    height,
    depth: depth!,
    kind,
    interlaced: interlace === 1,
    palette,
    transparency: chunks.find((each) => each.name === 'tRNS')?.bytes,
    meaning: chunks.filter(tellsMeaning),
    orientation: orientationOf(chunks),
  };
  const scanlines = unpack(chunks, scanlineBytes(png));
  if (typeof scanlines === 'string') return scanlines;
  return filtersOf(png, scanlines).every((each) => each <= 4)
    ? { ...png, scanlines }
    : 'its lines are damaged';
}

/** Of what stands behind the header: that comes once. */
function isKnown(name: string): boolean {
  return /^[a-z]/.test(name) || (CRITICAL.includes(name) && name !== 'IHDR');
}

function tellsMeaning({ name, bytes }: Chunk): boolean {
  return MEANING.includes(name) && (name !== 'iCCP' || isProfile(bytes));
}

/** Bytes of a profile of colours; those of printing presses have two million. */
const LARGEST_PROFILE = 4_000_000;

/** §11.3.2.3: a name, a method, the packed profile. What bursts there would burst in a reader's browser. */
function isProfile(bytes: Uint8Array): boolean {
  try {
    inflateSync(bytes.subarray(bytes.indexOf(0) + 2), { maxOutputLength: LARGEST_PROFILE });
    return true;
  } catch {
    return false;
  }
}

/** A sound PNG without what its pixels do not need: texts, notes of a camera, days, films. */
export function barePng(bytes: Uint8Array): Uint8Array {
  const chunks = readChunks(bytes);
  if (typeof chunks === 'string')
    throw new Error(`the picture was checked and is broken: ${chunks}`);
  const needed = chunks.filter((each) => KEPT.includes(each.name) || tellsMeaning(each));
  return new Uint8Array(Buffer.concat([SIGNATURE, ...needed.map(({ whole }) => whole)]));
}

/** §11.3.4.5: the same notes as in a JPEG. */
function orientationOf(chunks: readonly Chunk[]): number {
  const notes = chunks.find(({ name }) => name === 'eXIf');
  return notes ? orientationIn(notes.bytes) : 1;
}

const ARE_THE_MOST = 'million are the most';

export function tooLarge(width: number, height: number, mostPixels: number): string {
  return `it is ${width} × ${height} pixels; ${mostPixels / 1_000_000} ${ARE_THE_MOST}`;
}

/** Whether a picture is only too large, and nothing else was found wrong with it. */
export function isTooLarge(fault: string): boolean {
  return fault.endsWith(ARE_THE_MOST);
}

/** The passes that have pixels: one, or up to seven of an interlaced picture. */
export function passesOf({
  width,
  height,
  interlaced,
}: Pick<Png, 'width' | 'height' | 'interlaced'>): Pass[] {
  const steps = interlaced ? ADAM7 : ([[0, 0, 1, 1]] as const);
  return steps
    .map(([x, y, dx, dy]) => ({
      x,
      y,
      dx,
      dy,
      width: Math.max(0, Math.ceil((width - x) / dx)),
      height: Math.max(0, Math.ceil((height - y) / dy)),
    }))
    .filter((pass) => pass.width > 0 && pass.height > 0);
}

/** Bytes of a scanline without the byte of its filter. */
export function lineBytes({ kind, depth }: Pick<Png, 'kind' | 'depth'>, width: number): number {
  return Math.ceil((width * kind.samples * depth) / 8);
}

type Layout = Pick<Png, 'width' | 'height' | 'interlaced' | 'kind' | 'depth'>;

function scanlineBytes(png: Layout): number {
  return passesOf(png).reduce(
    (sum, pass) => sum + pass.height * (1 + lineBytes(png, pass.width)),
    0,
  );
}

function filtersOf(png: Layout, scanlines: Uint8Array): number[] {
  const filters: number[] = [];
  let at = 0;
  for (const pass of passesOf(png))
    for (let row = 0; row < pass.height; row++) {
      filters.push(scanlines[at]!);
      at += 1 + lineBytes(png, pass.width);
    }
  return filters;
}

function unpack(chunks: readonly Chunk[], wanted: number): Uint8Array | string {
  const packed = Buffer.concat(
    chunks.filter((each) => each.name === 'IDAT').map((each) => each.bytes),
  );
  if (packed.length === 0) return 'it has no pixels';
  try {
    const scanlines = new Uint8Array(inflateSync(packed, { maxOutputLength: wanted + 1 }));
    return scanlines.length === wanted ? scanlines : 'it has too few or too many pixels';
  } catch {
    return 'its pixels are damaged';
  }
}

/** §5.3: length, name, data, check. */
function readChunks(bytes: Uint8Array): Chunk[] | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  // Holds: `at` stands on the length of a chunk.
  for (let at = SIGNATURE.length; at + 12 <= bytes.length; ) {
    const end = at + 8 + view.getUint32(at);
    if (end + 4 > bytes.length) return 'it is cut short';
    if (crc32(bytes.subarray(at + 4, end)) !== view.getUint32(end))
      return 'bytes of it were changed';
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    chunks.push({ name, bytes: bytes.subarray(at + 8, end), whole: bytes.subarray(at, end + 4) });
    if (name === 'IEND') return chunks;
    at = end + 4;
  }
  return 'it is cut short';
}
