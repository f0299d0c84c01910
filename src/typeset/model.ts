/**
 * Types of the typesetting library. It imports nothing of the house and knows nothing of articles:
 * pieces of styled text in, positioned lines out. Lengths are points; y grows upwards inside a line.
 */
import type { Font } from './font.js';

export type Direction = 'ltr' | 'rtl';

/** A face at a size factor: the Latin face of a Persian line is scaled to agree with it. */
export interface ScaledFont {
  readonly font: Font;
  readonly scale: number;
}

export interface TextStyle {
  /** Tried in order for each grapheme; the first that has all its characters is taken. */
  readonly fonts: readonly ScaledFont[];
  /** Points, before `ScaledFont.scale`. */
  readonly size: number;
  /** BCP 47; passed to HarfBuzz. */
  readonly language: string;
  /** Words of this style may be hyphenated at line ends, where their language has patterns. */
  readonly hyphenate?: boolean;
}

/** `T` is the caller's own mark on a piece (colour, link, structure); it comes back on every run. */
export type Piece<T> =
  | { readonly kind: 'text'; readonly text: string; readonly style: TextStyle; readonly tag: T }
  | {
      readonly kind: 'isolate';
      readonly direction: Direction;
      readonly pieces: readonly Piece<T>[];
    }
  | { readonly kind: 'break' };

export interface ParagraphSpec<T> {
  readonly pieces: readonly Piece<T>[];
  /** Base direction: given, never guessed. */
  readonly direction: Direction;
  /** Width of every line. */
  readonly measure: number;
  readonly align: 'start' | 'center' | 'end' | 'justify';
  /** The last line and lines before a break by hand are justified too, as hemistichs of a poem are. */
  readonly fillLast?: boolean;
  /**
   * Ragged lines are made alike, the last one too (`even`, headings and captions), or each takes what
   * it can hold (`full`, code). Absent: `even`.
   */
  readonly ragged?: 'even' | 'full';
}

/** Lengths are units of the run's font: whole numbers, save where a line is justified. */
export interface Glyph {
  /** Glyph index of the run's font. */
  readonly id: number;
  /** UTF-16 offset in `Paragraph.text` of the first character of the glyph's cluster. */
  readonly cluster: number;
  /** Justification is included. */
  readonly advance: number;
  readonly xOffset: number;
  readonly yOffset: number;
  /** Horizontal scale of the outline about its own origin; absent: 1. Below 2; only kashidas have it. */
  readonly xScale?: number;
}

/** A stretch of one line with one font, size, level and tag. */
export interface Run<T> {
  readonly font: Font;
  /** Points, after the scale. */
  readonly size: number;
  /** Points in a unit of the font. */
  readonly unit: number;
  readonly language: string;
  /** UAX #9 embedding level; odd runs right to left. */
  readonly level: number;
  /** Logical range of `Paragraph.text`, half open, UTF-16. */
  readonly start: number;
  readonly end: number;
  /** Left to right as drawn. */
  readonly glyphs: readonly Glyph[];
  /** Distance of the run's left edge from the left end of the measure. */
  readonly x: number;
  readonly width: number;
  readonly tag: T;
  /** The word goes on in the next line: the glyph with `cluster === end` is a hyphen that no text has. */
  readonly hyphenated: boolean;
}

export interface Line<T> {
  /** Left to right as drawn; `start`/`end` remember the logical order. */
  readonly runs: readonly Run<T>[];
  readonly start: number;
  readonly end: number;
  readonly measure: number;
  /** Ink width without the trailing space. */
  readonly width: number;
  readonly justified: boolean;
  /** Largest of the line's fonts, above and below the baseline, points, both positive. */
  readonly ascent: number;
  readonly descent: number;
}

export interface Paragraph<T> {
  /** What was collected, in logical order, isolates as U+2066/U+2067/U+2069; glyphs' clusters point here. */
  readonly text: string;
  readonly lines: readonly Line<T>[];
  /** Characters that no font has; the caller makes them an error. Never drawn as .notdef. */
  readonly missing: readonly { readonly character: string; readonly tag: T }[];
}
