/** `warraq bind` and the books of `site.yaml`: what is made of them, and what is said of strange ones. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import JSZip from 'jszip';
import { article, edit, filesOf, paper, warraq } from '../support/paper.js';

const persian = `---\ntitle: عنوان\nauthor: کسی\ndate: 2023-05-12\nsection: culture\n---\n\nچند واژه.\n`;

/** A paper whose only plan of a book has these lines. */
function paperWith(plan: string, articles: Readonly<Record<string, string>>): string {
  const root = paper(articles);
  edit(root, 'site.yaml', /books:\n[\s\S]*?(?=\n# )/, `books:\n${plan}`);
  return root;
}

const PLAN = '  - name: collected\n    fa: مجموعه\n    en: Collected\n';

/** The texts of a bound book by their path; the book is sound. */
async function bookOf(root: string, edition: string): Promise<Record<string, string>> {
  const bytes = readFileSync(join(root, `dist/${edition}/books/collected/collected.epub`));
  const { messages } = await EpubCheck.validate(new Uint8Array(bytes));
  expect(messages.filter(({ severity }) => /fatal|error|warning/.test(severity))).toEqual([]);
  return textsOf(bytes);
}

async function textsOf(bytes: Uint8Array): Promise<Record<string, string>> {
  const zip = await JSZip.loadAsync(bytes);
  const paths = Object.keys(zip.files).filter((path) => /\.(?:xhtml|opf|ncx)$/.test(path));
  const texts = await Promise.all(paths.map((path) => zip.files[path]!.async('string')));
  return Object.fromEntries(paths.map((path, at) => [path.replace('OEBPS/', ''), texts[at]!]));
}

describe('warraq bind', () => {
  const root = paper({ 'articles/one/en.md': article, 'articles/two/fa.md': persian });

  test('makes the books alone, each with its page', async () => {
    expect(await warraq(root, 'bind', 'collected')).toMatchObject({ code: 0, err: '' });
    const made = filesOf(join(root, 'dist')).filter((path) => !path.startsWith('assets'));
    const each = ['collected.epub', 'collected.pdf', 'cover.png', 'index.html'];
    expect(made.filter((path) => !path.startsWith('.'))).toEqual(
      ['en', 'fa'].flatMap((edition) => each.map((file) => `${edition}/books/collected/${file}`)),
    );
    const page = readFileSync(join(root, 'dist/fa/books/collected/index.html'), 'utf8');
    expect(page).toMatch(/collected\.epub".*EPUB<\/bdi> · [۰-۹]+ کیلوبایت/);
  });

  test('knows a book by the name of all its months, or of one', async () => {
    rmSync(join(root, 'dist'), { recursive: true });
    await warraq(root, 'bind', 'digest-1402-02', '--format', 'epub');
    expect(existsSync(join(root, 'dist/fa/books/digest-1402-02/digest-1402-02.epub'))).toBe(true);
    expect(existsSync(join(root, 'dist/fa/books/collected'))).toBe(false);
  });

  test.each([
    ['colected', 'did you mean “collected”'],
    ['../collected', 'there are digest, collected'],
    ['atlas', 'there are digest, collected'],
    ['digest-1402-01', 'did you mean “digest-1402-02”'],
    ['digest-1399-12', 'there are digest, collected'],
  ])('says what there is in place of %s', async (name, hint) => {
    const { code, err } = await warraq(root, 'bind', name);
    expect(err).toContain(`error cli-001: there is no book “${name}”`);
    expect(err).toContain(hint);
    expect(code).toBe(1);
  });
});

describe('a book', () => {
  test.each(['en', 'fa'])('of one article in the other language is sound: %s', async (edition) => {
    const one =
      edition === 'fa' ? { 'articles/one/en.md': article } : { 'articles/one/fa.md': persian };
    const root = paperWith(PLAN, one);
    expect(await warraq(root, 'bind')).toMatchObject({ code: 0, err: '' });
    expect(Object.keys(await bookOf(root, edition))).toContain('article-1.xhtml');
  });

  test('leads to its own page of an article only where it binds the version that is meant', async () => {
    const root = paperWith(PLAN, {
      'articles/from/en.md': `${article}\n[a](../two/) [b](../two/en.md) [c](../two/fa.md)\n`,
      'articles/two/en.md': article,
      'articles/two/fa.md': persian,
    });
    expect(await warraq(root, 'bind')).toMatchObject({ code: 0, err: '' });
    const linksIn = async (edition: string) => {
      const book = await bookOf(root, edition);
      const chapter = Object.values(book).find((text) => text.includes('>b</a>'))!;
      return [...chapter.matchAll(/href="([^"]*)"[^>]*>[abc]<\/a>/g)].map(([, href]) => href);
    };
    const page = 'article-1.xhtml';
    expect(await linksIn('en')).toEqual([page, page, 'https://www.afgazad.com/fa/two/']);
    expect(await linksIn('fa')).toEqual([page, 'https://www.afgazad.com/en/two/', page]);
  });

  test('of 500 articles is made, and leads to each of them', async () => {
    const many = Array.from({ length: 500 }, (_, at) => [`articles/text-${at}/en.md`, article]);
    const root = paperWith(PLAN, Object.fromEntries(many));
    expect(await warraq(root, 'bind', '--edition', 'en', '--format', 'pdf,epub')).toMatchObject({
      code: 0,
      err: '',
    });
    const folder = join(root, 'dist/en/books/collected');
    const book = await textsOf(readFileSync(join(folder, 'collected.epub')));
    expect(book['toc.xhtml']).toContain('href="article-500.xhtml"');
    // Each on a page of its own.
    expect(book['toc.xhtml']!.match(/href="article-\d+\.xhtml#[^"]*page-1"/g)).toHaveLength(500);
    expect(existsSync(join(folder, 'collected.pdf'))).toBe(true);
  });

  test.each([
    ['markup', `'<&>"'`, '&lt;&amp;&gt;"'],
    ['300 letters', 'Kabul '.repeat(50), 'Kabul Kabul'],
    ['an override of direction', '"A \\u202Etitle"', undefined],
    ['signs that no face has', '🎉', undefined],
  ])('with %s for its title is sound, or refused at its place', async (_, title, shown) => {
    const root = paperWith(PLAN.replace('Collected', title), { 'articles/one/en.md': article });
    const { code, err } = await warraq(root, 'bind');
    if (shown === undefined) {
      expect(err).toMatch(/site\.yaml:\d+:\d+: error/);
      expect(code).toBe(1);
      return;
    }
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect((await bookOf(root, 'en'))['content.opf']).toContain(shown);
  });

  test('and its publisher may have words of the other script in their names', async () => {
    const plan = PLAN.replace(/fa: .*/, 'fa: برگزیدهٔ BBC');
    const root = paperWith(plan, { 'articles/one/fa.md': article.replace('A title', 'یک') });
    edit(root, 'site.yaml', /fa: افغانستان آزاد.*/, 'fa: آزاد (Radio Azadi)');
    expect(await warraq(root, 'bind')).toMatchObject({ code: 0, err: '' });
    const { 'colophon.xhtml': colophon } = await bookOf(root, 'fa');
    expect(colophon).toContain(
      '>آزاد (<span lang="en" xml:lang="en" dir="ltr">Radio Azadi</span>)',
    );
  });

  test('is told of an article that is withdrawn, with the place of its name', async () => {
    const plan = `${PLAN}    articles: [one, two]\n`;
    const root = paperWith(plan, { 'articles/one/en.md': article, 'articles/two/en.md': article });
    expect(await warraq(root, 'bind')).toMatchObject({ code: 0, err: '' });
    rmSync(join(root, 'articles/two'), { recursive: true });
    const { code, err } = await warraq(root, 'bind');
    expect(err).toMatch(/site\.yaml:\d+:21: error book-001: there is no article “two”/);
    expect(code).toBe(1);
  });
});
