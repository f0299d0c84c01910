/** Which letters a text has: each once and in one order, so that faces do not change with every word. */

/** The blocks of Unicode that texts are written with. */
const ARABIC = /[\u0600-\u06ff\u0750-\u077f]/u;
/** Those of signs such as ﷺ and ﷼, of letters of other languages, and of forms of letters. */
const ARABIC_SIGN = /[\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefe]/u;

export function isArabic(character: string): boolean {
  return ARABIC.test(character);
}

/** Begins the name of the face that has them, which only pages fetch that show some. */
export const SIGNS_FACE = 'naskh-signs';

export function hasArabicSign(text: string): boolean {
  return ARABIC_SIGN.test(text);
}

export function lettersOf(texts: Iterable<string>): string {
  // All texts of a paper come by here: a table is asked much faster than a set.
  const isFound = new Uint8Array(0x10000);
  const letters: string[] = [];
  const pairs = new Set<string>();
  for (const text of texts)
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if ((unit & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
        pairs.add(text.slice(at, at + 2));
        at += 1;
      } else if (isFound[unit] === 0) {
        isFound[unit] = 1;
        letters.push(String.fromCharCode(unit));
      }
    }
  return [...letters, ...pairs].sort().join('');
}
