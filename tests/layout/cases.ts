/** One small article for each thing that a page can hold. */

import type { Tongue } from '../../src/document/index.js';
import type { Theme } from '../../src/edition/index.js';
import type { ArticleParts } from '../support/edition.js';
import {
  article,
  bare,
  br,
  bullets,
  cell,
  code,
  codeBlock,
  EN,
  edition,
  em,
  FA,
  figure,
  h,
  item,
  link,
  matter,
  note,
  numbered,
  p,
  picture,
  quote,
  ref,
  rule,
  run,
  strong,
  THEME,
  table,
  verse,
} from '../support/edition.js';
import type { LayoutCase } from '../support/layout.js';

const fa = edition(FA);
const en = edition(EN);
/** No leading but what the faces ask for: ink of another script has to make its own room. */
const tight = edition(EN, {
  ...THEME,
  leading: { rtl: 1, ltr: 1 },
  optical: { ...THEME.optical, naskh: 1.7 },
});
const persian = (parts: ArticleParts): LayoutCase => ({
  edition: fa,
  article: article(FA, fa, parts),
});
const english = (parts: ArticleParts): LayoutCase => ({
  edition: en,
  article: article(EN, en, parts),
});

/** With the addresses of links and the QR code of the page at the end. */
const onPaper: Theme = { ...THEME, paper: { columns: 1, addresses: true, qrCode: true } };
const papers = { rtl: edition(FA, onPaper), ltr: edition(EN, onPaper) };
const paper = (tongue: Tongue, parts: ArticleParts): LayoutCase => ({
  edition: papers[tongue.direction],
  article: article(tongue, papers[tongue.direction], parts),
});
const inColumns: Theme = { ...onPaper, paper: { ...onPaper.paper, columns: 2 } };
const columned = { rtl: edition(FA, inColumns), ltr: edition(EN, inColumns) };
const columns = (tongue: Tongue, around: Tongue, parts: ArticleParts): LayoutCase => ({
  edition: columned[around.direction],
  article: article(tongue, columned[around.direction], parts),
});
const ADDRESSES = {
  short: 'https://www.example.org/a',
  long: `https://www.example.org/${'archive/of/long-addresses/'.repeat(6)}page?day=12&month=5`,
};

/** As many Persian words as asked for, of changing length, with half-spaces among them. */
export function faWords(count: number): string {
  const words =
    'کتاب‌ها را در شهرهای کهن می‌نوشتند و می‌فروختند تا خوانندگان بدانند که جهان بزرگ‌تر است'.split(
      ' ',
    );
  return Array.from({ length: count }, (_, index) => words[(index * 7) % words.length]).join(' ');
}
export function enWords(count: number): string {
  const words = 'in the old cities books were copied bound and sold by one patient person'.split(
    ' ',
  );
  return Array.from({ length: count }, (_, index) => words[(index * 5) % words.length]).join(' ');
}

