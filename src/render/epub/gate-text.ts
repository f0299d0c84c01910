/** Is the text of a book that of its source, code point by code point? */
import type { Span } from '../../diagnostics/index.js';
import { type Block, plainText } from '../../document/index.js';

/** The first place where they part; spaces are the markup's, and so are the strokes between hemistichs. */
export function firstDifference(
  blocks: readonly Block[],
  shown: string,
): { what: string; span?: Span } | undefined {
  if (blocks.length === 0) return undefined;
  const source = plainText(blocks);
  if (isTheSame(source, shown)) return undefined;
  const wanted = squeezed(source);
  const found = squeezed(shown);
  if (wanted === found) return undefined;
  let at = 0;
  while (at < wanted.length && wanted[at] === found[at]) at += 1;
  const span = blockAt(blocks, at)?.span;
  const [lost, instead] = [wanted, found].map((text) => quoted(text.slice(at, at + 12)));
  const what = `the text is not its source’s: ${instead} stands where ${lost} should`;
  return span ? { what, span } : { what };
}

/** As nearly all are, character for character: told without making either anew. */
function isTheSame(source: string, shown: string): boolean {
  let [at, beside] = [0, 0];
  for (;;) {
    while (isSkipped(source.charCodeAt(at))) at += 1;
    while (isSkipped(shown.charCodeAt(beside))) beside += 1;
    if (at >= source.length || beside >= shown.length) break;
    if (source.charCodeAt(at) !== shown.charCodeAt(beside)) return false;
    at += 1;
    beside += 1;
  }
  return at >= source.length && beside >= shown.length;
}

/** A space, the end of a line, a tab or a stroke. */
function isSkipped(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x09 || unit === 0x2f;
}

/** The block that has the character at an offset of the squeezed text. */
function blockAt(blocks: readonly Block[], at: number): Block | undefined {
  let end = 0;
  return blocks.find((block) => {
    end += squeezed(plainText([block])).length;
    return at < end;
  });
}

function squeezed(text: string): string {
  return text.normalize('NFC').replace(/[\s/]+/gu, '');
}

/** What leaves no ink is named. */
function quoted(text: string): string {
  const shown = text.replace(
    /\p{Cf}/gu,
    (each) => `<U+${each.codePointAt(0)!.toString(16).toUpperCase()}>`,
  );
  return `“${shown}”`;
}
