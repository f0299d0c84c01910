/** Runs of one level, script, font and style: what the shaper takes at a time. */
import type { Collected, StyleSpan } from './collect.js';
import type { ScaledFont, TextStyle } from './model.js';

export interface Item<T> {
  readonly start: number;
  readonly end: number;
  readonly level: number;
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

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

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
      if (last && last.end === item.start && isAlike(last, item))
        items[items.length - 1] = { ...last, end: item.end };
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
  const items: Item<T>[] = [];
  let script = '';
  let scaled: ScaledFont | undefined;
  // Punctuation at the head of a span belongs to the script that follows it.
  const first =
    scriptOfText(text.slice(span.start, span.end)) ?? scriptOfLanguage(span.style.language);
  let level = -1;
  for (const { segment, index } of graphemes.segment(text.slice(span.start, span.end))) {
    const start = span.start + index;
    const own = scriptOf(segment);
    // What every script uses goes with the letters before it, unless it turned from their direction.
    if (levels[start] !== level) scaled = undefined;
    level = levels[start]!;
    script = own ?? ((scaled && script) || first);
    const font: ScaledFont | undefined =
      own === undefined && scaled && covers(scaled, segment)
        ? scaled
        : span.style.fonts.find((each) => covers(each, segment));
    if (!font) {
      missing.push({ character: segment, tag: span.tag });
      continue;
    }
    scaled = font;
    const item = {
      start,
      end: start + segment.length,
      level: levels[start]!,
      script,
      scaled: font,
      style: span.style,
      tag: span.tag,
    };
    const last = items.at(-1);
    if (last && last.end === start && isAlike(last, item))
      items[items.length - 1] = { ...last, end: item.end };
    else items.push(item);
  }
  return items;
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

function covers({ font }: ScaledFont, grapheme: string): boolean {
  for (const character of grapheme) {
    const code = character.codePointAt(0)!;
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

const SCRIPTS: readonly [RegExp, string][] = [
  [/\p{Script=Arabic}/u, 'Arab'],
  [/\p{Script=Latin}/u, 'Latn'],
  [/\p{Script=Cyrillic}/u, 'Cyrl'],
  [/\p{Script=Greek}/u, 'Grek'],
  [/\p{Script=Hebrew}/u, 'Hebr'],
];

/** Undefined for what every script uses: spaces, digits, punctuation. */
function scriptOf(grapheme: string): string | undefined {
  return SCRIPTS.find(([pattern]) => pattern.test(grapheme))?.[1];
}

function scriptOfText(text: string): string | undefined {
  const found = SCRIPTS.map(([pattern, script]) => ({ at: text.search(pattern), script })).filter(
    ({ at }) => at >= 0,
  );
  return found.sort((a, b) => a.at - b.at)[0]?.script;
}

function scriptOfLanguage(language: string): string {
  return /^(?:fa|ps|ar|ur|uz-Arab)\b/.test(language) ? 'Arab' : 'Latn';
}