/** Those that have a golden page. */
export const CASES: Readonly<Record<string, LayoutCase>> = {
  'persian-page': persian({
    title: 'نیم‌فاصله و عادت‌های خوب',
    head: [
      matter('subtitle', 'چگونه درست بنویسیم'),
      matter('byline', 'نوشتهٔ یک آزمایشگر'),
      matter('standfirst', faWords(20)),
    ],
    body: [
      p(['واژهٔ ', em('تأکید'), ' و ', strong('زورمند'), ' در یک سطر. ', faWords(40)]),
      h(2, 's-1', 'بخش نخست'),
      p([
        'پیوند به ',
        link('https://www.example.org/a', 'این صفحه'),
        ' و به ',
        link('#s-1', 'بالا'),
        '.',
      ]),
      quote(p(faWords(30))),
      rule,
      p(['سطر یک', br, 'سطر دو']),
    ],
    tail: [matter('bio', 'دربارهٔ نویسنده.'), matter('rights', 'همهٔ حق‌ها محفوظ است.')],
  }),
  'english-page': english({
    title: 'A page that is read',
    head: [matter('byline', 'By a tester'), matter('standfirst', enWords(25))],
    body: [
      p([
        'Here is ',
        em('emphasis'),
        ', ',
        strong('strength'),
        ' and ',
        strong(em('both')),
        '. ',
        enWords(60),
      ]),
      h(2, 's-1', 'First section'),
      h(3, 's-2', 'Below it'),
      p(['A link ', link('https://www.example.org/long', enWords(30)), ' over lines.']),
      quote(p(enWords(30)), quote(p('Within.'))),
      rule,
      p('The end.'),
    ],
    tail: [matter('source', ['Source: ', link('https://www.example.org/', 'Example')])],
  }),
  'english-under-persian-masthead': {
    edition: fa,
    article: article(EN, fa, {
      title: 'Not translated',
      head: [
        matter('byline', 'By a tester'),
        matter('notice', 'این نوشته به انگلیسی است.', { tongue: FA }),
      ],
      body: [p(enWords(40)), p(['A word, ', run(FA, 'ورّاق'), ', inside.'])],
    }),
  },
  verse: persian({
    body: [
      p('دو بیت:'),
      verse([
        ['بنی‌آدم اعضای یک پیکرند', 'که در آفرینش ز یک گوهرند'],
        ['چو عضوی به درد آورد روزگار', 'دگر عضوها را نماند قرار'],
        ['یک سطر تنها'],
      ]),
      verse([[faWords(11), faWords(12)]]),
    ],
  }),
  table: persian({
    body: [
      table(
        [cell('ماه'), cell('روزها'), cell('یادداشت')],
        [
          [cell('حمل'), cell('۳۱'), cell(faWords(30))],
          [cell('ثور'), cell('۳۱'), cell(['کوتاه ', strong('و مهم')])],
          [
            cell('Latin', { tongue: EN }),
            cell('12', { tongue: EN }),
            cell(enWords(20), { tongue: EN }),
          ],
        ],
        ['start', 'center', 'end'],
      ),
    ],
  }),
  'footnotes-of-both-directions': persian({
    body: [
      p(['متن', ref(1), ' و باز', ref(2), ' و دوباره', ref(1), '.']),
      p([faWords(12), ref(3)]),
    ],
    notes: [
      note(1, '۱', [p('یادداشتی به فارسی.'), p('بند دوم آن.')]),
      note(2, '۲', [p(['An English note about ', run(FA, 'کابل'), '.'])], { tongue: EN }),
      note(3, '۳', [p(['یادداشتی با ارجاع', ref(4)])]),
      note(4, '۴', [p('یادداشتِ یادداشت.')]),
    ],
  }),
  'lists-of-both-directions': persian({
    body: [
      bullets([
        item([p('نخست')]),
        item([p('An English item', { tongue: EN })], { tongue: EN }),
        item([
          p('با فهرست درونی'),
          numbered([item([p('یک')], { marker: '۱.' }), item([p('دو')], { marker: '۲.' })]),
        ]),
      ]),
      numbered(
        [
          item([p(enWords(25))], { marker: '9.' }),
          item([p('Ten')], { marker: '10.' }),
          item([], { marker: '1111.' }),
        ],
        { tongue: EN },
      ),
    ],
  }),
  'hard-mixed-lines': persian({
    body: [
      p(['گروه (', run(EN, 'IS-K'), ') را «', run(EN, 'AP News'), '» در ۲۵ اپریل ۲۰۲۳ نام برد.']),
      p(['بهای آن ۲۵۰ افغانی (', bare('$3.50'), ') است؛ یعنی ۱۰–۲۰٪ ارزان‌تر.']),
      p(['شماره: ', bare('+93 20 000 0000'), '، تاریخ ۱۴۰۳/۵/۱۲ و ', bare('2024-08-02'), '.']),
      p([
        'می‌روم؛ ',
        run(EN, ['the ', em('old'), ' word ', run(FA, 'کتاب‌ها'), ' (plural)']),
        ' را دیدم.',
      ]),
      p(['[کروشه] {آکولاد} «گیومه» (پرانتز ', run(EN, 'a(b)c'), ').']),
    ],
  }),
  'code-in-a-persian-page': persian({
    body: [
      p(['تابع ', code('print("سلام")'), ' را ببینید.']),
      codeBlock(
        `const word = 'کتاب' + '\\u200c' + 'ها';\n\n  indented(${'x, '.repeat(50)}y);\n\treturn;`,
      ),
    ],
  }),
  figure: persian({
    body: [
      p(faWords(20)),
      figure('map.png', 'نقشهٔ کابل', ['نقشه: ', faWords(25)]),
      figure('line.png', ''),
    ],
    pictures: [picture('map.png', 1600, 900), picture('line.png', 200, 20)],
  }),
  'addresses-of-links': paper(FA, {
    body: [
      p([
        'پیوند به ',
        link(ADDRESSES.short, 'یک صفحه'),
        '، به ',
        link(ADDRESSES.long, 'صفحهٔ دیگر'),
        ' و باز به ',
        link(ADDRESSES.short, 'همان'),
        '؛ و به ',
        link(ADDRESSES.short, bare('www.example.org/a')),
        ' و ',
        link('#s-1', 'بالا'),
        '.',
        ref(1),
      ]),
      h(2, 's-1', 'بخش'),
    ],
    notes: [note(1, '۱', [p(['یادداشتی با ', link(ADDRESSES.long, 'پیوند'), '.'])])],
    references: [
      { href: ADDRESSES.short, label: '[۱]', address: ADDRESSES.short },
      { href: ADDRESSES.long, label: '[۲]', address: ADDRESSES.long },
    ],
  }),
  'a-symbol-beside-the-tail': paper(EN, {
    body: [p(enWords(20))],
    tail: [matter('bio', enWords(50)), matter('source', 'Source: Example')],
  }),
  'two-columns': columns(FA, FA, {
    title: 'دو ستون',
    head: [matter('standfirst', faWords(20))],
    body: [
      p([faWords(30), ref(1), '.']),
      h(2, 's-1', 'بخش'),
      p(faWords(70)),
      bullets([item([p('نخست')]), item([p('دوم')])]),
    ],
    notes: [note(1, '۱', [p('یادداشتی به فارسی.')])],
  }),
  'two-columns-under-the-other-masthead': columns(EN, FA, { body: [p(enWords(90))] }),
};

