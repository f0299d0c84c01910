import { addressOf, buildEditions, pagesOf } from '../../src/edition/index.js';
import { catalogue, editionsOf, frontMatter, parse, site, theme } from '../support/house.js';

const long = 'a very long name of a topic that nobody would give to anything but a test';

test('what a reader tells apart has its own address', () => {
  const names = [
    'C++',
    'C#',
    'C',
    'F#',
    'R&D',
    'R D',
    '.NET',
    'net',
    'A*',
    'A+',
    'A-',
    'A',
    '$',
    '€',
  ];
  const all = [...names, `${long} of ours`, `${long} of theirs`].map(addressOf);
  expect(new Set(all).size).toBe(all.length);
  expect(all.slice(0, 7)).toEqual([
    'c-plus-plus',
    'c-sharp',
    'c',
    'f-sharp',
    'r-and-d',
    'r-d',
    'dot-net',
  ]);
  for (const each of all) expect(each).toMatch(/^[a-z0-9-]{1,66}$/);
});

const SAME: [string, string][] = [
  ['علي', 'علی'],
  ['نیم‌فاصله', 'نیم فاصله'],
  ['War', 'war'],
  ['#Kabul', 'Kabul'],
  ['e-books', 'e books'],
  ['C ++', 'C++'],
  ['Health & Safety', 'health and safety'],
];
test.each(SAME)('“%s” and “%s” are one', (one, other) => {
  expect(addressOf(one)).toBe(addressOf(other));
});

test('a page is headed by the spelling that writers are told to use', () => {
  const articles = [
    ['علي کريمي', 'تاريخ'],
    ['علي کريمي', 'تاريخ'],
    ['علی کریمی', 'تاریخ'],
  ].map(([author, tag], index) => {
    const matter = frontMatter('یک', `tags: [${tag}]\n`).replace('Somebody', author!);
    return parse(`articles/a-${index}/fa.md`, `${matter}متن.\n`).article!;
  });
  const editions = buildEditions({ site, theme, catalogue, articles }).value;
  const persian = pagesOf(editions).find(({ edition }) => edition.name === 'fa')!;
  const headings = (wanted: string) =>
    persian.lists.filter(({ kind }) => kind === wanted).map(({ title }) => title);
  expect(headings('author')).toEqual([expect.stringContaining('علی کریمی')]);
  expect(headings('topic')).toEqual([expect.stringContaining('تاریخ')]);
});

test('each of three tags has its page', () => {
  const text = `${frontMatter('T', 'tags: [C++, "C#", C]\n')}Words.\n`;
  const english = pagesOf(editionsOf({ 'articles/a/en.md': text })).find(
    ({ edition }) => edition.name === 'en',
  )!;
  const topics = english.lists.filter(({ kind }) => kind === 'topic');
  expect(topics.map(({ path, title }) => [path, title])).toEqual([
    ['topics/c-plus-plus', 'Articles on C++'],
    ['topics/c-sharp', 'Articles on C#'],
    ['topics/c', 'Articles on C'],
  ]);
  const onward = english.onward.get('a')!;
  expect(onward.topics.map(({ path }) => path.split('/')[1])).toContain('c-sharp');
});

test('of spellings that are as frequent the finest heads the page, and a person is told of the others', () => {
  const tags = 'tags: [E, É, می رود, می‌رود, تاريخ, تاریخ, c, C]\n';
  const { article } = parse('articles/a/fa.md', `${frontMatter('یک', tags)}متن.\n`);
  const { value, diagnostics } = buildEditions({ site, theme, catalogue, articles: [article!] });
  const [persian] = pagesOf(value);
  const topics = persian!.lists.filter(({ kind }) => kind === 'topic');
  expect(topics.map(({ title }) => title.replace('نوشته‌ها دربارهٔ ', ''))).toEqual([
    'É',
    'می‌رود',
    'تاریخ',
    'C',
  ]);
  const said = diagnostics.map(({ code, file, span, message }) => {
    const { line, column } = file.position(span!.start);
    return `${code} ${line}:${column} ${message.split(' elsewhere')[0]}`;
  });
  expect(said).toEqual([
    'art-011 6:8 “E” is “É”',
    'art-011 6:14 “می رود” is “می‌رود”',
    'art-011 6:30 “تاريخ” is “تاریخ”',
    'art-011 6:44 “c” is “C”',
  ]);
});

