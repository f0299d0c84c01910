/** Total fit: where lines end, and that no other way costs less. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Block, plainText } from '../../src/document/index.js';
import { hyphenPoints } from '../../src/typeset/hyphenate.js';
import {
  embeddingLevels,
  type Paragraph,
  type Piece,
  type TextStyle,
  typesetParagraph,
} from '../../src/typeset/index.js';
import { itemise } from '../../src/typeset/itemise.js';
import { kashidas } from '../../src/typeset/kashida.js';
import {
  type BreakInput,
  breakLines,
  firstFit,
  totalDemerits,
} from '../../src/typeset/linebreak.js';
import { breakInput } from '../../src/typeset/paragraph.js';
import { shapeItem } from '../../src/typeset/shape.js';
import { faces, parse } from '../support/house.js';
import { runs } from '../support/runs.js';

const latin: TextStyle = {
  fonts: [{ font: faces().serif.regular, scale: 1 }],
  size: 10,
  language: 'en',
  hyphenate: true,
};
const persian: TextStyle = {
  fonts: [
    { font: faces().naskh.regular, scale: 1 },
    { font: faces().serif.regular, scale: 1 },
  ],
  size: 11,
  language: 'fa-AF',
};

function input(text: string, rtl: boolean, measure: number): BreakInput {
  const style = rtl ? persian : latin;
  const direction = rtl ? 'rtl' : 'ltr';
  const spans = [{ start: 0, end: text.length, style, tag: '' }];
  const { items } = itemise({ text, spans }, embeddingLevels(text, direction));
  const shaped = items.map((item) => shapeItem(text, item));
  const spec = { pieces: [], direction, align: 'justify', measure } as const;
  return breakInput(spec, { text, shaped, places: kashidas(text, shaped) });
}

function set(text: string, measure: number, more: object = {}): string[] {
  const pieces: Piece<string>[] = [{ kind: 'text', text, style: latin, tag: '' }];
  const spec = { pieces, direction: 'ltr', align: 'justify', measure, ...more } as const;
  const paragraph: Paragraph<string> = typesetParagraph(spec);
  return paragraph.lines.map((line) => {
    const hyphen = line.runs.some((run) => run.hyphenated) ? '-' : '';
    return paragraph.text.slice(line.start, line.end).trim() + hyphen;
  });
}

/** Paragraphs of the sample articles, each long enough to be broken. */
const SAMPLES = readdirSync('articles', { recursive: true, encoding: 'utf8' })
  .filter((path) => /(?:fa|en)\.md$/.test(path))
  .sort()
  .flatMap((path) => {
    const file = join('articles', path);
    const { article } = parse(file, readFileSync(file, 'utf8'));
    const rtl = article?.tongue.direction === 'rtl';
    return (article?.body ?? [])
      .filter((block: Block) => block.kind === 'paragraph' && !block.tongue)
      .map((block) => ({ text: plainText([block]), rtl }));
  });

