/** Operators that show text (ISO 32000-1 §9.4). */
import type { TextItem } from '../../layout/index.js';
import { isMark, isNeutral, type LineCode } from './line-code.js';
import { colour, n } from './numbers.js';
import { withDirection } from './stretches.js';

/** What the operators of a page have set so far. */
export interface TextState {
  colour?: string;
  font?: string;
  /** Of the text object that is open. */
  object?: {
    /** Where its last show began, points. */
    x?: number;
    y?: number;
    /** MuPDF takes neutral characters for right-to-left. */
    turned: boolean;
  };
}

/**
 * Shows codes of one run, each at its place, in the open text object or a new one.
 *
 * @param baseline of the line, points from the top of the page
 */
export function showText(
  state: TextState,
  run: TextItem,
  face: string,
  baseline: number,
  codes: readonly LineCode[],
): string[] {
  const operators = isMisled(state, codes[0]!) ? endText(state) : [];
  if (!state.object) operators.push('BT');
  state.object ??= { turned: false };
  if (state.colour !== run.colour) operators.push(colour(run.colour));
  const font = `/${face} ${n(run.size)} Tf`;
  if (state.font !== font) operators.push(font);
  state.colour = run.colour;
  state.font = font;
  const shown = withDirection(codes, state.object.turned);
  for (const show of showsOf(shown)) {
    operators.push(moveOperator(state.object, hundredth(show[0]!.left), hundredth(baseline)));
    operators.push(showOperator(show, run.font.unitsPerEm));
  }
  state.object.turned = shown.at(-1)!.turned;
  return operators;
}

export function endText(state: TextState): string[] {
  if (!state.object) return [];
  delete state.object;
  return ['ET'];
}

/** A bracket that keeps its shape would be taken for right-to-left; a new object begins left-to-right. */
function isMisled({ object }: TextState, first: LineCode): boolean {
  return object?.turned === true && !first.turned && isNeutral(first);
}

/** pdfkit's page grows downwards; glyphs are drawn upright in it. */
function moveOperator(object: NonNullable<TextState['object']>, x: number, y: number): string {
  const { x: lastX, y: lastY } = object;
  object.x = x;
  object.y = y;
  return lastX === undefined || lastY === undefined
    ? `1 0 0 -1 ${n(x)} ${n(y)} Tm`
    : `${n(x - lastX)} ${n(lastY - y)} Td`;
}

function hundredth(points: number): number {
  return Math.round(points * 100) / 100;
}

function showsOf(codes: readonly LineCode[]): (readonly LineCode[])[] {
  if (!codes.some(({ opens }) => opens)) return [codes];
  const shows: LineCode[][] = [];
  for (const code of codes)
    if (shows.length === 0 || code.opens) shows.push([code]);
    else shows.at(-1)!.push(code);
  return shows;
}

/**
 * TJ with adjustments for kerning, justification and jumps, in whole thousandths of an em.
 *
 * What is lost by rounding is made good behind the next space, where it has become a thousandth: so the
 * spaces of a line are alike, and pack well. No code is further than that from its place.
 */
function showOperator(codes: readonly LineCode[], unitsPerEm: number): string {
  const thousandth = 1000 / unitsPerEm;
  const { unit } = codes[0]!.run;
  const operator = new OperatorBytes(codes.length);
  operator.text('[(');
  let last: LineCode | undefined;
  // Thousandths of an em that the pen is too far to the right.
  let ahead = 0;
  let space = 0;
  for (const code of codes) {
    const gap = last ? (code.left - last.left) / unit - last.width - last.xOffset : 0;
    const exact = -(gap + code.xOffset) * thousandth;
    let adjustment = Math.round(exact);
    if (last?.letter === ' ') {
      if (Math.abs(exact + ahead - space) >= 1) space = Math.round(exact + ahead);
      adjustment = space;
    }
    ahead += exact - adjustment;
    if (adjustment !== 0) {
      // PDF.js passes over a mark together with the number behind it, but not with a second one.
      const number = last && isMark(last) ? `1 ${adjustment - 1}` : String(adjustment);
      operator.text(last ? `)${number}(` : `${number}(`, last ? 0 : 1);
    }
    operator.code(code.code);
    last = code;
  }
  operator.text(')] TJ');
  return operator.toString();
}

/** Bytes of one operator, written into room that all of them share. */
class OperatorBytes {
  static #room = Buffer.alloc(0);
  #length = 0;

  /** @param codes at most so many, each with a number before it */
  constructor(codes: number) {
    const needed = 64 + codes * 64;
    if (OperatorBytes.#room.length < needed) OperatorBytes.#room = Buffer.alloc(needed * 2);
  }

  /** @param back takes so many bytes back before */
  text(ascii: string, back = 0): void {
    this.#length -= back;
    for (let at = 0; at < ascii.length; at++)
      OperatorBytes.#room[this.#length++] = ascii.charCodeAt(at);
  }

  /** The two bytes of a code in a string (§7.3.4.2), which pack better than hexadecimal digits. */
  code(code: number): void {
    this.#byte(code >> 8);
    this.#byte(code & 0xff);
  }

  #byte(byte: number): void {
    switch (byte) {
      case 0x28: // (
      case 0x29: // )
      case 0x5c: // \
        OperatorBytes.#room[this.#length++] = 0x5c;
        break;
      case 0x0a:
        this.text('\\n');
        return;
      case 0x0d:
        this.text('\\r');
        return;
      default:
    }
    OperatorBytes.#room[this.#length++] = byte;
  }

  toString(): string {
    return OperatorBytes.#room.toString('latin1', 0, this.#length);
  }
}
