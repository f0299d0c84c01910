/** A book of many articles: its parts in order, names that no two share, and the pages of its PDF. */
import { boundPages } from '../../../src/build/printed-pages.js';
import { SourceFile } from '../../../src/diagnostics/index.js';
import type { Edition } from '../../../src/edition/index.js';
import { layoutBook, layoutBookCover } from '../../../src/layout/index.js';
import { type Book, boundBook, renderBook } from '../../../src/render/epub/index.js';
import { navigation, ncx } from '../../../src/render/epub/navigation.js';
import { drawPoster } from '../../../src/render/picture/index.js';
import { BOOK_FACES, BOOK_TEMPLATES } from '../../support/books.js';
import { EVERY_KIND } from '../../support/every-kind.js';
import { editionsOf, faces } from '../../support/house.js';

const text = (title: string, author: string, body = '## Head\n\nWords[^a].\n\n[^a]: A note.\n') =>
  `---\ntitle: ${title}\nauthor: ${author}\ndate: 2024-04-01\nsection: culture\n---\n\n${body}`;

/** Two articles with every kind of block and the same names, and others that are short. */
function texts(count: number): Record<string, string> {
  const short = Array.from({ length: count }, (_, index) => [
    `articles/text-${String(index).padStart(3, '0')}/en.md`,
    text(`Title ${index}`, `Author ${index % 7}`),
  ]);
  return {
    'articles/a/fa.md': EVERY_KIND.fa,
    'articles/b/fa.md': EVERY_KIND.fa,
    'articles/a/en.md': EVERY_KIND.en,
    ...Object.fromEntries(short),
  };
}

function bind(name: string, articles: Record<string, string>) {
  const edition = editionsOf(articles).find((each) => each.name === name)!;
  return bindIn(edition);
}

function bindIn(edition: Edition) {
  const chosen = edition.books.find((each) => each.name === 'collected')!;
  const layout = layoutBook(chosen, edition, faces());
  const book = boundBook(chosen, edition, {
    faces: BOOK_FACES,
    cover: drawPoster(layoutBookCover(chosen, edition, faces())),
    pages: boundPages(layout),
    sources: chosen.articles.map(({ slug }) => new SourceFile(`articles/${slug}`, '')),
  });
  return { chosen, layout, book };
}

const SITE = new SourceFile('site.yaml', '');
const idsOf = ({ chapters }: Book): string[] =>
  chapters.flatMap(({ xhtml }) => [...xhtml.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!));

