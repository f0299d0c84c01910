/** The first words of every page as places of the article, so that other outputs can cite the page. */
import type { Block } from '../document/index.js';
import type { Page, PageStart, StructureElement } from './page.js';
import type { StructureBuilder } from './structure.js';

/**
 * Where each page begins. Notes and what the page adds to the text (markers, numbers of notes and of
 * addresses) do not count: other outputs have them elsewhere.
 */
export function pageStarts(
  pages: readonly Page[],
  { elements, blocks }: Pick<StructureBuilder, 'elements' | 'blocks'>,
): (PageStart | undefined)[] {
  const beside = besideText(elements);
  const read = new Map<Block, number>();
  return pages.map(({ items }) => {
    let start: PageStart | undefined;
    for (const item of items) {
      if (!('owner' in item) || item.owner === 'artifact' || beside[item.owner]) continue;
      const block = blocks[item.owner];
      if (!block) continue;
      const offset = read.get(block) ?? 0;
      start ??= { block, offset };
      if (item.kind === 'text') read.set(block, offset + visible(item.text));
    }
    return start;
  });
}

/** By element: does it stand beside the running text, itself or what holds it? */
function besideText(elements: readonly StructureElement[]): boolean[] {
  const beside: boolean[] = [];
  for (const { type, parent } of elements)
    beside.push(BESIDE.has(type) || (parent >= 0 && beside[parent]!));
  return beside;
}

const BESIDE: ReadonlySet<StructureElement['type']> = new Set(['Note', 'Lbl', 'Reference']);

/** Characters that leave ink; spaces and controls differ between outputs. */
function visible(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at)!;
    if (code > 0xffff) at += 1;
    if (isVisible(code)) count += 1;
  }
  return count;
}

const VISIBLE = /[^\s\p{Cf}]/u;
/** What is known of a UTF-16 unit: 0 nothing yet, 1 it leaves ink, 2 it leaves none. */
const KNOWN = new Uint8Array(0x10000);

function isVisible(code: number): boolean {
  if (KNOWN[code] === undefined) return VISIBLE.test(String.fromCodePoint(code));
  if (KNOWN[code] === 0) KNOWN[code] = VISIBLE.test(String.fromCodePoint(code)) ? 1 : 2;
  return KNOWN[code] === 1;
}
