/** A book on paper: what stands on which page, and that its parts share no name. */
import type { Book, Edition } from '../../src/edition/index.js';
import { type Layout, layoutArticle, layoutBook, picturesOfBook } from '../../src/layout/index.js';
import { renderPdf } from '../../src/render/pdf/index.js';
import { editionsOf, faces } from '../support/house.js';

const text = (title: string, author: string) =>
  `---\ntitle: ${title}\nauthor: ${author}\ndate: 2024-04-01\nsection: culture\n---\n\n## Head\n\nWords[^a].\n\n![A map](map.png)\n\n[^a]: A note.\n`;

function articles(count: number, author = (index: number) => `Author ${index % 3}`) {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `articles/text-${index}/en.md`,
      text(`Title ${index}`, author(index)),
    ]),
  );
}

function lay(
  name: 'fa' | 'en',
  texts: Record<string, string>,
): { book: Book; edition: Edition; layout: Layout } {
  const edition = editionsOf(texts).find((each) => each.name === name)!;
  const book = edition.books.find((each) => each.name === 'collected')!;
  return { book, edition, layout: layoutBook(book, edition, faces()) };
}

const wordsOf = ({ items }: Layout['pages'][number], isText = true) =>
  items
    .flatMap((item) =>
      item.kind === 'text' && (item.owner !== 'artifact') === isText ? [item.text] : [],
    )
    .join(' ');

describe.each(['fa', 'en'] as const)('a book of the edition %s', (name) => {
  const { layout, book, edition } = lay(name, articles(5));
  const starts = book.articles.map((_, at) => layout.destinations.get(`article-${at + 1}`)!.page);

  test('numbers its pages from the cover on, which shows no number', () => {
    expect(layout.pages.map(({ number }) => number)).toEqual(layout.pages.map((_, at) => at + 1));
    expect([0, 1].map((at) => wordsOf(layout.pages[at]!, false))).toEqual(['', '']);
    expect(wordsOf(layout.pages[2]!, false)).toBe(name === 'fa' ? '۳' : '3');
  });

  test('says in its contents on which page each article begins', () => {
    const contents = wordsOf(layout.pages[2]!);
    for (const page of starts) expect(contents).toContain(layout.pages[page - 1]!.folio);
    expect(starts[0]).toBe(4);
    expect(wordsOf(layout.pages[starts[2]! - 1]!)).toContain(book.articles[2]!.title);
  });

  test('begins every article on a page of its own, without a running line', () => {
    for (const page of starts)
      expect(wordsOf(layout.pages[page - 1]!, false)).toBe(layout.pages[page - 1]!.folio);
  });

  test('opens every article below the head of its page, under a title larger than in the paper', () => {
    const titleOn = (page: Layout['pages'][number]) =>
      page.items.find((item) => item.kind === 'text' && item.text.startsWith('Title'))!;
    for (const [at, page] of starts.entries()) {
      const title = titleOn(layout.pages[page - 1]!);
      const inPaper = titleOn(layoutArticle(book.articles[at]!, edition, faces()).pages[0]!);
      expect(title.width).toBeGreaterThan(inPaper.width * 1.2);
      expect(title.y).toBeGreaterThan(inPaper.y + 60);
    }
  });

  test('has its margins and folios by the side of its binding', () => {
    const folio = (page: number) =>
      layout.pages[page - 1]!.items.find(
        (item) => item.kind === 'text' && item.owner === 'artifact',
      )!.x;
    const outerIsLeft = folio(3) < folio(4);
    expect(outerIsLeft).toBe(name === 'fa');
  });

  test('leads every link to a place that is there', () => {
    const places = layout.pages.flatMap(({ items }) =>
      items.flatMap((item) =>
        item.kind === 'link' && 'destination' in item.target ? [item.target.destination] : [],
      ),
    );
    expect(places.filter((place) => !layout.destinations.has(place))).toEqual([]);
    expect(places).toContain('article-2.note-1');
    expect(places).toContain('article-5.ref-1');
  });

  test('gives no name of a note twice', () => {
    const ids = layout.structure.flatMap(({ id }) => (id === undefined ? [] : [id]));
    expect(ids).toHaveLength(5);
    expect(new Set(ids).size).toBe(5);
  });

  test('has an outline of contents, articles with their headings, and index', () => {
    expect(layout.outline.filter(({ level }) => level === 1)).toHaveLength(1 + 1 + 5 + 1);
    expect(layout.outline.filter(({ level }) => level === 2)).toHaveLength(5);
    const pages = layout.outline.map(({ page }) => page);
    expect(pages).toEqual([...pages].sort((a, b) => a - b));
  });

  test('can be painted, with the pictures of every article', async () => {
    const work = {
      title: book.title,
      authors: [],
      description: '',
      date: book.date,
      pictures: picturesOfBook(book),
    };
    const bytes = await renderPdf(layout, work);
    expect(Buffer.from(bytes.subarray(0, 8)).toString()).toContain('%PDF-1.7');
  });
});

test('an author of very many articles keeps every number in the index', () => {
  const { layout } = lay(
    'en',
    articles(60, () => 'One Author'),
  );
  const at = layout.outline.at(-1)!.page;
  const numbers = layout.pages.slice(at - 1).flatMap((page) => wordsOf(page).match(/\d+/g) ?? []);
  expect(numbers).toHaveLength(60);
});

test('the title of the book runs on even pages, the article’s on odd ones, cut to one line', () => {
  const long = `A title ${'of very many words '.repeat(12)}`.trim();
  const body = `${'Some words of a text that goes on for pages. '.repeat(10)}\n\n`.repeat(50);
  const { layout, book } = lay('en', {
    'articles/long/en.md': `---\ntitle: ${long}\nauthor: A\ndate: 2024-04-01\nsection: culture\n---\n\n${body}\n`,
  });
  // Between its first page and the index.
  const start = layout.destinations.get('article-1')!.page;
  const lines = layout.pages.slice(start, -1).map(({ items, number }) => {
    const around = items.flatMap((item) =>
      item.kind === 'text' && item.owner === 'artifact' ? [item] : [],
    );
    expect(new Set(around.map(({ y }) => y)).size).toBe(1);
    const [, said] = /^(.*?)\s*\d+$/.exec(around.map(({ text }) => text).join(''))!;
    return { isOdd: number % 2 === 1, said };
  });
  const odd = lines.filter(({ isOdd }) => isOdd);
  const even = lines.filter(({ isOdd }) => !isOdd);
  expect(odd.length).toBeGreaterThan(0);
  expect(new Set(even.map(({ said }) => said))).toEqual(new Set([book.title]));
  for (const { said } of odd) {
    expect(said!.endsWith('…')).toBe(true);
    expect(long.startsWith(said!.slice(0, -1))).toBe(true);
  }
});

test('a title that no face can show stops nothing: it is said at its article', () => {
  const { layout } = lay('en', {
    'articles/a/en.md': text('A title', 'A'),
    'articles/b/en.md': text('漢字', 'B'),
  });
  expect(new Set(layout.missing.map(({ character }) => character))).toEqual(new Set('漢字'));
});

test('a title as long as its page leaves no page empty before it', () => {
  const { layout } = lay('en', {
    'articles/a/en.md': text(`Title ${'OF A VERY GREAT MANY WORDS '.repeat(36)}`.trim(), 'A'),
  });
  const start = layout.destinations.get('article-1')!.page;
  expect(wordsOf(layout.pages[start - 1]!)).toContain('VERY GREAT');
});
