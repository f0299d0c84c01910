/** What holds for every paragraph, whatever its text: random mixed pieces in real faces. */
import fc from 'fast-check';
import {
  type Direction,
  embeddingLevels,
  type Line,
  type Paragraph,
  type ParagraphSpec,
  type Piece,
  type TextStyle,
  typesetParagraph,
  visualOrder,
} from '../../src/typeset/index.js';
import { faces } from '../support/house.js';
import { runs } from '../support/runs.js';

const naskh = { font: faces().naskh.regular, scale: 1 };
const serif = { font: faces().serif.regular, scale: 0.9 };
const STYLES: Record<'fa' | 'en', TextStyle> = {
  fa: { fonts: [naskh, serif], size: 11, language: 'fa-AF' },
  en: { fonts: [serif, naskh], size: 10, language: 'en', hyphenate: true },
};

/** Hundredths of a point: less than a printer can show. */
const NEAR = 0.01;

/** Pieces as they are told when a property fails: a text with its style, an isolate with its pieces, a break. */
type Told =
  | readonly ['fa' | 'en', string]
  | readonly [Direction, readonly Told[]]
  | readonly ['break'];

const persianWord = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...'ابپتجچدرزژسشصطعغفقکگلمنوهیآئأ') },
      { weight: 1, arbitrary: fc.constantFrom('\u200c', 'ـ', 'لا', 'هٔ', 'لله') },
      { weight: 1, arbitrary: fc.constantFrom('\u064e', '\u0651\u064f', '\u0650', '\u0670') },
    ),
    { minLength: 1, maxLength: 9 },
  )
  .map((letters) => letters.join(''));
const word = fc.oneof(
  { weight: 6, arbitrary: persianWord },
  {
    weight: 4,
    arbitrary: fc.constantFrom('Kabul', 'international', 'a', 'fi', 'é', 'IS-K', 'soft\u00adly'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('۱۴۰۲', '٪۲۵', '۱۲٫۵', '٤٥', '2023-05-12', '$5', '۱۳۹۶–۱۴۰۰'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('(', ')', '«', '»', '[۲]', '،', '؟', '—', '…', '/', '!', '"'),
  },
  { weight: 1, arbitrary: fc.constantFrom('https://example.org/a/b?c=d', 'editor@example.org') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('\u200f', '\u202b', '\u2067', '漢', '🙂', 'x'.repeat(40)),
  },
);
const text = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ' ', ' ', '', '  ', '\u00a0', '\u2060')), {
    minLength: 1,
    maxLength: 14,
  })
  .map((parts) => parts.flat().join(''));

const { pieces } = fc.letrec<{ piece: Told; pieces: Told[] }>((tie) => ({
  piece: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.tuple(fc.constantFrom('fa' as const, 'en' as const), text),
    fc.tuple(fc.constantFrom('ltr' as const, 'rtl' as const), tie('pieces')),
    fc.constant(['break'] as const),
  ),
  pieces: fc.array(tie('piece'), { maxLength: 5 }),
}));
const manner = fc
  .record({
    direction: fc.constantFrom('ltr' as const, 'rtl' as const),
    measure: fc.integer({ min: 30, max: 450 }),
    align: fc.constantFrom('justify' as const, 'justify', 'start', 'center', 'end'),
    fillLast: fc.boolean(),
    ragged: fc.constantFrom('even' as const, 'full'),
  })
  // Lines of code are never justified, and its words never hyphenated.
  .map((each) => (each.align === 'justify' ? { ...each, ragged: 'even' as const } : each));

function pieceOf(told: Told): Piece<string> {
  switch (told[0]) {
    case 'fa':
    case 'en':
      return { kind: 'text', text: told[1], style: STYLES[told[0]], tag: told[0] };
    case 'ltr':
    case 'rtl':
      return { kind: 'isolate', direction: told[0], pieces: told[1].map(pieceOf) };
    case 'break':
      return { kind: 'break' };
  }
}

type Check = (set: Paragraph<string>, spec: ParagraphSpec<string>) => void;

function holds(check: Check): void {
  const property = fc.property(pieces, manner, (told, more) => {
    const spec: ParagraphSpec<string> = { pieces: told.map(pieceOf), ...more };
    check(typesetParagraph(spec), spec);
  });
  fc.assert(property, runs(200));
}

const HANGING = /[ \u2028\u2066-\u2069]/;
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const graphemes = (part: string): string[] =>
  [...segmenter.segment(part)].map((each) => each.segment);

