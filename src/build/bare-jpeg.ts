/**
 * JPEGs without what their pixels do not need: the place and the day of a photograph, the number of a
 * camera, names, remarks, small earlier pictures, films behind the picture.
 *
 * Kept are the frame and its tables, the colours (Adobe's segment, an ICC profile) and how the camera was held.
 */

import type { Jpeg, Segment } from './jpeg.js';
import { isProfile } from './jpeg-profile.js';
import { EXIF, notesOf } from './orientation.js';

const [APP0, APP1, APP14, APP15, COMMENT] = [0xe0, 0xe1, 0xee, 0xef, 0xfe];
const [START, END] = [Uint8Array.of(0xff, 0xd8), Uint8Array.of(0xff, 0xd9)];
/** ITU-T T.871 §10.1: the last two bytes tell the size of a small picture behind them. */
const JFIF = { name: 'JFIF\0', length: 14, thumbnail: 12 };
/** How three components make colours. */
const ADOBE = 'Adobe';

export function bareJpeg({ segments, orientation }: Jpeg): Uint8Array {
  const jfif = segments.filter((each) => isNamed(each, APP0, JFIF.name));
  return new Uint8Array(
    Buffer.concat([
      START,
      // It has to be the first.
      ...jfif.slice(0, 1).map(withoutThumbnail),
      ...(orientation === 1 ? [] : [segment(APP1, EXIF, notesOf(orientation))]),
      ...segments.filter(isNeeded).map(({ whole }) => whole),
      END,
    ]),
  );
}

function isNeeded(each: Segment): boolean {
  const { marker } = each;
  if (marker >= APP0 && marker <= APP15) return isProfile(each) || isNamed(each, APP14, ADOBE);
  return marker !== COMMENT;
}

function withoutThumbnail({ bytes }: Segment): Uint8Array {
  const head = Uint8Array.from(bytes.subarray(0, JFIF.length));
  return segment(APP0, head.fill(0, JFIF.thumbnail));
}

function segment(marker: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const inside = Buffer.concat(parts);
  const length = inside.length + 2;
  return Buffer.concat([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), inside]);
}

function isNamed(segment: Segment, marker: number, name: string): boolean {
  const start = segment.bytes.subarray(0, name.length);
  return segment.marker === marker && String.fromCharCode(...start) === name;
}
