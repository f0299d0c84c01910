/** The first words of every page as places of the article, so that other outputs can cite the page. */
import { type Block, leavesInk } from '../document/index.js';
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
      if (item.kind === 'text') read.set(block, offset + countInk(item.text));
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

function countInk(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at)!;
    if (code > 0xffff) at += 1;
    if (leavesInk(code)) count += 1;
  }
  return count;
}
