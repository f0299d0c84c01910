/** Levels and order where a mixed line is easily got wrong; Unicode's own cases are in `conformance/`. */
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
