/** Texts parsed on a thread ahead of the one that needs them: the same publication, and less to do. */

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { readArticles } from '../../src/build/articles.js';
import { type Ahead, parseAhead, parseFromLast } from '../../src/build/press/ahead.js';
import { openTexts } from '../../src/build/texts.js';
import { CACHE } from '../../src/build/wish.js';
import type { ArticleSource } from '../../src/source/index.js';
import { article, edit, filesOf, hashOf, paper, warraq } from '../support/paper.js';

const COUNT = 130;

/** Articles of one language each, of which one has a picture that is not there. */
function manyTexts(): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: COUNT }, (_, at): [string, string] => [
      `articles/text-${String(at).padStart(3, '0')}/${at % 2 === 0 ? 'en' : 'fa'}.md`,
      article.replace('A title', `Title ${at}`),
    ]),
  );
}

/** What a thread would be sent for a paper, and a way to say how far the other has come. */
async function sentFor(
  root: string,
): Promise<{ sent: Ahead; sources: ArticleSource[]; comeTo: (source: ArticleSource) => void }> {
  const sources: ArticleSource[] = [];
  await readArticles(root, join(root, 'articles'), new Set(['culture']), {
    parse: (source) => {
      sources.push(source);
      return { value: undefined, diagnostics: [], links: [] };
    },
  });
  let sent: Ahead | undefined;
  const thread = {
    postMessage: (ahead: Ahead) => {
      sent = structuredClone(ahead);
    },
  };
  const comeTo = parseAhead(thread as unknown as Worker, root, sources);
  return { sent: sent!, sources, comeTo };
}

test('whoever comes from the last leaves in the cache what the other would make, to where the other is', async () => {
  const root = paper(manyTexts());
  const { sent, sources, comeTo } = await sentFor(root);
  comeTo(sources[99]!);
  parseFromLast(join(root, CACHE), sent);
  expect(filesOf(join(root, CACHE)).length).toBeGreaterThan(0);
  const before = hashOf(join(root, CACHE));
  const texts = openTexts(join(root, CACHE));
  for (const source of sources.slice(100))
    expect(texts.parse(source).value?.slug).toBe(source.slug);
  expect(hashOf(join(root, CACHE))).toBe(before);
  texts.parse(sources[99]!);
  expect(hashOf(join(root, CACHE))).not.toBe(before);
});

test('few texts are nothing to share', async () => {
  const [first] = Object.entries(manyTexts());
  const { sent } = await sentFor(paper(Object.fromEntries([first!])));
  expect(sent).toBeUndefined();
});

test('a paper whose texts are parsed on two threads has the same texts, and the same faults', async () => {
  const root = paper({
    ...manyTexts(),
    'articles/text-001/fa.md': article.replace('Some words', '[Some words](javascript:x)'),
    'articles/text-128/en.md': article.replace('Some words', '![](none.png)'),
  });
  // Nothing is drawn where the theme is at fault.
  edit(root, 'templates/theme.yaml', 'page:', 'sheet:');
  const read = async (jobs: number) => {
    rmSync(join(root, '.warraq'), { recursive: true, force: true });
    const { code, err } = await warraq(root, 'build', `--jobs=${jobs}`);
    return { code, err, hash: hashOf(join(root, CACHE)) };
  };
  const alone = await read(1);
  expect(alone.code).toBe(1);
  for (const name of ['theme.yaml', 'text-001/fa.md', 'text-128/en.md'])
    expect(alone.err).toContain(name);
  expect(await read(2)).toEqual(alone);
});
