/** Pictures in sizes: copies that save bytes, in the colours and the turn of the picture, and how pages name them. */
import { readFileSync } from 'node:fs';
import { readPicture } from '../../src/build/picture.js';
import { inSizes } from '../../src/build/picture-sizes.js';
import { packPng } from '../../src/build/plain-png.js';
import { encodeJpeg, type Raster } from '../../src/build/raster.js';
import type { Picture } from '../../src/document/index.js';
import { article, edit, filesOf, paper, warraq } from '../support/paper.js';

/** Every pixel another one, as in a photograph: waves over noise of a fixed seed. */
function photograph(width: number, height: number): Raster {
  const pixels = new Uint8Array(width * height * 4);
  let seed = 1;
  for (let at = 0; at < pixels.length; at += 4) {
    seed = (seed * 48271) % 2147483647;
    const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)];
    pixels[at] = 128 + 90 * Math.sin(x / 97) + (seed & 63);
    pixels[at + 1] = 128 + 90 * Math.cos(y / 61) + (seed & 63);
    pixels[at + 2] = 128 + 90 * Math.sin((x + y) / 143) + (seed & 63);
    pixels[at + 3] = 255;
  }
  return { width, height, pixels };
}

function asPng({ width, height, pixels }: Raster): Uint8Array {
  const lines = new Uint8Array(height * (width * 4 + 1));
  for (let y = 0; y < height; y++)
    lines.set(pixels.subarray(y * width * 4, (y + 1) * width * 4), y * (width * 4 + 1) + 1);
  return packPng({ width, height }, { depth: 8, type: 6 }, lines, []);
}

function read(bytes: Uint8Array): Picture {
  const picture = readPicture('p', bytes);
  if (typeof picture === 'string') throw new Error(picture);
  return picture;
}

const widths = (sizes: readonly Picture[]) => sizes.map(({ width }) => width);
const drawing = read(readFileSync('articles/2025-02-14-half-space/keyboard.png'));
const large = await encodeJpeg(photograph(1620, 405));

describe('a picture', () => {
  test('stands in three sizes, each lighter than the one before, none wider than a screen needs', async () => {
    const sizes = await inSizes(read(large));
    expect(sizes.map(({ width, height }) => [width, height])).toEqual([
      [1280, 320],
      [800, 200],
      [480, 120],
    ]);
    const bytes = [large, ...sizes.map((each) => each.bytes)].map(({ length }) => length);
    expect([...bytes].sort((a, b) => b - a)).toEqual(bytes);
    for (const { width, height, ...copy } of sizes)
      expect(read(copy.bytes)).toMatchObject({ width, height });
  });

  test('has the same bytes whenever it is made', async () => {
    const [one, other] = [await inSizes(read(large)), await inSizes(read(large))];
    expect(one.map(({ bytes }) => Buffer.from(bytes))).toEqual(
      other.map(({ bytes }) => Buffer.from(bytes)),
    );
  });

  test('is never made larger, nor is a copy kept that saves nothing', async () => {
    expect(widths(await inSizes(read(await encodeJpeg(photograph(500, 300)))))).toEqual([500]);
    expect(widths(await inSizes(read(await encodeJpeg(photograph(900, 600)))))).toEqual([900, 480]);
    // A bit a pixel: every copy needs more, and is more.
    const { pixels } = photograph(126, 1000);
    const bits = pixels.subarray(0, 126 * 1000).map((each, at) => (at % 126 === 0 ? 0 : each * 31));
    const noise = packPng({ width: 1000, height: 1000 }, { depth: 1, type: 0 }, bits, []);
    expect(widths(await inSizes(read(noise)))).toEqual([1000]);
  });

  test('is turned as its camera says and keeps the profile of its colours', async () => {
    const orientation = Buffer.from(
      'Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0',
    );
    const profile = Buffer.from('ICC_PROFILE\0\x01\x01some curves');
    const segment = (marker: number, inside: Buffer) =>
      Buffer.concat([Buffer.from([0xff, marker, 0, inside.length + 2]), inside]);
    const lying = await encodeJpeg(photograph(300, 1000));
    const bytes = Buffer.concat([
      lying.subarray(0, 2),
      segment(0xe1, orientation),
      segment(0xe2, profile),
      lying.subarray(2),
    ]);
    const [whole, copy] = await inSizes(read(bytes));
    expect([whole.width, whole.height]).toEqual([1000, 300]);
    expect(read(copy!.bytes)).toMatchObject({ width: 800, height: 240 });
    expect(Buffer.from(copy!.bytes).includes(profile)).toBe(true);
  });

  test('keeps the letters of a drawing as PNG, its alpha too, and lets a photograph be a JPEG', async () => {
    expect((await inSizes(drawing)).map(({ mediaType }) => mediaType)).toEqual([
      'image/png',
      'image/png',
      'image/png',
    ]);
    const opaque = photograph(1700, 400);
    expect((await inSizes(read(asPng(opaque)))).at(-1)!.mediaType).toBe('image/png');
    const plain = packPng(opaque, { depth: 8, type: 2 }, withoutAlpha(opaque), []);
    expect((await inSizes(read(plain)))[0].mediaType).toBe('image/jpeg');
  });
});

