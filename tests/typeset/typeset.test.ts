import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import {
  createSubsetter,
  embeddingLevels,
  naturalWidth,
  openFont,
  type Paragraph,
  type Piece,
  type ScaledFont,
  typesetParagraph,
  visualOrder,
} from '../../src/typeset/index.js';
import { faceBytes, faces } from '../support/house.js';
import { runs } from '../support/runs.js';

const scaled = (name: 'naskh' | 'serif' | 'nastaliq'): ScaledFont => ({
  font: faces()[name].regular,
  scale: 1,
});
const persian = { fonts: [scaled('naskh'), scaled('serif')], size: 10, language: 'fa-AF' };
const english = { fonts: [scaled('serif'), scaled('naskh')], size: 10, language: 'en' };
const fa = (text: string): Piece<string> => ({ kind: 'text', text, style: persian, tag: 'fa' });
const en = (text: string): Piece<string> => ({ kind: 'text', text, style: english, tag: 'en' });
const ltr = (text: string): Piece<string> => ({
  kind: 'isolate',
  direction: 'ltr',
  pieces: [en(text)],
});
const set = (
  pieces: Piece<string>[],
  direction: 'ltr' | 'rtl',
  measure = 10_000,
  align: 'start' | 'justify' = 'start',
): Paragraph<string> => typesetParagraph({ pieces, direction, align, measure });
/** Runs left to right as drawn, each as its logical text. */
const drawn = (paragraph: Paragraph<string>): string[][] =>
  paragraph.lines.map((line) => line.runs.map((run) => paragraph.text.slice(run.start, run.end)));

describe('a mixed line is drawn', () => {
  const cases: [string, Piece<string>[], 'ltr' | 'rtl', string[]][] = [
    [
      'with Latin in brackets',
      [fa('گروه ('), ltr('IS-K'), fa(') را')],
      'rtl',
      [') را', 'IS-K', 'گروه ('],
    ],
    [
      'with a date of digits whole',
      [fa('روز ۱۴۰۳/۵/۱۲ بود')],
      'rtl',
      [' بود', '۱۴۰۳/۵/۱۲', 'روز '],
    ],
    [
      'with a range from the right',
      [fa('حدود ۱۰–۲۰٪ کم')],
      'rtl',
      ['٪ کم', '۲۰', '–', '۱۰', 'حدود '],
    ],
    [
      'with an ISO date in an isolate',
      [fa('تا '), ltr('2023-05-12'), fa('.')],
      'rtl',
      ['.', '2023-05-12', 'تا '],
    ],
    [
      'with quotes around Latin',
      [fa('در «'), ltr('AP News'), fa('» آمد')],
      'rtl',
      ['» آمد', 'AP News', 'در «'],
    ],
    [
      'with Persian in English',
      [en('the word '), { kind: 'isolate', direction: 'rtl', pieces: [fa('کتاب‌ها')] }, en(' is')],
      'ltr',
      ['the word ', 'کتاب‌ها', ' is'],
    ],
  ];
  test.each(cases)('%s', (_name, pieces, direction, wanted) => {
    expect(drawn(set(pieces, direction))).toEqual([wanted]);
  });

  test('so that a broken left-to-right phrase keeps its first words on the first line', () => {
    const paragraph = set([fa('گفت '), ltr('one two three four five'), fa(' و رفت')], 'rtl', 80);
    const [first, second] = drawn(paragraph);
    expect(first!.join('')).toContain('one');
    expect(second!.join('')).not.toContain('one');
  });
});

describe('a paragraph', () => {
  test('joins letters across a change of style', () => {
    const whole = set([fa('کتاب')], 'rtl').lines[0]!.runs.flatMap((run) =>
      run.glyphs.map((glyph) => glyph.id),
    );
    const parted = set(
      [fa('کت'), { ...fa('اب'), tag: 'link' } as Piece<string>],
      'rtl',
    ).lines[0]!.runs.flatMap((run) => run.glyphs.map((glyph) => glyph.id));
    expect(parted).toEqual(whole);
  });

  test('does not join across a half-space, and draws nothing for it', () => {
    const joined = set([fa('میرود')], 'rtl').lines[0]!;
    const parted = set([fa('می‌رود')], 'rtl').lines[0]!;
    expect(parted.runs[0]!.glyphs.map((glyph) => glyph.id)).not.toEqual(
      joined.runs[0]!.glyphs.map((glyph) => glyph.id),
    );
    expect(set([fa('می‌رود')], 'rtl').text).toContain('\u200c');
  });

  test('names a character that no face has, and draws no empty box', () => {
    const paragraph = set([fa('یک 漢 دو')], 'rtl');
    expect(paragraph.missing.map((each) => each.character)).toEqual(['漢']);
    expect(
      paragraph.lines[0]!.runs.flatMap((run) => run.glyphs).some((glyph) => glyph.id === 0),
    ).toBe(false);
  });

  test('may be empty, may break by hand', () => {
    expect(set([], 'rtl').lines).toEqual([]);
    expect(set([fa('یک'), { kind: 'break' }, fa('دو')], 'rtl').lines).toHaveLength(2);
  });

  test('may be as long as a book: the time grows with the length and no faster', () => {
    const pieces = Array.from({ length: 5_000 }, () => [
      fa('یک روز از ('),
      ltr('IS-K'),
      fa(') تا '),
    ]);
    const paragraph = set(pieces.flat(), 'rtl', 400, 'justify');
    expect(paragraph.lines.length).toBeGreaterThan(500);
  }, 30_000);

  test('sets Nastaliq', () => {
    const style = { fonts: [scaled('nastaliq')], size: 20, language: 'fa-AF' };
    const line = set([{ kind: 'text', text: 'افغانستان آزاد', style, tag: '' }], 'rtl').lines[0]!;
    expect(line.ascent + line.descent).toBeGreaterThan(40);
    expect(line.runs[0]!.glyphs.some((glyph) => glyph.yOffset !== 0)).toBe(true);
  });
});

