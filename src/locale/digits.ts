import { primaryLanguage } from './language.js';

const EXTENDED_ARABIC_INDIC = '۰۱۲۳۴۵۶۷۸۹';
const ARABIC_INDIC = '٠١٢٣٤٥٦٧٨٩';
const PERSIAN_DIGITS = new Set(['fa', 'ps', 'ur']);

/** A whole number in the digits of a language, without separators. */
export function formatInteger(value: number, language: string): string {
  return PERSIAN_DIGITS.has(primaryLanguage(language))
    ? String(value).replace(/\d/g, (digit) => EXTENDED_ARABIC_INDIC[Number(digit)]!)
    : String(value);
}

/** Reads the digits ۰–۹ and ٠–٩ as 0–9; everything else stays. */
export function latinDigits(text: string): string {
  return text.replace(/[۰-۹٠-٩]/g, (digit) => {
    const index = EXTENDED_ARABIC_INDIC.indexOf(digit);
    return String(index >= 0 ? index : ARABIC_INDIC.indexOf(digit));
  });
}
