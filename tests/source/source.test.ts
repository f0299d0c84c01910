import fc from 'fast-check';
import { SourceFile } from '../../src/diagnostics/index.js';
import {
  type Inline,
  isolateForeign,
  type Paragraph,
  plainText,
  tongueOf,
} from '../../src/document/index.js';
import { tongueFor } from '../../src/locale/index.js';
import { parseYamlFile, readDate } from '../../src/source/index.js';
import { frontMatter, parse } from '../support/house.js';
import { runs } from '../support/runs.js';

const persian = tongueFor('fa-AF');
const english = tongueFor('en');

describe('a date', () => {
  const ok: [string, string][] = [
    ['2023-05-12', '2023-5-12'],
    ['12.05.2023', '2023-5-12'],
    ['۲۲ ثور ۱۴۰۲', '2023-5-12'],
    ['۲۲ غویی ۱۴۰۲', '2023-5-12'],
    ['1402-02-22 (sh)', '2023-5-12'],
    ['۱۲.۰۵.۲۰۲۳', '2023-5-12'],
    ['۳۰ حوت ۱۴۰۳', '2025-3-20'],
    ['2024-02-29', '2024-2-29'],
  ];
  test.each(ok)('%s is read', (text, wanted) => {
    const read = readDate(text);
    expect('date' in read && `${read.date.year}-${read.date.month}-${read.date.day}`).toBe(wanted);
  });
  const wrong: [string, string][] = [
    ['2023-02-30', 'impossible'],
    ['31.04.2023', 'impossible'],
    ['۳۰ حوت ۱۴۰۲', 'impossible'],
    ['۳۲ حمل ۱۴۰۲', 'impossible'],
    ['tomorrow', 'impossible'],
    ['1402-02-22', 'ambiguous'],
    ['10/5/2023', 'ambiguous'],
    ['05-12-2023', 'ambiguous'],
  ];
  test.each(wrong)('%s is %s', (text, fault) => {
    expect(readDate(text)).toMatchObject({ fault });
  });
});

test('a year that no calendar has is not taken for a wrong month', () => {
  expect(readDate('9999-01-01 (sh)')).toMatchObject({ hint: expect.stringContaining('year 9999') });
  expect(readDate('1402-07-31 (sh)')).toMatchObject({ hint: expect.stringContaining('months') });
});

