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
  const letters = new Set<string>();
  for (const text of texts) for (const letter of text) letters.add(letter);
  return [...letters].sort().join('');
}
