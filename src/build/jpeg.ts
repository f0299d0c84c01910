/** Reading JPEG (ITU-T T.81) as far as it takes to know that a picture is whole. */
import { EXIF, isOnItsSide, orientationIn } from './orientation.js';
import { tooLarge } from './png.js';

export interface Jpeg {
  /** Pixels, as the picture is shown: turned as its camera says. */
  readonly width: number;
  readonly height: number;
  readonly orientation: number;
  readonly segments: readonly Segment[];
}

/** Start of frame: baseline, extended and progressive by Huffman; what browsers and PDF can read. */
const FRAMES = [0xc0, 0xc1, 0xc2];
/** Start of frame: lossless, hierarchical or arithmetic. */
const RARE_FRAMES = [0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];
const [HUFFMAN, END, SCAN, QUANTISATION, APP1] = [0xc4, 0xd9, 0xda, 0xdb, 0xe1];

/** Ten make a progressive picture; thousands, of a few bytes each, keep a reader busy with every pixel. */
const MOST_SCANS = 100;

export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8;
}

/** The picture, or one line that says what is wrong with it. */
export function readJpeg(bytes: Uint8Array, mostPixels: number): Jpeg | string {
  const segments = readSegments(bytes);
  if (typeof segments === 'string') return segments;
  if (segments.some(({ marker }) => RARE_FRAMES.includes(marker)))
    return 'it is packed in a way that no browser reads';
  const frame = segments.find(({ marker }) => FRAMES.includes(marker))?.bytes;
  if (!frame || frame.length < 6) return 'it does not say how large it is';
  const [depth, components] = [frame[0], frame[5]];
  const height = frame[1]! * 256 + frame[2]!;
  const width = frame[3]! * 256 + frame[4]!;
  if (width === 0 || height === 0) return `it is ${width} × ${height} pixels`;
  if (width * height > mostPixels) return tooLarge(width, height, mostPixels);
  // Four components are the inks of a press: browsers guess their colours, and PDF/A forbids them.
  if (components === 4) return 'it is in the colours of a press (CMYK)';
  if (depth !== 8 || (components !== 1 && components !== 3))
    return 'its colours are of a kind that no browser reads';
  for (const needed of [HUFFMAN, QUANTISATION, SCAN])
    if (!segments.some(({ marker }) => marker === needed)) return 'it lacks its pixels';
  if (segments.filter(({ marker }) => marker === SCAN).length > MOST_SCANS)
    return 'it is packed in so many passes that it would take minutes to show';
  const orientation = orientationOf(segments);
  const size = isOnItsSide(orientation) ? { width: height, height: width } : { width, height };
  return { ...size, orientation, segments };
}

export interface Segment {
  readonly marker: number;
  /** What it says, without marker and length. */
  readonly bytes: Uint8Array;
  /** All of it, from the marker on; the coded lines of a scan stand behind its head. */
  readonly whole: Uint8Array;
}

/** §B.1.1: markers with their segments, from start to end of the image; what comes after it is left out. */
export function readSegments(bytes: Uint8Array): Segment[] | string {
  const segments: Segment[] = [];
  // Holds: `at` stands on the 0xFF of a marker.
  for (let at = 2; at + 1 < bytes.length; ) {
    const marker = bytes[at + 1]!;
    if (bytes[at] !== 0xff || marker < 0xc0) return 'bytes of it were changed';
    if (marker === END) return segments;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
    if (length < 2 || at + 2 + length > bytes.length) return 'it is cut short';
    const after = at + 2 + length;
    const end = marker === SCAN ? endOfScan(bytes, after) : after;
    const inside = bytes.subarray(at + 4, after);
    segments.push({ marker, bytes: inside, whole: bytes.subarray(at, end) });
    at = end;
  }
  return 'it is cut short';
}

/** §B.1.1.5: in a scan 0xFF stands before a zero or a restart marker only. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 2)) {
    const next = bytes[at + 1] ?? 0;
    if (next === 0xff) at -= 1;
    else if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

function orientationOf(segments: readonly Segment[]): number {
  const exif = segments.find(
    ({ marker, bytes }) => marker === APP1 && EXIF.every((byte, index) => bytes[index] === byte),
  );
  return exif ? orientationIn(exif.bytes.subarray(EXIF.length)) : 1;
}
