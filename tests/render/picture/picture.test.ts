/** Pictures that are drawn of words: areas are exact, files are sound, nothing leaves its frame. */
import fc from 'fast-check';
import { readPng } from '../../../src/build/png.js';
import type { Edition, EditionArticle } from '../../../src/edition/index.js';
import { layoutCard, layoutCover, type Poster } from '../../../src/layout/index.js';
import { Coverage } from '../../../src/render/picture/coverage.js';
import { drawPoster } from '../../../src/render/picture/index.js';
import { paletteOf } from '../../../src/render/picture/palette.js';
import { EVERY_KIND } from '../../support/every-kind.js';
import { editionsOf, faces, frontMatter } from '../../support/house.js';
import { runs } from '../../support/runs.js';

const SIDE = 8;
const FINE = 15;

/** The coverage of a contour in fifteenths, a row of pixels after the other. */
function coverageOf(points: readonly (readonly [number, number])[]): number[] {
  const coverage = new Coverage();
  coverage.reset(SIDE, SIDE);
  for (const [index, [x, y]] of points.entries()) {
    const [toX, toY] = points[(index + 1) % points.length]!;
    if (y !== toY) coverage.addEdge(x, y, toX, toY);
  }
  const pixels = new Array<number>(SIDE * SIDE).fill(0);
  const spans = coverage.spans(0, 0, FINE);
  for (let at = 0; at < spans.length; at += 4) {
    const [row, left, right, step] = spans.slice(at, at + 4) as unknown as number[];
    pixels.fill(step!, row! * SIDE + left!, row! * SIDE + right!);
  }
  return pixels;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe('coverage', () => {
  test('is the area of each pixel that a contour covers', () => {
    // Two fifths of the first pixel across, three fifths down.
    const rectangle = [
      [0.6, 0.4],
      [2, 0.4],
      [2, 2],
      [0.6, 2],
    ] as const;
    expect(coverageOf(rectangle).slice(0, 3)).toEqual([4, 9, 0]);
    expect(coverageOf(rectangle).slice(8, 11)).toEqual([6, 15, 0]);
  });

  test('does not depend on the way that a contour turns', () => {
    const triangle = [
      [1, 1],
      [6.5, 2.2],
      [3.1, 7],
    ] as const;
    expect(coverageOf(triangle)).toEqual(coverageOf([...triangle].reverse()));
  });

  test('of any triangle is its area, as far as fifteenths go', () => {
    const place = fc.double({ min: 0, max: SIDE, noNaN: true });
    const point = fc.tuple(place, place);
    fc.assert(
      fc.property(point, point, point, (a, b, c) => {
        const area = Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2;
        const covered = sum(coverageOf([a, b, c])) / 15;
        // Each of the pixels along an edge is rounded by half a step at most.
        expect(Math.abs(covered - area)).toBeLessThan((6 * SIDE) / 30);
      }),
      runs(100),
    );
  });

  test('beyond the field is cut off on every side', () => {
    const square = [
      [-3, -3],
      [20, -3],
      [20, 20],
      [-3, 20],
    ] as const;
    expect(new Set(coverageOf(square))).toEqual(new Set([15]));
  });
});

describe('the palette', () => {
  test('steps from the ground to each colour, and back for words of the ground', () => {
    const { colours, steps, mixtures } = paletteOf('#ffffff', ['#000000', '#ff0000', '#ffffff']);
    expect(colours).toHaveLength(15);
    const over = (under: number, colour: string, step: number) =>
      colours[mixtures(colour)[under * (steps + 1) + step]!];
    const black = colours.indexOf('#000000');
    expect(over(0, '#000000', steps)).toBe('#000000');
    expect(over(black, '#ffffff', steps)).toBe('#ffffff');
    expect(over(black, '#ffffff', 2)).toBe(colours[black - 2]);
    // Two runs of one colour that touch do not lighten each other.
    expect(over(black, '#000000', 1)).toBe('#000000');
    expect(over(black, '#ff0000', 0)).toBe('#000000');
  });

  test('has sixteen colours at most, and says so', () => {
    const many = Array.from({ length: 16 }, (_, index) => `#0000${index + 10}`);
    expect(() => paletteOf('#ffffff', many)).toThrow('16 colours');
  });
});

const LONG = 'سنت‌های کتابخوانی در شهرهای خراسان بزرگ (Greater Khorasan) '.repeat(16).trim();
const UNBREAKABLE = 'Donaudampfschiff'.repeat(20);
const EDITIONS = editionsOf({
  'articles/every-kind/en.md': EVERY_KIND.en,
  'articles/every-kind/fa.md': EVERY_KIND.fa,
  'articles/long/fa.md': `${frontMatter(LONG)}متن.\n`,
  'articles/unbreakable/en.md': `${frontMatter(UNBREAKABLE)}Text.\n`,
});
const CASES: [string, Edition, EditionArticle][] = EDITIONS.flatMap((edition) =>
  edition.articles.map((article): [string, Edition, EditionArticle] => [
    `${article.slug} in ${edition.name}`,
    edition,
    article,
  ]),
);
const textOf = ({ items }: Poster): string =>
  items.map((item) => (item.kind === 'text' ? item.text : '')).join(' ');

describe.each(CASES)('the posters of %s', (_name, edition, article) => {
  const posters = [layoutCover, layoutCard].map((lay) => lay(article, edition, faces()));

  test('keep within their margins, and their lines apart', () => {
    const { cover, card } = edition.theme.posters;
    for (const [index, { margin, width, height }] of [cover, card].entries())
      for (const item of posters[index]!.items) {
        if (item.kind !== 'text') continue;
        expect(item.x).toBeGreaterThan(margin - 2);
        expect(item.x + item.width).toBeLessThan(width - margin + 2);
        expect(item.y).toBeLessThan(height);
      }
  });

  test('say name, title and date', () => {
    const year = edition.name === 'fa' ? '۲۰۲۳' : '2023';
    const name = edition.siteTitle.split(' ')[0]!;
    for (const poster of posters) {
      expect(poster.missing).toEqual([]);
      for (const words of [name, year, article.title.slice(0, 7)])
        expect(textOf(poster)).toContain(words);
    }
  });

  test('are sound pictures, the same every time', () => {
    for (const poster of posters) {
      const bytes = drawPoster(poster);
      expect(readPng(bytes, 4_000_000)).toMatchObject({
        width: poster.width,
        height: poster.height,
        depth: 4,
      });
      expect(Buffer.from(drawPoster(poster)).equals(Buffer.from(bytes))).toBe(true);
    }
  });
});

test('a title is as large as its room allows', () => {
  const sizeOf = (slug: string): number => {
    const article = EDITIONS[0]!.articles.find((each) => each.slug === slug)!;
    const { items } = layoutCover(article, EDITIONS[0]!, faces());
    const first = article.title.slice(0, 3);
    return Math.max(
      ...items.map((item) => (item.kind === 'text' && item.text.startsWith(first) ? item.size : 0)),
    );
  };
  expect(sizeOf('every-kind')).toBeGreaterThan(2.5 * sizeOf('long'));
});
