/** The door of HarfBuzz: a face opened, measured and shaped with. */
import {
  Blob,
  Buffer,
  BufferFlag,
  Face,
  Direction as HbDirection,
  Font as HbFont,
  shape,
} from 'harfbuzzjs';
import type { Direction } from './model.js';
import { remembering } from './shaped-words.js';

/** One glyph of a shaped run, in font units, left to right as drawn. */
export interface ShapedGlyph {
  readonly id: number;
  /** UTF-16 offset in the whole text of the first character of the cluster. */
  readonly cluster: number;
  readonly advance: number;
  readonly xOffset: number;
  readonly yOffset: number;
  /** The text cannot be cut before this cluster without shaping both parts anew. */
  readonly unsafeToBreak: boolean;
  /** A tatweel may stand before this cluster without changing a letter beside it. */
  readonly safeToStretchBefore: boolean;
}

/** A glyph on its own, in font units. */
export interface LoneGlyph {
  readonly id: number;
  readonly advance: number;
}

/** How a run is shaped: nothing is left for the shaper to guess. */
export interface ShapeOptions {
  /** ISO 15924, such as `Arab`. */
  readonly script: string;
  /** BCP 47. */
  readonly language: string;
  readonly direction: Direction;
}

/** A face; lengths are font units unless a method says otherwise. */
export interface Font {
  readonly name: string;
  /** The sfnt as it came. */
  readonly bytes: Uint8Array;
  readonly unitsPerEm: number;
  /** Parts of an em above and below the baseline, both positive. */
  readonly ascent: number;
  readonly descent: number;
  readonly hasCharacter: (codePoint: number) => boolean;
  /** U+0640, of which kashidas are made; absent in faces without it, and without width in Nastaliq. */
  readonly tatweel?: LoneGlyph;
  /** U+2010, or the hyphen of the keyboard. */
  readonly hyphen?: LoneGlyph;
  /** Shapes `text.slice(start, end)` seeing its surroundings, so that letters join across the ends. */
  readonly shape: (
    text: string,
    start: number,
    end: number,
    options: ShapeOptions,
  ) => readonly ShapedGlyph[];
  /** Every glyph that shaping a text comes by, those that later rules replace included. */
  readonly passed: (text: string, options: ShapeOptions) => ReadonlySet<number>;
  /** An SVG path, y upwards. */
  readonly outline: (glyph: number) => string;
}

/** Opens a TrueType face; throws for bytes that are none. */
export function openFont(name: string, bytes: Uint8Array): Font {
  const face = new Face(new Blob(bytes));
  const characters = new Set(face.collectUnicodes());
  if (characters.size === 0) throw new Error(`${name} is no font`);
  // Asked for every character of a text: those of the first plane are looked up without a search.
  const basic = new Uint8Array(0x10000);
  for (const codePoint of characters) if (codePoint < basic.length) basic[codePoint] = 1;
  const font = new HbFont(face);
  const buffer = new Buffer();
  const extents = font.hExtents();
  const lone = (character: string, script: string): LoneGlyph | undefined => {
    if (!characters.has(character.codePointAt(0)!)) return undefined;
    const options = { script, language: 'und', direction: 'ltr' } as const;
    const [glyph] = shapeRun(font, buffer, character, 0, character.length, options, 0);
    return glyph && glyph.advance > 0 ? { id: glyph.id, advance: glyph.advance } : undefined;
  };
  const tatweel = lone('\u0640', 'Arab');
  // Nastaliq, the only Arabic that cannot be stretched, lets words lean over spaces.
  const isSlanted = tatweel === undefined;
  const hyphen = lone('\u2010', 'Latn') ?? lone('-', 'Latn');
  return {
    name,
    bytes,
    unitsPerEm: face.upem,
    ascent: extents.ascender / face.upem,
    descent: -extents.descender / face.upem,
    hasCharacter: (codePoint) =>
      codePoint < basic.length ? basic[codePoint] === 1 : characters.has(codePoint),
    ...(tatweel ? { tatweel } : {}),
    ...(hyphen ? { hyphen } : {}),
    shape: remembering(
      (text, start, end, options, origin) =>
        shapeRun(font, buffer, text, start, end, options, origin),
      ({ script }) => script !== 'Arab' || !isSlanted,
    ),
    passed: (text, options) => passedGlyphs(font, text, options),
    outline: (glyph) => font.glyphToPath(glyph),
  };
}

function passedGlyphs(
  font: HbFont,
  text: string,
  { script, language, direction }: ShapeOptions,
): ReadonlySet<number> {
  const buffer = new Buffer();
  const passed = new Set<number>();
  const note = (): true => {
    for (const { codepoint } of buffer.getGlyphInfos()) passed.add(codepoint);
    return true;
  };
  // HarfBuzz says so before and after every rule.
  buffer.setMessageFunc(note);
  buffer.addText(text, 0, text.length);
  buffer.setDirection(direction === 'rtl' ? HbDirection.RTL : HbDirection.LTR);
  buffer.setScript(script);
  buffer.setLanguage(language);
  shape(font, buffer);
  note();
  return passed;
}

function shapeRun(
  font: HbFont,
  buffer: Buffer,
  text: string,
  start: number,
  end: number,
  { script, language, direction }: ShapeOptions,
  origin: number,
): ShapedGlyph[] {
  buffer.reset();
  buffer.addText(text, start, end - start);
  buffer.setDirection(direction === 'rtl' ? HbDirection.RTL : HbDirection.LTR);
  buffer.setScript(script);
  buffer.setLanguage(language);
  // ZWNJ and its like do their work in shaping and leave no glyph; the text keeps them.
  buffer.setFlags(BufferFlag.REMOVE_DEFAULT_IGNORABLES | BufferFlag.PRODUCE_SAFE_TO_INSERT_TATWEEL);
  shape(font, buffer);
  const infos = buffer.getGlyphInfos();
  const positions = buffer.getGlyphPositions();
  return infos.map((info, index) => {
    const position = positions[index]!;
    return {
      id: info.codepoint,
      cluster: inkAt(text, info.cluster, end) + origin,
      advance: position.xAdvance,
      xOffset: position.xOffset,
      yOffset: position.yOffset,
      unsafeToBreak: (info.flags & UNSAFE_TO_BREAK) !== 0,
      safeToStretchBefore: (info.flags & SAFE_TO_INSERT_TATWEEL) !== 0,
    };
  });
}

/**
 * HarfBuzz counts a removed half-space to what stands behind it; for us it belongs to the letter before,
 * so that a cluster begins with the character that its glyphs show.
 */
function inkAt(text: string, cluster: number, end: number): number {
  let at = cluster;
  while (at + 1 < end && isIgnorable(text.charCodeAt(at))) at += 1;
  return at;
}

function isIgnorable(unit: number): boolean {
  return unit === 0xad || (unit >= 0x200b && unit <= 0x200d) || unit === 0x2060;
}

/** HB_GLYPH_FLAG_UNSAFE_TO_BREAK */
const UNSAFE_TO_BREAK = 1;
/** HB_GLYPH_FLAG_SAFE_TO_INSERT_TATWEEL */
const SAFE_TO_INSERT_TATWEEL = 4;
