/**
 * Which code of the PDF face stands for which character.
 *
 * Readers take a page apart into codes, look each up in ToUnicode and turn right-to-left text character
 * by character, so a code reads as what is seen from left to right. Holds:
 *  1. a letter of several glyphs (a skeleton and its dots, a letter and its kashida) is one composite glyph;
 *  2. a glyph of several characters (لا, هٔ) is one inked code and blank codes beside it;
 *  3. ZWNJ and its like are read with the right-to-left letter they follow, as a code that reads as both:
 *     PDF.js drops what is invisible alone. After a left-to-right letter they are blank codes without width;
 *  4. one glyph that stands for two characters is there twice, under two codes.
 */
import { bidiClass, type Glyph } from '../../typeset/index.js';
import { type GlyphRecipe, type Part, readTrueType, type TrueType } from './truetype.js';

export interface CodedGlyph {
  readonly code: number;
  /** What the PDF face says of its width, font units. */
  readonly width: number;
}

/** The codes of one face while a document is painted. */
export class CodeTable {
  readonly recipes: GlyphRecipe[] = [];
  /** What each code reads as; code 0 is .notdef and is never used. */
  readonly characters: string[] = [''];
  /** The same without what is invisible. */
  readonly letters: string[] = [''];
  /** Codes of one character that is invisible in shaping. */
  readonly ignorable: boolean[] = [false];
  /** Bidi_Class of each letter. */
  readonly classes: string[] = [''];
  readonly widths: number[] = [];
  /** By glyph, by advance and by code, each then by reading: found without making a key. */
  readonly #copies: Map<number, CodedGlyph>[] = [];
  readonly #blanks: Map<string, CodedGlyph>[] = [];
  readonly #respelled: Map<string, CodedGlyph>[] = [];
  /** By character, of which there are a few forms. */
  readonly #composites = new Map<string, { coded: CodedGlyph; parts: readonly Part[] }[]>();
  readonly face: TrueType;

  constructor(bytes: Uint8Array) {
    this.face = readTrueType(bytes);
    this.widths.push(this.face.advance(0));
  }

  /** @param character a code point */
  copy(glyph: number, character: number): CodedGlyph {
    this.#copies[glyph] ??= new Map();
    const copies = this.#copies[glyph];
    const known = copies.get(character);
    if (known) return known;
    const reading = String.fromCodePoint(character);
    if (glyph === 0) throw new Error(`.notdef would be drawn for ${JSON.stringify(reading)}`);
    const coded = this.add(reading, { kind: 'copy', glyph }, this.face.advance(glyph));
    copies.set(character, coded);
    return coded;
  }

  blank(advance: number, character: string): CodedGlyph {
    this.#blanks[advance] ??= new Map();
    const blanks = this.#blanks[advance];
    return (
      blanks.get(character) ?? this.add(character, { kind: 'blank', advance }, advance, blanks)
    );
  }

  composite(parts: readonly Part[], advance: number, character: string): CodedGlyph {
    let known = this.#composites.get(character);
    if (!known) {
      known = [];
      this.#composites.set(character, known);
    }
    for (const { coded, parts: own } of known)
      if (coded.width === advance && isSame(own, parts)) return coded;
    const coded = this.add(character, { kind: 'composite', parts, advance }, advance);
    known.push({ coded, parts });
    return coded;
  }

  /** The glyph of a code once more, under another reading. */
  respell(code: number, characters: string): CodedGlyph {
    this.#respelled[code] ??= new Map();
    const respelled = this.#respelled[code];
    const known = respelled.get(characters);
    if (known) return known;
    return this.add(characters, this.recipes[code - 1]!, this.widths[code]!, respelled);
  }

  private add(
    character: string,
    recipe: GlyphRecipe,
    width: number,
    shelf?: Map<string, CodedGlyph>,
  ): CodedGlyph {
    this.recipes.push(recipe);
    this.characters.push(character);
    const letter = [...character].find((each) => !isInvisible(each)) ?? character;
    this.letters.push(letter);
    this.ignorable.push(isIgnorable(letter));
    this.classes.push(bidiClass(letter));
    this.widths.push(width);
    const code = this.recipes.length;
    if (code > 0xfffe) throw new Error('more than 65,534 glyphs of one face');
    const coded = { code, width };
    shelf?.set(character, coded);
    return coded;
  }
}

function isSame(a: readonly Part[], b: readonly Part[]): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) {
    const [own, other] = [a[at]!, b[at]!];
    if (own.glyph !== other.glyph || own.x !== other.x || own.y !== other.y) return false;
    if (own.scale !== other.scale) return false;
  }
  return true;
}

/**
 * Takes a code as the next to the right. Lengths are font units.
 *
 * @param advance how far the pen moves, kerning and justification included
 */
export type Take = (coded: CodedGlyph, advance: number, xOffset: number) => void;

/** Ignorable, or a mark of direction. */
function isInvisible(character: string): boolean {
  return isIgnorable(character) || /^[\u200e\u200f\u061c]$/.test(character);
}

/** Characters that do their work in shaping: soft hyphen, ZWSP, ZWNJ, ZWJ, WJ, variation selectors. */
function isIgnorable(character: string): boolean {
  const code = character.codePointAt(0)!;
  return (
    code === 0xad ||
    (code >= 0x200b && code <= 0x200d) ||
    code === 0x2060 ||
    (code >= 0x180b && code <= 0x180f && code !== 0x180e) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    (code >= 0xe0100 && code <= 0xe01ef)
  );
}

/** A run of text and its glyphs, left to right as drawn; `cluster - origin` is an offset into the text. */
export interface GlyphRun {
  readonly text: string;
  readonly glyphs: readonly Glyph[];
  readonly origin: number;
  readonly rtl: boolean;
}

