/** An article of a book's length is set page by page, not ever slower. */

import { article, EN, edition, FA, h, note, p, ref } from '../support/edition.js';
import { layOut } from '../support/layout.js';
import { enWords, faWords } from './cases.js';

/** A chapter is about a page and a half. */
function chapters(count: number) {
  const body = Array.from({ length: count }, (_, index) => [
    h(2, `s-${index}`, `فصل ${index}`),
    p([faWords(150), ref(index + 1), ' ', faWords(100)]),
    p(enWords(200), { tongue: EN }),
    p(faWords(150)),
  ]).flat();
  const notes = Array.from({ length: count }, (_, index) =>
    note(index + 1, `${index + 1}`, [p(faWords(30))]),
  );
  const fa = edition(FA);
  return { article: article(FA, fa, { body, notes }), edition: fa };
}

describe('a long article', () => {
  test('of three hundred pages is laid out within half a minute, every page numbered', () => {
    const started = performance.now();
    const { pages, outline } = layOut(chapters(270));
    expect(pages.length).toBeGreaterThanOrEqual(300);
    expect(pages.map((page) => page.number)).toEqual(pages.map((_, index) => index + 1));
    expect(outline).toHaveLength(271);
    expect(performance.now() - started).toBeLessThan(30_000);
  }, 60_000);

  test('gives the same pages twice', () => {
    const shape = () =>
      JSON.stringify(
        layOut(chapters(3)).pages.map((page) =>
          page.items.map((item) => [item.x, item.y, item.width]),
        ),
      );
    expect(shape()).toBe(shape());
  });
});
