import type { Layout, Page, PageItem, StructureElement } from '../../layout/index.js';

/** Refuses a structure whose file would break what the standards ask and we can see. A throw here is our bug. */
export function checkStructure({ structure }: Layout): void {
  refuse(structure.flatMap(faultsOfElement));
}

/** Refuses a page in the same way. */
export function checkPage(layout: Layout, { number, items }: Page): void {
  const faults = items.flatMap((item) => faultsOfItem(layout, item));
  refuse(faults.map((fault) => `page ${number}: ${fault}`));
}

function refuse(faults: readonly string[]): void {
  if (faults.length > 0)
    throw new Error(`the PDF would not keep its standards:\n${faults.join('\n')}`);
}

function faultsOfElement({ type, parent, alt, id }: StructureElement, index: number): string[] {
  const faults: string[] = [];
  if (parent >= index) faults.push(`element ${index} stands before its parent`);
  if (type === 'Figure' && !alt) faults.push(`figure ${index} has no alternative text`);
  if (type === 'Note' && !id) faults.push(`note ${index} has no ID`);
  return faults;
}

function faultsOfItem({ structure, destinations }: Layout, item: PageItem): string[] {
  const faults: string[] = [];
  if (item.kind === 'link') {
    const { contents, owner, target } = item;
    if (contents.trim() === '') faults.push('a link says nothing');
    if (structure[owner]?.type !== 'Link') faults.push('a link outside of a Link element');
    if ('destination' in target && !destinations.has(target.destination))
      faults.push(`a link to #${target.destination}, which is not there`);
  } else if (item.kind === 'text') {
    const { glyphs, text, owner } = item;
    if (glyphs.some(({ id }) => id === 0)) faults.push(`.notdef in “${text}”`);
    if (owner !== 'artifact' && !structure[owner]) faults.push(`“${text}” has no owner`);
  }
  return faults;
}