describe('whatever the text', () => {
  const word = fc.constantFrom(
    'کتاب',
    'می‌رود',
    'Taliban',
    '۱۴۰۳/۵/۱۲',
    '(IS-K)',
    '«خانه»',
    '٪۲۵',
    'a',
    'لا',
    'https://example.org/a/b',
    'و/یا',
    'هٔ',
    'x'.repeat(60),
  );
  const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(' '));

  test('runs cover it once, lines fit, justified lines fill their measure', () => {
    fc.assert(
      fc.property(
        text,
        fc.boolean(),
        fc.integer({ min: 60, max: 400 }),
        (content, rtl, measure) => {
          const paragraph = set(
            [rtl ? fa(content) : en(content)],
            rtl ? 'rtl' : 'ltr',
            measure,
            'justify',
          );
          const ink = paragraph.text.replace(/[ \u2066-\u2069\u2028]/g, '');
          const covered = paragraph.lines
            .flatMap((line) =>
              [...line.runs]
                .sort((a, b) => a.start - b.start)
                .map((run) => paragraph.text.slice(run.start, run.end)),
            )
            .join('')
            .replace(/[ \u2066-\u2069]/g, '');
          expect(covered).toBe(ink);
          paragraph.lines.forEach((line, index) => {
            if (index > 0) expect(line.start).toBe(paragraph.lines[index - 1]!.end);
            expect(line.width).toBeLessThanOrEqual(measure + 0.01);
            const right = Math.max(0, ...line.runs.map((run) => run.x + run.width));
            if (line.justified)
              expect(
                Math.abs(right - Math.min(...line.runs.map((run) => run.x)) - measure),
              ).toBeLessThan(0.01);
            if (rtl && line.runs.length > 0) expect(Math.abs(right - measure)).toBeLessThan(0.01);
          });
        },
      ),
      runs(150),
    );
  });

  test('reordering is a permutation, and keeps a line of one level', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 20 }), (levels) => {
        expect([...visualOrder(levels)].sort((a, b) => a - b)).toEqual(
          levels.map((_, index) => index),
        );
      }),
      runs(100),
    );
    expect(visualOrder([0, 0, 0])).toEqual([0, 1, 2]);
    expect(visualOrder([1, 1, 1])).toEqual([2, 1, 0]);
    expect(visualOrder([1, 2, 1])).toEqual([2, 1, 0]);
    expect([...embeddingLevels('a ب', 'rtl')]).toEqual([2, 1, 1]);
  });
});

test('a subset sets the same word with the same outlines, in few bytes', async () => {
  const require = createRequire(join(process.cwd(), 'package.json'));
  const wasm = readFileSync(
    join(dirname(require.resolve('harfbuzzjs/dist/harfbuzz.wasm')), 'harfbuzz-subset.wasm'),
  );
  const subset = await createSubsetter(new Uint8Array(wasm));
  const bytes = faceBytes('noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf');
  const small = subset(bytes, 'می‌خواهم سالار شاخهٔ');
  expect(small.length).toBeLessThan(60_000);
  expect(Buffer.compare(small, subset(bytes, 'می‌خواهم سالار شاخهٔ'))).toBe(0);
  const options = { script: 'Arab', language: 'fa', direction: 'rtl' } as const;
  const outlines = (font: ReturnType<typeof openFont>) =>
    font.shape('می‌خواهم', 0, 8, options).map((glyph) => font.outline(glyph.id));
  expect(outlines(openFont('small', small))).toEqual(outlines(faces().naskh.regular));
});

test('the natural width is what one line needs', () => {
  expect(naturalWidth({ pieces: [en('two words')], direction: 'ltr' })).toBeCloseTo(
    set([en('two words')], 'ltr').lines[0]!.width,
    6,
  );
});
