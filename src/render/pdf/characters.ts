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
  readonly #codes = new Map<string, number>();
  readonly face: TrueType;

  constructor(bytes: Uint8Array) {
    this.face = readTrueType(bytes);
    this.widths.push(this.face.advance(0));
  }

  copy(glyph: number, character: string): CodedGlyph {
    if (glyph === 0) throw new Error(`.notdef would be drawn for ${JSON.stringify(character)}`);
    return this.code(`c${glyph}`, character, { kind: 'copy', glyph }, this.face.advance(glyph));
  }

  blank(advance: number, character: string): CodedGlyph {
    return this.code(`b${advance}`, character, { kind: 'blank', advance }, advance);
  }

  composite(parts: readonly Part[], advance: number, character: string): CodedGlyph {
    const key = `m${advance}:${parts.map((part) => `${part.glyph},${part.x},${part.y},${part.scale ?? 1}`).join(';')}`;
    return this.code(key, character, { kind: 'composite', parts, advance }, advance);
  }

  private code(shape: string, character: string, recipe: GlyphRecipe, width: number): CodedGlyph {
    const key = `${shape}|${character}`;
    const known = this.#codes.get(key);
    if (known !== undefined) return { code: known, width };
    this.recipes.push(recipe);
    this.characters.push(character);
    this.widths.push(width);
    const code = this.recipes.length;
    if (code > 0xfffe) throw new Error('more than 65,534 glyphs of one face');
    this.#codes.set(key, code);
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

const IGNORABLE = /^(?:[\u00ad\u200b-\u200d\u2060]|\p{Variation_Selector})$/u;

/** One run as codes, left to right as drawn. */
export function encodeRun(
  table: CodeTable,
  text: string,
  glyphs: readonly Glyph[],
  rtl: boolean,
  unit: number,
): PlacedCode[] {
  return clustersOf(text, glyphs).flatMap((cluster) => encodeCluster(table, cluster, rtl, unit));
}

interface Cluster {
  readonly characters: readonly string[];
  readonly glyphs: readonly Glyph[];
}

/** Glyphs that belong together, left to right; characters that left no glyph go with the one before. */
function clustersOf(text: string, glyphs: readonly Glyph[]): Cluster[] {
  const starts = [...new Set(glyphs.map((glyph) => glyph.cluster))].sort((a, b) => a - b);
  const end = new Map(starts.map((start, index) => [start, starts[index + 1] ?? text.length]));
  const groups: Glyph[][] = [];
  for (const glyph of glyphs) {
    const last = groups.at(-1);
    if (last && last[0]!.cluster === glyph.cluster) last.push(glyph);
    else groups.push([glyph]);
  }
  return groups.map((group) => {
    const start = group[0]!.cluster;
    const from = start === starts[0] ? 0 : start;
    return { characters: [...text.slice(from, end.get(start))], glyphs: group };
  });
}

function encodeCluster(
  table: CodeTable,
  { characters, glyphs }: Cluster,
  rtl: boolean,
  unit: number,
): PlacedCode[] {
  // The hyphen of a parted word stands alone and has ink; in a word a soft hyphen has none.
  const isBlank = (each: string) => IGNORABLE.test(each) && characters.length > 1;
  const visible = characters.filter((each) => !isBlank(each));
  const ordered = rtl ? [...characters].reverse() : characters;
  const total = glyphs.reduce((sum, glyph) => sum + glyph.advance, 0) / unit;
  const plain = (coded: CodedGlyph, advance: number): PlacedCode => ({
    ...coded,
    advance,
    xOffset: 0,
    yOffset: 0,
  });
  const single = glyphs.length === 1 && visible.length === 1;
  const share = Math.floor(Math.max(0, Math.round(total)) / visible.length);
  let inked = false;
  return ordered.map((character): PlacedCode => {
    if (isBlank(character)) return plain(table.blank(0, character), 0);
    if (inked) return plain(table.blank(share, character), share);
    inked = true;
    if (single) {
      const glyph = glyphs[0]!;
      return {
        ...table.copy(glyph.id, character),
        advance: total,
        xOffset: glyph.xOffset / unit,
        yOffset: glyph.yOffset / unit,
      };
    }
    // The leftmost character carries the ink of them all; the others share the width.
    const advance = total - share * (visible.length - 1);
    const width = Math.max(0, Math.round(total)) - share * (visible.length - 1);
    return plain(table.composite(partsOf(glyphs, unit), width, character), advance);
  });
}

function partsOf(glyphs: readonly Glyph[], unit: number): Part[] {
  let pen = 0;
  return glyphs.map((glyph) => {
    if (glyph.id === 0) throw new Error('.notdef would be drawn');
    const part = {
      glyph: glyph.id,
      x: Math.round((pen + glyph.xOffset) / unit),
      y: Math.round(glyph.yOffset / unit),
      ...(glyph.xScale === undefined ? {} : { scale: glyph.xScale }),
    };
    pen += glyph.advance;
    return part;
  });
}
