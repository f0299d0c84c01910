/** Codes of glyphs: what each reads as, how wide it is, and what the face draws for it. */
import { CodeTable, encodeRun } from '../../../src/render/pdf/characters.js';
import type { Glyph } from '../../../src/typeset/index.js';
import { faces } from '../../support/house.js';

const font = faces().naskh.regular!;

function glyph(id: number, cluster: number, more: Partial<Glyph> = {}): Glyph {
  return { id, cluster, advance: 500, xOffset: 0, yOffset: 0, ...more };
}

interface Coded {
  readonly reading: string;
  readonly width: number;
  readonly advance: number;
}

/** @param glyphs from left to right */
function encode(
  text: string,
  glyphs: readonly Glyph[],
  table = new CodeTable(font.bytes),
): Coded[] {
  const codes: Coded[] = [];
  encodeRun(table, { text, glyphs, origin: 0, rtl: true }, ({ code, width }, advance) => {
    codes.push({ reading: table.characters[code]!, width, advance });
  });
  return codes;
}

test('a letter and its kashidas are one code of the letter, as wide as all of them', () => {
  const table = new CodeTable(font.bytes);
  const kashida = { advance: 600, xScale: 1.5 };
  const glyphs = [
    glyph(10, 2),
    glyph(11, 1, kashida),
    glyph(11, 1, kashida),
    glyph(12, 1),
    glyph(13, 0),
  ];
  const codes = encode('مرد', glyphs, table);
  expect(codes.map(({ reading }) => reading)).toEqual(['د', 'ر', 'م']);
  expect(codes[1]!.width).toBe(1700);
  expect(codes[1]!.advance).toBeCloseTo(1700);
  const stretched = table.recipes.find(({ kind }) => kind === 'composite')!;
  expect(stretched).toMatchObject({
    advance: 1700,
    parts: [
      { glyph: 11, x: 0, y: 0, scale: 1.5 },
      { glyph: 11, x: 600, y: 0, scale: 1.5 },
      { glyph: 12, x: 1200, y: 0 },
    ],
  });
});

test('the same stretched letter is the same code, another width another', () => {
  const table = new CodeTable(font.bytes);
  const stretched = (advance: number) =>
    encode(
      'بر',
      [glyph(10, 1), glyph(11, 0, { advance: advance, xScale: 1.2 }), glyph(12, 0)],
      table,
    );
  stretched(300);
  const count = table.recipes.length;
  stretched(300);
  expect(table.recipes).toHaveLength(count);
  stretched(350);
  expect(table.recipes).toHaveLength(count + 1);
});

test('a scaled part is written as a scaled part (OpenType 1.9, glyf)', () => {
  const table = new CodeTable(font.bytes);
  // Real glyphs: the first two that have ink.
  const [letter, kashida] = inkedGlyphs();
  const wide = { advance: 900, xScale: 1.75 };
  encode('ب', [glyph(kashida!, 0, wide), glyph(letter!, 0)], table);
  const program = Buffer.from(table.face.build(table.recipes));
  const outline = glyphData(program, 1);
  expect(outline.readInt16BE(0)).toBe(-1);
  const flags = outline.readUInt16BE(10);
  expect(flags & 0x40).toBe(0x40);
  // Two bytes of index, then the place in bytes or words.
  const scale = outline.readInt16BE(14 + (flags & 1 ? 4 : 2));
  expect(scale / 16384).toBe(1.75);
});

function inkedGlyphs(): number[] {
  const found: number[] = [];
  for (let id = 1; found.length < 2; id++) {
    const table = new CodeTable(font.bytes);
    table.copy(id, 'ا'.codePointAt(0)!);
    if (glyphData(Buffer.from(table.face.build(table.recipes)), 1).length > 0) found.push(id);
  }
  return found;
}

function glyphData(program: Buffer, id: number): Buffer {
  const table = (tag: string): number => {
    for (let at = 12; at < 12 + program.readUInt16BE(4) * 16; at += 16)
      if (program.toString('latin1', at, at + 4) === tag) return program.readUInt32BE(at + 8);
    throw new Error(`no ${tag}`);
  };
  const isLong = program.readInt16BE(table('head') + 50) === 1;
  const offset = (index: number) =>
    isLong
      ? program.readUInt32BE(table('loca') + index * 4)
      : program.readUInt16BE(table('loca') + index * 2) * 2;
  return program.subarray(table('glyf') + offset(id), table('glyf') + offset(id + 1));
}

test('a ligature is an inked code and a blank one, each of one character', () => {
  const codes = encode('لا', [glyph(10, 0)]);
  expect(codes.map(({ reading }) => reading)).toEqual(['ا', 'ل']);
  expect(codes[0]!.width + codes[1]!.width).toBe(500);
});

test('a combining mark is narrow, and stands left of its letter', () => {
  const codes = encode('هٔ', [glyph(20, 0, { advance: 0 }), glyph(10, 0)]);
  const em = font.unitsPerEm;
  expect(codes).toEqual([
    { reading: 'ٔ', width: 0.11 * em, advance: 0.11 * em },
    { reading: 'ه', width: 500 - 0.11 * em, advance: 500 - 0.11 * em },
  ]);
});

test('a half-space is read with the letter before it, seen from left to right', () => {
  const both = encode('می‌شد', [glyph(10, 4), glyph(11, 3), glyph(12, 1), glyph(13, 0)]);
  expect(both.map(({ reading }) => reading)).toEqual(['د', 'ش', '\u200cی', 'م']);
  const own = encode('می‌شد', [
    glyph(10, 4),
    glyph(11, 3),
    glyph(3, 2, { advance: 0 }),
    glyph(12, 1),
    glyph(13, 0),
  ]);
  expect(own.map(({ reading }) => reading)).toEqual(['د', 'ش', '\u200cی', 'م']);
});

test('a glyph off the baseline is drawn off the baseline', () => {
  const table = new CodeTable(font.bytes);
  encode('ا', [glyph(10, 0, { yOffset: 80 })], table);
  expect(table.recipes[0]).toMatchObject({
    kind: 'composite',
    parts: [{ glyph: 10, x: 0, y: 80 }],
  });
});
