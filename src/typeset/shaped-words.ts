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

/** @param isByWords whether no word reaches over the spaces beside it, but for pairs of glyphs that are kerned */
export function remembering(
  shapeText: ShapeText,
  isByWords: (options: ShapeOptions) => boolean,
): Font['shape'] {
  const known = new Map<string, RunShaper>();
  return (text, start, end, options) => {
    const key = `${options.script} ${options.language} ${options.direction}`;
    const found = known.get(key);
    const shaper = found ?? new RunShaper(shapeText, options, isByWords(options));
    if (!found) known.set(key, shaper);
    return shaper.shape(text, start, end);
  };
}

/** A face in one script, language and direction, with what it shaped before. */
class RunShaper {
  readonly #words = new Map<string, readonly ShapedGlyph[]>();
  /** Short runs, and the ends of long ones, with what is seen around them. */
  readonly #parts = new Map<string, readonly ShapedGlyph[]>();
  /** By the first letters of a word: whether they and the space before them leave each other alone. */
  readonly #parted = new Map<string, boolean>();

  constructor(
    readonly shapeText: ShapeText,
    readonly options: ShapeOptions,
    readonly isByWords: boolean,
  ) {}

  shape(text: string, start: number, end: number): readonly ShapedGlyph[] {
    if (end - start <= SHORT) return moved(this.#part(text, start, end), start);
    return this.isByWords ? this.#wordByWord(text, start, end) : this.#inView(text, start, end);
  }

  #wordByWord(text: string, start: number, end: number): ShapedGlyph[] {
    const ends = wordEnds(text, start, end, (at) =>
      this.#isParted(text.slice(at, Math.min(at + SEEN, end))),
    );
    const glyphs: ShapedGlyph[] = [];
    const take = (index: number): void => {
      const [from, to] = [ends[index - 1] ?? start, ends[index]!];
      const isInside = from > start && to < end;
      const word = isInside ? this.#word(text.slice(from, to)) : this.#part(text, from, to);
      for (const glyph of word) glyphs.push(at(glyph, from));
    };
    // From left to right, as they are drawn.
    if (this.options.direction === 'ltr')
      for (let index = 0; index < ends.length; index++) take(index);
    else for (let index = ends.length - 1; index >= 0; index--) take(index);
    return glyphs;
  }

  #word(word: string): readonly ShapedGlyph[] {
    return recall(this.#words, REMEMBERED.words, word, () => this.#alone(word));
  }

  /** Clusters are counted from the start of the part. */
  #part(text: string, start: number, end: number): readonly ShapedGlyph[] {
    const from = Math.max(0, start - CONTEXT);
    const key = `${start - from} ${end - from} ${text.slice(from, end + CONTEXT)}`;
    return recall(this.#parts, REMEMBERED.parts, key, () =>
      moved(this.#inView(text, start, end), -start),
    );
  }

  /** With what the shaper sees around it and no more: paragraphs may be long. */
  #inView(text: string, start: number, end: number): readonly ShapedGlyph[] {
    const from = Math.max(0, start - CONTEXT);
    const seen = text.slice(from, end + CONTEXT);
    return this.shapeText(seen, start - from, end - from, this.options, from);
  }

  #isParted(first: string): boolean {
    return recall(this.#parted, REMEMBERED.words, first, () => this.#isAlone(first));
  }

  /** Whether a space before these letters changes neither itself nor them. */
  #isAlone(first: string): boolean {
    if (LOOKS_BEYOND.test(first)) return false;
    const apart = [this.#alone(' '), moved(this.#alone(first), 1)];
    if (this.options.direction === 'rtl') apart.reverse();
    return JSON.stringify(this.#alone(` ${first}`)) === JSON.stringify(apart.flat());
  }

  #alone(text: string): readonly ShapedGlyph[] {
    return this.shapeText(text, 0, text.length, this.options, 0);
  }
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
