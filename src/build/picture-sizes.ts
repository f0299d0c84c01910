/** Pictures in sizes: copies for small screens and slow lines, made from the bytes of the picture alone. */
import type { Picture } from '../document/index.js';
import { paletteOf } from './few-colours.js';
import { colourProfile, withColourProfile } from './jpeg-profile.js';
import { hasAlpha, packPng, samplesOf } from './plain-png.js';
import { type Png, readPng } from './png.js';
import { decodeJpeg, encodeJpeg, type Raster, scale } from './raster.js';
import { upright } from './upright.js';

/** Pixels: the column of a phone at one and a half and at twice its width, that of a wide screen at twice. */
const WIDTHS = [1280, 800, 480];
/** A copy has to save a fifth of the width and of the bytes to be worth a file. */
const WORTH = 0.8;
/** Off by more than this on the whole, a palette shows as bands. */
const LARGEST_ERROR = 12;

/**
 * A picture in the sizes that a page may show it in, the widest first. The picture itself is among them
 * unless its widest copy stands for it; alone where it is small already or no copy is lighter.
 */
export async function inSizes(picture: Picture): Promise<readonly [Picture, ...Picture[]]> {
  const widths = WIDTHS.filter((width) => width <= picture.width * WORTH);
  if (widths.length === 0) return [await upright(picture)];
  const { raster, pack } = await open(picture);
  const copies: Picture[] = [];
  let lightest = picture.bytes.length;
  for (const width of widths) {
    const scaled = await scale(raster, width);
    const copy = await pack(scaled);
    if (copy.bytes.length > lightest * WORTH) continue;
    lightest = copy.bytes.length;
    copies.push({ path: picture.path, width, height: scaled.height, ...copy });
  }
  const [widest, ...others] = copies;
  return widest?.width === WIDTHS[0] ? [widest!, ...others] : [await upright(picture), ...copies];
}

/** Depth and colour type, PNG §11.2.2. */
const RGB_ALPHA = { depth: 8, type: 6 };
const PALETTE = { depth: 8, type: 3 };

type Packed = Pick<Picture, 'bytes' | 'mediaType'>;
type Pack = (raster: Raster) => Promise<Packed>;

async function open({ bytes, mediaType }: Picture): Promise<{ raster: Raster; pack: Pack }> {
  if (mediaType === 'image/jpeg') {
    const profile = colourProfile(bytes);
    const pack: Pack = async (raster) => jpeg(withColourProfile(await encodeJpeg(raster), profile));
    return { raster: await decodeJpeg(bytes), pack };
  }
  const png = readPng(bytes, Number.POSITIVE_INFINITY);
  if (typeof png === 'string') throw new Error(`the picture was checked and is broken: ${png}`);
  const raster = { width: png.width, height: png.height, pixels: samplesOf(png, 4, 0) };
  return { raster, pack: (each) => packLike(png, each) };
}

/** A drawing stays a PNG; a photograph in plain colours becomes a JPEG, which weighs a tenth. */
async function packLike(png: Png, raster: Raster): Promise<Packed> {
  const { width, pixels } = raster;
  const meaning = png.meaning.filter(({ name }) => name !== 'pHYs');
  const whole = () => asPng(packPng(raster, RGB_ALPHA, lined(pixels, width * 4), meaning));
  if (hasAlpha(png)) return whole();
  const { colours, indices, error } = paletteOf(raster);
  const chunks = [...meaning, { name: 'PLTE', bytes: colours }];
  const drawing = asPng(packPng(raster, PALETTE, lined(indices, width), chunks));
  const isDrawing = error <= LARGEST_ERROR;
  // A JPEG of ours says nothing of its colours, so they have to be those of every screen.
  if (meaning.some(({ name }) => name === 'iCCP' || name === 'cHRM'))
    return isDrawing ? drawing : whole();
  const photograph = jpeg(await encodeJpeg(raster));
  return isDrawing && drawing.bytes.length <= photograph.bytes.length ? drawing : photograph;
}

/** Each line behind the byte of its filter, 0 for none. */
function lined(bytes: Uint8Array, line: number): Uint8Array {
  const lines = new Uint8Array(bytes.length + bytes.length / line);
  for (let from = 0, to = 1; from < bytes.length; from += line, to += line + 1)
    lines.set(bytes.subarray(from, from + line), to);
  return lines;
}

function asPng(bytes: Uint8Array): Packed {
  return { bytes, mediaType: 'image/png' };
}

function jpeg(bytes: Uint8Array): Packed {
  return { bytes, mediaType: 'image/jpeg' };
}
