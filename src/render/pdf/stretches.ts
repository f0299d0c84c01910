/**
 * The order in which a line is painted.
 *
 * PDF.js and MuPDF keep the order of painting and turn every right-to-left stretch in itself; poppler and
 * PDFium gather codes by their places. A line pleases all four when it is painted stretch by stretch in
 * logical order, each stretch from left to right, and when
 *  1. the sections of poppler and PDFium are marked (`sections.ts`),
 *  2. no stretch begins with a character that takes its direction from the stretch before,
 *  3. a space at the edge of a stretch is read as a mark and a space: PDF.js loses a mere space in the
 *     jump to the next stretch, and a space before a combining mark anywhere.
 */
import {
  ALM,
  directed,
  directedSpace,
  isMark,
  isNeutral,
  type LineCode,
  LRM,
  leftToRight,
  markAt,
  RLM,
  rightOf,
  separatorAfter,
  touches,
} from './line-code.js';
import { NUDGE, withSectionMarks } from './sections.js';

/**
 * The codes of a line in the order of painting, each list of one run.
 *
 * @param codes in logical order
 * @param pageRtl most letters of the page are right-to-left
 * @param lineRtl its paragraph is right-to-left
 */
export function paintOrder(
  codes: readonly LineCode[],
  pageRtl: boolean,
  lineRtl: boolean,
): LineCode[][] {
  if (!pageRtl && !codes.some(({ rtl }) => rtl)) return byItem(codes);
  const parts = stretchesOf(withSectionMarks(withPieceMarks(codes), pageRtl, lineRtl));
  const keepsWords = pageRtl && lineRtl;
  return parts.flatMap((stretch, index) => {
    const edged = withEdges(stretch, parts[index - 1]?.at(-1), parts[index + 1]?.[0]);
    return byItem(keepsWords ? withWordOrder(edged) : edged);
  });
}

/**
 * PDF.js gives back in a piece what has one face and one owner: where they change, a left-to-right mark
 * parts the stretch.
 */
function withPieceMarks(codes: readonly LineCode[]): readonly LineCode[] {
  const first = codes[0];
  if (!first || codes.every((code) => isOfOnePiece(first, code))) return codes;
  let head = 0;
  return codes.flatMap((code, index): LineCode[] => {
    const next = codes[index + 1];
    if (next && code.turned && next.turned && isOfOnePiece(code, next)) return [code];
    const from = codes[head]!;
    head = index + 1;
    if (!code.turned || !next?.turned) return [code];
    return [code, { ...markAt(from, rightOf(from) - NUDGE, false), tie: 'joins' }];
  });
}

function isOfOnePiece(a: LineCode, b: LineCode): boolean {
  return (
    a.run === b.run ||
    (a.run.table === b.run.table && a.run.unit === b.run.unit && a.run.owner === b.run.owner)
  );
}

/** Neighbours in reading that are taken for one direction, each stretch from left to right. */
function stretchesOf(codes: readonly LineCode[]): LineCode[][] {
  const stretches: LineCode[][] = [];
  let last: LineCode | undefined;
  for (const code of codes) {
    if (last && code.tie !== 'begins' && (code.tie === 'joins' || goesOn(last, code)))
      stretches.at(-1)!.push(code);
    else stretches.push([code]);
    last = code;
  }
  return stretches.map(leftToRight);
}

/** A hyphen between right-to-left words is a stretch of its own: nothing else keeps its place. */
function goesOn(last: LineCode, code: LineCode): boolean {
  return last.turned === code.turned && (code.turned || !(last.rtl || code.rtl));
}

/** em that a directed space leaves empty, so that poppler tells it from what follows. */
const GAP = 0.06;

