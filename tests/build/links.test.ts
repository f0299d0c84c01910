/** Links of the site: to files and anchors that are there, whatever part of the publication was built. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { article, filesOf, hashOf, paper, warraq } from '../support/paper.js';

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