function withoutAlpha({ width, height, pixels }: Raster): Uint8Array {
  const lines = new Uint8Array(height * (width * 3 + 1));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      lines.set(
        pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 3),
        y * (width * 3 + 1) + 1 + x * 3,
      );
  return lines;
}

describe('pages', () => {
  const pictured = () =>
    paper({
      'articles/one/en.md': `${article}\n![A market.](market.jpg)\n`,
      'articles/one/market.jpg': large,
    });

  test('offer the sizes, the small ones to a phone; light pages lead to the smallest', async () => {
    const root = pictured();
    expect(await warraq(root, 'build', '--format', 'html')).toMatchObject({ code: 0, err: '' });
    const written = filesOf(`${root}/dist/assets`).filter((path) => path.startsWith('market'));
    expect(written).toHaveLength(3);
    const page = readFileSync(`${root}/dist/en/one/index.html`, 'utf8');
    expect(page.match(/media="\(max-width: 45em\)" srcset="([^"]+)"/)![1]).toMatch(
      /^\S+ 800w, \S+ 480w$/,
    );
    expect(page).toMatch(
      /<img src="\S+" srcset="\S+ 1280w, \S+ 800w, \S+ 480w" sizes="[^"]+" alt="A market." width="1280" height="320" loading="lazy">/,
    );
    const light = readFileSync(`${root}/dist/en/one/lite.html`, 'utf8');
    const smallest = /(assets\/\S+) 480w/.exec(page)![1];
    expect(light).toContain(`href="../../${smallest}"`);
    const single = readFileSync(`${root}/dist/en/one/one.html`);
    expect(single.length).toBeLessThan(large.length);
  });

  test('lead with the picture of the newest article, which is there before anybody scrolls', async () => {
    const root = paper({
      'articles/new/en.md': `${article.replace('2023-05-12', '2023-05-14')}\n![A market.](market.jpg)\n\n![Another.](other.jpg)\n`,
      'articles/new/market.jpg': large,
      'articles/new/other.jpg': large,
      'articles/old/en.md': `${article}\n![Old.](old.jpg)\n`,
      'articles/old/old.jpg': large,
    });
    expect(await warraq(root, 'build', '--format', 'html')).toMatchObject({ code: 0, err: '' });
    const front = () => readFileSync(`${root}/dist/en/index.html`, 'utf8');
    expect(front().match(/<img/g)).toHaveLength(1);
    expect(front()).toMatch(
      /<a class="shown" href="[^"]+\/new\/index.html"><figure>\n<picture>.*<img src="[^"]+market[^"]+" srcset="[^"]+" sizes="[^"]+" alt="A market." width="1280" height="320">/,
    );
    edit(root, 'articles/new/en.md', 'section: culture', 'section: culture\nimage: other.jpg');
    expect(await warraq(root, 'build', '--format', 'html')).toMatchObject({ code: 0, err: '' });
    expect(front()).toContain('alt="Another."');
  });

  test('are over their budget with a picture that is too heavy for a phone', async () => {
    const root = pictured();
    edit(root, 'site.yaml', 'picture: 150', 'picture: 2');
    const { code, err } = await warraq(root, 'build', '--format', 'html');
    expect(code).toBe(1);
    expect(err).toMatch(/site.yaml:\d+:12: error web-001: articles\/one\/market.jpg weighs/);
    expect(err).toContain('save a photograph as JPEG');
  });
});