describe('runs of the other language', () => {
  const shown = (inlines: readonly Inline[]): string =>
    inlines
      .map((inline) => {
        if (inline.kind === 'text') return inline.text;
        if (inline.kind === 'code') return `\`${inline.text}\``;
        if (!('children' in inline)) return '^';
        const inner = shown(inline.children);
        return inline.kind === 'isolate' ? `[${inner}]${inline.language ?? ''}` : `<${inner}>`;
      })
      .join('|');
  const cases: [string, typeof persian, string][] = [
    ['گروه (IS-K) را', persian, 'گروه (|[IS-K]en|) را'],
    ['در «AP News» آمد', persian, 'در «|[AP News]en|» آمد'],
    ['سال U.S. گفت', persian, 'سال |[U.S.]en| گفت'],
    ['نشانی www.example.org است.', persian, 'نشانی |[www.example.org]| است.'],
    ['به a@example.org.', persian, 'به |[a@example.org]|.'],
    ['روز 2023-05-12 بود', persian, 'روز |[2023-05-12]| بود'],
    ['EPUB 3 و', persian, '[EPUB 3]en| و'],
    ['۱۲ ثور', persian, '۱۲ ثور'],
    ['the word «کتاب‌ها» is', english, 'the word |[«کتاب‌ها»]fa-AF| is'],
    ['(گزارش) on', english, '(|[گزارش]fa-AF|) on'],
    ['می‌شود، نمی‌دانم', english, '[می‌شود، نمی‌دانم]fa-AF'],
    ['plain words, 3.5%', english, 'plain words, 3.5%'],
    ['زبان C++ و C# و .NET.', persian, 'زبان |[C++]en| و |[C#]en| و |[.NET]en|.'],
    ['نمرهٔ A+، سپس #Kabul', persian, 'نمرهٔ |[A+]en|، سپس |[#Kabul]en'],
    ['کلیدهای Ctrl+ن و Ctrl+C', persian, 'کلیدهای |[Ctrl]en|+ن و |[Ctrl+C]en'],
    ['گفت.NET را', persian, 'گفت.|[NET]en| را'],
    // A phrase is one run, through what has no direction.
    ['کتاب «Kabul: A History» را', persian, 'کتاب «|[Kabul: A History]en|» را'],
    ['شرکت Smith & Sons, Ltd. گفت', persian, 'شرکت |[Smith & Sons, Ltd]en|. گفت'],
    [
      '(see the book “X” (2nd ed., 2020), p. 5)',
      persian,
      '(|[see the book “X” (2nd ed., 2020), p. 5]en|)',
    ],
    [
      'Smith, John (2020). The Book: A History. Verso.',
      persian,
      '[Smith, John (2020). The Book: A History. Verso.]en',
    ],
    ['از Mr. Smith; Dr. Jones و', persian, 'از |[Mr. Smith; Dr. Jones]en| و'],
    ['فرمول E = mc² و f(x) = 2x + 1 است', persian, 'فرمول |[E = mc²]en| و |[f(x) = 2x + 1]en| است'],
    [
      'گفت “Hello, world!” و «Yahoo!» و (why?).',
      persian,
      'گفت |[“Hello, world!”]en| و «|[Yahoo!]en|» و (|[why?]en|).',
    ],
    ['در May 12, 2023 بود', persian, 'در |[May 12, 2023]en| بود'],
    [
      'پیمان NATO (North Atlantic) و (BBC) CNN',
      persian,
      'پیمان |[NATO (North Atlantic)]en| و |[(BBC) CNN]en',
    ],
    ['پیمان NATO (ناتو) و BBC (CNN و', persian, 'پیمان |[NATO]en| (ناتو) و |[BBC]en| (|[CNN]en| و'],
    ['«BBC» «CNN»، BBC؛ CNN', persian, '«|[BBC]en|» «|[CNN]en|»، |[BBC]en|؛ |[CNN]en'],
    ['صفحهٔ 5, BBC: 6 تن', persian, 'صفحهٔ 5, |[BBC]en|: 6 تن'],
    ['see https://example.org/a now', persian, '[see https://example.org/a now]en'],
    ['www.example.org - a@example.org', persian, '[www.example.org]| - |[a@example.org]'],
    ['Only English, isn’t it?', persian, '[Only English, isn’t it?]en'],
    // Figures of several parts would be read last part first.
    [
      'شمارهٔ (020) 210 12 34 و 0093 70 1234567 است',
      persian,
      'شمارهٔ |[(020) 210 12 34]| و |[0093 70 1234567]| است',
    ],
    ['070-123-4567، 070/123 45 67', persian, '[070-123-4567]|، |[070/123 45 67]'],
    [
      '12-05-2023 و 2023-05 و 2023-05-12T10:30Z.',
      persian,
      '[12-05-2023]| و |[2023-05]| و |[2023-05-12T10:30Z]|.',
    ],
    [
      'شابک 978-0-306-40615-7 و -5°C و 2+3=5 و +5',
      persian,
      'شابک |[978-0-306-40615-7]| و |[-5°C]| و |[2+3=5]| و |[+5]',
    ],
    ['نتیجه 3-2 و 1996-2001 و 10 20', persian, 'نتیجه 3-2 و 1996-2001 و 10 20'],
    [
      'said «کتاب: نوروز (جشن)» and چرا؟ was',
      english,
      'said |[«کتاب: نوروز (جشن)»]fa-AF| and |[چرا؟]fa-AF| was',
    ],
    [
      'in ثور ۱۴۰۲, or نوروز, مهرگان',
      english,
      'in |[ثور ۱۴۰۲]fa-AF|, or |[نوروز]fa-AF|, |[مهرگان]fa-AF',
    ],
  ];
  test.each(cases)('%s', (text, tongue, wanted) => {
    expect(shown(isolateForeign(text, tongue))).toBe(wanted);
  });

  test('lose no character, whatever the text', () => {
    const letters = fc.constantFrom(...'abC 12۳۴،.()«»-کتاب‌ها@/:$%+#');
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 60 }), fc.boolean(), (parts, rtl) => {
        const text = parts.join('');
        expect(plainText(isolateForeign(text, rtl ? persian : english))).toBe(text);
      }),
      runs(100),
    );
  });

  const marked: [string, string, string][] = [
    [
      'یک English [the calendar](https://example.org/c) است',
      'fa',
      'یک |[English |<the calendar>]en| است',
    ],
    ['است (see [the calendar](https://example.org/c))', 'fa', 'است (|[see |<the calendar>]en|)'],
    ['از *The Great Gatsby* by Fitzgerald و', 'fa', 'از |[<The Great Gatsby>| by Fitzgerald]en| و'],
    ['در «the *New York* Times»', 'fa', 'در «|[the |<New York>| Times]en|»'],
    ['از see `npm run` now', 'fa', 'از |[see |`npm run`| now]en'],
    ['در `npm run` و `x`', 'fa', 'در |`npm run`| و |`x`'],
    ['شهر Kabul[^1] and Herat[^1] است', 'fa', 'شهر |[Kabul|^| and Herat]en|^| است'],
    [
      'در [گزارش BBC World](https://example.org/c) News',
      'fa',
      'در |<گزارش |[BBC World]en>| |[News]en',
    ],
    [
      'در [گزارش BBC](https://example.org/c) [World چرا](https://example.org/d)',
      'fa',
      'در |<گزارش |[BBC]en>| |<[World]en| چرا>',
    ],
    ['در [BBC](https://example.org/c)', 'fa', 'در |<[BBC]en>'],
    ['a متن *کتاب بزرگ* است text', 'en', 'a |[متن |<کتاب بزرگ>| است]fa-AF| text'],
    ['a نوروز[^1] و مهرگان.', 'en', 'a |[نوروز|^| و مهرگان]fa-AF|.'],
    [
      'a «کتاب [نوروز](https://example.org/c) و مهر» was',
      'en',
      'a |[«کتاب |<نوروز>| و مهر»]fa-AF| was',
    ],
  ];
  test.each(marked)('through what is marked: %s', (text, name, wanted) => {
    const path = `articles/a/${name}.md`;
    const word = name === 'fa' ? 'یک' : 'One';
    const { article } = parse(path, `${frontMatter(word)}${text}\n\n[^1]: ${word}\n`);
    const [paragraph] = article!.body as Paragraph[];
    expect(shown(paragraph!.children)).toBe(wanted);
  });

  test('tags of HTML that a Persian text speaks of keep their brackets', () => {
    const spoken = (text: string) => shown(isolateForeign(text, persian));
    expect(spoken('با <b>x</b> و <br/> و <a href="x">سخن</a>، ۲<۳')).toBe(
      'با |[<b>x</b>]en| و |[<br/>]en| و |[<a href="x">]en|سخن|[</a>]en|، ۲<۳',
    );
    expect(spoken('<کتاب> A<ب')).toBe('<کتاب> |[A]en|<ب');
  });

  test('brackets that nobody closes are read in time', () => {
    const text = `یک ${'a (b '.repeat(3900)}`;
    const before = performance.now();
    expect(plainText(isolateForeign(text, persian))).toBe(text);
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  test('an address keeps its last slash', () => {
    const [, address] = isolateForeign('در https://example.org/fa/ هست', persian);
    expect(plainText([address!])).toBe('https://example.org/fa/');
  });

  test('a block in the other language has its own tongue', () => {
    expect(tongueOf('This is English (کابل).', persian)).toEqual(english);
    expect(tongueOf('این بند به زبان فارسی نوشته شده است (Kabul).', english)).toEqual(persian);
    expect(tongueOf('Kabul شهری است در افغانستان که', persian)).toBeUndefined();
    expect(tongueOf('۱۲۳', english)).toBeUndefined();
  });
});

