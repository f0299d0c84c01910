/**
 * Which code of the PDF face stands for which character.
 *
 * Readers take a page apart into codes and look each up in ToUnicode; a code that stands for two
 * characters comes back reversed in right-to-left text. So every code is one character:
 *  1. a letter of several glyphs (a skeleton and its dots) becomes one composite glyph;
 *  2. a glyph of several characters (لا, هٔ) becomes one inked code and blank codes beside it;
 *  3. ZWNJ and its like are blank codes without width;
 *  4. one glyph that stands for two characters is there twice, under two codes.
 */
import type { Glyph } from '../../typeset/index.js';
import { type GlyphRecipe, type Part, readTrueType, type TrueType } from './truetype.js';

export interface CodedGlyph {
  readonly code: number;
  /** What the PDF face says of its width, font units. */
  readonly width: number;
}

/** The codes of one face while a document is painted. */
export class CodeTable {
  readonly recipes: GlyphRecipe[] = [];
  /** Character of each code; code 0 is .notdef and is never used. */
  readonly characters: string[] = [''];
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
    let key = `m${advance}`;
    for (const { glyph, x, y, scale } of parts)
      key += scale === undefined ? `;${glyph},${x},${y}` : `;${glyph},${x},${y},${scale}`;
    return this.code(key, character, { kind: 'composite', parts, advance }, advance);
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
  readonly yOffset: number;
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
  // Nearly every cluster is one glyph of one character.
  for (const { start, end, from, to } of clustersOf(text, glyphs, rtl))
    if (to - from === 1 && end - start === 1)
      codes.push(placed(table.copy(glyphs[from]!.id, text[start]!), glyphs[from]!, unit));
    else {
      const characters = [...text.slice(start, end)];
      codes.push(...encodeCluster(table, characters, glyphs.slice(from, to), rtl, unit));
    }
  return codes;
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
  const isBlank = (each: string) => characters.length > 1 && isIgnorable(each);
  const visible = characters.filter((each) => !isBlank(each));
  const ordered = rtl ? [...characters].reverse() : characters;
  const total = glyphs.reduce((sum, glyph) => sum + glyph.advance, 0) / unit;
  const single = glyphs.length === 1 && visible.length === 1;
  const share = Math.floor(Math.max(0, Math.round(total)) / visible.length);
  let inked = false;
  return ordered.map((character): PlacedCode => {
    if (isBlank(character)) return plain(table.blank(0, character), 0);
    if (inked) return plain(table.blank(share, character), share);
    inked = true;
    if (single) return placed(table.copy(glyphs[0]!.id, character), glyphs[0]!, unit);
    // The leftmost character carries the ink of them all; the others share the width.
    const advance = total - share * (visible.length - 1);
    const width = Math.max(0, Math.round(total)) - share * (visible.length - 1);
    return plain(table.composite(partsOf(glyphs, unit), width, character), advance);
  });
}

function placed({ code, width }: CodedGlyph, glyph: Glyph, unit: number): PlacedCode {
  const { advance, xOffset, yOffset } = glyph;
  return {
    code,
    width,
    advance: advance / unit,
    xOffset: xOffset / unit,
    yOffset: yOffset / unit,
  };
}

function plain({ code, width }: CodedGlyph, advance: number): PlacedCode {
  return { code, width, advance, xOffset: 0, yOffset: 0 };
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
