/** Parts of a publication: what was asked for is as the sources are, and the rest as it was. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { article, edit, filesOf, paper, warraq } from '../support/paper.js';

const texts = {
  'articles/one/en.md': `${article}\n![A picture.](dot.png)\n`,
  'articles/two/en.md': article.replace('A title', 'Another title'),
  'articles/one/dot.png': readFileSync('articles/2024-03-20-nowruz-calendar/months.png'),
};

/** Published whole, with a file of somebody else's in it; then `two` and the picture of `one` are gone. */
async function changed(): Promise<{ root: string; whole: string[] }> {
  const root = paper(texts);
  expect(await warraq(root, 'build')).toMatchObject({ code: 0, err: '' });
  writeFileSync(join(root, 'dist/en/two/notes.html'), 'somebody’s own');
  const whole = filesOf(join(root, 'dist'));
  rmSync(join(root, 'articles/two'), { recursive: true });
  edit(root, 'articles/one/en.md', /\n!.*\n/, '');
  return { root, whole };
}

/** What a build took away, without the names of contents. */
async function takenBy(root: string, before: readonly string[], ...argv: string[]) {
  expect(await warraq(root, 'build', ...argv)).toMatchObject({ code: 0, err: '' });
  const now = new Set(filesOf(join(root, 'dist')));
  return before.filter((path) => !now.has(path));
}

const isOfTwo = (path: string) => path.includes('/two/');
const isPage = (path: string) => path.endsWith('.html');
const isPicture = (path: string) => path.startsWith('assets/dot-');

describe('what is gone from the sources goes with the part of the publication that was asked for', () => {
  test('a format', async () => {
    const { root, whole } = await changed();
    // Files that have just changed are not trusted.
    await setTimeout(150);
    const ours = whole.filter((path) => isOfTwo(path) && !path.endsWith('notes.html'));
    const taken = await takenBy(root, whole, '--format', 'html');
    expect(taken.filter(isOfTwo)).toEqual(ours.filter(isPage));
    expect(taken.filter(isPicture)).not.toEqual([]);
    expect(taken.filter((path) => /\.(?:pdf|epub)$|cover/.test(path))).toEqual([]);
    expect((await warraq(root, 'build', '--format', 'html')).out).toContain('is as it should be');
    const later = await takenBy(root, whole, '--format', 'epub');
    expect(later.filter(isOfTwo)).toEqual(ours.filter((path) => !path.endsWith('.pdf')));
    expect((await takenBy(root, whole)).filter(isOfTwo)).toEqual(ours);
  });

  test('an edition, but not what pages of the other may show', async () => {
    const { root, whole } = await changed();
    const taken = await takenBy(root, whole, '--edition', 'fa');
    expect(taken.filter(isOfTwo)).toEqual(
      whole.filter((path) => isOfTwo(path) && path.startsWith('fa/')),
    );
    expect(taken.filter((path) => !path.startsWith('fa/'))).toEqual([]);
  });

  test('an article, and nothing else', async () => {
    const { root, whole } = await changed();
    const taken = await takenBy(root, whole, 'articles/one');
    expect(taken).toEqual([]);
  });

  test('a book', async () => {
    const root = paper(texts);
    edit(root, 'articles/two/en.md', '2023-05-12', '2024-03-25');
    expect(await warraq(root, 'build')).toMatchObject({ code: 0, err: '' });
    const whole = filesOf(join(root, 'dist'));
    rmSync(join(root, 'articles/two'), { recursive: true });
    expect(await warraq(root, 'bind', 'digest')).toMatchObject({ code: 0, err: '' });
    const now = filesOf(join(root, 'dist'));
    const taken = whole.filter((path) => !now.includes(path));
    expect(taken).toEqual(whole.filter((path) => path.includes('/books/digest-1403-01/')));
    expect(taken).toHaveLength(8);
  });
});