describe('total fit', () => {
  test('has fewer demerits than first fit on the sample articles, and never more', () => {
    expect(SAMPLES.length).toBeGreaterThan(60);
    for (const rtl of [true, false]) {
      const sums = { total: 0, first: 0 };
      for (const sample of SAMPLES.filter((each) => each.rtl === rtl)) {
        const given = input(sample.text, rtl, 455);
        const total = totalDemerits(given, breakLines(given));
        const first = totalDemerits(given, firstFit(given));
        expect(total).toBeLessThanOrEqual(first + 1e-6);
        sums.total += total;
        sums.first += first;
      }
      expect(sums.total / sums.first).toBeLessThan(0.5);
    }
  });

  test('finds the least of all ways to break a short paragraph', () => {
    const word = fc.constantFrom('a', 'to', 'the', 'four', 'words', 'longer', 'Kabul', '(1919)');
    const paragraph = fc.array(word, { minLength: 3, maxLength: 11 }).map((each) => each.join(' '));
    fc.assert(
      fc.property(paragraph, fc.integer({ min: 60, max: 130 }), (text, measure) => {
        const given = input(text, false, measure);
        const found = totalDemerits(given, breakLines(given));
        expect(found).toBeLessThanOrEqual(leastDemerits(given) * (1 + 1e-9));
      }),
      runs(60),
    );
  });

  test('leaves no word alone in the last line', () => {
    for (const sample of SAMPLES.filter(({ text }) => text.split(' ').length > 12)) {
      const ranges = breakLines(input(sample.text, sample.rtl, 455));
      const last = sample.text.slice(ranges.at(-1)!.start).trim();
      if (ranges.length > 1) expect(last.split(/\s+/).length).toBeGreaterThan(1);
    }
  });

  test('makes the lines of a heading alike', () => {
    const [first, second] = set('One two three four five six seven', 110, { align: 'start' });
    expect([first, second]).toEqual(['One two three', 'four five six seven']);
    expect(set('One two three four five six', 120, { align: 'start', ragged: 'full' })[0]).toBe(
      'One two three four five',
    );
  });

  test('takes a word that is wider than the line apart, and only such a one', () => {
    expect(set('a bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb c', 60).length).toBeGreaterThan(2);
    expect(set('', 60)).toEqual([]);
  });
});

describe('a hyphen', () => {
  test('stands where the patterns say, two letters from the start and three from the end', () => {
    expect(hyphenPoints('hyphenation')).toEqual([2, 6]);
    expect(hyphenPoints('Establishment')).toEqual([2, 5, 9]);
    for (const word of ['into', 'UNESCO', 'McDonald', 'کتابخانه'])
      expect(hyphenPoints(word)).toEqual([]);
  });

  test('ends lines of English only, and not those of addresses', () => {
    const text = 'An international establishment of considerable hyphenation undoubtedly';
    const parted = Array.from({ length: 30 }, (_, index) => set(text, 70 + index * 4)).flat();
    expect(parted.some((line) => line.endsWith('-'))).toBe(true);
    const address = 'https://example.org/international/establishment/considerable';
    const broken = Array.from({ length: 30 }, (_, index) => set(`See ${address}.`, 70 + index * 4));
    expect(broken.flat().some((line) => line.endsWith('-'))).toBe(false);
    const rtl = input('گفت international establishment و رفت', true, 60);
    expect(rtl.items.some((item) => item.type === 'penalty' && item.hyphenated)).toBe(false);
  });

  test('is drawn behind its word, and a soft hyphen of the text shows where the line ends', () => {
    const ways = Array.from({ length: 40 }, (_, index) =>
      set('aaaa aaaa bbbb\u00adcccc', 50 + index),
    );
    expect(ways.some(([first]) => first === 'aaaa aaaa bbbb\u00ad-')).toBe(true);
    expect(set('aaaaaaaa bbbb\u00adcccc', 300)).toEqual(['aaaaaaaa bbbb\u00adcccc']);
  });
});

/** By trying every subset of the places where a line may end. */
function leastDemerits(given: BreakInput): number {
  const places = given.items.flatMap((item) => (item.type === 'penalty' ? [item] : []));
  const free = places.filter((place) => place.cost !== Number.NEGATIVE_INFINITY);
  let least = Number.POSITIVE_INFINITY;
  for (let mask = 0; mask < 2 ** Math.min(free.length, 14); mask++) {
    const chosen = places.filter(
      (place) => !free.includes(place) || (mask >> free.indexOf(place)) % 2 === 1,
    );
    let start = 0;
    const ranges = chosen.map(({ at, hyphenated, cost }) => {
      const last = cost === Number.NEGATIVE_INFINITY;
      const range = { start, end: at, last, hyphenated };
      start = at;
      return range;
    });
    least = Math.min(least, totalDemerits(given, ranges));
  }
  return least;
}