test('an article that spells a name in two ways leads to its page once', () => {
  const text = frontMatter('عنوان').replace('author: Somebody', 'author: [علی, علي, کسی]');
  const texts = { 'articles/a/fa.md': `${text}سخن.\n` };
  const articles = Object.entries(texts).map(([path, each]) => parse(path, each).article!);
  const { value } = buildEditions({ site, theme, catalogue, articles });
  const { authors } = pagesOf(value)[0]!.onward.get('a')!;
  expect(authors).toEqual([
    { label: 'علی', path: 'authors/علی' },
    { label: 'کسی', path: 'authors/کسی' },
  ]);
});

describe('two names with one address', () => {
  const text = (date: string, more: string) =>
    `${frontMatter('A title', more).replace('2023-05-12', date)}Words.\n`;
  const build = (texts: Readonly<Record<string, string>>) => {
    const articles = Object.entries(texts).map(([path, each]) => parse(path, each).article!);
    const { value, diagnostics } = buildEditions({ site, theme, catalogue, articles });
    const en = pagesOf(value).find(({ edition }) => edition.name === 'en')!;
    const topics = en.lists.filter(({ kind }) => kind === 'topic');
    return {
      pages: topics.map(({ title, path }) => `${path} ${title}`).sort(),
      ways: en.onward.get('new')!.topics.map(({ label, path }) => `${path} ${label}`),
      said: diagnostics.map(({ code, file, span, message }) => {
        const { line, column } = file.position(span!.start);
        return `${code} ${file.path}:${line}:${column} ${message}`;
      }),
    };
  };

  test('have two pages, the eldest that without a number, and a person is told', () => {
    const { pages, ways, said } = build({
      'articles/new/en.md': text('2024-01-01', 'tags: [A/B, a-b, A-B 2]\n'),
      'articles/old/en.md': text('2023-01-01', 'tags: [a b]\n'),
      'articles/last/en.md': text('2024-02-01', 'tags: [A/B]\n'),
    });
    expect(pages).toEqual([
      'topics/a-b Articles on a-b',
      'topics/a-b-2 Articles on A-B 2',
      'topics/a-b-3 Articles on A/B',
    ]);
    expect(ways).toEqual(['topics/a-b-3 A/B', 'topics/a-b a-b', 'topics/a-b-2 A-B 2']);
    expect(said).toEqual([
      'art-011 articles/old/en.md:6:8 “a b” is “a-b” elsewhere in other letters; both have one page',
      'art-016 articles/new/en.md:6:8 “A/B” and “a b”, in articles/old/en.md, would have one address: the page of “A/B” gets a number',
    ]);
  });

  test('are one where they are but spelled in two ways', () => {
    const tags = "tags: ['#Kabul', kabul, «Kabul», C++, C ++]\n";
    const { pages, said } = build({ 'articles/new/en.md': text('2024-01-01', tags) });
    expect(pages).toEqual([
      'topics/c-plus-plus Articles on C++',
      'topics/kabul Articles on #Kabul',
    ]);
    expect(said).toEqual(
      [
        ['kabul', '#Kabul', 18],
        ['«Kabul»', '#Kabul', 25],
        ['C ++', 'C++', 39],
      ].map(
        ([name, usual, at]) =>
          `art-011 articles/new/en.md:6:${at} “${name}” is “${usual}” elsewhere in other letters; both have one page`,
      ),
    );
  });
});
