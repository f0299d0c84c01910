/** Runs of one level, script, font and style: what the shaper takes at a time. */
import { graphemeEnd, isComplex, isPlainIn, scriptOf } from './characters.js';
import type { Collected, StyleSpan } from './collect.js';
import type { ScaledFont, TextStyle } from './model.js';

export interface Item<T> {
  readonly start: number;
  readonly end: number;
  readonly level: number;
  /** Lowest level of the controls between the item before and this one; absent: none stand there. */
  readonly levelBefore?: number;
  /** ISO 15924 */
  readonly script: string;
  readonly scaled: ScaledFont;
  readonly style: TextStyle;
  readonly tag: T;
}

export interface Itemised<T> {
  readonly items: readonly Item<T>[];
  readonly missing: readonly { readonly character: string; readonly tag: T }[];
}

/**
 * Cuts the collected text into items, in logical order.
 *
 * Holds: items do not overlap, each lies in one style span, and a grapheme is never cut. A grapheme
 * that no font has is in no item, and is reported.
 */
export function itemise<T>(collected: Collected<T>, levels: Uint8Array): Itemised<T> {
  const items: Item<T>[] = [];
  const missing: { character: string; tag: T }[] = [];
  for (const span of collected.spans)
    for (const item of itemiseSpan(collected.text, span, levels, missing)) {
      const last = items.at(-1);
      if (last && last.end < item.start)
        items.push({ ...item, levelBefore: Math.min(...levels.subarray(last.end, item.start)) });
      else if (last && isAlike(last, item)) items[items.length - 1] = { ...last, end: item.end };
      else items.push(item);
    }
  return { items, missing };
}

function itemiseSpan<T>(
  text: string,
  span: StyleSpan<T>,
  levels: Uint8Array,
  missing: { character: string; tag: T }[],
): Item<T>[] {
  const { style, tag } = span;
  const items: Item<T>[] = [];
  // Punctuation at the head of a span belongs to the script that follows it.
  const first = firstScript(text, span) ?? scriptOfLanguage(style.language);
  let open: Open | undefined;
  const close = (end: number): void => {
    if (open) items.push({ ...open, end, style, tag });
    open = undefined;
  };
  /** Where the last that no font has ends. */
  let lacking = -1;
  let end = span.start;
  for (let start = span.start; start < span.end; start = end) {
    if (open && open.scaled === style.fonts[0]) {
      end = plainEnd(text, start, span.end, open, levels);
      if (end > start) continue;
    }
    end = graphemeEnd(text, start, span.end);
    const own = scriptOf(text, start);
    const level = levels[start]!;
    // What every script uses goes with the letters before it, unless it turned from their direction.
    const before = open?.level === level ? open : undefined;
    const script = own ?? before?.script ?? first;
    const scaled =
      own === undefined && before && covers(before.scaled, text, start, end)
        ? before.scaled
        : fontFor(style.fonts, text, start, end);
    if (!scaled) {
      close(start);
      const character = text.slice(start, end);
      // A letter with very many marks comes in pieces, and is told as one.
      const isPiece = start === lacking && /^\p{M}/u.test(character);
      if (isPiece) missing.push({ character: missing.pop()!.character + character, tag });
      else missing.push({ character, tag });
      lacking = end;
    } else if (!open || open.level !== level || open.script !== script || open.scaled !== scaled) {
      close(start);
      open = { start, level, script, scaled };
    }
  }
  close(end);
  return items;
}

type Open = Pick<Item<unknown>, 'start' | 'level' | 'script' | 'scaled'>;

/**
 * How far an open item goes on by graphemes of one unit each, which is most of a text. Holds: its font is the
 * first of the chain, so no other is asked for.
 */
function plainEnd(
  text: string,
  start: number,
  limit: number,
  { level, script, scaled: { font } }: Open,
  levels: Uint8Array,
): number {
  let at = start;
  while (
    at < limit &&
    levels[at] === level &&
    isPlainIn(script, text, at) &&
    font.hasCharacter(text.charCodeAt(at))
  )
    at += 1;
  // What stands behind the last of them may belong to it.
  return at > start && at < limit && isComplex(text, at) ? at - 1 : at;
}

function isAlike<T>(a: Item<T>, b: Item<T>): boolean {
  return (
    a.level === b.level &&
    a.script === b.script &&
    a.scaled === b.scaled &&
    a.style === b.style &&
    a.tag === b.tag
  );
}

/** The first font of a chain that has the grapheme. */
function fontFor(
  fonts: readonly ScaledFont[],
  text: string,
  start: number,
  end: number,
): ScaledFont | undefined {
  // By index: an iterator for every letter of a book would be a waste.
  for (let at = 0; at < fonts.length; at++)
    if (covers(fonts[at]!, text, start, end)) return fonts[at];
  return undefined;
}

/** All characters of a grapheme are in the font, or need no glyph. */
function covers({ font }: ScaledFont, text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.codePointAt(at)!;
    if (code > 0xffff) at += 1;
    if (!isIgnorable(code) && !font.hasCharacter(code)) return false;
  }
  return true;
}

/** Default-ignorable characters need no glyph: ZWNJ, ZWJ, soft hyphen, variation selectors. */
function isIgnorable(code: number): boolean {
  return (
    code === 0xad ||
    (code >= 0x200b && code <= 0x200d) ||
    code === 0x2060 ||
    (code >= 0xfe00 && code <= 0xfe0f)
  );
}

function firstScript<T>(text: string, { start, end }: StyleSpan<T>): string | undefined {
  for (let at = start; at < end; at++) {
    const script = scriptOf(text, at);
    if (script !== undefined) return script;
  }
  return undefined;
}

function scriptOfLanguage(language: string): string {
  return /^(?:fa|ps|ar|ur|uz-Arab)\b/.test(language) ? 'Arab' : 'Latn';
}
