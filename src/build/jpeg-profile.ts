/** How the colours of a JPEG are meant: the profile that cameras and picture programs put into it. */
import { readSegments, type Segment } from './jpeg.js';

const APP2 = 0xe2;
/** ICC.1:2022 annex B.4: the segments of a profile begin with it. */
const NAME = 'ICC_PROFILE\0';
/** Start of image. */
const START = 2;

/** The parts of the profile, without markers; none where the colours are those of every screen (sRGB). */
export function colourProfile(bytes: Uint8Array): readonly Uint8Array[] {
  const segments = readSegments(bytes);
  if (typeof segments === 'string') return [];
  return segments.filter(isProfile).map((segment) => segment.bytes);
}

/** Is this a part of a profile? */
export function isProfile({ marker, bytes }: Segment): boolean {
  return marker === APP2 && nameOf(bytes) === NAME;
}

/** The JPEG with these parts of a profile in it. */
export function withColourProfile(bytes: Uint8Array, parts: readonly Uint8Array[]): Uint8Array {
  const segments = parts.flatMap((part) => {
    const length = part.length + 2;
    return [Uint8Array.of(0xff, APP2, length >> 8, length & 0xff), part];
  });
  // JFIF asks for its own segment to be the first.
  const after = START + 2 + bytes[4]! * 256 + bytes[5]!;
  return new Uint8Array(
    Buffer.concat([bytes.subarray(0, after), ...segments, bytes.subarray(after)]),
  );
}

function nameOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, NAME.length));
}
