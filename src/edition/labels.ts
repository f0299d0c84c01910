/** Digits that stand beside the text: numbers of lists and of notes, in the language of their block. */
import type { Block, ListItem, Note, Tongue } from '../document/index.js';
import { formatInteger } from '../locale/index.js';

/** Gives every item of an ordered list its marker. */
export function labelBlocks(blocks: readonly Block[], around: Tongue): Block[] {
  return blocks.map((block): Block => {
    const tongue = block.tongue ?? around;
    switch (block.kind) {
      case 'quote':
        return { ...block, blocks: labelBlocks(block.blocks, tongue) };
      case 'list': {
        const items = block.items.map((item, index): ListItem => {
          const labelled = { ...item, blocks: labelBlocks(item.blocks, item.tongue ?? tongue) };
          return block.ordered
            ? { ...labelled, marker: `${formatInteger(block.start + index, tongue.language)}.` }
            : labelled;
        });
        return { ...block, items };
      }
      default:
        return block;
    }
  });
}

/** Gives every note its number from `first` on, in the digits of the article's text. */
export function labelNotes(notes: readonly Note[], around: Tongue, first = 1): Note[] {
  return notes.map((note, index) => ({
    ...note,
    label: formatInteger(first + index, around.language),
    blocks: labelBlocks(note.blocks, note.tongue ?? around),
  }));
}
