import type { Picture } from '../document/index.js';
import { bareJpeg } from './bare-jpeg.js';
import { isJpeg, readJpeg } from './jpeg.js';
import { isRare, plainPng, seenSize } from './plain-png.js';
import { barePng, isPng, isTooLarge, readPng } from './png.js';

/** More is a poster: no page shows it, and unpacking it would take gigabytes. */
const MOST_PIXELS = 50_000_000;

/**
 * Reads a picture whole, so that no renderer meets a broken one; a string says what is wrong with it.
 *
 * PNG and JPEG are what a page, a PDF and every e-reader can all show. What a camera or a program has
 * written beside the pixels (where, when and by whom the picture was made) is left out: it is nobody's
 * business, and may put somebody in danger.
 */
export function readPicture(path: string, bytes: Uint8Array): Picture | string {
  if (isPng(bytes)) {
    const png = readPng(bytes, MOST_PIXELS);
    if (typeof png === 'string')
      return `the PNG ${isTooLarge(png) ? 'cannot be shown' : 'is broken'}: ${png}`;
    const shown = isRare(png) ? plainPng(png) : barePng(bytes);
    return { path, bytes: shown, mediaType: 'image/png', ...seenSize(png) };
  }
  if (isJpeg(bytes)) {
    const jpeg = readJpeg(bytes, MOST_PIXELS);
    if (typeof jpeg === 'string') return `the JPEG cannot be shown: ${jpeg}`;
    const { width, height } = jpeg;
    return { path, bytes: bareJpeg(jpeg), mediaType: 'image/jpeg', width, height };
  }
  return `the picture is ${otherKind(bytes)}, neither a PNG nor a JPEG`;
}

/** What the first bytes of a file tell, whatever its name says. */
const OTHERS: readonly [string, RegExp][] = [
  ['empty', /^$/],
  ['a WebP', /^RIFF....WEBP/s],
  ['a GIF', /^GIF8/],
  ['a HEIC', /^....ftyp(?:hei|hev|mif|msf)/s],
  ['an AVIF', /^....ftypavi/s],
  ['a video', /^....ftyp/s],
  ['a TIFF', /^(?:II\*\0|MM\0\*)/],
  ['a BMP', /^BM/],
  ['a JPEG XL', /^(?:\xff\n|....JXL )/s],
  ['a JPEG 2000', /^....jP/s],
  ['a Photoshop file', /^8BPS/],
  ['a PDF', /^%PDF/],
  ['a web page', /^\s*<(?:!doctype html|html)/i],
  ['an SVG drawing', /^\s*(?:\xef\xbb\xbf)?\s*<(?:svg|\?xml|!--|!doctype svg)/i],
];

function otherKind(bytes: Uint8Array): string {
  const start = String.fromCharCode(...bytes.subarray(0, 64));
  return OTHERS.find(([, pattern]) => pattern.test(start))?.[0] ?? 'of a kind that we do not know';
}
