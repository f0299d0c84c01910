/** Each text is read in bounded time, refused at its place, and hides nothing that is wrong beside it. */

import { parse } from '../support/house.js';
import { TEXTS } from './texts.js';

/** Seconds of this thread: other programs of the machine do not count. */
function seconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1e6;
}

const MOST_SECONDS = 10;

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
