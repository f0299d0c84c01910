/** Links of the site: to files and anchors that are there, whatever part of the publication was built. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { article, edit, filesOf, hashOf, paper, warraq } from '../support/paper.js';

const WORDS = 'Some words[^1].\n\n## A part\n\nMore words.\n\n[^1]: A note.\n';
const texts = {
  'articles/one/en.md': `${article}\n${WORDS}`,
  'articles/one/fa.md': article.replace('A title', 'عنوان'),
  'articles/two/en.md': article.replace('A title', 'Another title'),
};

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** Links and sources of a page that stay in the publication and lead nowhere. */
function lost(folder: string, page: string): string[] {
  const html = readFileSync(join(folder, page), 'utf8');
  const links = [...html.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, link]) =>
    link!.replace(/&(\w+);/g, (_, name: string) => ENTITIES[name]!),
  );
  return links
    .filter((link) => !/^(?:[a-z]+:|$)/.test(link))
    .filter((link) => {
      const [path, anchor] = link.split('#') as [string, string?];
      const target =
        path === '' ? join(folder, page) : join(folder, dirname(page), decodeURIComponent(path));
      if (!existsSync(target)) return true;
      return anchor !== undefined && !readFileSync(target, 'utf8').includes(` id="${anchor}"`);
    })
    .map((link) => `${page}: ${link}`);
}

const lostIn = (folder: string) =>
  filesOf(folder)
    .filter((path) => path.endsWith('.html'))
    .flatMap((page) => lost(folder, page));

const mentions = (folder: string, ending: string) =>
  filesOf(folder).filter(
    (path) =>
      /\.(html|xml|json)$/.test(path) &&
      readFileSync(join(folder, path), 'utf8').includes(`.${ending}`),
  );

test('pages alone lead to no PDF and no book; with them, to all; anew, to those that are there', async () => {
  const root = paper(texts);
  const dist = join(root, 'dist');
  expect(await warraq(root, 'build', '--format', 'html')).toMatchObject({ code: 0, err: '' });
  expect(lostIn(dist)).toEqual([]);
  expect([...mentions(dist, 'pdf'), ...mentions(dist, 'epub')]).toEqual([]);

  expect(await warraq(root, 'build')).toMatchObject({ code: 0, err: '' });
  expect(lostIn(dist)).toEqual([]);
  expect(mentions(dist, 'pdf').length).toBeGreaterThan(0);
  const whole = hashOf(dist);

  expect(await warraq(root, 'build', '--format', 'html')).toMatchObject({ code: 0, err: '' });
  expect(hashOf(dist)).toBe(whole);
});

test('a book that is not made is not named', async () => {
  const root = paper(texts);
  expect(await warraq(root, 'build', '--format', 'html,pdf')).toMatchObject({ code: 0, err: '' });
  expect(lostIn(join(root, 'dist'))).toEqual([]);
  expect(mentions(join(root, 'dist'), 'epub')).toEqual([]);
  expect(mentions(join(root, 'dist'), 'pdf').length).toBeGreaterThan(0);
});

describe('a link to another article', () => {
  const two = {
    ...texts,
    'articles/two/en.md': `${article}\nSee [the first](../one/#s-1) and [its translation](../one/fa.md).\n`,
    'articles/one/fa.md': `${article.replace('A title', 'عنوان')}\n## بخش\n\nسخن.\n`,
  };
  const html = (root: string, path: string) => readFileSync(join(root, 'dist', path), 'utf8');

  test('is relative on the page and whole wherever the page may be handed on', async () => {
    const root = paper(two);
    expect(await warraq(root, 'build')).toMatchObject({ code: 0, err: '' });
    expect(lostIn(join(root, 'dist'))).toEqual([]);
    expect(html(root, 'en/two/index.html')).toContain('href="../../en/one/index.html#s-1"');
    expect(html(root, 'en/two/index.html')).toContain('href="../../fa/one/index.html"');
    // Untranslated, it leads on within the edition that it is read in.
    expect(html(root, 'fa/two/index.html')).toContain('href="../../fa/one/index.html#s-1"');
    for (const path of ['lite.html', 'two.html', '../feed.xml'])
      expect(html(root, `en/two/${path}`)).toMatch(/https:\/\/www\.afgazad\.com\/en\/one\/#s-1/);
  });

  test('comes and goes with the article that it leads to; a new build is as a clean one', async () => {
    const root = paper(two);
    expect(await warraq(root, 'build')).toMatchObject({ code: 0, err: '' });
    const before = hashOf(join(root, 'dist'));
    const pdf = () => readFileSync(join(root, 'dist/en/two/two.pdf'));
    const linked = pdf();

    for (const name of ['en', 'fa'])
      edit(root, `articles/one/${name}.md`, 'section:', 'draft: true\nsection:');
    const without = await warraq(root, 'build');
    expect(without).toMatchObject({ code: 0 });
    expect(without.err).toContain('articles/two/en.md:10:5: warning md-003');
    expect(html(root, 'en/two/index.html')).not.toContain('one/index.html');
    expect(pdf().equals(linked)).toBe(false);
    expect(lostIn(join(root, 'dist'))).toEqual([]);

    for (const name of ['en', 'fa']) edit(root, `articles/one/${name}.md`, 'draft: true\n', '');
    expect(await warraq(root, 'build')).toMatchObject({ code: 0, err: '' });
    expect(hashOf(join(root, 'dist'))).toBe(before);
  });

  test('that leads nowhere is said with its place, and nothing is written', async () => {
    const root = paper({ ...two, 'articles/one/fa.md': article });
    const { code, err } = await warraq(root, 'build');
    expect(code).toBe(1);
    expect(err).toContain(
      'articles/two/en.md:10:5: error art-015: nothing in articles/one/fa.md is called “#s-1”',
    );
    expect(existsSync(join(root, 'dist'))).toBe(false);
  });
});

test('a paper of one edition begins with its front page', async () => {
  const root = paper(texts);
  edit(root, 'site.yaml', / {2}- name: en\n(?: {4}.*\n)+/, '');
  edit(root, 'site.yaml', /^ +en: .*\n/gm, '');
  expect(await warraq(root, 'build', '--format', 'html')).toMatchObject({ code: 0, err: '' });
  const start = readFileSync(join(root, 'dist/index.html'), 'utf8');
  const front = readFileSync(join(root, 'dist/fa/index.html'), 'utf8');
  expect(start).toContain('href="fa/one/index.html"');
  expect(start.replaceAll('"fa/', '"../fa/').replaceAll('"assets/', '"../assets/')).toBe(front);
  expect(start).not.toContain('x-default');
  expect(lostIn(join(root, 'dist'))).toEqual([]);
});