/** Those that go to the edges of what a page can hold; no golden, but every rule. */
export const EXTREMES: Readonly<Record<string, LayoutCase>> = {
  'empty body': persian({}),
  'a symbol with nothing beside it': paper(EN, {}),
  'a symbol at the foot of a page': paper(FA, {
    body: Array.from({ length: 19 }, () => p(faWords(20))),
    tail: [matter('rights', 'همهٔ حق‌ها محفوظ است.')],
  }),
  'more addresses than a page holds': paper(EN, {
    body: Array.from({ length: 90 }, (_, index) => p(link(`${ADDRESSES.long}${index}`, 'there'))),
    references: Array.from({ length: 90 }, (_, index) => ({
      href: `${ADDRESSES.long}${index}`,
      label: `[${index + 1}]`,
      address: `${ADDRESSES.long}${index}`,
    })),
  }),
  'a word wider than the column': english({ body: [p(`${'Donaudampfschiff'.repeat(30)} end`)] }),
  'a joined word wider than the column': persian({ body: [p(`${'سلسلهـ'.repeat(60)} پایان`)] }),
  'a table wider than the page': english({
    body: [
      table(
        Array.from({ length: 14 }, (_, index) => cell(`Heading${index} of${'long'.repeat(4)}`)),
        Array.from({ length: 4 }, () =>
          Array.from({ length: 14 }, () => cell('Unbreakableword here')),
        ),
      ),
    ],
  }),
  'a table over several pages': persian({
    body: [
      table(
        [cell(['سر', ref(1)]), cell('ستون')],
        Array.from({ length: 120 }, (_, index) => [
          cell(`ردیف ${index}`),
          cell(faWords(index % 40)),
        ]),
      ),
    ],
    notes: [note(1, '۱', [p('یک بار.')])],
  }),
  'a note longer than a page': persian({
    body: [
      p([faWords(30), ref(1), ' ', faWords(200), ref(2)]),
      ...Array.from({ length: 12 }, () => p(faWords(90))),
    ],
    notes: [
      note(
        1,
        '۱',
        Array.from({ length: 30 }, () => p(faWords(80))),
      ),
      note(2, '۲', [p('کوتاه.')]),
    ],
  }),
  'paragraphs of every length over many pages': english({
    body: Array.from({ length: 90 }, (_, index) => [
      h(2, `s-${index}`, `Heading ${index}`),
      p(enWords(3 + ((index * 37) % 140))),
    ]).flat(),
  }),
  'deep nesting': persian({
    body: [
      Array.from({ length: 14 }).reduce<ReturnType<typeof p>>(
        (inner) => bullets([item([p('ژرف'), quote(inner)])]),
        p('ته'),
      ),
    ],
  }),
  'long quote and code over pages': persian({
    body: [
      quote(...Array.from({ length: 14 }, () => p(faWords(90)))),
      codeBlock('line of code;\n'.repeat(120)),
    ],
  }),
  'pictures of all sizes': english({
    body: [1, 30, 400, 4000].flatMap((side) => [
      figure(`${side}.png`, 'A picture', 'Caption'),
      figure(`${side}-tall.png`, 'Tall', enWords(60)),
    ]),
    pictures: [1, 30, 400, 4000].flatMap((side) => [
      picture(`${side}.png`, side, side),
      picture(`${side}-tall.png`, side, side * 9),
    ]),
  }),
  'a picture that waits for the next page': persian({
    body: [
      ...Array.from({ length: 9 }, () => p(faWords(30))),
      figure('map.png', 'نقشهٔ کابل', 'نقشهٔ کابل'),
      ...Array.from({ length: 9 }, () => p(faWords(50))),
    ],
    pictures: [picture('map.png', 1600, 900)],
  }),
  'two columns over several pages': columns(FA, FA, {
    body: Array.from({ length: 30 }, (_, index) => [
      h(2, `s-${index}`, `بخش ${index}`),
      p([faWords(3 + ((index * 37) % 140)), ...(index % 5 === 0 ? [ref(index / 5 + 1)] : [])]),
    ]).flat(),
    notes: Array.from({ length: 6 }, (_, index) =>
      note(index + 1, `${index + 1}`, [p(faWords(30 * index))]),
    ),
  }),
  'two columns with a figure, a table and code': columns(EN, EN, {
    body: [
      p(enWords(200)),
      figure('map.png', 'A map', 'A map of Kabul'),
      p(enWords(300)),
      table(
        [cell('Month'), cell('Days')],
        Array.from({ length: 30 }, () => [cell('Hamal'), cell('31')]),
      ),
      codeBlock(`const line = '${'long '.repeat(30)}';`),
      verse([[enWords(8), enWords(9)]]),
    ],
    pictures: [picture('map.png', 1600, 900)],
  }),
  'two columns below a title of two pages': columns(EN, EN, {
    head: [matter('standfirst', enWords(900))],
    body: [p(enWords(60))],
  }),
  'two columns below a title with a note': columns(EN, FA, {
    title: ['The title ', ref(1)],
    body: [p([enWords(60), ref(2)])],
    notes: [note(1, '1', [p('Of the title.')]), note(2, '2', [p('Of the text.')])],
  }),
  'two columns without text': columns(EN, EN, {}),
  'vocalised words in lines that are set tight': {
    edition: tight,
    article: article(EN, tight, {
      body: [p(Array.from({ length: 60 }, () => run(FA, 'بِحِجٍّ إِلٰٓهٍ ')))],
    }),
  },
};
