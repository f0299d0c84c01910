/** Links for those who read on paper: which of them need their address written out, and its number. */
import {
  type Block,
  hidesAddress,
  legible,
  type Note,
  positionOfNote,
  type Tongue,
  walkInlines,
} from '../document/index.js';
import { formatInteger } from '../locale/index.js';
import type { LinkReference } from './model.js';

/**
 * The addresses of links whose words do not say them, in the order of reading: notes are read where
 * they are first referred to. An address has one number however often it is linked to.
 */
export function linkReferences(
  blocks: readonly Block[],
  notes: readonly Note[],
  { language }: Tongue,
): LinkReference[] {
  const found = new Set<string>();
  const read = new Set<string>();
  const readBlocks = (some: readonly Block[]): void =>
    walkInlines(some, (inline) => {
      if (inline.kind === 'link' && hidesAddress(inline)) found.add(inline.href);
      if (inline.kind !== 'note-reference' || read.has(inline.note)) return;
      read.add(inline.note);
      readBlocks(notes[positionOfNote(notes, inline.note) ?? -1]?.blocks ?? []);
    });
  readBlocks(blocks);
  return [...found].map((href, index) => ({
    href,
    label: labelOf(index + 1, language),
    address: legible(href),
  }));
}

/** The same references with numbers from `first` on: in a book no two have the same. */
export function renumbered(
  references: readonly LinkReference[],
  { language }: Tongue,
  first: number,
): LinkReference[] {
  return references.map((each, index) => ({ ...each, label: labelOf(first + index, language) }));
}

/** In brackets, since a raised number alone is a note's. */
function labelOf(number: number, language: string): string {
  return `[${formatInteger(number, language)}]`;
}
