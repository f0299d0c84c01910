import { SourceFile } from '../../src/diagnostics/index.js';
import {
  canonicalLanguage,
  formatDate,
  formatInteger,
  gregorianToSolar,
  KEYS,
  knownLanguages,
  latinDigits,
  loadCatalogue,
  monthName,
  solarToGregorian,
  tongueFor,
} from '../../src/locale/index.js';
import { catalogue, localeFiles } from '../support/house.js';

describe('the Solar Hijri calendar', () => {
  test('agrees with ICU on every day from 1950 to 2060', () => {
    const icu = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
      timeZone: 'UTC',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    });
    const faults: string[] = [];
    for (let day = Date.UTC(1950, 0, 1); day < Date.UTC(2060, 0, 1); day += 86_400_000) {
      const moment = new Date(day);
      const date = {
        year: moment.getUTCFullYear(),
        month: moment.getUTCMonth() + 1,
        day: moment.getUTCDate(),
      };
      const solar = gregorianToSolar(date);
      const part = Object.fromEntries(
        icu.formatToParts(moment).map(({ type, value }) => [type, value]),
      );
      const back = solarToGregorian(solar);
      if (
        `${solar.year} ${solar.month} ${solar.day}` !== `${part.year} ${part.month} ${part.day}` ||
        JSON.stringify(back) !== JSON.stringify(date)
      )
        faults.push(moment.toISOString());
    }
    expect(faults).toEqual([]);
  });

  test('has 30 Hut in leap years alone', () => {
    expect(solarToGregorian({ year: 1399, month: 12, day: 30 })).toEqual({
      year: 2021,
      month: 3,
      day: 20,
    });
    expect(solarToGregorian({ year: 1403, month: 12, day: 30 })).toEqual({
      year: 2025,
      month: 3,
      day: 20,
    });
    expect(solarToGregorian({ year: 1402, month: 12, day: 30 })).toBeUndefined();
  });
});

describe('a date is written', () => {
  const date = { year: 2023, month: 5, day: 12 };
  test('with Afghan names, Persian digits and no invisible mark', () => {
    expect(formatDate(date, 'fa-AF', 'solar')).toBe('۲۲ ثور ۱۴۰۲');
    expect(formatDate(date, 'fa-AF', 'gregorian')).toBe('۱۲ می ۲۰۲۳');
    expect(formatDate(date, 'en', 'gregorian')).toBe('12 May 2023');
    expect(formatDate(date, 'en', 'solar')).toBe('22 Sawr 1402');
  });
  test('in Pashto with its own names, in other Arabic scripts with those of Dari', () => {
    expect(formatDate(date, 'ps', 'solar')).toBe('۲۲ غویی ۱۴۰۲');
    expect(formatDate(date, 'ps', 'gregorian')).toBe('۱۲ مۍ ۲۰۲۳');
    expect(formatDate(date, 'uz-Arab', 'solar')).toContain(' ثور ');
    for (const language of knownLanguages().map(tongueFor))
      for (const calendar of ['solar', 'gregorian'] as const)
        for (let month = 1; month <= 12; month += 1)
          expect(monthName(month, language.language, calendar)).toMatch(
            language.direction === 'rtl' ? /^[\p{Script=Arabic}\s]+$/u : /^\p{Script=Latin}+$/u,
          );
  });
  test('in every month of both calendars', () => {
    const months = Array.from(
      { length: 12 },
      (_, index) =>
        formatDate({ year: 2024, month: index + 1, day: 1 }, 'fa-AF', 'gregorian').split(' ')[1],
    );
    expect(months.join(' ')).toBe(
      'جنوری فبروری مارچ اپریل می جون جولای اگست سپتمبر اکتوبر نومبر دسمبر',
    );
    const names = 'حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت'.split(' ');
    const solar = names.map((_, index) =>
      formatDate(solarToGregorian({ year: 1403, month: index + 1, day: 1 })!, 'fa-AF', 'solar'),
    );
    expect(solar.map((each) => each.split(' ')[1])).toEqual(names);
    expect(
      solar.every(
        (each) =>
          each.startsWith('۱ ') && each.endsWith(' ۱۴۰۳') && !/[\u200b-\u200f\u0654]/.test(each),
      ),
    ).toBe(true);
  });
});

test('languages have one modern tag, and their own digits', () => {
  expect(['fa', 'prs', 'Dari', 'fa-AF', 'xx'].map(canonicalLanguage)).toEqual([
    'fa-AF',
    'fa-AF',
    'fa-AF',
    'fa-AF',
    undefined,
  ]);
  expect(tongueFor('ps').direction).toBe('rtl');
  expect(formatInteger(1402, 'fa-AF')).toBe('۱۴۰۲');
  expect(formatInteger(1402, 'de')).toBe('1402');
  expect(latinDigits('۱۴۰۲ ١٤')).toBe('1402 14');
});

