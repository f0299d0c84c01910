/**
 * What a line never parts though UAX #14 would: a number and its unit, an abbreviation and its number,
 * a dash and the word before it. The lists are short on purpose: an author binds the rest by U+00A0.
 */

/** Nothing is parted at these, whatever stands beside them. */
const GLUE = /[\u00a0\u2007\u2011\u202f\u2060\ufeff]/;
/** The author says that a line may be parted here. */
const ZWSP = '\u200b';
/** A half-space is no space, even behind a hyphen. */
const JOINER = /[\u200c\u200d]/;
/** Not drawn: the rules look through them. */
const CONTROL = /[\u2066-\u2069]/;
const WORD = /[\p{L}\p{M}\p{N}\u200c]/u;
const LETTER = /[\p{L}\p{M}]/u;
const DIGIT = /\p{Nd}/u;

/** A place of UAX #14 at which a line would part what belongs together. */
export function isBound(text: string, at: number): boolean {
  let before = previous(text, at);
  const after = next(text, at);
  if (text[before] === ZWSP) return false;
  if (GLUE.test(text[before] ?? '') || GLUE.test(text[after] ?? '')) return true;
  if (text[before] !== ' ') return isBoundInWord(text, before, after);
  while (text[before] === ' ') before = previous(text, before);
  return isBoundAtSpace(text, before, after);
}

/** Index of the nearest character before `at` that is drawn; -1: none. */
function previous(text: string, at: number): number {
  let index = at - 1;
  while (index >= 0 && CONTROL.test(text[index]!)) index -= 1;
  return index;
}

/** Index of the nearest character from `at` on that is drawn; the length of the text: none. */
function next(text: string, at: number): number {
  let index = at;
  while (index < text.length && CONTROL.test(text[index]!)) index += 1;
  return index;
}

function isBoundInWord(text: string, before: number, after: number): boolean {
  const first = text[before] ?? '';
  const second = text[after] ?? '';
  const last = text[previous(text, before)] ?? '';
  // A dash ends a line and begins none.
  if (JOINER.test(first) || second === '—') return true;
  switch (first) {
    // «و/یا», “km/h”, dates; addresses have their own places.
    case '/':
    // «چرا؟گفت»: a space was forgotten, and none is seen at a line's end.
    case '!':
    case '?':
    case '؟':
    case '؛':
    case '۔':
      return true;
    // «…و گفت», «—چرا؟»: what begins a word stays before it.
    case '…':
    case '—':
      return OPENING.test(last);
    // A range of numbers: «۱۳۹۶–۱۴۰۰».
    case '–':
      return OPENING.test(last) || (DIGIT.test(last) && DIGIT.test(second));
    // Thousands: “10 000”.
    case '\u2009':
      return DIGIT.test(last) && DIGIT.test(second);
    case '-':
    case '\u2010':
      // LB25 binds numbers at U+002D, and forgets the other hyphen.
      return (DIGIT.test(last) && DIGIT.test(second)) || !isCompound(text, before, after);
    default:
      return false;
  }
}

/** What stands before the beginning of a word, if anything does. */
const OPENING = /^$|[\s([{«‹“‘]/;

/** Two letters on both sides: “al-|Qaeda”, but “IS-K”, “e-mail” and «-ها» whole (LB20a of Unicode 16). */
function isCompound(text: string, hyphen: number, after: number): boolean {
  const last = previous(text, hyphen);
  const parts = [last, previous(text, last), after, next(text, after + 1)];
  return parts.every((index) => WORD.test(text[index] ?? ''));
}

/** @param before, after the characters on both sides of the spaces */
function isBoundAtSpace(text: string, before: number, after: number): boolean {
  const first = text[before] ?? '';
  const second = text[after] ?? '';
  // Most spaces stand between two letters, and part them.
  if (LETTER.test(first) && LETTER.test(second)) return false;
  return (
    isQuoteBound(text, first, second, after) ||
    isLoneDash(text, second, after) ||
    isNumberBound(text, before, after) ||
    isNameBound(text, before, second)
  );
}

/** « خانه »: spaces inside quotation marks (LB15a and LB15b of Unicode 15.1). */
function isQuoteBound(text: string, first: string, second: string, after: number): boolean {
  if (/[«‹“‘]/.test(first)) return true;
  return /[»›”’]/.test(second) && !WORD.test(text[next(text, after + 1)] ?? '');
}

/** « – » between words ends a line and begins none. */
function isLoneDash(text: string, second: string, after: number): boolean {
  return /[–—…-]/.test(second) && /^\s*$/.test(text[next(text, after + 1)] ?? '');
}

/** Signs that belong to a number before or behind them: percent, degree, currency. */
const SIGN = /[%٪‰°]|\p{Sc}/u;
/** Signs that stand before their number only. */
const SIGN_BEFORE = /[§№©±≈]/;
const UNITS = [
  'k?m|cm|mm|km²|m²|km/h|mph|k?g|mg|t|ha|l|[kMG]W|[kMG]B',
  'per ?cent|thousand|million|billion|trillion|a\\.m|p\\.m|AD|BCE?|CE',
  'کم|سم|مم|م|کگ|کم/س|درصد|فیصد|هزار|لک|میلیون|ملیون|میلیارد|ملیارد',
  'ه\u200d?ـ?\\.ش|ه\u200d?ـ?\\.ق|ق\\.م',
];
const UNIT = new RegExp(`^(?:${UNITS.join('|')})(?![\\p{L}\\p{M}\\p{N}\u200c])`, 'u');
const COUNTED =
  /(?<![\p{L}\p{M}\p{N}\u200c])(?:صص?\.?|ج\.?|ش\.?|م\.?|(?:pp?|vols?|nos?|figs?|chs?|arts?|secs?|ca?)\.)$/iu;

/** “+93 20 210 0000” up to one of its spaces: a number that is copied by hand is seen at once. */
const TELEPHONE = /\+\p{Nd}[\p{Nd} -]*$/u;
/** Characters of the longest telephone number, fifteen digits and what parts them (ITU-T E.164). */
const FAR = 20;

function isNumberBound(text: string, before: number, after: number): boolean {
  const first = text[before] ?? '';
  const second = text[after] ?? '';
  if (DIGIT.test(first) && DIGIT.test(second))
    return TELEPHONE.test(visible(text, before - FAR, before + 1));
  if (DIGIT.test(first)) return SIGN.test(second) || UNIT.test(visible(text, after, after + NEAR));
  if (!DIGIT.test(second)) return false;
  if (SIGN_BEFORE.test(first)) return true;
  // «۲۵٪ ۳۰»: the sign has its number already.
  if (SIGN.test(first)) return !/\p{Nd} ?.$/u.test(visible(text, before - NEAR, before + 1));
  return COUNTED.test(visible(text, before - NEAR, before + 1));
}

/** “Dr. Spanta”, “J. R. Smith”; the last letter of “U.S.” is no initial, for a sentence may end there. */
const TITLE = /(?<![\p{L}\p{M}.])(?:Mr|Mrs|Ms|Dr|Prof|Gen|St|\p{Lu})\.$/u;

function isNameBound(text: string, before: number, second: string): boolean {
  if (text[before] !== '.' || !/\p{Lu}/u.test(second)) return false;
  return TITLE.test(visible(text, before - NEAR, before + 1));
}

/** How far the longest unit and abbreviation reach, and the letter beside them. */
const NEAR = 12;

function visible(text: string, start: number, end: number): string {
  return text.slice(Math.max(0, start), end).replace(/[\u2066-\u2069]/g, '');
}