describe('an article', () => {
  test('keeps the place of what is wrong, inside lists too', () => {
    const text = `${frontMatter('T')}- one\n- two <b>x</b>\n`;
    const { diagnostics } = parse('articles/a/en.md', text);
    expect(diagnostics.map((each) => text.slice(each.span!.start, each.span!.end))).toEqual([
      '<b>',
      '</b>',
    ]);
  });

  test('numbers notes by their first reference', () => {
    const { article } = parse(
      'articles/a/en.md',
      `${frontMatter('T')}A[^z] B[^a] C[^z]\n\n[^a]: second\n\n[^z]: first\n`,
    );
    expect(article!.notes.map((note) => plainText(note.blocks).trim())).toEqual([
      'first',
      'second',
    ]);
  });

  test('reads a thing once: a marker in front matter values is text', () => {
    const { article } = parse('articles/a/en.md', `${frontMatter("It''s: a #title")}Text.\n`);
    expect(article!.frontMatter.title).toBe("It's: a #title");
  });

  test('never throws, and says nothing outside of the file', () => {
    const piece = fc.constantFrom(
      '---\n',
      'title: x\n',
      'date: 2023-05-12\n',
      '# ',
      '> ',
      '- ',
      '1. ',
      '[^1]',
      '[^1]: ',
      '`',
      '```verse\n',
      '|a|b|\n|-|-|\n',
      '![',
      '](',
      ')',
      '<b>',
      '&amp;',
      '*',
      '**',
      '\n',
      '\n\n',
      '    ',
      'می‌روم ',
      '\u202e',
      '\u0000',
      'x ',
      '\\',
      '{{',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (parts, whole) => {
        const text = (whole ? frontMatter('T') : '') + parts.join('');
        const { diagnostics } = parse('articles/a/fa.md', text);
        for (const { span } of diagnostics)
          if (span)
            expect(0 <= span.start && span.start <= span.end && span.end <= text.length).toBe(true);
      }),
      { ...runs(300), examples: [[['---\n', '- ', '!['], false]] },
    );
  });

  const hostile: [string, string][] = [
    ['a line of five million characters', `${frontMatter('T')}${'ا'.repeat(5_000_000)}`],
    ['thirty thousand quotation marks', `${frontMatter('T')}${'>'.repeat(30_000)} x`],
    ['a hundred thousand brackets', `${frontMatter('T')}${'['.repeat(99_000)}`],
    ['many stars', `${frontMatter('T')}${'*a '.repeat(20_000)}`],
    ['a YAML bomb', '---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\nText\n'],
  ];
  test.each(hostile)('%s is refused or read in time', (_name, text) => {
    const before = performance.now();
    parse('articles/a/en.md', text);
    expect(performance.now() - before).toBeLessThan(5000);
  });

  test('front matter in JavaScript is refused and never run', () => {
    (globalThis as Record<string, unknown>).warraqRan = false;
    const { article, diagnostics } = parse(
      'articles/a/en.md',
      '---js\n{ title: (globalThis.warraqRan = true, "x") }\n---\nText\n',
    );
    expect(article).toBeUndefined();
    expect(diagnostics.map((each) => each.code)).toContain('fm-005');
    expect((globalThis as Record<string, unknown>).warraqRan).toBe(false);
  });
});

test('YAML keeps dates as text and says where its faults are', () => {
  const good = parseYamlFile(new SourceFile('site.yaml', 'date: 2023-05-12\n'));
  expect(good.value).toMatchObject({ entries: [{ key: 'date', value: { value: '2023-05-12' } }] });
  const file = new SourceFile('site.yaml', 'a: 1\na: 2\n');
  const { diagnostics } = parseYamlFile(file);
  expect(diagnostics.map((each) => file.position(each.span!.start).line)).toEqual([2]);
});
