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
    const best = bestJoin(text.slice(start, end), start, safe);
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
  const unit = text.charCodeAt(at);
  if (unit >= 0xd800 && unit <= 0xdfff) {
    const isSecond = unit >= 0xdc00 && at > 0;
    return WORD.test(String.fromCodePoint(text.codePointAt(isSecond ? at - 1 : at)!));
  }
  if (KNOWN[unit] === 0) KNOWN[unit] = WORD.test(text[at]!) ? 1 : 2;
  return KNOWN[unit] === 1;
}

const ZWNJ = '\u200c';
const TATWEEL = '\u0640';
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

interface Letter {
  readonly at: number;
  readonly character: string;
}

function bestJoin(
  word: string,
  start: number,
  safe: Float64Array,
): Pick<Kashida, 'at' | 'priority'> | undefined {
  const letters = lettersOf(word, start);
  const hasHalfSpace = word.includes(ZWNJ);
  const halfSpaces = hasHalfSpace ? letters.filter(isHalfSpace).length : 0;
  if (letters.length - halfSpaces < SHORTEST || isNameOfGod(letters)) return undefined;
  let best: Pick<Kashida, 'at' | 'priority'> | undefined;
  for (let index = 1; index < letters.length; index++) {
    const { at } = letters[index]!;
    if (safe[at] === 0 || (hasHalfSpace && isBesideHalfSpace(letters, index))) continue;
    const priority = priorityOf(letters, index);
    // Of two that are equally good the one nearer the word's end.
    if (priority !== undefined && (!best || priority <= best.priority)) best = { at, priority };
  }
  return best;
}

function isBesideHalfSpace(letters: readonly Letter[], index: number): boolean {
  return letters.slice(Math.max(0, index - 2), index + 2).some(isHalfSpace);
}

function isHalfSpace({ character }: Letter): boolean {
  return character === ZWNJ;
}

/** Marks are not letters; a half-space is kept, for it ends a join. */
function lettersOf(word: string, start: number): Letter[] {
  const letters: Letter[] = [];
  let at = start;
  for (const character of word) {
    if (!isMark(character)) letters.push({ at, character });
    at += character.length;
  }
  return letters;
}

/** The letters of most words are known to be none without a search. */
function isMark(character: string): boolean {
  const isPlain = character < '\u0300' || (character >= '\u0620' && character <= '\u064a');
  return !isPlain && /\p{M}/u.test(character);
}

/** How welcome a kashida is between a letter and the one before it; undefined where it is not. */
function priorityOf(letters: readonly Letter[], index: number): number | undefined {
  const before = letters[index - 1]!.character;
  const after = letters[index]!.character;
  if (before === TATWEEL) return 1;
  const group = joiningGroup(after);
  const isFinal = index === letters.length - 1;
  const stem = joiningGroup(before);
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
function isToothBeforeReh(letters: readonly Letter[], index: number): boolean {
  const group = joiningGroup(letters[index]!.character);
  if (group !== 'beh' && group !== 'yeh') return false;
  const next = joiningGroup(letters[index + 1]?.character ?? '');
  return next === 'reh' || (next === 'yeh' && index + 2 === letters.length);
}

function isOneOf(group: JoiningGroup | undefined, groups: readonly JoiningGroup[]): boolean {
  return group !== undefined && groups.includes(group);
}

/** لله is one drawing in every good face. */
function isNameOfGod(letters: readonly Letter[]): boolean {
  if (letters.length > 4) return false;
  const word = letters.map(({ character }) => character).join('');
  return /^[\u0627\u0641\u0648\u0628\u062a]?\u0644\u0644\u0647$/.test(word);
}
