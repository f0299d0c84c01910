/** What a character is for shaping: its script, and whether it is a grapheme of its own. */

/** Where the grapheme that begins at `start` ends; a grapheme is never cut (UAX #29). */
export function graphemeEnd(text: string, start: number, limit: number): number {
  let next = start + 1;
  // A half-space goes with the letter before it.
  while (next < limit && text[next] === ZWNJ) next += 1;
  if (next >= limit) return limit;
  if (kindOf(text, start) !== COMPLEX && kindOf(text, next) !== COMPLEX) return next;
  // No grapheme that a line can hold is longer than this.
  const [first] = segmenter.segment(text.slice(start, Math.min(limit, start + 64)));
  return start + first!.segment.length;
}

/** May it be no grapheme of its own, or belong to what stands before it? */
export function isComplex(text: string, at: number): boolean {
  return kindOf(text, at) === COMPLEX;
}

/** Is it a letter of this script, or what every script uses, and no part of a longer grapheme by itself? */
export function isPlainIn(script: string, text: string, at: number): boolean {
  const kind = kindOf(text, at);
  return kind === COMMON || (kind >= SCRIPT && SCRIPTS[kind - SCRIPT]![1] === script);
}

/** ISO 15924; undefined for what every script uses: spaces, digits, punctuation. */
export function scriptOf(text: string, at: number): string | undefined {
  const kind = kindOf(text, at);
  if (kind >= SCRIPT) return SCRIPTS[kind - SCRIPT]![1];
  if (kind === COMMON) return undefined;
  const character = String.fromCodePoint(text.codePointAt(at)!);
  return SCRIPTS.find(([pattern]) => pattern.test(character))?.[1];
}

const SCRIPTS: readonly [RegExp, string][] = [
  [/\p{Script=Arabic}/u, 'Arab'],
  [/\p{Script=Latin}/u, 'Latn'],
  [/\p{Script=Cyrillic}/u, 'Cyrl'],
  [/\p{Script=Greek}/u, 'Grek'],
  [/\p{Script=Hebrew}/u, 'Hebr'],
];

/** What is known of a UTF-16 unit: 0 nothing yet, else one of these or SCRIPT + an index of `SCRIPTS`. */
const COMMON = 1;
/** May be no grapheme of its own: marks, joiners, surrogates, Hangul and Indic letters. */
const COMPLEX = 2;
const SCRIPT = 3;
/** Filled as units are met, so that most text is itemised by looking up a table. */
const KINDS = new Uint8Array(0x10000);
const SIMPLE =
  /[\p{Script=Arabic}\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{P}\p{N}\p{Sc}\p{Sm}\p{Zs}]/u;

function kindOf(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const known = KINDS[unit]!;
  if (known !== 0) return known;
  const character = String.fromCharCode(unit);
  const script = SCRIPTS.findIndex(([pattern]) => pattern.test(character));
  const simple = SIMPLE.test(character) && !/\p{M}/u.test(character);
  const kind = !simple ? COMPLEX : script < 0 ? COMMON : SCRIPT + script;
  KINDS[unit] = kind;
  return kind;
}

const ZWNJ = '\u200c';
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
