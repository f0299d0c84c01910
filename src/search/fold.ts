/**
 * Words as they are looked for, whatever letters somebody has typed them in. The index is made by this
 * function and so is every query; it runs in browsers, too, and imports nothing.
 */

/** Letters that stand for one another in Persian; what NFKD parts into a letter and a mark is not here. */
const LETTERS: Readonly<Record<string, string>> = {
  ي: 'ی',
  ى: 'ی',
  ے: 'ی',
  ك: 'ک',
  ڪ: 'ک',
  ة: 'ه',
  ە: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ٱ: 'ا',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  '♯': '#',
};
const FOLDED = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

/**
 * Folds spellings of a text: marks, kashidas, hamza and marks of direction go, digits are 0–9,
 * thousands are not parted, Latin letters are small and plain.
 */
export function fold(text: string): string {
  return (
    text
      .normalize('NFKD')
      .toLowerCase()
      // Here آ, أ and إ become ا, ؤ becomes و, ئ becomes ی, ۀ becomes ه, é becomes e.
      .replace(/(?!\u200c)[\p{M}\p{Cf}\u0621\u0640]/gu, '')
      .replace(FOLDED, (letter) => LETTERS[letter]!)
      .replace(/[۰-۹٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 15))
      .replace(/(\d)[٬,](?=\d{3})/g, '$1')
  );
}

const JOINS = "\\u200c\\u2010\\u2011'’\\-";
/** Signs that make another word of the letter before them: C++ and C# are no C. */
const SIGNS = String.raw`\+\+|[+#](?![\p{L}\p{N}])`;
const WORD = new RegExp(String.raw`[\p{L}\p{N}]+(?:[${JOINS}]+[\p{L}\p{N}]+)*(?:${SIGNS})?`, 'gu');
const JOINT = new RegExp(`[${JOINS}+#]`);
const JOINTS = new RegExp(`[${JOINS} ]+`);

/**
 * The words of a text, folded, each as its parts: a half-space or a hyphen parts می‌رود into می and رود, and
 * signs are a part by themselves, so that who looks for C finds C++, too.
 */
export function foldWords(text: string): string[][] {
  const words = fold(text).match(WORD) ?? [];
  // Most words are of one part.
  return words.map((word) => (JOINT.test(word) ? partsOf(word) : [word]));
}

function partsOf(word: string): string[] {
  return word.replace(/[+#]+$/, ' $&').split(JOINTS);
}

/** A word of a letter that nearly every text has, and nobody asks for among others. */
export function saysNothing(word: string): boolean {
  return word === 'و' || word === 'a';
}
