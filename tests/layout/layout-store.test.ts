/** What a long book keeps in memory, and that what it lays out again is what it was. */
import { layoutArticle } from '../../src/layout/index.js';
import { LayoutStore } from '../../src/layout/layout-store.js';
import { editionsOf, faces } from '../support/house.js';

const FRONT = '---\nauthor: A\ndate: 2024-04-01\nsection: culture\ntitle:';
const edition = editionsOf(
  Object.fromEntries(
    ['One', 'Two', 'Three'].map((title) => [
      `articles/${title.toLowerCase()}/en.md`,
      `${FRONT} ${title}\n---\n\n${'Some words of a text. '.repeat(400)}\n`,
    ]),
  ),
).find(({ name }) => name === 'en')!;

/** Keeps the articles of the edition, and tells how often each was laid out. */
function keeping(most: number) {
  const store = new LayoutStore(most);
  const counts = edition.articles.map(() => 0);
  const layouts = edition.articles.map((article, index) =>
    store.keep(() => {
      counts[index]! += 1;
      return layoutArticle(article, edition, faces());
    }),
  );
  return { counts, layouts };
}

test('pages beyond the limit are laid out again, once an article, and are the same', () => {
  const kept = keeping(Number.POSITIVE_INFINITY);
  const again = keeping(10_000);
  expect(kept.layouts.every(({ pages }) => pages.length > 1)).toBe(true);
  for (const [index, { pages }] of again.layouts.entries())
    for (const [at, page] of pages.entries())
      expect({ ...page }).toEqual(kept.layouts[index]!.pages[at]);
  expect(kept.counts).toEqual([1, 1, 1]);
  expect(again.counts).toEqual([1, 2, 2]);
});