describe('every paragraph', () => {
  test('has lines that follow each other from its first character to its last', () => {
    holds(({ text, lines }) => {
      expect(lines.map((line) => text.slice(line.start, line.end)).join('')).toBe(text);
      lines.forEach((line, index) => {
        expect(line.start).toBe(index === 0 ? 0 : lines[index - 1]!.end);
        expect(line.end).toBeGreaterThan(line.start);
      });
    });
  });

  test('draws each character once, but for controls, spaces at line ends, and what no face has', () => {
    holds(({ text, lines, missing }) => {
      const lost = lines.flatMap((line) => {
        const runs = [...line.runs].sort((a, b) => a.start - b.start);
        const ends = [line.start, ...runs.map((run) => run.end)];
        expect(runs.every((run, index) => run.start >= ends[index]!)).toBe(true);
        const gaps = ends.map((end, index) => text.slice(end, runs[index]?.start ?? line.end));
        gaps[gaps.length - 1] = gaps.at(-1)!.replace(/[\s\u2066-\u2069]+$/, '');
        return gaps.join('').replace(/[\u2028\u2066-\u2069]/g, '');
      });
      expect(lost.join('')).toBe(missing.map((each) => each.character).join(''));
    });
  });

  test('has glyphs of its runs only, none of them an empty box', () => {
    holds(({ lines }) => {
      const strange = lines
        .flatMap((line) => line.runs)
        .flatMap(({ start, end, hyphenated, glyphs }) =>
          glyphs.filter(
            ({ id, cluster }) =>
              id === 0 || cluster < start || cluster >= (hyphenated ? end + 1 : end),
          ),
        );
      expect(strange).toEqual([]);
    });
  });

  test('is the same when it is set again', () => {
    holds((set, spec) => expect(typesetParagraph(spec)).toEqual(set));
  });
});

describe('every line', () => {
  test('is drawn in the order of its levels (L1, L2)', () => {
    holds(({ text, lines }, { direction }) => {
      const levels = embeddingLevels(text, direction);
      for (const line of lines) {
        const drawn = line.runs.flatMap((run) =>
          run.glyphs.map((glyph) => glyph.cluster).filter((cluster) => cluster < run.end),
        );
        const clusters = drawn.filter((cluster, index) => cluster !== drawn[index - 1]);
        expect(clusters).toEqual(
          orderOf(text, line, levels, direction).filter((at) => new Set(drawn).has(at)),
        );
      }
    });
  });

  test('has its runs side by side from its edge', () => {
    holds(({ lines }, { direction, align, measure }) => {
      for (const { runs, width } of lines) {
        let x = runs[0]?.x ?? 0;
        for (const run of runs) {
          expect(run.x).toBeCloseTo(x, 6);
          expect(run.glyphs.reduce((sum, glyph) => sum + glyph.advance * run.unit, 0)).toBeCloseTo(
            run.width,
            6,
          );
          x += run.width;
        }
        if (runs.length === 0) continue;
        const left = runs[0]!.x;
        expect(Math.abs(x - left - width)).toBeLessThan(NEAR);
        const isAtLeft = (align === 'end') === (direction === 'rtl');
        if (align === 'center') expect(left).toBeCloseTo((measure - width) / 2, 6);
        else if (isAtLeft) expect(left).toBeCloseTo(0, 6);
        else expect(Math.abs(x - measure)).toBeLessThan(NEAR);
      }
    });
  });

  test('is no wider than its measure, unless it is one grapheme', () => {
    holds(({ text, lines }, { measure, ragged }) => {
      for (const { start, end, width } of lines) {
        const line = text.slice(start, end);
        // First fit, for code, knows no soft hyphens.
        if (ragged === 'full' && line.includes('\u00ad')) continue;
        const ink = line.replace(/[\s\u2028\u2066-\u2069]/g, '');
        // A letter that begins a line inside a word loses its kerning, which the breaker does not know.
        const isParted = start > 0 && !HANGING.test(text[start - 1]!);
        if (graphemes(ink).length > 1)
          expect(width).toBeLessThanOrEqual(measure + (isParted ? 0.5 : NEAR));
      }
    });
  });

  test('fills its measure when it is justified', () => {
    holds(({ lines }, { measure, align }) => {
      for (const { runs, justified } of lines) {
        if (align !== 'justify') expect(justified).toBe(false);
        if (!justified || runs.length === 0) continue;
        const drawn = runs
          .flatMap((run) => run.glyphs.map((glyph) => glyph.advance * run.unit))
          .reduce((sum, advance) => sum + advance, 0);
        expect(Math.abs(drawn - measure)).toBeLessThanOrEqual(NEAR);
      }
    });
  });
});

/** Offsets of a line's characters, left to right, by the rules alone. */
function orderOf(
  text: string,
  { start, end }: Line<string>,
  levels: Uint8Array,
  direction: Direction,
): number[] {
  const own = [...levels.slice(start, end)];
  for (let at = end - 1; at >= start && HANGING.test(text[at]!); at--)
    own[at - start] = direction === 'rtl' ? 1 : 0;
  return visualOrder(own).map((index) => index + start);
}
