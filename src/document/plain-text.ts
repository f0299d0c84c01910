import { assertNever, type Block, type Inline } from './model.js';

/** The words of a document in reading order, without markup; blocks end in a line feed. */
export function plainText(nodes: readonly (Block | Inline)[]): string {
  return nodes.map(textOf).join('');
}

/** What sets a run apart, by its direction, and what ends it (UAX #9 §2.4.2). */
const ISOLATES = { ltr: '\u2066', rtl: '\u2067' } as const;
const PDI = '\u2069';

/** The words of a line, runs of the other direction between marks: for a place that can have no markup. */
export function isolatedText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      const text = 'children' in inline ? isolatedText(inline.children) : textOf(inline);
      return inline.kind === 'isolate' ? ISOLATES[inline.direction] + text + PDI : text;
    })
    .join('');
}

function textOf(node: Block | Inline): string {
  switch (node.kind) {
    case 'text':
    case 'code':
      return node.text;
    case 'emphasis':
    case 'strong':
    case 'link':
    case 'isolate':
    case 'time':
      return plainText(node.children);
    case 'note-reference':
      return '';
    case 'break':
      return '\n';
    case 'paragraph':
    case 'heading':
    case 'matter':
      return `${plainText(node.children)}\n`;
    case 'list':
      return node.items.map((item) => plainText(item.blocks)).join('');
    case 'table':
      return [node.header, ...node.rows]
        .map((row) => `${row.map((cell) => plainText(cell.children)).join('\t')}\n`)
        .join('');
    case 'quote':
      return plainText(node.blocks);
    case 'verse':
      return node.bayts.map((bayt) => `${bayt.map(plainText).join(' / ')}\n`).join('');
    case 'figure':
      return `${plainText(node.caption)}\n`;
    case 'code-block':
      return `${node.text}\n`;
    case 'rule':
      return '';
    case 'masthead':
      return node.lines
        .map((line) => `${line.cells.map((cell) => plainText(cell.children)).join(' / ')}\n`)
        .join('');
    default:
      return assertNever(node);
  }
}
