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
  readonly #codes = new Map<string, CodedGlyph>();
  /** By glyph, then by character: most of a text, found without making a key. */
  readonly #copies: Map<string, CodedGlyph>[] = [];
  readonly face: TrueType;

  constructor(bytes: Uint8Array) {
    this.face = readTrueType(bytes);
    this.widths.push(this.face.advance(0));
  }

  copy(glyph: number, character: string): CodedGlyph {
    if (glyph === 0) throw new Error(`.notdef would be drawn for ${JSON.stringify(character)}`);
    this.#copies[glyph] ??= new Map();
    const copies = this.#copies[glyph];
    let coded = copies.get(character);
    if (!coded) {
      coded = this.add(character, { kind: 'copy', glyph }, this.face.advance(glyph));
      copies.set(character, coded);
    }
    return coded;
  }

  blank(advance: number, character: string): CodedGlyph {
    return this.code(`b${advance}`, character, { kind: 'blank', advance }, advance);
  }

  composite(parts: readonly Part[], advance: number, character: string): CodedGlyph {
    // Numbers as UTF-16 units: thousands of letters are looked up, and digits are slow to write.
    let key = `m${String.fromCharCode(advance)}`;
    for (const { glyph, x, y, scale = 1 } of parts)
      key += String.fromCharCode(glyph, x, y, Math.round(scale * 16384));
    return this.code(key, character, { kind: 'composite', parts, advance }, advance);
  }

  /** The glyph of a code once more, under another reading. */
  respell(code: number, characters: string): CodedGlyph {
    return this.code(`s${code}`, characters, this.recipes[code - 1]!, this.widths[code]!);
  }

  private code(shape: string, character: string, recipe: GlyphRecipe, width: number): CodedGlyph {
    const key = `${shape}|${character}`;
    let coded = this.#codes.get(key);
    if (!coded) {
      coded = this.add(character, recipe, width);
      this.#codes.set(key, coded);
    }
    return coded;
  }

  private add(character: string, recipe: GlyphRecipe, width: number): CodedGlyph {
    this.recipes.push(recipe);
    this.characters.push(character);
    const letter = [...character].find((each) => !isInvisible(each)) ?? character;
    this.letters.push(letter);
    this.ignorable.push(isIgnorable(letter));
    this.classes.push(bidiClass(letter));
    this.widths.push(width);
    const code = this.recipes.length;
    if (code > 0xfffe) throw new Error('more than 65,534 glyphs of one face');
    return { code, width };
  }
}

/** A code with its place: what a text-showing operator needs. Lengths are font units. */
export interface PlacedCode extends CodedGlyph {
  /** How far the pen moves, kerning and justification included. */
  readonly advance: number;
  readonly xOffset: number;
}

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

/** One run as codes, left to right as drawn. */
export function encodeRun(
  table: CodeTable,
  text: string,
  glyphs: readonly Glyph[],
  rtl: boolean,
  unit: number,
): PlacedCode[] {
  const codes: PlacedCode[] = [];
  // Nearly every cluster is one character.
  for (const { start, end, from, to } of clustersOf(text, glyphs, rtl))
    if (end - start === 1)
      codes.push(
        to - from === 1
          ? single(table, glyphs[from]!, text[start]!, unit)
          : composed(table, glyphs.slice(from, to), text[start]!, unit),
      );
    else {
      const characters = [...text.slice(start, end)];
      codes.push(...encodeCluster(table, characters, glyphs.slice(from, to), rtl, unit));
    }
  return rtl ? withBlanksRead(table, codes) : codes;
}

/** Blank codes read with the letter that they follow: it stands on their right. */
function withBlanksRead(table: CodeTable, codes: PlacedCode[]): PlacedCode[] {
  const isBlank = ({ code, advance }: PlacedCode) => advance === 0 && table.ignorable[code]!;
  if (!codes.some(isBlank)) return codes;
  const read: PlacedCode[] = [];
  let blanks: PlacedCode[] = [];
  for (const code of codes)
    if (isBlank(code)) blanks.push(code);
    else if (blanks.length === 0) read.push(code);
    else {
      const reading = [...blanks, code].map((each) => table.characters[each.code]!).join('');
      read.push({ ...code, ...table.respell(code.code, reading) });
      blanks = [];
    }
  return [...read, ...blanks];
}

