/** Where lines may be parted: `|` marks every opportunity, and nothing else is one. */
import { breakOpportunities } from '../../src/typeset/breaks.js';

/** The text with a bar at every opportunity inside it. */
function marked(text: string): string {
  const bars = breakOpportunities(text).map(({ at }) => at);
  return [0, ...bars]
    .map((at, index) => text.slice(at, bars[index] ?? text.length))
    .filter((part) => part !== '')
    .join('|');
}

const CASES: readonly [string, readonly string[]][] = [
  [
    'words at their spaces, never at a half-space or a no-break space',
    [
      'می‌رود |به |خانه‌ها',
      'کتاب‌های‌شان',
      'ده\u00a0تن |آمدند',
      'ده \u00a0تن',
      'a-\u00a0b |c\u2060d',
      'a\u2011b |c\u202fd',
      'خانهٔ |ما، |و',
    ],
  ],
  [
    'marks of the end of a sentence with a forgotten space nowhere',
    ['چرا؟گفت', 'آمد؛رفت', 'رفت!آمد', 'آمد،رفت', 'why?because', 'چرا؟» |گفت'],
  ],
  [
    'quotation marks and brackets outside',
    [
      'گفت: |«سلام |دنیا» |و',
      'در |«خانه» |(کابل) |بود',
      'he |said |“yes” |(no)',
      'the |dogs’ |(two) |tails',
      '« سلام »، |گفت',
      'کتاب(ها) |[۲] |را',
      'the |’90s',
    ],
  ],
  [
    'a slash in addresses only',
    ['و/یا', '60 km/h', '۵۰ کم/س', '۱۴۰۳/۵/۱۲', 'she/her', 'و / |یا', '1/2'],
  ],
  [
    'a number and its sign nowhere',
    [
      '۲۵٪ |از |۳۰٪',
      '۲۵ ٪ |۳۰ ٪',
      '٪ ۲۵ |آن',
      '25 % |of',
      '؋ ۲۵۰ |و',
      '۲۵۰ ؋ |و',
      '$ 250 |and |$5',
      '€ 5 |5 €',
      '−۵ |درجه',
      '25 °C |now',
      '§ 5 |No',
      'from |⁦25⁩ % |on',
    ],
  ],
  [
    'a number and its unit nowhere',
    [
      '۵۰ کم |راه',
      '۱۰۰ هزار |نفر',
      '۲۵ درصد |و |۳۰ فیصد |آن',
      '۲۰۲۳ م. |بود',
      '۱۴۰۲ ه\u200d.ش |بود',
      '۳۰۰ ق.م. |بود',
      '5 million |people',
      '25 per |cent',
      '50 km |away',
      '50 |men |left',
      '۵۰ |کمک |رسید',
      '5 a.m. |today',
      '500 BC |or',
    ],
  ],
  [
    'an abbreviation and its number nowhere',
    [
      'ص ۱۲ |را',
      'صص ۱۲–۱۵، |ج ۲',
      'م ۲۰۲۳ |بود',
      'see |p. 12 |and |pp. 3–5',
      'No. 5 |is',
      'vol. 2, |fig. 3',
      'خاص |۱۲ |تن',
      'stop. |5 |men',
    ],
  ],
  [
    'a telephone number nowhere, other numbers between them',
    ['call |+93 20 210 0000 |now', 'شمارهٔ |+۹۳ ۷۰ ۱۲۳ ۴۵۶۷ |است', '۱۴۰۲ |۱۴۰۳', 'of |10 |20 |30'],
  ],
  [
    'a name behind its title or initials',
    ['Dr. Spanta |and |J. R. Smith |spoke', 'in |the |U.S. |Yet', 'by |the |door. |Smith'],
  ],
  [
    'a dash behind, never before',
    [
      'word—|word',
      'خانه— |او',
      '«خانه»—|و',
      'one – |two',
      'یک — |دو — |سه',
      'گفت |—چرا؟',
      'word - |word',
      'Kabul–|Kandahar',
      '۱۳۹۶–۱۴۰۰',
      '1996–2001 |was',
      'افغانستان |آزاد – |آزاد |افغانستان',
    ],
  ],
  [
    'a hyphen behind, with two letters on both sides',
    ['al-|Qaeda', 'IS-K', 'AA-|AA', 'e-mail', 'COVID-19', 'علمی-|تخیلی', 'کتاب |-ها'],
  ],
  [
    'a number joined by hyphens or slashes nowhere',
    ['2023-05-12', '2023‐05‐12', '۱۴۰۲-۰۲-۲۲', '۱۴۰۲/۲/۲۲', '\u20661919-21\u2069 |and'],
  ],
  [
    'an ellipsis behind, with the word that it ends',
    ['رفت… |و', 'گفت: |«…و |رفت»', 'رفت … |و', 'رفت ... |و', '[…] |و'],
  ],
  [
    'a web address behind slashes and before its marks',
    [
      'see |https://|example|.org/|a/|b|?xyz|=12 |for',
      'https://|example|.org/|news/|2023|-05|-12/|the|-long|-way.',
      '(www.example|.org/|fa/|index|.html)، |و',
      'example|.org/|path |x',
      '⁦https://|example|.org/|a/|path⁩ |و',
      'https://|example|.org/|s|?q|=one|&two|#part',
      'https://|example|.org/|%D8|%A7|_long|~1a',
      'www.fa',
    ],
  ],
  ['a mail address before its marks', ['to |editor|.name|@example|.org.', 'me@x|.org']],
  ['a picture of several characters nowhere', ['👨‍👩‍👧 |👍🏽 |🇦🇫 |x', 'a️ |❤️ |b']],
  ['nothing nowhere', ['', 'ا', ' ']],
];

describe('a line may be parted', () => {
  test.each(CASES.flatMap(([rule, texts]) => texts.map((text) => [rule, text] as const)))(
    'at %s: %s',
    (_rule, text) => {
      expect(marked(text.replaceAll('|', ''))).toBe(text);
    },
  );

  test('must be parted at a hard break', () => {
    expect(breakOpportunities('یک\u2028دو')).toEqual([
      { at: 3, required: true, inAddress: false },
      { at: 5, required: false, inAddress: false },
    ]);
  });
});
