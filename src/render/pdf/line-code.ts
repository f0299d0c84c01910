/** Codes of one line, each with its place and with what readers make of it. */
import type { Owner, TextItem } from '../../layout/index.js';
import type { Glyph } from '../../typeset/index.js';
import { type CodedGlyph, type CodeTable, encodeRun } from './characters.js';

export const RLM = '\u200f';
export const LRM = '\u200e';
/** Of the class of Arabic letters: PDF.js counts it where it guesses the direction of a piece. */
export const ALM = '\u061c';

/** What the codes of a run share. */
export interface CodedRun {
  /** Index of its item in the page. */
  readonly item: number;
  readonly owner: Owner;
  readonly table: CodeTable;
  /** Points in a font unit. */
  readonly unit: number;
}

export interface LineCode extends CodedGlyph {
  readonly run: CodedRun;
  /** How far the pen moves, font units, kerning and justification included. */
  readonly advance: number;
  /** Of the glyph from its place, font units. */
  readonly xOffset: number;
  /** Points, from the left end of the page. */
  readonly left: number;
  /** What is visible of its reading, and the Bidi_Class of that. */
  readonly letter: string;
  readonly bidi: string;
  /** Its embedding level is odd. */
  readonly rtl: boolean;
  /** MuPDF takes it for a part of a right-to-left span; it goes by the first character of the reading. */
  readonly turned: boolean;
  /** Whether it begins a stretch, or goes with the code before it, whatever their directions. */
  readonly tie: 'begins' | 'joins' | undefined;
  /** It is shown by an operator of its own. */
  readonly opens: boolean;
}

/**
 * Codes of a run in logical order.
 *
 * @param raise points that its glyphs are drawn above the baseline of the line
 */
export function codesOf(table: CodeTable, run: TextItem, item: number, raise: number): LineCode[] {
  const { unit, text, origin } = run;
  const rtl = run.level % 2 === 1;
  const glyphs = raised(run.glyphs, raise / unit);
  const coded: CodedRun = { item, owner: run.owner, table, unit };
  const codes: LineCode[] = [];
  let left = run.x;
  encodeRun(table, { text, glyphs, origin, rtl }, (glyph, advance, xOffset) => {
    const { code, width } = glyph;
    const bidi = table.classes[code]!;
    const letter = table.letters[code]!;
    const turned = isTurned(bidi, rtl);
    codes.push({
      code,
      width,
      run: coded,
      advance,
      xOffset,
      left,
      letter,
      bidi,
      rtl,
      turned,
      tie: undefined,
      opens: false,
    });
    left += advance * unit;
  });
  return rtl ? codes.reverse() : codes;
}

function raised(glyphs: readonly Glyph[], raise: number): readonly Glyph[] {
  return raise === 0 ? glyphs : glyphs.map((each) => ({ ...each, yOffset: each.yOffset + raise }));
}

/** Points, from the left end of the page. */
export function rightOf({ left, advance, run }: LineCode): number {
  return left + advance * run.unit;
}

function isTurned(bidi: string, rtl: boolean): boolean {
  switch (bidi) {
    case 'L':
    case 'EN':
    case 'ES':
    case 'ET':
      return false;
    case 'R':
    case 'AL':
    case 'AN':
      return true;
    default:
      return rtl;
  }
}

/** MuPDF gives it the direction of what was shown before it. */
export function isNeutral({ bidi, letter, run, code }: LineCode): boolean {
  const reading = run.table.characters[code]!;
  if (reading.startsWith(letter)) return isTurned(bidi, true) !== isTurned(bidi, false);
  return ![RLM, LRM, ALM].includes(reading[0]!);
}

/** No ink, no width: it only has a direction. */
export function isMark({ advance, letter }: LineCode): boolean {
  return advance === 0 && (letter === RLM || letter === LRM);
}

/** A mark of direction without width; `beside` lends the face. */
export function markAt(beside: LineCode, x: number, rtl: boolean): LineCode {
  const letter = rtl ? RLM : LRM;
  return {
    ...beside,
    ...beside.run.table.blank(0, letter),
    advance: 0,
    xOffset: 0,
    letter,
    bidi: rtl ? 'R' : 'L',
    rtl,
    left: x,
    turned: rtl,
  };
}

/** The code read as a mark and what it was read as: what was neutral has a direction. */
export function directed(code: LineCode, mark: string): LineCode {
  const reading = mark + code.run.table.characters[code.code]!;
  return { ...code, ...code.run.table.respell(code.code, reading), turned: mark !== LRM };
}

/** Widths of directed spaces are whole parts of an em, so that few of them are different codes. */
const STEP = 1 / 30;
/** Of a space without a width of its own, em: PDF.js takes no note of a code that does not move the pen. */
const THIN = 0.05;

/**
 * A space that begins with a mark and is nearly as wide as it looks.
 *
 * @param gap em that it leaves empty. poppler takes two codes within 0.1 em for one that is printed
 *   twice, and the two characters of this code share its width.
 */
export function directedSpace(space: LineCode, mark: string, gap: number): LineCode {
  const { unitsPerEm } = space.run.table.face.metrics;
  const steps = Math.floor((space.advance / unitsPerEm - gap) / STEP);
  const width = Math.round(Math.max(steps * STEP, THIN) * unitsPerEm);
  return { ...space, ...space.run.table.blank(width, `${mark} `), turned: mark !== LRM };
}

/** A space at the logical end of a code, where the page has a gap and the text none. */
export function separatorAfter(code: LineCode): LineCode {
  const { unitsPerEm } = code.run.table.face.metrics;
  const advance = Math.round(THIN * unitsPerEm);
  const width = advance * code.run.unit;
  const left = code.rtl ? code.left - width : rightOf(code);
  const mark = code.rtl ? RLM : LRM;
  return {
    ...markAt(code, left, code.rtl),
    ...code.run.table.blank(advance, `${mark} `),
    advance,
    letter: ' ',
    bidi: 'WS',
  };
}

export function touches(a: LineCode | undefined, b: LineCode | undefined): boolean {
  return a !== undefined && b !== undefined && Math.abs(rightOf(a) - b.left) < 0.01;
}

/** As seen; codes without width stand between their neighbours. */
export function leftToRight(codes: readonly LineCode[]): LineCode[] {
  const guess = [...codes];
  if (codes[0]?.rtl) guess.reverse();
  if (isSorted(guess)) return guess;
  const order = codes.map((code, index) => ({ code, index }));
  const near = (a: number, b: number) => (Math.abs(a - b) < 0.001 ? 0 : a - b);
  order.sort(
    (a, b) =>
      near(a.code.left, b.code.left) ||
      near(rightOf(a.code), rightOf(b.code)) ||
      (a.code.rtl ? b.index - a.index : a.index - b.index),
  );
  return order.map(({ code }) => code);
}

function isSorted(codes: readonly LineCode[]): boolean {
  for (let at = 1; at < codes.length; at++) if (codes[at - 1]!.left > codes[at]!.left) return false;
  return true;
}