/** Characters from `start` to `end` of the text that glyphs from `from` to `to` show together. */
interface Cluster {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Glyphs that belong together, left to right; characters that left no glyph go with the one before.
 * Holds: in a left-to-right run the offsets of clusters ascend, in a right-to-left run they descend.
 */
function clustersOf(text: string, glyphs: readonly Glyph[], rtl: boolean): Cluster[] {
  const clusters: Cluster[] = [];
  let end = text.length;
  for (let from = 0, to = 0; from < glyphs.length; from = to) {
    const { cluster } = glyphs[from]!;
    while (to < glyphs.length && glyphs[to]!.cluster === cluster) to += 1;
    const isFirst = rtl ? to === glyphs.length : from === 0;
    if (!rtl) end = glyphs[to]?.cluster ?? text.length;
    clusters.push({ start: isFirst ? 0 : cluster, end, from, to });
    end = cluster;
  }
  return clusters;
}

function encodeCluster(
  table: CodeTable,
  characters: readonly string[],
  glyphs: readonly Glyph[],
  rtl: boolean,
  unit: number,
): PlacedCode[] {
  // The hyphen of a parted word stands alone and has ink; in a word a soft hyphen has none.
  const isUnseen = (each: string) => characters.length > 1 && isIgnorable(each);
  const visible = characters.filter((each) => !isUnseen(each));
  if (rtl) visible.reverse();
  const total = glyphs.reduce((sum, glyph) => sum + glyph.advance, 0) / unit;
  const codes = inkFirst(table, visible, glyphs, total, unit);
  if (visible.length === characters.length) return codes;
  const ordered = rtl ? [...characters].reverse() : characters;
  return ordered.map((each) => (isUnseen(each) ? plain(table.blank(0, each), 0) : codes.shift()!));
}

/** A letter of several glyphs. */
function composed(
  table: CodeTable,
  glyphs: readonly Glyph[],
  character: string,
  unit: number,
): PlacedCode {
  let advance = 0;
  for (const glyph of glyphs) advance += glyph.advance;
  advance /= unit;
  const width = Math.max(0, Math.round(advance));
  return plain(table.composite(partsOf(glyphs, unit), width, character), advance);
}

/** The leftmost of the visible characters carries the ink of them all; the others share the width. */
function inkFirst(
  table: CodeTable,
  visible: readonly string[],
  glyphs: readonly Glyph[],
  total: number,
  unit: number,
): PlacedCode[] {
  if (visible.length === 1)
    return glyphs.length === 1
      ? [single(table, glyphs[0]!, visible[0]!, unit)]
      : [composed(table, glyphs, visible[0]!, unit)];
  const widths = sharesOf(visible, Math.max(0, Math.round(total)), table.face.metrics.unitsPerEm);
  return visible.map((character, index) => {
    const width = widths[index]!;
    const isLast = index === visible.length - 1;
    const advance = isLast ? total - sum(widths) + width : width;
    return index === 0
      ? plain(table.composite(partsOf(glyphs, unit), width, character), advance)
      : plain(table.blank(width, character), advance);
  });
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

/** A glyph off the baseline is drawn so: text that rises is taken for another line. */
function single(table: CodeTable, glyph: Glyph, character: string, unit: number): PlacedCode {
  return Math.round(glyph.yOffset / unit) === 0
    ? placed(table.copy(glyph.id, character), glyph, unit)
    : composed(table, [glyph], character, unit);
}

function placed({ code, width }: CodedGlyph, glyph: Glyph, unit: number): PlacedCode {
  const { advance, xOffset } = glyph;
  return {
    code,
    width,
    advance: advance / unit,
    xOffset: xOffset / unit,
  };
}

function plain({ code, width }: CodedGlyph, advance: number): PlacedCode {
  return { code, width, advance, xOffset: 0 };
}

function partsOf(glyphs: readonly Glyph[], unit: number): Part[] {
  let pen = 0;
  return glyphs.map(({ id, advance, xOffset, yOffset, xScale }) => {
    if (id === 0) throw new Error('.notdef would be drawn');
    const x = Math.round((pen + xOffset) / unit);
    const y = Math.round(yOffset / unit);
    pen += advance;
    return xScale === undefined ? { glyph: id, x, y } : { glyph: id, x, y, scale: xScale };
  });
}
