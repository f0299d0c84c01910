/** The door of jSquash: MozJPEG and a resampler, both WebAssembly that runs on its bytes alone. */
import { createRequire } from 'node:module';
import decode, { init as initDecoder } from '@jsquash/jpeg/decode.js';
import encode, { init as initEncoder } from '@jsquash/jpeg/encode.js';
import { initSync, resize } from '@jsquash/resize/lib/resize/pkg/squoosh_resize.js';
import { readBytes } from './files.js';

/** Pixels, line after line, four bytes each: red, green, blue, alpha. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Of JPEG, 0–100: below it the edges of faces and letters begin to swarm. */
const QUALITY = 75;
/** The third filter of the resampler: Lanczos, three lobes. */
const LANCZOS = 3;

/** Turned as its camera says. */
export async function decodeJpeg(bytes: Uint8Array): Promise<Raster> {
  await ready();
  const { width, height, data } = await decode(copyOf(bytes), { preserveOrientation: true });
  return { width, height, pixels: asBytes(data) };
}

/**
 * Progressive, so that a slow line shows the whole of it early.
 *
 * @param quality 0–100
 */
export async function encodeJpeg(
  { width, height, pixels }: Raster,
  quality = QUALITY,
): Promise<Uint8Array> {
  await ready();
  const data = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  const image = { width, height, data, colorSpace: 'srgb' } as Parameters<typeof encode>[0];
  // The encoder gives a view of its own memory, which its next call overwrites.
  return new Uint8Array(await encode(image, { quality, progressive: true })).slice();
}

/** Not larger than it was: halved as often as may be, the rest by Lanczos in linear light. */
export async function scale(raster: Raster, width: number): Promise<Raster> {
  await ready();
  const height = Math.max(1, Math.round((raster.height * width) / raster.width));
  let source = raster;
  while (source.width >= 2 * width && source.height >= 2 * height) source = halved(source);
  const { pixels, width: from, height: high } = source;
  return {
    width,
    height,
    pixels: asBytes(resize(pixels, from, high, width, height, LANCZOS, true, true)),
  };
}

/** Each pixel the mean of four, weighed by their alpha; an odd last row or column falls away. */
function halved({ width, height, pixels }: Raster): Raster {
  const [w, h] = [width >> 1, height >> 1];
  const half = new Uint8Array(w * h * 4);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const first = (2 * y * width + 2 * x) * 4;
      const below = first + width * 4;
      let [red, green, blue, alpha] = [0, 0, 0, 0];
      for (const at of [first, first + 4, below, below + 4]) {
        const a = pixels[at + 3]!;
        red += pixels[at]! * a;
        green += pixels[at + 1]! * a;
        blue += pixels[at + 2]! * a;
        alpha += a;
      }
      const to = (y * w + x) * 4;
      if (alpha > 0) {
        half[to] = Math.round(red / alpha);
        half[to + 1] = Math.round(green / alpha);
        half[to + 2] = Math.round(blue / alpha);
      }
      half[to + 3] = (alpha + 2) >> 2;
    }
  return { width: w, height: h, pixels: half };
}

function asBytes({ buffer, byteOffset, byteLength }: Uint8ClampedArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function copyOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

let opening: Promise<void> | undefined;

function ready(): Promise<void> {
  opening ??= open();
  return opening;
}

async function open(): Promise<void> {
  const require = createRequire(import.meta.url);
  const wasm = (path: string) => readBytes(require.resolve(`@jsquash/${path}`));
  initSync(wasm('resize/lib/resize/pkg/squoosh_resize_bg.wasm'));
  // Emscripten knows `wasmBinary`; the types of jSquash leave it out. Without it, it would fetch.
  await initDecoder({ wasmBinary: wasm('jpeg/codec/dec/mozjpeg_dec.wasm') } as object);
  await initEncoder({ wasmBinary: wasm('jpeg/codec/enc/mozjpeg_enc.wasm') } as object);
}
