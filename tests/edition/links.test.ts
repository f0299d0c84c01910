/** Links between articles: to which page they lead in which edition, and what is said of those that lead nowhere. */
import { type Block, type Link, plainText, walkInlines } from '../../src/document/index.js';
import { type Edition, faultsOfLinks } from '../../src/edition/index.js';
import { editionsOf, frontMatter, parse, site } from '../support/house.js';

const FROM = 'articles/from/en.md';
const text = (body: string, more = '') => `${frontMatter('A title', more)}${body}\n`;
const both = {
  'articles/both/en.md': text('## Head\n\nWords.\n\n## Second'),
  'articles/both/fa.md': `${frontMatter('عنوان')}## سرخط\n\nسخن.\n`,
};
const one = { 'articles/one/fa.md': `${frontMatter('عنوان')}سخن.\n` };

function linksOf({ body, notes, head, tail }: Edition['articles'][number]): Link[] {
  const links: Link[] = [];
  const blocks: Block[] = [...head, ...body, ...tail, ...notes.flatMap((note) => note.blocks)];
  walkInlines(blocks, (inline) => {
    if (inline.kind === 'link') links.push(inline);
  });
  return links;
}

const SITE = 'https://www.afgazad.com';

describe('a link', () => {
  test.each([
    ['../both/', '/fa/both/', 'fa', '/en/both/', 'en'],
    ['../both/#s-1', '/fa/both/#s-1', 'fa', '/en/both/#s-1', 'en'],
    // Who names a text means that one.
    ['../both/fa.md', '/fa/both/', 'fa', '/fa/both/', 'fa'],
    ['../both/en.md#s-2', '/en/both/#s-2', 'en', '/en/both/#s-2', 'en'],
    // The page of an untranslated article stands in both editions; its address is that of its own.
    ['../one/', '/fa/one/', 'fa', '/fa/one/', 'en'],
    ['../../articles/one/fa.md', '/fa/one/', 'fa', '/fa/one/', 'en'],
    ['./', '/en/from/', 'fa', '/en/from/', 'en'],
    ['en.md', '/en/from/', 'fa', '/en/from/', 'en'],
  ])('to %s leads in each edition to the version that is meant', (way, ...wanted) => {
    const editions = editionsOf({ [FROM]: text(`A [word](${way}).`), ...both, ...one });
    const found = editions.flatMap(({ articles }) => {
      const article = articles.find(({ slug }) => slug === 'from')!;
      const [link] = linksOf(article);
      const { href, page } = link!;
      expect(article.links).toEqual([`${page!.edition} ${href}`]);
      return [href.replace(SITE, ''), page!.edition];
    });
    expect(found).toEqual(wanted);
  });

  test('stands in a table, a list, a quotation, a note and the front matter', () => {
    const body =
      '| [a](../one/) |\n|---|\n| . |\n\n- [b](../one/)\n\n> **[c](../one/)**\n\nWords[^1].\n\n[^1]: [d](../one/)';
    const more = "teaser: 'An [e](../one/)'\nbio: 'A [f](../one/)'\n";
    const [, en] = editionsOf({ [FROM]: text(body, more), ...one });
    const links = linksOf(en!.articles.find(({ slug }) => slug === 'from')!);
    const here = links.filter(({ page }) => page?.slug === 'one');
    expect(here.every(({ href }) => href === `${SITE}/fa/one/`)).toBe(true);
    expect(links.filter(({ place }) => place)).toEqual([]);
    expect(here.map(({ children }) => plainText(children)).sort()).toEqual([...'abcdef']);
  });

  test('to an article that is not published is its words', () => {
    const [, en] = editionsOf({ [FROM]: text('A [word](../one/).') });
    const [article] = en!.articles;
    expect([linksOf(article!), article!.links]).toEqual([[], ['']]);
    expect(JSON.stringify(article!.body)).toContain('word');
  });
});