describe('the catalogue', () => {
  test('of this repository is whole', () => {
    expect(loadCatalogue(localeFiles).diagnostics).toEqual([]);
    expect(catalogue.languages).toEqual(['en', 'fa-AF']);
    for (const key of KEYS) expect(catalogue.parts('fa-AF', key).length).toBeGreaterThan(0);
  });

  test('fills placeholders and gives their places', () => {
    expect(catalogue.phrase('en', 'byAuthor', { author: 'A & B' })).toBe('By A & B');
    expect(catalogue.parts('fa-AF', 'byAuthor')).toEqual([
      { text: 'نوشتهٔ ' },
      { placeholder: 'author' },
    ]);
    expect(() => catalogue.phrase('de', 'notes')).toThrow('no catalogue');
  });

  const [english, persian] = localeFiles as [(typeof localeFiles)[0], (typeof localeFiles)[0]];
  const faults: [string, string, (text: string) => string][] = [
    ['loc-001', 'broken JSON', (text) => text.replace('"پانوشت‌ها",', '"پانوشت‌ها"')],
    ['loc-002', 'a missing key', (text) => text.replace(/ {2}"contents": .*\n/, '')],
    ['loc-003', 'an unknown key', (text) => text.replace('{', '{\n  "nots": "یادداشت",')],
    [
      'loc-004',
      'another placeholder',
      (text) => text.replace('نوشتهٔ {{author}}', 'نوشتهٔ {{writer}}'),
    ],
    ['loc-005', 'an English value', (text) => text.replace('"پانوشت‌ها"', '"Notes"')],
    ['loc-006', 'an Arabic letter', (text) => text.replace('"فهرست"', '"كتاب"')],
    ['loc-006', 'a Pashto letter', (text) => text.replace('"فهرست"', '"فهرست ښه"')],
  ];
  test.each(faults)('%s: %s is said with its place', (code, _name, change) => {
    const file = new SourceFile('locales/fa/common.json', change(persian.file.text));
    expect(file.text).not.toBe(persian.file.text);
    const { value, diagnostics } = loadCatalogue([english, { language: 'fa', file }]);
    expect(value).toBeUndefined();
    const fault = diagnostics.find((each) => each.code === code)!;
    expect(fault.file.path).toBe('locales/fa/common.json');
    expect(file.position(fault.span!.start).line).toBeGreaterThan(1);
  });

  test.each([
    ['in front of its words', '"notes": "', '"notes": '],
    ['behind its words', 'ها",', 'ها,'],
    ['in front of its key', '"notes"', 'notes"'],
    ['behind its key', '"notes"', '"notes'],
  ])('a quotation mark that a line lacks %s is said in that line', (_, from, to) => {
    const lines = persian.file.text.split('\n');
    const at = lines.findIndex((line) => line.includes('"notes"'));
    expect(lines[at]).toContain(from);
    lines[at] = lines[at]!.replace(from, to);
    const file = new SourceFile('locales/fa/common.json', lines.join('\n'));
    const { diagnostics } = loadCatalogue([english, { language: 'fa', file }]);
    expect(diagnostics.map(({ span }) => file.position(span!.start).line)).toEqual([at + 1]);
  });

  test('a key that is missing is said where it belongs', () => {
    const text = persian.file.text.replace(/ {2}"contents": .*\n/, '');
    const file = new SourceFile('locales/fa/common.json', text);
    const [fault] = loadCatalogue([english, { language: 'fa', file }]).diagnostics;
    const { line } = persian.file.position(persian.file.text.indexOf('"contents"'));
    expect(file.position(fault!.span!.start).line).toBe(line - 1);
  });

  test.each([
    ['a placeholder that English lacks', 'By {{author}}', 'By nobody'],
    ['a placeholder that nothing fills', '"Notes"', '"Notes {{number}}"'],
  ])('%s is the fault of English alone', (_name, from, to) => {
    const file = new SourceFile('locales/en/common.json', english.file.text.replace(from, to));
    const { diagnostics } = loadCatalogue([{ language: 'en', file }, persian]);
    expect(diagnostics.map(({ code, file: { path } }) => `${code} ${path}`)).toEqual([
      'loc-004 locales/en/common.json',
    ]);
    expect(file.text.slice(diagnostics[0]!.span!.start, diagnostics[0]!.span!.end)).toBe(
      to.startsWith('"') ? to : `"${to}"`,
    );
  });
});
