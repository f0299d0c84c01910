/** Levels and order where a mixed line is easily got wrong; Unicode's own cases are in `conformance/`. */
import bidiFactory, { type Bidi } from 'bidi-js';
import fc from 'fast-check';
import {
  embeddingLevels,
  type Piece,
  type TextStyle,
  typesetParagraph,
} from '../../src/typeset/index.js';
import { faces } from '../support/house.js';

const style: TextStyle = {
  fonts: [
    { font: faces().naskh.regular, scale: 1 },
    { font: faces().serif.regular, scale: 1 },
  ],
  size: 10,
  language: 'fa-AF',
};
const fa = (text: string): Piece<string> => ({ kind: 'text', text, style, tag: '' });
const ltr = (text: string): Piece<string> => ({
  kind: 'isolate',
  direction: 'ltr',
  pieces: [fa(text)],
});

/** The only line of a right-to-left paragraph, left to right as drawn. */
function drawn(...pieces: Piece<string>[]): string[] {
  const spec = { pieces, direction: 'rtl', align: 'start', measure: 10_000 } as const;
  const { text, lines } = typesetParagraph(spec);
  return lines[0]!.runs.map(({ start, end }) => text.slice(start, end));
}

describe('isolates with nothing between them', () => {
  test('stand in the order of the line, not in their own', () => {
    expect(drawn(fa('گروه '), ltr('IS-K'), ltr('AP'))).toEqual(['AP', 'IS-K', 'گروه ']);
    expect(drawn(fa('گروه '), ltr('COVID'), fa('۱۹'))).toEqual(['۱۹', 'COVID', 'گروه ']);
  });

  test('do not run together with what follows the isolate around them', () => {
    expect(drawn({ ...ltr('a'), pieces: [fa('a '), ltr('b')] } as Piece<string>, ltr('c'))).toEqual(
      ['c', 'a ', 'b'],
    );
  });
});

describe('a character of two units has the level of its class', () => {
  test.each([
    ['a picture (ON)', '🙂 Kabul', [1, 1, 1, 2, 2, 2, 2, 2]],
    ['a letter from right to left (AL)', 'a \u{1ee00}', [2, 1, 1, 1]],
    ['a number (EN)', 'ب\u{1d7ce}', [1, 2, 2]],
    ['a mark (NSM)', 'ب\u{e0100}', [1, 1, 1]],
    ['a letter (L)', 'ب\u{1d400}', [1, 2, 2]],
  ])('%s', (_name, text, levels) => {
    expect([...embeddingLevels(text, 'rtl')]).toEqual(levels);
  });
});

test('what is told at a glance is what the whole algorithm says', () => {
  const bidi = (bidiFactory as unknown as () => Bidi)();
  const characters = [
    ...'ابپگیکآءؤـ\u064e\u0654\u0670\u200c  .:!«»()[]"“”‘’…–—-،؛؟',
    '۱',
    '٢',
    '3',
    '%',
    'a',
    '\n',
  ];
  // Mostly letters and neutrals, now and then what has levels of its own.
  const text = fc
    .array(fc.oneof({ weight: 40, arbitrary: fc.nat(33) }, fc.nat(characters.length - 1)))
    .map((indices) => indices.map((index) => characters[index]!).join(''));
  let atAGlance = 0;
  const property = fc.property(text, (words) => {
    const levels = [...bidi.getEmbeddingLevels(words, 'rtl').levels];
    if (levels.length > 0 && levels.every((level) => level === 1)) atAGlance += 1;
    expect([...embeddingLevels(words, 'rtl')]).toEqual(levels);
  });
  fc.assert(property, { seed: 7, numRuns: 2000 });
  expect(atAGlance).toBeGreaterThan(200);
});
