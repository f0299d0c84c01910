/** A layout as text, so that a change of the page shows as a change of lines. */
import type { Layout, PageItem } from './page.js';

/**
 * One run a line, in the order of reading: logical text, x, baseline, width, face, size, level.
 *
 * A reordering fault shows as a changed x, a text fault as a changed string.
 */
export function dumpLayout(layout: Layout): string {
  const lines = layout.pages.flatMap((page) => [
    `page ${page.number}  ${number(page.width)} x ${number(page.height)}  ${layout.language} ${layout.direction}  folio ${page.folio}`,
    ...page.items.map((item) => `  ${dumpItem(item, layout)}`),
  ]);
  const outline = layout.outline.map(
    (entry) =>
      `outline ${entry.level}  page ${entry.page} y ${number(entry.y)}  ${quoted(entry.title)}`,
  );
  const places = [...layout.destinations].map(
    ([name, place]) => `place ${name}  page ${place.page} y ${number(place.y)}`,
  );
  return `${[...lines, ...outline, ...places].join('\n')}\n`;
}

function dumpItem(item: PageItem, layout: Layout): string {
  const at = `x ${number(item.x)} y ${number(item.y)} w ${number(item.width)}`;
  switch (item.kind) {
    case 'text':
      return `run ${at}  level ${item.level}  ${item.font.name} ${number(item.size)}  ${ownerOf(item.owner, layout)}  ${quoted(item.text)}`;
    case 'rule':
      return `rule ${at} h ${number(item.height)}`;
    case 'picture':
      return `picture ${at} h ${number(item.height)}  ${item.picture}`;
    case 'link':
      return `link ${at} h ${number(item.height)}  ${'url' in item.target ? item.target.url : `#${item.target.destination}`}`;
  }
}

function ownerOf(owner: number | 'artifact', layout: Layout): string {
  if (owner === 'artifact') return owner;
  const element = layout.structure[owner]!;
  return element.language === undefined ? element.type : `${element.type}:${element.language}`;
}

function number(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(Object.is(rounded, -0) ? 0 : rounded);
}

function quoted(text: string): string {
  return `"${text.replaceAll('\u200c', '<zwnj>').replaceAll('\u00a0', '<nbsp>')}"`;
}
