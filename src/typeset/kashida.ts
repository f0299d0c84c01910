/**
 * Where a word may be stretched by a kashida, and how gladly.
 *
 * The priorities are those that Microsoft published for Internet Explorer 5.5, with LibreOffice's
 * exceptions (none before a final yeh, none at a half-space); which joins may be stretched at all
 * is HarfBuzz's word, and it says none for Nastaliq.
 */
import { type JoiningGroup, joiningGroup } from './joining.js';
import type { ShapedItem } from './shape.js';

export interface Kashida {
  /** UTF-16 offset of the letter before which the word is stretched. */
  readonly at: number;
  /** 1, most welcome, to 8. */
  readonly priority: number;
  /** Ordinal of the word in the text, to keep neighbours apart. */
  readonly word: number;
  /** Points of an em of the word's face. */
  readonly em: number;
}

/** The best place of each word that has one, in text order. */
export function kashidas<T>(text: string, shaped: readonly ShapedItem<T>[]): Kashida[] {
  const safe = safeJoins(text, shaped);
  if (!safe) return [];
  const found: Kashida[] = [];
  let word = 0;
  for (let start = 0, end = 0; start < text.length; start = end + 1) {
    end = start;
    while (end < text.length && isInWord(text, end)) end += 1;
    if (end === start) continue;
    const best = bestJoin(text, start, end, safe);
    if (best) found.push({ ...best, word, em: safe[best.at]! });
    word += 1;
  }
  return found;
}

/** Letters and numbers of any script with what joins or parts letters inside a word. */
const WORD = /[\p{L}\p{M}\p{N}\u200c\u200d]/u;
/** What is known of a UTF-16 unit: 0 nothing yet, 1 in a word, 2 between words. */
const KNOWN = new Uint8Array(0x10000);

function isInWord(text: string, at: number): boolean {
  const known = KNOWN[text.charCodeAt(at)];
  return known === 0 ? isLookedUpInWord(text, at) : known === 1;
}

function isLookedUpInWord(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit >= 0xd800 && unit <= 0xdfff) {
    const isSecond = unit >= 0xdc00 && at > 0;
    return WORD.test(String.fromCodePoint(text.codePointAt(isSecond ? at - 1 : at)!));
  }
  KNOWN[unit] = WORD.test(text[at]!) ? 1 : 2;
  return KNOWN[unit] === 1;
}

const ZWNJ = '\u200c';
const TATWEEL = 0x640;
/** Words of fewer letters look broken when stretched. */
const SHORTEST = 3;

/** By offset, the em of the face where HarfBuzz allows a tatweel, else 0; undefined if it allows none. */
function safeJoins<T>(text: string, shaped: readonly ShapedItem<T>[]): Float64Array | undefined {
  let safe: Float64Array | undefined;
  for (const { item, glyphs, unit } of shaped) {
    if (item.level % 2 === 0 || item.script !== 'Arab' || !item.scaled.font.tatweel) continue;
    const em = unit * item.scaled.font.unitsPerEm;
    // A join across the edge of an item belongs to two faces or sizes.
    for (const glyph of glyphs)
      if (glyph.safeToStretchBefore && glyph.cluster > item.start) {
        safe ??= new Float64Array(text.length);
        safe[glyph.cluster] = em;
      }
  }
  return safe;
}

function bestJoin(
  text: string,
  start: number,
  end: number,
  safe: Float64Array,
): Pick<Kashida, 'at' | 'priority'> | undefined {
  // Few words have a place at all.
  let from = start + 1;
  while (from < end && safe[from] === 0) from += 1;
  if (from >= end) return undefined;
  const { letters, offsets } = lettersOf(text, start, end);
  const halfSpaces = letters.split(ZWNJ).length - 1;
  if (letters.length - halfSpaces < SHORTEST || NAME_OF_GOD.test(letters)) return undefined;
  let [best, least] = [-1, Number.POSITIVE_INFINITY];
  for (let index = 1; index < letters.length; index++) {
    const at = offsets?.[index] ?? start + index;
    if (safe[at] === 0 || (halfSpaces > 0 && isBesideHalfSpace(letters, index))) continue;
    const priority = priorityOf(letters, index);
    // Of two that are equally good the one nearer the word's end.
    if (priority !== undefined && priority <= least) [best, least] = [at, priority];
  }
  return best < 0 ? undefined : { at: best, priority: least };
}

function isBesideHalfSpace(letters: string, index: number): boolean {
  return letters.slice(Math.max(0, index - 2), index + 2).includes(ZWNJ);
}

const MARK = /\p{M}/u;

/**
 * The word without its marks, a half-space kept, for it ends a join; and where each letter stands in the
 * text where that is not simply one behind the other. Letters of two units join nothing.
 */
function lettersOf(
  text: string,
  start: number,
  end: number,
): { letters: string; offsets?: readonly number[] } {
  const word = text.slice(start, end);
  if (!MARK.test(word)) return { letters: word };
  let letters = '';
  const offsets: number[] = [];
  for (let at = start; at < end; at++) {
    if (MARK.test(text[at]!)) continue;
    letters += text[at];
    offsets.push(at);
  }
  return { letters, offsets };
}

/** How welcome a kashida is between a letter and the one before it; undefined where it is not. */
function priorityOf(letters: string, index: number): number | undefined {
  if (letters.charCodeAt(index - 1) === TATWEEL) return 1;
  const group = joiningGroup(letters, index);
  const isFinal = index === letters.length - 1;
  const stem = joiningGroup(letters, index - 1);
  if (stem === 'seen' || stem === 'sad') return 2;
  if (group === 'dal' || (isFinal && group === 'heh')) return 3;
  if (group === 'alef' || (isFinal && isOneOf(group, ['tah', 'lam', 'kaf']))) return 4;
  if (isFinal && group === 'yeh') return undefined;
  if (isToothBeforeReh(letters, index)) return 5;
  if (isFinal && isOneOf(group, ['waw', 'ain', 'qaf', 'feh'])) return 6;
  if (isFinal || group === 'reh') return 7;
  return 8;
}

/** A medial letter of the beh kind, followed by reh or by a final yeh. */
function isToothBeforeReh(letters: string, index: number): boolean {
  const group = joiningGroup(letters, index);
  if (group !== 'beh' && group !== 'yeh') return false;
  const next = joiningGroup(letters, index + 1);
  return next === 'reh' || (next === 'yeh' && index + 2 === letters.length);
}

function isOneOf(group: JoiningGroup | undefined, groups: readonly JoiningGroup[]): boolean {
  return group !== undefined && groups.includes(group);
}

/** لله is one drawing in every good face. */
const NAME_OF_GOD = /^[\u0627\u0641\u0648\u0628\u062a]?\u0644\u0644\u0647$/;
