import type { Layout, OutlineEntry } from '../../layout/index.js';
import type { PdfReference, Writer } from './hooks.js';

interface Node {
  readonly entry: OutlineEntry;
  readonly reference: PdfReference;
  readonly children: Node[];
}

/** The outline (ISO 32000-1 §12.3.3), nested by heading level; each entry goes to its own line. */
export function writeOutline(
  document: Writer,
  layout: Layout,
  pages: readonly PdfReference[],
): void {
  if (layout.outline.length === 0) return;
  const root = document.ref({ Type: 'Outlines' });
  const top: Node[] = [];
  const path: Node[] = [];
  for (const entry of layout.outline) {
    const node: Node = { entry, reference: document.ref({}), children: [] };
    while (path.length > 0 && path.at(-1)!.entry.level >= entry.level) path.pop();
    (path.at(-1)?.children ?? top).push(node);
    path.push(node);
  }
  const write = (nodes: readonly Node[], parent: PdfReference): number => {
    let count = 0;
    nodes.forEach(({ entry, reference, children }, index) => {
      const inner = write(children, reference);
      count += 1 + inner;
      const height = layout.pages[entry.page - 1]!.height;
      Object.assign(reference.data, {
        Title: new String(entry.title),
        Parent: parent,
        Dest: [pages[entry.page - 1], 'XYZ', null, round(height - entry.y), null],
        ...(index > 0 ? { Prev: nodes[index - 1]!.reference } : {}),
        ...(index < nodes.length - 1 ? { Next: nodes[index + 1]!.reference } : {}),
        ...(children.length > 0
          ? { First: children[0]!.reference, Last: children.at(-1)!.reference, Count: inner }
          : {}),
      });
      reference.end();
    });
    return count;
  };
  const count = write(top, root);
  Object.assign(root.data, { First: top[0]!.reference, Last: top.at(-1)!.reference, Count: count });
  root.end();
  document._root.data.Outlines = root;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
