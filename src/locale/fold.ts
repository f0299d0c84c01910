/** Spellings that a reader takes for the same: Arabic and Persian letters, marks, digits, capitals. */
import { latinDigits } from './digits.js';

const LETTERS: Readonly<Record<string, string>> = { ي: 'ی', ى: 'ی', ك: 'ک', ة: 'ه', ە: 'ه' };

/**
 * A text as it is compared with another: ي is ی, ك is ک, marks and kashidas are not there, a
 * half-space is a space, digits are 0–9, Latin letters are small and without accents.
 */
export function foldText(text: string): string {
  const folded = text
    .normalize('NFKD')
    // NFKD parts آ and ئ as well; what the eye tells apart stays apart.
    .replace(/\u0627\u0653/g, 'آ')
    .replace(/[\p{M}\u0640]/gu, '')
    .replace(/[يىكةە]/g, (letter) => LETTERS[letter]!)
    .replace(/[\s\u200c\u200d]+/g, ' ')
    .trim()
    .toLowerCase();
  return latinDigits(folded);
}
