/** Is the text of a book that of its source, code point by code point? */
import type { Span } from '../../diagnostics/index.js';
import { type Block, plainText } from '../../document/index.js';

/** The first place where they part; spaces are the markup's, and so are the strokes between hemistichs. */
export function firstDifference(
  blocks: readonly Block[],
  shown: string,
): { what: string; span?: Span } | undefined {
  if (blocks.length === 0) return undefined;
  const wanted = squeezed(plainText(blocks));
  const found = squeezed(shown);
  if (wanted === found) return undefined;
  let at = 0;
  while (at < wanted.length && wanted[at] === found[at]) at += 1;
  const span = blockAt(blocks, at)?.span;
  const [lost, instead] = [wanted, found].map((text) => quoted(text.slice(at, at + 12)));
  const what = `the text is not its source’s: ${instead} stands where ${lost} should`;
  return span ? { what, span } : { what };
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
