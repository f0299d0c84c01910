/** Titles that are cut to one line lose whole words. */
import fc from 'fast-check';
import { type Inline, plainText, withoutLastWord } from '../../src/document/index.js';
import { runs } from '../support/runs.js';

const text = (words: string): Inline => ({ kind: 'text', text: words });
const persian = (...children: Inline[]): Inline => ({
  kind: 'isolate',
  direction: 'rtl',
  language: 'fa-AF',
  children,
});

/** What is left of it, the longest first. */
function shorterAndShorter(inlines: readonly Inline[]): string[] {
  const all: string[] = [];
  for (let left = [...inlines]; left.length > 0; left = withoutLastWord(left))
    all.push(plainText(left));
  return all;
}

test('a word after the other goes, and no comma is left before the ellipsis', () => {
  expect(shorterAndShorter([text('The half-space, and a few')])).toEqual([
    'The half-space, and a few',
    'The half-space, and a…',
    'The half-space, and…',
    'The half-space…',
    'The…',
  ]);
});

test('words of the other script go, too, each out of its isolate', () => {
  expect(
    shorterAndShorter([text('About '), persian(text('نیم‌فاصله، ویراستار')), text(' now')]),
  ).toEqual([
    'About نیم‌فاصله، ویراستار now',
    'About نیم‌فاصله، ویراستار…',
    'About نیم‌فاصله…',
    'About…',
  ]);
});

test('it ends, whatever the text is', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.string({ maxLength: 12 }))), (parts) => {
      const inlines = parts.flatMap((words) => [persian(...words.map(text)), text(words.join())]);
      expect(shorterAndShorter(inlines).length).toBeLessThan(2000);
    }),
    runs(100),
  );
});