/**
 * One run as codes, left to right as drawn. Characters that left no glyph go with those before.
 *
 * Holds: in a left-to-right run the offsets of clusters ascend, in a right-to-left run they descend.
 */
export function encodeRun(table: CodeTable, run: GlyphRun, take: Take): void {
  const { text, glyphs, origin, rtl } = run;
  const blanks = rtl ? withBlanksRead(table, take) : { take, end: () => {} };
  let end = text.length;
  for (let from = 0, to = 0; from < glyphs.length; from = to) {
    const { cluster } = glyphs[from]!;
    while (to < glyphs.length && glyphs[to]!.cluster === cluster) to += 1;
    const isFirst = rtl ? to === glyphs.length : from === 0;
    const start = isFirst ? 0 : cluster - origin;
    if (!rtl) end = to === glyphs.length ? text.length : glyphs[to]!.cluster - origin;
    // Nearly every cluster is one character and one glyph.
    if (end - start > 1) {
      const characters = [...text.slice(start, end)];
      encodeCluster(table, characters, glyphs.slice(from, to), rtl, blanks.take);
    } else if (to - from === 1) single(table, glyphs[from]!, text.charCodeAt(start), blanks.take);
    else composed(table, glyphs.slice(from, to), text[start]!, blanks.take);
    end = cluster - origin;
  }
  blanks.end();
}

/** Reads blank codes with the letter that they follow: it stands on their right. */
function withBlanksRead(table: CodeTable, take: Take): { take: Take; end: () => void } {
  let blanks: CodedGlyph[] = [];
  return {
    take: (coded, advance, xOffset) => {
      if (advance === 0 && table.ignorable[coded.code]) blanks.push(coded);
      else if (blanks.length === 0) take(coded, advance, xOffset);
      else {
        const reading = [...blanks, coded].map(({ code }) => table.characters[code]!).join('');
        blanks = [];
        take(table.respell(coded.code, reading), advance, xOffset);
      }
    },
    end: () => {
      for (const blank of blanks) take(blank, 0, 0);
    },
  };
}

function encodeCluster(
  table: CodeTable,
  characters: readonly string[],
  glyphs: readonly Glyph[],
  rtl: boolean,
  take: Take,
): void {
  // The hyphen of a parted word stands alone and has ink; in a word a soft hyphen has none.
  const ordered = rtl ? [...characters].reverse() : characters;
  const visible = ordered.filter((each) => !isIgnorable(each));
  const inks: (() => void)[] = [];
  inkFirst(table, visible, glyphs, (...coded) => inks.push(() => take(...coded)));
  for (const each of ordered)
    if (isIgnorable(each)) take(table.blank(0, each), 0, 0);
    else inks.shift()!();
}

/** The leftmost of the visible characters carries the ink of them all; the others share the width. */
function inkFirst(
  table: CodeTable,
  visible: readonly string[],
  glyphs: readonly Glyph[],
  take: Take,
): void {
  if (visible.length === 1) {
    if (glyphs.length === 1) single(table, glyphs[0]!, visible[0]!.codePointAt(0)!, take);
    else composed(table, glyphs, visible[0]!, take);
    return;
  }
  const total = advanceOf(glyphs);
  const widths = sharesOf(visible, Math.max(0, Math.round(total)), table.face.metrics.unitsPerEm);
  visible.forEach((character, index) => {
    const width = widths[index]!;
    const isLast = index === visible.length - 1;
    const coded =
      index === 0
        ? table.composite(partsOf(glyphs), width, character)
        : table.blank(width, character);
    take(coded, isLast ? total - sum(widths) + width : width, 0);
  });
}

/**
 * A glyph off the baseline is drawn so: text that rises is taken for another line.
 *
 * @param character a code point
 */
function single(table: CodeTable, glyph: Glyph, character: number, take: Take): void {
  if (Math.round(glyph.yOffset) === 0)
    take(table.copy(glyph.id, character), glyph.advance, glyph.xOffset);
  else composed(table, [glyph], String.fromCodePoint(character), take);
}

/** A letter of several glyphs. */
function composed(table: CodeTable, glyphs: readonly Glyph[], character: string, take: Take): void {
  const advance = advanceOf(glyphs);
  const width = Math.max(0, Math.round(advance));
  take(table.composite(partsOf(glyphs), width, character), advance, 0);
}

function advanceOf(glyphs: readonly Glyph[]): number {
  let advance = 0;
  for (const glyph of glyphs) advance += glyph.advance;
  return advance;
}

/** Of a combining mark, em: MuPDF and PDF.js take no note of its width, poppler wants more than 0.1. */
const MARK_WIDTH = 0.11;

/** Widths that sum up to `total`, font units. */
function sharesOf(characters: readonly string[], total: number, unitsPerEm: number): number[] {
  const isMark = characters.map((each) => /\p{Mn}/u.test(each));
  const marks = isMark.filter(Boolean).length;
  const letters = characters.length - marks;
  const even = Math.floor(total / characters.length);
  const mark = letters === 0 ? even : Math.min(Math.round(MARK_WIDTH * unitsPerEm), even);
  const letter = letters === 0 ? 0 : Math.floor((total - mark * marks) / letters);
  const shares = isMark.map((each) => (each ? mark : letter));
  shares[shares.length - 1]! += total - sum(shares);
  return shares;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function partsOf(glyphs: readonly Glyph[]): Part[] {
  let pen = 0;
  return glyphs.map(({ id, advance, xOffset, yOffset, xScale }) => {
    if (id === 0) throw new Error('.notdef would be drawn');
    const x = Math.round(pen + xOffset);
    const y = Math.round(yOffset);
    pen += advance;
    return xScale === undefined ? { glyph: id, x, y } : { glyph: id, x, y, scale: xScale };
  });
}
