/** What `books:` chooses, how it is told apart in two calendars, and what is wrong with a plan. */
import { SourceFile } from '../../src/diagnostics/index.js';
import { plainText } from '../../src/document/index.js';
import { buildEditions, readSite } from '../../src/edition/index.js';
import { parseYamlFile } from '../../src/source/index.js';
import { catalogue, parse, site, theme } from '../support/house.js';

const BASE = site.file.text.slice(0, site.file.text.indexOf('books:'));

function bindings(plans: string) {
  const file = new SourceFile('site.yaml', `${BASE}books:\n${plans}`);
  const read = readSite(parseYamlFile(file).value!, file);
  const said = (diagnostics: typeof read.diagnostics) =>
    diagnostics.map(({ message, span, hints }) => {
      const { line } = file.position(span!.start);
      return `${line - BASE.split('\n').length} ${message}: ${hints.join()}`;
    });
  if (!read.value) return { editions: [], faults: said(read.diagnostics) };
  const texts: [string, string, string, string][] = [
    ['one', '2024-03-19', 'culture', 'Ann'],
    ['two', '2024-03-21', 'history', 'Bob'],
    ['three', '2024-04-19', 'culture', 'Bob'],
  ];
  const articles = texts.map(
    ([slug, date, section, author]) =>
      parse(
        `articles/${slug}/en.md`,
        `---\ntitle: ${slug}\nauthor: ${author}\ndate: ${date}\nsection: ${section}\ntags: [t-${slug}]\n---\n\n[Words](https://example.org/).[^a]\n\n[^a]: Note.\n`,
      ).article!,
  );
  const built = buildEditions({ site: read.value, theme, catalogue, articles });
  return { editions: built.value, faults: said(built.diagnostics) };
}

const slugsOf = (plan: string): string[] =>
  bindings(`  - name: b\n    fa: کتاب\n    en: Book\n${plan}`).editions[1]!.books.map((book) =>
    [book.name, ...book.articles.map(({ slug }) => slug)].join(' '),
  );

describe('a book chooses', () => {
  test.each([
    ['everything, oldest first', '', ['b one two three']],
    ['by section', '    sections: [culture]\n', ['b one three']],
    ['by author', '    authors: [Bob]\n', ['b two three']],
    ['by author and section', '    authors: [Bob]\n    sections: [culture]\n', ['b three']],
    ['by tag', '    tags: [t-two, t-one]\n', ['b one two']],
    ['by days, both included', '    from: 2024-03-19\n    to: ۱۴۰۳-۰۱-۰۲ (sh)\n', ['b one two']],
    ['a list in its own order', '    articles: [three, one]\n', ['b three one']],
    [
      'by the months of the first calendar, so that the same articles are in every edition',
      '    each: month\n',
      ['b-1402-12 one', 'b-1403-01 two three'],
    ],
  ])('%s', (_, plan, books) => {
    expect(slugsOf(plan)).toEqual(books);
  });
});

test('a month is named by the calendar of the edition', () => {
  const { editions } = bindings('  - name: b\n    fa: کتاب\n    en: Book\n    each: month\n');
  const periods = editions.map(({ books }) => plainText(books[1]!.periodInlines));
  expect(periods).toEqual(['حمل ۱۴۰۳', '21 March 2024 to 19 April 2024']);
});

test('notes are numbered through the book', () => {
  const { editions } = bindings('  - name: b\n    fa: کتاب\n    en: Book\n');
  const labels = editions[1]!.books[0]!.articles.flatMap(({ notes }) => notes.map((n) => n.label));
  expect(labels).toEqual(['1', '2', '3']);
  expect(editions[1]!.articles.flatMap(({ notes }) => notes.map((n) => n.label))).toEqual([
    '1',
    '1',
    '1',
  ]);
});

test('addresses of links are numbered through the book, and stand with every article that needs them', () => {
  const { editions } = bindings('  - name: b\n    fa: کتاب\n    en: Book\n');
  const labels = editions[1]!.books[0]!.articles.map(({ references }) =>
    references.map(({ label, address }) => `${label} ${address}`).join(),
  );
  expect(labels).toEqual([1, 2, 3].map((number) => `[${number}] https://example.org/`));
});

test('authors stand in the index once, with the places of all their articles', () => {
  const { editions } = bindings('  - name: b\n    fa: کتاب\n    en: Book\n');
  expect(editions[1]!.books[0]!.authors).toEqual([
    { name: 'Ann', articles: [0] },
    { name: 'Bob', articles: [1, 2] },
  ]);
});

test('an author in two spellings stands in the index once, in Persian letters', () => {
  const texts = [
    ['one', 'كاتب علي'],
    ['two', 'كاتب علي'],
    ['three', 'کاتب علی'],
  ].map(
    ([slug, author]) =>
      parse(
        `articles/${slug}/fa.md`,
        `---\ntitle: عنوان\nauthor: ${author}\ndate: 2024-03-21\nsection: culture\n---\n\nواژه.\n`,
      ).article!,
  );
  const { value, diagnostics } = buildEditions({ site, theme, catalogue, articles: texts });
  const book = value[0]!.books.find(({ name }) => name === 'collected')!;
  expect(book.authors).toEqual([{ name: 'کاتب علی', articles: [0, 1, 2] }]);
  expect(diagnostics.map(({ file, hints }) => `${file.path} ${hints}`)).toEqual(
    ['one', 'two'].map((slug) => `articles/${slug}/fa.md write “کاتب علی” here, too`),
  );
});

describe('a plan at fault is told with its line', () => {
  const head = '  - name: b\n    fa: کتاب\n    en: Book\n';
  test.each([
    [
      'all that is wrong with its shape at once',
      '  - name: B\n    fa: کتاب\n    en: Book\n    each: moon\n    sections: [cultur]\n    from: 2024-13-01\n    taggs: [x]\n',
      [
        /7 there is no key “books.taggs”: did you mean “tags”/,
        /1 “B” cannot be part of an address/,
        /4 “books.each” has to be one of month/,
        /5 there is no section “cultur”: did you mean “culture”/,
        /6 “2024-13-01” is no day/,
      ],
    ],
    ['a name that is there twice', head + head, [/4 there are two books “b”/]],
    ['a title that is missing', '  - name: b\n    fa: کتاب\n', [/“books.en” is missing/]],
    [
      'days the wrong way round',
      `${head}    from: 2024-02-01\n    to: 2024-01-01\n`,
      [/5 .*lies before/],
    ],
    [
      'a list beside a choice',
      `${head}    articles: [one]\n    tags: [x]\n`,
      [/5 .*nothing to choose/],
    ],
    [
      'an article that is not there',
      `${head}    articles: [one, twoo]\n`,
      [/4 there is no article “twoo”: did you mean “two”/],
    ],
    [
      'a choice that finds nothing',
      `${head}    authors: [Bobb]\n`,
      [/1 no article is in the book “b”: did you mean “Bob”/],
    ],
    ['no list', '  name: b\n', [/“books” has to be a list/]],
  ])('%s', (_, plans, wanted) => {
    const { faults } = bindings(plans);
    expect(faults).toHaveLength(wanted.length);
    for (const [index, each] of wanted.entries()) expect(faults[index]).toMatch(each);
  });
});
