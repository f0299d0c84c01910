/** Each text is read in bounded time, refused at its place, and hides nothing that is wrong beside it. */

import { parse } from '../support/house.js';
import { article, paper, warraq, withoutBooks } from '../support/paper.js';
import { TEXTS } from './texts.js';

/** Seconds of this thread: other programs of the machine do not count. */
function seconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1e6;
}

const MOST_SECONDS = 5;

describe('one text', () => {
  test.each(TEXTS)('%s', (_name, content, wanted) => {
    const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
    const told: string[] = [];
    const took = seconds(() => {
      for (const { code, file, span } of parse('articles/a/en.md', text).diagnostics) {
        const { line, column } = file.position(span!.start);
        told.push(`${code} ${line}:${column}`);
      }
    });
    const [start, isOpen] = [wanted.replace(/, …$/, ''), wanted.endsWith('…')];
    const shown = isOpen ? told.slice(0, start.split(', ').length) : told;
    expect(shown.join(', ')).toBe(start);
    expect(told.length).toBeGreaterThanOrEqual(shown.length);
    expect(took).toBeLessThan(MOST_SECONDS);
  });
});

test('all of them together, and a fault in a sound text beside them', async () => {
  const files = TEXTS.map(([, content], index) => [`articles/t-${index}/en.md`, content] as const);
  const beside = article.replace('Some words', '[Some words](javascript:alert)');
  const root = withoutBooks(paper({ ...Object.fromEntries(files), 'articles/z/en.md': beside }));
  const { code, err } = await warraq(root, 'build', '--jobs', '1');
  expect(code).toBe(1);
  expect(err).toContain('articles/z/en.md:8:1: error md-002');
  for (const [path] of files) expect(err).toMatch(new RegExp(`^${path}:\\d+:\\d+: error`, 'm'));
});
