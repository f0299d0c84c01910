import type { ParagraphSpec, Piece, TextStyle } from './model.js';

/** A stretch of the collected text with one style and one tag, half open. */
export interface StyleSpan<T> {
  readonly start: number;
  readonly end: number;
  readonly style: TextStyle;
  readonly tag: T;
}

export interface Collected<T> {
  readonly text: string;
  /** In order and without overlap; isolate controls and breaks lie in none. */
  readonly spans: readonly StyleSpan<T>[];
}

const LRI = '\u2066';
const RLI = '\u2067';
const PDI = '\u2069';
/** A hard break: a line separator keeps the paragraph one for the bidi algorithm. */
const BREAK = '\u2028';
/** Controls in the text itself would unbalance ours; sources are checked, this holds for other callers. */
const CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/g;

/** One string for the whole paragraph in logical order, and what style each part has. */
export function collect<T>(spec: ParagraphSpec<T>): Collected<T> {
  const spans: StyleSpan<T>[] = [];
  let text = '';
  const add = (pieces: readonly Piece<T>[]): void => {
    for (const piece of pieces) {
      if (piece.kind === 'break') text += BREAK;
      else if (piece.kind === 'isolate') {
        text += piece.direction === 'rtl' ? RLI : LRI;
        add(piece.pieces);
        text += PDI;
      } else {
        const start = text.length;
        text += piece.text.replace(CONTROLS, '');
        if (text.length > start)
          spans.push({ start, end: text.length, style: piece.style, tag: piece.tag });
      }
    }
  };
  add(spec.pieces);
  return { text, spans };
}