describe('a person is told', () => {
  const said = (body: string, others: Readonly<Record<string, string>>, more = '') => {
    const texts = { [FROM]: text(body, more), ...others };
    const articles = Object.entries(texts).map(([path, each]) => parse(path, each).article!);
    const drafts = articles.filter(({ frontMatter: { draft } }) => draft);
    const waiting = new Set(drafts.map(({ file }) => file.path));
    const paths = Object.keys(texts);
    return faultsOfLinks({ site, articles, texts: paths, linking: articles, waiting }).map(
      ({ code, severity, message, file, span, hints }) => {
        const { line, column } = file.position(span!.start);
        return `${file.path}:${line}:${column} ${severity} ${code} ${message} (${hints.join()})`;
      },
    );
  };

  test.each([
    ['../botj/', 'there is no article “articles/botj” (did you mean “both”?)'],
    [
      '../both/ps.md',
      'there is no article “articles/both/ps.md” (the article has en.md, fa.md, de.md)',
    ],
    [
      '../../../../other/',
      'there is no article “other” (write the name of a folder below articles/)',
    ],
    ['../both/fa.md#s-7', 'nothing in articles/both/fa.md is called “#s-7” (it has #s-1 “سرخط”)'],
    [
      '../both/#s-2',
      'nothing in articles/both/fa.md is called “#s-2” (it has #s-1 “سرخط”; or lead to en.md alone)',
    ],
    [
      '../both/#s-9',
      'nothing in articles/both/en.md and in articles/both/fa.md is called “#s-9” (it has #s-1 “Head”, #s-2 “Second”)',
    ],
    [
      '../one/#s-1',
      'nothing in articles/one/fa.md is called “#s-1” (it has no headings: lead to the whole article)',
    ],
    [
      '../long/#part-7',
      'nothing in articles/long/en.md is called “#part-7” (it has #s-6 “Part 6”, #s-7 “Part 7”, #s-8 “Part 8” (of 20))',
    ],
    [
      '../both/de.md',
      'articles/both/de.md stands in no edition, for the article has versions in their languages (lead to the article’s folder, without the name of a file)',
    ],
  ])('that %s leads nowhere', (way, message) => {
    const long = Array.from({ length: 20 }, (_, index) => `## Part ${index + 1}\n\nWords.`);
    const others = {
      ...both,
      ...one,
      'articles/both/de.md': text('Worte.'),
      'articles/long/en.md': text(long.join('\n\n')),
    };
    expect(said(`Words.\n\nA [word](${way}).`, others)).toEqual([
      `${FROM}:10:3 error art-015 ${message}`,
    ]);
  });

  test('at its place in the front matter', () => {
    expect(said('Words.', {}, "bio: 'A [word](../no/)'\n")).toEqual([
      `${FROM}:6:9 error art-015 there is no article “articles/no” (write the name of a folder below articles/)`,
    ]);
  });

  test('that it waits for a draft', () => {
    const draft = { 'articles/draft/en.md': text('Words.', 'draft: true\n') };
    expect(said('A [word](../draft/).', draft)).toEqual([
      `${FROM}:8:3 warning md-003 articles/draft is a draft: the link is set as plain text (it becomes a link when the article is published)`,
    ]);
    expect(said('A [word](../draft/).', draft, 'draft: true\n')).toEqual([]);
    const own = { 'articles/from/fa.md': text('سخن.', 'draft: true\n') };
    const waits =
      'is a draft: the link is set as plain text (it becomes a link when the article is published)';
    expect(said('A [word](fa.md).', own)).toEqual([
      `${FROM}:8:3 warning md-003 articles/from/fa.md ${waits}`,
    ]);
    // The version that is published has no such heading, and it is not meant.
    const half = { ...one, 'articles/one/en.md': text('## Head', 'draft: true\n') };
    expect(said('A [word](../one/en.md#s-1).', half)).toEqual([
      `${FROM}:8:3 warning md-003 articles/one/en.md ${waits}`,
    ]);
    expect(said('A [word](../one/).', half)).toEqual([]);
  });

  test('nothing of a text that is at fault itself', () => {
    const articles = [parse(FROM, text('A [word](../one/).')).article!];
    const texts = [FROM, 'articles/one/fa.md'];
    const sources = { site, articles, texts, linking: articles, waiting: new Set<string>() };
    expect(faultsOfLinks(sources)).toEqual([]);
  });
});
