/**
 * Marks of direction for readers that go by places: poppler and PDFium.
 *
 * poppler goes through a line from the side where the page begins. A section of the page's other
 * direction opens at a digit, a letter or a weak character (the Persian comma, the full stop) and goes
 * on to the next strong one of the page's; spaces and brackets between fall into the wrong section.
 * PDFium turns every bracket of a right-to-left line round unless something left-to-right is read
 * before it.
 */
import { directed, type LineCode, leftToRight, markAt, RLM, rightOf } from './line-code.js';

/** Points between codes that stand in one place and have an order: what is sorted keeps it. */
export const NUDGE = 0.01;

/**
 * The codes with marks between them.
 *
 * @param codes of a line, in logical order
 * @param pageRtl most letters of the page are right-to-left
 * @param lineRtl its paragraph is right-to-left
 */
export function withSectionMarks(
  codes: readonly LineCode[],
  pageRtl: boolean,
  lineRtl: boolean,
): readonly LineCode[] {
  const scanned = pageRtl ? rightToLeft(codes) : leftToRight(codes);
  const marked = new Map<LineCode, LineCode[]>();
  const keepsBrackets = pageRtl && lineRtl;
  let rtl = pageRtl;
  let last: LineCode | undefined;
  for (const code of scanned) {
    const opened = sectionOf(code);
    if (keepsBrackets && isBracket(code)) {
      marked.set(code, keptBracket(code, rtl));
      rtl = false;
    } else {
      if (!code.rtl && !rtl && last?.rtl) {
        // The mark stands left of the weak character or bracket that opened the section.
        const nudge = last.bidi === 'ON' ? NUDGE : 0;
        marked.set(last, [...(marked.get(last) ?? [last]), markAt(last, last.left - nudge, true)]);
        rtl = opened ?? rtl;
      } else if (opened === undefined ? rtl !== code.rtl : code.rtl && !opened && !rtl) {
        // A mark between two faces stands there already, and is read before this one.
        const nudge = last?.tie === 'joins' ? 2 * NUDGE : 0;
        const mark = markAt(code, pageRtl ? rightOf(code) - nudge : code.left, code.rtl);
        const own = opened === false ? directed(code, RLM) : code;
        marked.set(code, code.rtl === pageRtl ? [mark, own] : [own, mark]);
        rtl = code.rtl;
      } else rtl = opened ?? rtl;
    }
    last = code;
  }
  if (marked.size === 0) return codes;
  const all: LineCode[] = [];
  for (const code of codes) {
    const group = marked.get(code);
    if (group) all.push(...group);
    else all.push(code);
  }
  return all;
}

function rightToLeft(codes: readonly LineCode[]): readonly LineCode[] {
  return codes.every(({ rtl }) => rtl) ? codes : leftToRight(codes).reverse();
}

/** The direction of the section that a code opens in poppler; undefined for those that open none. */
function sectionOf({ bidi, rtl }: LineCode): boolean | undefined {
  switch (bidi) {
    case 'R':
    case 'AL':
      return true;
    case 'L':
    case 'EN':
    case 'AN':
    case 'ES':
    case 'ET':
    case 'CS':
      return false;
    case 'NSM':
    case 'BN':
      return rtl;
    default:
      return undefined;
  }
}

const BRACKETS = '()[]{}<>«»‹›';

function isBracket({ letter, rtl }: LineCode): boolean {
  return rtl && BRACKETS.includes(letter);
}

/**
 * A bracket that keeps its shape, in a stretch of its own: the mark at its right edge is read before it,
 * and is shown with it, for PDFium passes over text without ink.
 *
 * @param rtl whether a section of the page's direction is open
 */
function keptBracket(bracket: LineCode, rtl: boolean): LineCode[] {
  const end = rtl ? [] : [markAt(bracket, rightOf(bracket) - NUDGE, true)];
  const mark = markAt(bracket, rightOf(bracket), false);
  return [...end, { ...bracket, turned: false, tie: 'begins' }, { ...mark, tie: 'joins' }];
}
