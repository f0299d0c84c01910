import { assertNever, type Block, type Inline } from './model.js';

/** Calls `visit` for every block, parents first, in reading order. */
export function walkBlocks(blocks: readonly Block[], visit: (block: Block) => void): void {
  for (const block of blocks) {
    visit(block);
    for (const inner of innerBlocks(block)) walkBlocks(inner, visit);
  }
}

/** Calls `visit` for every inline of the blocks, parents first, in reading order. */
export function walkInlines(blocks: readonly Block[], visit: (inline: Inline) => void): void {
  const into = (inlines: readonly Inline[]): void => {
    for (const inline of inlines) {
      visit(inline);
      if ('children' in inline) into(inline.children);
    }
  };
  walkBlocks(blocks, (block) => {
    for (const inlines of inlinesOf(block)) into(inlines);
  });
}

function innerBlocks(block: Block): readonly (readonly Block[])[] {
  if (block.kind === 'list') return block.items.map((item) => item.blocks);
  return block.kind === 'quote' ? [block.blocks] : [];
}

function inlinesOf(block: Block): readonly (readonly Inline[])[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
    case 'matter':
      return [block.children];
    case 'table':
      return [block.header, ...block.rows].flatMap((row) => row.map((cell) => cell.children));
    case 'verse':
      return block.bayts.flatMap((bayt) => [...bayt]);
    case 'figure':
      return [block.caption];
    case 'masthead':
      return block.lines.flatMap((line) => line.cells.map((cell) => cell.children));
    case 'list':
    case 'quote':
    case 'code-block':
    case 'rule':
      return [];
    default:
      return assertNever(block);
  }
}
