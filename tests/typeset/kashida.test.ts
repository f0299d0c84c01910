/** Where words are stretched, by how much, and how gladly. */

import {
  embeddingLevels,
  type Line,
  type Piece,
  type TextStyle,
  typesetParagraph,
} from '../../src/typeset/index.js';
import { itemise } from '../../src/typeset/itemise.js';
import { kashidas } from '../../src/typeset/kashida.js';
import { shapeItem } from '../../src/typeset/shape.js';
import { faces } from '../support/house.js';

const style = (name: 'naskh' | 'nastaliq' = 'naskh'): TextStyle => ({
  fonts: [
    { font: faces()[name].regular, scale: 1 },
    { font: faces().serif.regular, scale: 1 },
  ],
  size: 10,
  language: 'fa-AF',
});

/** Every word's best place, written as the word with a stroke in it, and its priority. */
function places(text: string, own = style()): string[] {
  const spans = [{ start: 0, end: text.length, style: own, tag: '' }];
  const { items } = itemise({ text, spans }, embeddingLevels(text, 'rtl'));
  const shaped = items.map((item) => shapeItem(text, item));
  return kashidas(text, shaped).map(({ at, priority }) => {
    const start = text.lastIndexOf(' ', at) + 1;
    const end = text.indexOf(' ', at) < 0 ? text.length : text.indexOf(' ', at);
    return `${text.slice(start, at)}|${text.slice(at, end)} ${priority}`;
  });
}

describe('a word is stretched', () => {
  test.each([
    ['where the writer did', 'مـردم', 'مـ|ردم 1'],
    ['after seen and sad, wherever they stand', 'مستقل', 'مس|تقل 2'],
    ['after sheen at the head', 'شکست', 'شکس|ت 2'],
    ['before a final heh', 'همه', 'هم|ه 3'],
    ['before dal in the middle of a word', 'خدمت', 'خ|دمت 3'],
    ['before alef in the middle of a word', 'کتاب', 'کت|اب 4'],
    ['before a final kaf or gaf', 'کوچک', 'کوچ|ک 4'],
    ['before a tooth that reh follows', 'خبر', 'خ|بر 5'],
    ['before a final waw, ain, qaf, feh', 'خلق', 'خل|ق 6'],
    ['before another final letter', 'نگین', 'نگی|ن 7'],
    ['else wherever the letters join', 'محمود', 'محم|ود 8'],
  ])('%s', (_name, word, wanted) => {
    expect(places(word)).toEqual([wanted]);
  });

  test.each([
    ['of two letters', 'به'],
    ['that joins nowhere', 'دارو'],
    ['before a final yeh', 'آبی'],
    ['of Latin letters', 'Taliban'],
    ['of digits', '۱۴۰۲'],
    ['that is the name of God', 'لله'],
  ])('but not one %s', (_name, word) => {
    expect(places(word)).toEqual([]);
  });

  test('and no join beside a half-space', () => {
    expect(places('کتاب‌ها')).toEqual(['کت|اب‌ها 4']);
    expect(places('می‌رود')).toEqual([]);
  });

  test('and never in Nastaliq', () => {
    expect(places('افغانستان آزاد کشور', style('nastaliq'))).toEqual([]);
  });
});

const PROSE =
  'دولت اسلامی در جنوری ۲۰۱۵ طرح خود را برای ایجاد ولایت خراسان اعلام کرد و بخش بزرگی از آسیای ' +
  'میانه و شبه‌قارهٔ هند را در بر می‌گرفت و کتاب‌ها را سپس به مستقیم‌ترین راه به کشورهای همسایه فرستاد';

function lines(text: string, measure: number, more: object = {}): readonly Line<string>[] {
  const pieces: Piece<string>[] = [{ kind: 'text', text, style: style(), tag: '' }];
  return typesetParagraph({ pieces, direction: 'rtl', align: 'justify', measure, ...more }).lines;
}

interface Drawn {
  readonly cluster: number;
  readonly left: number;
  readonly right: number;
}
function drawn(line: Line<string>): Drawn[] {
  const found: Drawn[] = [];
  for (const run of line.runs) {
    let pen = run.x;
    for (const { cluster, advance: units, xScale } of run.glyphs) {
      const advance = units * run.unit;
      const last = found.at(-1);
      if (xScale !== undefined) {
        expect(xScale).toBeLessThan(2);
        if (last?.cluster === cluster) found[found.length - 1] = { ...last, right: pen + advance };
        else found.push({ cluster, left: pen, right: pen + advance });
      }
      pen += advance;
    }
  }
  return found;
}

describe('in a justified paragraph', () => {
  const measures = Array.from({ length: 60 }, (_, index) => 120 + index * 5);

  test('kashidas are few, even, apart, and none is in the last line', () => {
    let count = 0;
    for (const measure of measures) {
      const set = lines(PROSE, measure);
      expect(drawn(set.at(-1)!)).toEqual([]);
      set.forEach((line, index) => {
        const own = drawn(line).sort((a, b) => b.left - a.left);
        count += own.length;
        const words = PROSE.slice(line.start, line.end).trim().split(/\s+/);
        expect(own.length).toBeLessThanOrEqual(Math.max(1, Math.floor(words.length / 3)));
        for (const { left, right } of own) {
          expect(right - left).toBeLessThanOrEqual(6.001);
          expect(right - left).toBeGreaterThanOrEqual(0.999);
          // Whole twentieths of an em.
          const steps = (right - left) / 0.5;
          expect(Math.abs(steps - Math.round(steps))).toBeLessThan(0.001);
        }
        const wordOf = ({ cluster }: Drawn) => PROSE.slice(line.start, cluster).split(/\s+/).length;
        own.slice(1).forEach((each, at) => {
          expect(wordOf(each) - wordOf(own[at]!)).toBeGreaterThan(1);
        });
        for (const up of index > 0 ? drawn(set[index - 1]!) : [])
          for (const each of own) expect(each.left < up.right && up.left < each.right).toBe(false);
      });
    }
    expect(count).toBeGreaterThan(40);
  });

  test('spaces grow a little first', () => {
    for (const measure of measures)
      for (const line of lines(PROSE, measure)) {
        if (drawn(line).length === 0) continue;
        const spaces = line.runs.flatMap((run) =>
          run.glyphs
            .filter((glyph) => PROSE[glyph.cluster] === ' ')
            .map((glyph) => glyph.advance * run.unit),
        );
        expect(Math.min(...spaces)).toBeGreaterThan(2.21 * 1.25);
      }
  });

  test('hemistichs are filled, the last line too', () => {
    const [line] = lines('چو کشور نباشد تن من مباد', 150, { fillLast: true });
    expect(line!.justified).toBe(true);
    expect(line!.width).toBe(150);
    expect(drawn(line!).length).toBeGreaterThan(0);
  });
});
