/** Lines of a Persian page, as four kinds of readers give them back. */
import fc from 'fast-check';
import type { TextItem } from '../../../src/layout/index.js';
import { CodeTable } from '../../../src/render/pdf/characters.js';
import { codesOf, isNeutral, type LineCode } from '../../../src/render/pdf/line-code.js';
import { paintOrder, withDirection } from '../../../src/render/pdf/stretches.js';
import { type ScaledFont, typesetParagraph } from '../../../src/typeset/index.js';
import { faces } from '../../support/house.js';
import { runs } from '../../support/runs.js';
import { READERS, type Shown } from './readers.js';

const naskh = faces().naskh.regular!;
const serif = faces().serif.regular!;
const tables = new Map(
  [naskh, serif, faces().naskh.bold!].map((font) => [font, new CodeTable(font.bytes)]),
);

/** One justified line of a right-to-left paragraph; words between asterisks are bold. */
function lineOf(text: string): LineCode[] {
  const pieces = text.split('*').map((part, index) => {
    const fonts: ScaledFont[] = [
      { font: index % 2 === 1 ? faces().naskh.bold! : naskh, scale: 1 },
      { font: serif, scale: 0.9 },
    ];
    return {
      kind: 'text' as const,
      text: part,
      style: { fonts, size: 12, language: 'fa-AF' },
      tag: 0,
    };
  });
  const { lines, text: set } = typesetParagraph({
    pieces: pieces.filter((piece) => piece.text !== ''),
    direction: 'rtl',
    measure: 2000,
    align: 'start',
  });
  const runs = [...lines[0]!.runs].sort((a, b) => a.start - b.start);
  return runs.flatMap((run, index) => {
    const own = { text: set.slice(run.start, run.end), origin: run.start };
    const item = { ...run, kind: 'text', y: 0, ...own } as unknown as TextItem;
    return codesOf(tables.get(run.font)!, item, index, 0);
  });
}

function shown(text: string): Shown[][] {
  return inObjects(paintOrder(lineOf(text), true, true)).map((object) =>
    object.map(({ run, code, left, width, letter, opens }) => ({
      reading: run.table.characters[code]!,
      left,
      right: left + width * run.unit,
      face: run.table,
      hasInk: !/^[ \u200e\u200f]$/.test(letter),
      opens: opens === true,
    })),
  );
}

/** As `text-operators.ts` shows them, in one text object where it can be. */
function inObjects(parts: readonly LineCode[][]): LineCode[][] {
  const objects: LineCode[][] = [];
  for (const part of parts) {
    const last = objects.at(-1)?.at(-1);
    const isMisled = last?.turned === true && !part[0]!.turned && isNeutral(part[0]!);
    if (!last || isMisled) objects.push([]);
    const turned = last?.turned === true && !isMisled;
    const [first, ...rest] = withDirection(part, turned) as [LineCode];
    objects.at(-1)!.push({ ...first, opens: true }, ...rest);
  }
  return objects;
}

/** Without marks of direction, and with single spaces. */
function plain(text: string): string {
  return text
    .replace(/[\u200e\u200f\u061c]/g, '')
    .replace(/ +/g, ' ')
    .trim();
}

const LINES = [
  'در سال ۱۹۹۱ میلادی، گروهی از آنان',
  'نیم‌فاصله را می‌نویسند و کتاب‌ها را',
  'هستهٔ گروه، نوشتهٔ تحریریه',
  'برابر با ۲۰ یا ۲۱ مارچ ۲۰۲۴ است.',
  'گروه دولت اسلامی (IS) را',
  '«می‌رود»، «کتاب‌ها» و «خانه‌ام».',
  'رهبر (که نامش فاش نشد)، گفت',
  'آسترالیایی-امریکایی',
  'یعنی ۱۰–۲۰٪ کمتر',
  'در *نخستین روز* ماه *حمل* برابر',
  'سال ۱۴۰۲ *چنین روزی* ندارد',
  'سال‌های ۱۹۹۱، ۱۹۹۲ و ۱۹۹۳؛ آری؟',
];

describe.each(Object.keys(READERS))('%s', (name) => {
  test.each(LINES)('%s', (line) => {
    expect(plain(READERS[name]!(shown(line)))).toBe(line.replaceAll('*', ''));
  });
});

describe('words of another direction', () => {
  const line = 'خبر را Associated Press نشر کرد';
  test.each(Object.keys(READERS))('keep their order: %s', (name) => {
    expect(plain(READERS[name]!(shown(line)))).toBe(line);
  });
});

const WORDS = [
  'کتاب‌ها',
  'هستهٔ',
  'و',
  'سال',
  'است،',
  '«نام»',
  '(یا',
  'نه)',
  '۱۹۹۱',
  '۲۰۲۴،',
  'IS',
  'TeX',
  'سالار.',
];

test.each(['poppler', 'mupdf', 'pdfjs'])('gives back lines of any words: %s', (name) => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 9 }), (words) => {
      const line = words.join(' ');
      expect(plain(READERS[name]!(shown(line)))).toBe(line);
    }),
    runs(300),
  );
});

test('marks stand at the edges of words, never inside', () => {
  for (const line of LINES) {
    const text = READERS.mupdf!(shown(line));
    expect(text).not.toMatch(/[\p{L}\u200c][\u200e\u200f\u061c]+[\p{L}\u200c]/u);
  }
});
