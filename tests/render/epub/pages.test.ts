/** The pages of a book are those of the PDF: each begins with the same words. */
import { layoutArticle, type Page } from '../../../src/layout/index.js';
import { articleBook } from '../../../src/render/epub/article-book.js';
import { partsOf } from '../../support/books.js';
import { EVERY_KIND } from '../../support/every-kind.js';
import { editionsOf, faces, frontMatter } from '../../support/house.js';

const LINES = Array.from({ length: 240 }, (_, at) => `word${at} کتاب‌های${at} `).join('');
const LONG = {
  en: `${EVERY_KIND.en}\n${LINES}\n\n- ${LINES}\n\n\`\`\`\n${LINES.replaceAll(' ', '\n')}\n\`\`\`\n`,
  fa: `${EVERY_KIND.fa}\n${LINES}\n\n> ${LINES}\n\n| a |\n|---|\n${'| ردیف x |\n'.repeat(90)}`,
};
const CASES = editionsOf({ 'articles/a/en.md': LONG.en, 'articles/a/fa.md': LONG.fa }).map(
  (edition) => [edition.name, edition, edition.articles[0]!] as const,
);

const inked = (text: string): string => text.replace(/[\s\p{Cf}]/gu, '');
const shown = (markup: string): string =>
  inked(
    markup
      .replace(/<sup class="reference">.*?<\/sup>/g, '')
      .replace(/<[^>]+>/g, '')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&'),
  );

describe.each(CASES)('the pages of the book, %s', (_name, edition, article) => {
  const layout = layoutArticle(article, edition, faces());
  const book = articleBook(article, edition, partsOf(article, edition));
  const text = book.chapters.find((chapter) => chapter.type === 'bodymatter')!;

  test('are as many, and called as in the PDF', () => {
    expect(layout.pages.length).toBeGreaterThan(4);
    expect(text.pages.map((page) => page.folio)).toEqual(layout.pages.map((page) => page.folio));
  });

  test('stand in the text in their order, each once', () => {
    const ids = [...text.xhtml.matchAll(/role="doc-pagebreak" id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids).toEqual(text.pages.map((page) => page.id));
  });

  test('begin with the words that the PDF’s begin with', () => {
    for (const [index, page] of layout.pages.entries()) {
      if (index === 0 || !layout.starts[index]) continue;
      const rest = text.xhtml.split(`id="page-${index + 1}"`)[1]!.replace(/^[^<]*<\/span>/, '');
      const words = firstWords(page, layout);
      expect(words.length).toBeGreaterThan(0);
      expect(shown(rest.slice(0, 3000)).slice(0, words.length)).toBe(words);
    }
  });
});

/** The first run of the page's text that is no marker and no number of a note. */
function firstWords({ items }: Page, { structure }: ReturnType<typeof layoutArticle>): string {
  const isBeside = (owner: number): boolean =>
    owner >= 0 &&
    (['Lbl', 'Reference', 'Note'].includes(structure[owner]!.type) ||
      isBeside(structure[owner]!.parent));
  const first = items.find(
    (item) => item.kind === 'text' && item.owner !== 'artifact' && !isBeside(item.owner),
  );
  return first?.kind === 'text' ? inked(first.text) : '';
}

test('an article of one page begins with it', () => {
  const [edition] = editionsOf({ 'articles/a/fa.md': `${frontMatter('سرخط')}متن.\n` });
  const article = edition!.articles[0]!;
  const book = articleBook(article, edition!, partsOf(article, edition!));
  expect(book.chapters[2]!.xhtml).toContain('id="page-1" aria-label="صفحه ۱"></span>\n<h1');
});
