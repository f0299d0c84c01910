/** What ends a text does not stand on a page without it. */
import { keepTail } from '../../src/layout/keep.js';
import { fillPages } from '../../src/layout/pages.js';
import { type Strip, spacer } from '../../src/layout/strip.js';

const LINE = 10;
const lines = (count: number): Strip[] => Array.from({ length: count }, () => spacer(LINE));

/** How many lines of text stand on each page; pages have room for ten. */
function linesOfText(count: number): number[] {
  const text = lines(count);
  const tail = lines(2).map((strip) => ({ ...strip, keep: true }));
  const strips = keepTail(text, tail);
  const room = () => ({ height: 10 * LINE, foot: 10 * LINE });
  const pages = fillPages({ strips, notes: [], separator: spacer(0), room });
  const ends = new Set(tail);
  return pages.map(({ placed }) => placed.filter(({ strip }) => !ends.has(strip)).length);
}

test.each([
  [8, [8]],
  [9, [6, 3]],
  [10, [7, 3]],
  [11, [8, 3]],
  [14, [10, 4]],
])('of %i lines three at least stand above it', (count, pages) => {
  expect(linesOfText(count)).toEqual(pages);
});

test('a text of two lines that fills its pages parts from it', () => {
  const text = [spacer(99), spacer(99)];
  const [first] = keepTail(text, lines(1));
  expect(first).toMatchObject({ keep: true, loose: true });
});
