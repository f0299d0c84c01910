import type { Layout } from '../../layout/index.js';

/** Refuses a layout whose file would break what the standards ask and we can see. A throw here is our bug. */
export function checkLayout(layout: Layout): void {
  const faults: string[] = [];
  layout.structure.forEach((element, index) => {
    if (element.parent >= index) faults.push(`element ${index} stands before its parent`);
    if (element.type === 'Figure' && !element.alt)
      faults.push(`figure ${index} has no alternative text`);
    if (element.type === 'Note' && !element.id) faults.push(`note ${index} has no ID`);
  });
  for (const page of layout.pages)
    for (const item of page.items) {
      if (item.kind === 'link') {
        if (item.contents.trim() === '') faults.push(`page ${page.number}: a link says nothing`);
        if (layout.structure[item.owner]?.type !== 'Link')
          faults.push(`page ${page.number}: a link outside of a Link element`);
        if ('destination' in item.target && !layout.destinations.has(item.target.destination))
          faults.push(
            `page ${page.number}: a link to #${item.target.destination}, which is not there`,
          );
      } else if (item.kind === 'text') {
        if (item.glyphs.some((glyph) => glyph.id === 0))
          faults.push(`page ${page.number}: .notdef in “${item.text}”`);
        if (item.owner !== 'artifact' && !layout.structure[item.owner])
          faults.push(`page ${page.number}: “${item.text}” has no owner`);
      }
    }
  if (faults.length > 0)
    throw new Error(`the PDF would not keep its standards:\n${faults.join('\n')}`);
}