function withEdges(
  stretch: readonly LineCode[],
  before: LineCode | undefined,
  after: LineCode | undefined,
): LineCode[] {
  const codes = [...stretch];
  if (codes[0]!.bidi === 'NSM') codes.unshift(separatorAfter(codes[0]!));
  else if (codes[0]!.letter === ' ' && !touches(before, codes[0])) directFirst(codes);
  const last = codes.findLastIndex((code) => !isMark(code));
  if (last > 0 && codes[last]!.letter === ' ' && !touches(codes.at(-1), after))
    codes[last] = directedSpace(codes[last]!, markOf(stretch), GAP);
  for (let at = 1; at < codes.length; at++)
    if (codes[at]!.bidi === 'NSM' && codes[at - 1]!.letter === ' ')
      codes[at - 1] = directedSpace(codes[at - 1]!, markOf(stretch), 0);
  return codes;
}

/** PDF.js takes a piece for right-to-left when three in ten of its characters are. */
function markOf(codes: readonly LineCode[]): string {
  if (!codes[0]!.turned) return LRM;
  const letters = codes.filter((code) => code.bidi === 'AL').length;
  return letters < codes.length / 2 ? ALM : RLM;
}

/** The mark that would follow the space is read with the next code: two marks in one place lose their order. */
function directFirst(codes: LineCode[]): void {
  const mark = markOf(codes);
  codes[0] = directedSpace(codes[0]!, mark, GAP);
  if (codes[1] && codes[2] && isMark(codes[1]) && !isMark(codes[2]))
    codes.splice(1, 2, directed(codes[2], mark));
}

/**
 * Keeps the order of left-to-right words in a right-to-left line.
 *
 * PDFium parts them at their spaces and turns the line round word by word, so it is given them from
 * right to left: it sorts what is shown by where it begins, and each word begins with a mark that
 * stands left of the first.
 */
function withWordOrder(codes: readonly LineCode[]): LineCode[] {
  const { left, rtl, turned } = codes[0]!;
  if (rtl || turned) return [...codes];
  let words = 0;
  return codes.flatMap((code, index): LineCode[] => {
    if (code.letter !== ' ' || index === 0 || index === codes.length - 1) return [code];
    words += 1;
    // One code shown twice in one place would be taken for bold.
    const distinct = code.run.table.blank(WORD_MARK + (words % 3), RLM);
    const mark = { ...markAt(code, left - 2 * words * NUDGE, true), ...distinct, opens: true };
    // Shown by itself it has no ink, and PDFium puts spaces of its own.
    return [{ ...code, opens: true }, mark];
  });
}

/** Font units: much less than a space, more than a nudge. */
const WORD_MARK = 40;

/** Codes that one run lends its face and colour. */
function byItem(codes: readonly LineCode[]): LineCode[][] {
  const parts: LineCode[][] = [];
  for (const code of codes)
    if (parts.at(-1)?.[0]?.run === code.run) parts.at(-1)!.push(code);
    else parts.push([code]);
  return parts;
}

/**
 * Codes of one run as they are shown.
 *
 * @param turned whether MuPDF would take neutral characters for right-to-left where they begin
 */
export function withDirection(codes: readonly LineCode[], turned: boolean): readonly LineCode[] {
  const first = codes[0]!;
  const misled = first.turned && !turned && isNeutral(first);
  if (!misled && !codes.some(isMark)) return codes;
  const begun = misled ? [directed(first, markOf(codes)), ...codes.slice(1)] : codes;
  return begun.map((code, index) => (isMark(code) ? clearOf(begun[index - 1], code) : code));
}

/** em between the places of two characters that poppler does not take for one printed twice. */
const DISTINCT = 0.11;

/** A mark moved away from the last character of the code before it. */
function clearOf(code: LineCode | undefined, mark: LineCode): LineCode {
  if (!code || mark.opens || code.width === 0) return mark;
  const { left, width, run } = code;
  const count = run.table.characters[code.code]!.length;
  const last = left + (width * run.unit * (count - 1)) / count;
  const x = last + DISTINCT * run.unit * run.table.face.metrics.unitsPerEm;
  return x <= mark.left ? mark : { ...mark, left: x };
}
