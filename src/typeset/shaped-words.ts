/**
 * Words that were shaped before: texts are made of few words that come back, and a face shapes each as it
 * shaped it the last time. Holds: what comes out is what the shaper gives for the whole run.
 */
import type { Font, ShapedGlyph, ShapeOptions } from './font.js';

/** @param origin added to every cluster */
type ShapeText = (
  text: string,
  start: number,
  end: number,
  options: ShapeOptions,
  origin: number,
) => readonly ShapedGlyph[];

/** Shorter runs are looked up as they are. */
const SHORT = 80;
/** Words and parts remembered of a face in one script, language and direction; then all are forgotten. */
const REMEMBERED = { words: 10_000, parts: 500 };
/** HarfBuzz looks at five characters before and behind a run; some have two units. */
const CONTEXT = 12;
/** Letters that may be drawn as one: what a space sees of the word behind it. */
const SEEN = 3;

/** What is known of a face in one script, language and direction. */
interface Known {
  readonly words: Map<string, readonly ShapedGlyph[]>;
  /** Short runs, and the ends of long ones, with what is seen around them. */
  readonly parts: Map<string, readonly ShapedGlyph[]>;
  /** By the first letters of a word: whether they and the space before them leave each other alone. */
  readonly parted: Map<string, boolean>;
}

/** @param isByWords whether no word reaches over the spaces beside it, but for pairs of glyphs that are kerned */
export function remembering(
  shapeText: ShapeText,
  isByWords: (options: ShapeOptions) => boolean,
): Font['shape'] {
  const known = new Map<string, Known>();
  const knownOf = ({ script, language, direction }: ShapeOptions): Known => {
    const key = `${script} ${language} ${direction}`;
    const found = known.get(key) ?? { words: new Map(), parts: new Map(), parted: new Map() };
    known.set(key, found);
    return found;
  };
  /** A part of a run with what the shaper sees around it and no more: paragraphs may be long. */
  const shapePart = (
    { parts }: Known,
    text: string,
    start: number,
    end: number,
    options: ShapeOptions,
  ): readonly ShapedGlyph[] => {
    const from = Math.max(0, start - CONTEXT);
    const seen = text.slice(from, end + CONTEXT);
    const key = `${start - from} ${end - from} ${seen}`;
    return recall(parts, REMEMBERED.parts, key, () =>
      shapeText(seen, start - from, end - from, options, from - start),
    );
  };
  const isParted = ({ parted }: Known, first: string, options: ShapeOptions): boolean =>
    recall(parted, REMEMBERED.words, first, () => isAlone(shapeText, first, options));
  return (text, start, end, options) => {
    const own = knownOf(options);
    if (end - start <= SHORT) return moved(shapePart(own, text, start, end, options), start);
    if (!isByWords(options)) {
      const from = Math.max(0, start - CONTEXT);
      return shapeText(text.slice(from, end + CONTEXT), start - from, end - from, options, from);
    }
    const ends = wordEnds(text, start, end, (at) =>
      isParted(own, text.slice(at, Math.min(at + SEEN, end)), options),
    );
    const glyphs: ShapedGlyph[] = [];
    const take = (from: number, to: number): void => {
      const isInside = from > start && to < end;
      const word = isInside ? text.slice(from, to) : '';
      const shaped = isInside
        ? recall(own.words, REMEMBERED.words, word, () =>
            shapeText(word, 0, word.length, options, 0),
          )
        : shapePart(own, text, from, to, options);
      for (const glyph of shaped) glyphs.push(at(glyph, from));
    };
    if (options.direction === 'ltr')
      for (const [index, to] of ends.entries()) take(ends[index - 1] ?? start, to);
    else
      for (let index = ends.length - 1; index >= 0; index--)
        take(ends[index - 1] ?? start, ends[index]!);
    return glyphs;
  };
}

/** Where words end, the spaces behind them included, where these leave the next word alone. */
function wordEnds(
  text: string,
  start: number,
  end: number,
  isParted: (at: number) => boolean,
): number[] {
  const ends: number[] = [];
  for (let space = text.indexOf(' ', start); space >= 0 && space < end; ) {
    let next = space + 1;
    while (next < end && text.charCodeAt(next) === 0x20) next += 1;
    if (next < end && isParted(next)) ends.push(next);
    space = text.indexOf(' ', next);
  }
  ends.push(end);
  return ends;
}

/** Signs of money, which look at the number before the space, and what hides the letter that a space sees. */
const LOOKS_BEYOND = /^[\u20a0-\u20cf\p{Default_Ignorable_Code_Point}]/u;

/** Whether a space before these letters changes neither itself nor them. */
function isAlone(shapeText: ShapeText, first: string, options: ShapeOptions): boolean {
  if (LOOKS_BEYOND.test(first)) return false;
  const shaped = (text: string): readonly ShapedGlyph[] =>
    shapeText(text, 0, text.length, options, 0);
  const apart = [shaped(' '), moved(shaped(first), 1)];
  if (options.direction === 'rtl') apart.reverse();
  return JSON.stringify(shaped(` ${first}`)) === JSON.stringify(apart.flat());
}

function recall<V>(known: Map<string, V>, most: number, key: string, make: () => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= most) known.clear();
  const made = make();
  known.set(key, made);
  return made;
}

function moved(glyphs: readonly ShapedGlyph[], by: number): readonly ShapedGlyph[] {
  return by === 0 ? glyphs : glyphs.map((glyph) => at(glyph, by));
}

/** Written out: it is done for every glyph of a paper. */
function at(glyph: ShapedGlyph, origin: number): ShapedGlyph {
  const { id, cluster, advance, xOffset, yOffset, unsafeToBreak, safeToStretchBefore } = glyph;
  return {
    id,
    cluster: cluster + origin,
    advance,
    xOffset,
    yOffset,
    unsafeToBreak,
    safeToStretchBefore,
  };
}
