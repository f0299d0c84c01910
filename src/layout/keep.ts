/** Headings stay with what they head, and what ends a text with the text. */
import type { Strip } from './strip.js';

/** Lines of text that have to stand below a heading. */
const BELOW = 2;

/** Joins every heading to the lines below it, whatever they belong to: a short list, code, another heading. */
export function keepHeadings(strips: readonly Strip[]): Strip[] {
  const kept = [...strips];
  strips.forEach((heading, at) => {
    if (!heading.outline) return;
    let index = at + 1;
    while (strips[index]?.row?.id === heading.row?.id) index += 1;
    for (let lines = 0; index < strips.length; index++) {
      const strip = strips[index]!;
      if (strip.items.some((item) => item.kind === 'text')) lines += 1;
      if (lines === BELOW || strip.items.some((item) => item.kind === 'picture')) return;
      if (!strip.keep) kept[index] = { ...strip, keep: true, loose: true };
    }
  });
  return kept;
}

/** Lines of text that have to stand above what ends it. */
const ABOVE = 3;

/** Joins the tail to the last lines of the text: no page has it alone, or with a single line. */
export function keepTail(text: readonly Strip[], tail: readonly Strip[]): Strip[] {
  if (tail.length === 0) return [...text];
  const joined = text.map((strip, index) =>
    index < text.length - ABOVE || strip.keep ? strip : { ...strip, keep: true, loose: true },
  );
  return [...joined, ...tail];
}