describe.each(['fa', 'en'])('a bound book of the edition %s', (name) => {
  const { book, chosen, layout } = bind(name, texts(3));
  const part = (type: string) => book.chapters.find((each) => each.type === type)!;

  test('has its parts in their order', () => {
    expect(book.chapters.map(({ id }) => id)).toEqual([
      'cover',
      'title',
      'contents',
      ...chosen.articles.map((_, at) => `article-${at + 1}`),
      'index',
      'colophon',
    ]);
  });

  test('passes the gate and is written', async () => {
    const { value, diagnostics } = await renderBook(book, BOOK_TEMPLATES, SITE);
    expect(diagnostics).toEqual([]);
    const again = await renderBook(book, BOOK_TEMPLATES, SITE);
    expect(Buffer.from(value!).equals(Buffer.from(again.value!))).toBe(true);
  });

  test('gives no name twice, though two articles have the same names', () => {
    const ids = idsOf(book);
    expect(ids).toContain('article-1-note-1');
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('numbers its notes through', () => {
    const numbers = chosen.articles.flatMap(({ notes, tongue }) =>
      notes.map(({ label }) =>
        tongue.direction === 'rtl'
          ? [...label!].map((digit) => '۰۱۲۳۴۵۶۷۸۹'.indexOf(digit)).join('')
          : label,
      ),
    );
    expect(numbers).toEqual(numbers.map((_, at) => String(at + 1)));
    const shown = book.chapters.flatMap(({ xhtml }) =>
      [...xhtml.matchAll(/role="doc-noteref"[^>]*>([^<]*)</g)].map(([, label]) => label),
    );
    const labels = chosen.articles.flatMap(({ notes }) => notes.map(({ label }) => label));
    expect([...new Set(shown)]).toEqual(labels);
  });

  test('has the pages of its PDF, each at one place', () => {
    const folios = book.chapters.flatMap(({ pages }) => pages.map(({ folio }) => folio));
    expect(folios).toEqual(layout.pages.map(({ folio }) => folio));
    const ids = idsOf(book);
    for (const { pages } of book.chapters)
      for (const { id } of pages) expect(ids.filter((each) => each === id)).toHaveLength(1);
    const values = [...ncx(book).matchAll(/ value="(\d+)"/g)].map(([, value]) => Number(value));
    expect(values).toEqual(folios.map((_, at) => at + 1));
  });

  test('opens every article with its section, its date and its author, under one title', () => {
    const { xhtml } = part('bodymatter');
    const [opening] = /<header class="opening">[\s\S]*?<\/header>/.exec(xhtml)!;
    for (const name of ['masthead-section', 'masthead-dateline', 'title', 'byline'])
      expect(opening).toContain(`class="${name}"`);
    expect(xhtml.match(/<h1/g)).toHaveLength(1);
    expect(xhtml).not.toContain('masthead-name');
  });

  test('nests the headings of each article below it', () => {
    const nav = navigation(book);
    expect(nav).toMatch(
      /<li><a href="article-1\.xhtml"[^>]*>[^<]*<\/a>\n<ol>\n<li><a href="article-1\.xhtml#article-1-s-1"/,
    );
  });

  test('leads from contents and index to every article', () => {
    for (const type of ['contents', 'index'])
      for (const at of chosen.articles.keys())
        expect(part(type).xhtml).toContain(`href="article-${at + 1}.xhtml"`);
  });

  test('begins every line of contents and index at its own side, foreign words in a run', () => {
    for (const type of ['contents', 'index']) {
      const { xhtml } = part(type);
      expect(xhtml).not.toMatch(/<(?:li|p|ul)[^>]* dir=/);
      const foreign = name === 'fa' ? 'lang="en" xml:lang="en" dir="ltr"' : 'dir="rtl"';
      if (chosen.articles.some(({ tongue }) => tongue.language !== book.tongue.language))
        expect(xhtml).toMatch(new RegExp(`<span[^>]*${foreign}`));
    }
  });
});

test('a fault has its place in the text of its article, or in the plan of the book', async () => {
  const { book } = bind('en', texts(2));
  const chapters = book.chapters.map((chapter) => {
    const [from, to] =
      chapter.id === 'article-4'
        ? ['<h2 ', '<h4 ']
        : chapter.id === 'contents'
          ? ['<ul>', '<ol>']
          : [];
    return from ? { ...chapter, xhtml: chapter.xhtml.replace(from, to!) } : chapter;
  });
  const { value, diagnostics } = await renderBook({ ...book, chapters }, BOOK_TEMPLATES, SITE);
  expect(value).toBeUndefined();
  const files = new Set(diagnostics.map(({ file }) => file.path));
  const wanted = [...book.sources!][3]![1].path;
  expect(files).toEqual(new Set([wanted, 'site.yaml']));
});

test('contents of many pages begin each with its row; an author of many articles is listed once', () => {
  const { book, layout } = bind('en', texts(90));
  const contents = book.chapters.find(({ type }) => type === 'contents')!;
  expect(contents.pages.length).toBeGreaterThan(1);
  const [, rest] = contents.xhtml.split(`id="${contents.pages[1]!.id}"`);
  const [, at] = /href="article-(\d+)\.xhtml"/.exec(rest!)!;
  const second = layout.pages[3]!.items.find(
    (item) => item.kind === 'link' && 'destination' in item.target,
  )!;
  expect(second).toMatchObject({ target: { destination: `article-${at}` } });
  const index = book.chapters.find(({ type }) => type === 'index')!;
  expect(index.xhtml.match(/Author 3/g)).toHaveLength(1);
});

test('a book whose articles name no author has no index', async () => {
  const { book } = bind('en', { 'articles/a/en.md': text('A', '').replace('author: \n', '') });
  expect(book.chapters.map(({ type }) => type)).not.toContain('index');
  expect((await renderBook(book, BOOK_TEMPLATES, SITE)).diagnostics).toEqual([]);
});

test('a link to an article that is bound with it leads to its document, another to its page', () => {
  const link = (to: string) => text('A title', 'Author', `## Head\n\nSee [this](${to}).\n`);
  const { book, layout } = bind('en', {
    'articles/a/en.md': link('../b/#s-1'),
    'articles/b/en.md': link('../a/'),
    'articles/c/en.md': link('fa.md'),
    'articles/c/fa.md': text('عنوان', 'نویسنده'),
  });
  const ways = book.chapters.flatMap(
    ({ xhtml }) => /<a href="([^"]*)">this<\/a>/.exec(xhtml)?.[1] ?? [],
  );
  expect(ways.sort()).toEqual([
    'article-2.xhtml#article-2-s-1',
    'article-3.xhtml',
    'https://www.afgazad.com/fa/c/',
  ]);
  const targets = layout.pages
    .flatMap(({ items }) => items)
    .flatMap((item) => (item.kind === 'link' && item.contents === 'this' ? [item.target] : []));
  expect(targets).toEqual([
    expect.objectContaining({ url: 'https://www.afgazad.com/fa/c/' }),
    { destination: 'article-3' },
    { destination: 'article-2.s-1' },
  ]);
  for (const target of targets)
    if ('destination' in target) expect(layout.destinations.has(target.destination)).toBe(true);
});
