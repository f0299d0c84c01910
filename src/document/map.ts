import { assertNever, type Bayt, type Block, type Inline } from './model.js';

/** Other inlines in the place of some that stand in a row. */
export type Change = (inlines: readonly Inline[]) => readonly Inline[];

/** The same blocks with their inlines changed; `change` is given the outermost and goes into them itself. */
export function mapInlines(blocks: readonly Block[], change: Change): Block[] {
  return blocks.map((block) => mapBlock(block, change));
}

function mapBlock(block: Block, change: Change): Block {
  const all = <T extends { readonly children: readonly Inline[] }>(cells: readonly T[]): T[] =>
    cells.map((cell) => ({ ...cell, children: change(cell.children) }));
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
    case 'matter':
      return { ...block, children: change(block.children) };
    case 'table':
      return { ...block, header: all(block.header), rows: block.rows.map(all) };
    case 'verse':
      return { ...block, bayts: block.bayts.map((bayt) => bayt.map(change) as unknown as Bayt) };
    case 'figure':
      return { ...block, caption: change(block.caption) };
    case 'masthead':
      return { ...block, lines: block.lines.map((each) => ({ ...each, cells: all(each.cells) })) };
    case 'list': {
      const items = block.items.map((item) => ({
        ...item,
        blocks: mapInlines(item.blocks, change),
      }));
      return { ...block, items };
    }
    case 'quote':
      return { ...block, blocks: mapInlines(block.blocks, change) };
    case 'code-block':
    case 'rule':
      return block;
    default:
      return assertNever(block);
  }
}
