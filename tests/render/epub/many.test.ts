/** Articles that share a book: what is the same in them stays apart. */
import type { Picture } from '../../../src/document/index.js';
import { articleBook, articleContext } from '../../../src/render/epub/article-book.js';
import { articleChapter } from '../../../src/render/epub/chapters.js';
import { renderBook } from '../../../src/render/epub/render.js';
import { BOOK_TEMPLATES, partsOf } from '../../support/books.js';
import { EVERY_KIND } from '../../support/every-kind.js';
import { editionsOf, sourceFile } from '../../support/house.js';

const [edition] = editionsOf({
  'articles/a/fa.md': EVERY_KIND.fa,
  'articles/b/fa.md': EVERY_KIND.fa,
});
const articles = edition!.articles;

/** What is told of a book of both articles, each with its prefix. */
async function faultsOf(prefixes: readonly [string, string]): Promise<string[]> {
  const parts = { ...partsOf(articles[0]!, edition!), pages: [] };
  const single = articleBook(articles[0]!, edition!, parts);
  const pictures = new Map<string, Picture>();
  const texts = articles.map((article, at) =>
    articleChapter(
      `text-${at + 1}`,
      article,
      'page',
      articleContext(article, pictures, prefixes[at]),
    ),
  );
  const others = single.chapters.filter(({ type }) => type !== 'bodymatter');
  const chapters = [...others.slice(0, 2), ...texts, ...others.slice(2)];
  const file = sourceFile('site.yaml');
  const { diagnostics } = await renderBook({ ...single, chapters, pictures }, BOOK_TEMPLATES, file);
  return diagnostics.map(({ message }) => message);
}

test('two articles of the same text are one book, each with its prefix', async () => {
  expect(await faultsOf(['a1-', 'a2-'])).toEqual([]);
});

test('without, the book is refused: its ids would be there twice', async () => {
  const faults = await faultsOf(['', '']);
  expect(faults.join('\n')).toContain('text-2.xhtml: the id “s-1” is in another file, too');
});
