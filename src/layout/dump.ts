/** A layout as text, so that a change of the page shows as a change of lines. */
import { assertNever } from '../document/index.js';
import type { Layout, Owner, PageItem, StructureElement, TextItem } from './page.js';

/**
 * One run a line, in the order of reading: logical text, x, baseline, width, face, size, level.
 *
 * A reordering fault shows as a changed x, a text fault as a changed string. Below the pages stand
 * the outline, the named places, the characters without a face and the tree of tags.
 */
export function dumpLayout(layout: Layout): string {
  const lines = layout.pages.flatMap((page) => [
    `page ${page.number}  ${points(page.width)} x ${points(page.height)}  ${layout.language} ${layout.direction}  folio ${page.folio}`,
    ...page.items.map((item) => `  ${dumpItem(item, layout)}`),
  ]);
  const outline = layout.outline.map(
    (entry) =>
      `outline ${entry.level}  page ${entry.page} y ${points(entry.y)}  ${quoted(entry.title)}`,
  );
  const places = [...layout.destinations].map(
    ([name, place]) =>
      `place ${name}  page ${place.page} x ${points(place.x)} y ${points(place.y)}`,
  );
  const missing = layout.missing.map(({ character }) => `missing ${quoted(character)}`);
  return `${[...lines, ...outline, ...places, ...missing, ...treeLines(layout.structure)].join('\n')}\n`;
}

function dumpItem(item: PageItem, layout: Layout): string {
  const at = `x ${points(item.x)} y ${points(item.y)} w ${points(item.width)}`;
  switch (item.kind) {
    case 'text':
      return `run ${at}  level ${item.level}  ${item.font.name} ${points(item.size)}  ${ownerOf(item.owner, layout)}  ${stretched(item)}`;
    case 'rule':
      return `rule ${at} h ${points(item.height)}  ${item.colour}`;
    case 'picture':
      return `picture ${at} h ${points(item.height)}  ${ownerOf(item.owner, layout)}  ${item.picture}`;
    case 'symbol':
      return `symbol ${at} h ${points(item.height)}  ${ownerOf(item.owner, layout)}  ${item.modules.length} modules`;
    case 'link':
      return `link ${at} h ${points(item.height)}  ${ownerOf(item.owner, layout)}  ${'url' in item.target ? item.target.url : `#${item.target.destination}`}`;
    default:
      return assertNever(item);
  }
}

function ownerOf(owner: Owner, layout: Layout): string {
  return owner === 'artifact' ? owner : `${layout.structure[owner]!.type}#${owner}`;
}

/** Elements by number, indented below their parents; parents are listed first. */
function treeLines(structure: readonly StructureElement[]): string[] {
  const depths: number[] = [];
  return structure.map((element, index) => {
    const depth = element.parent < 0 ? 0 : depths[element.parent]! + 1;
    depths.push(depth);
    const { type, parent, ...attributes } = element;
    const shown = Object.entries(attributes).map(([key, value]) => `  ${key} ${quoted(value)}`);
    return `tag ${index}${parent < 0 ? '' : ` of ${parent}`}  ${'  '.repeat(depth)}${type}${shown.join('')}`;
  });
}

function points(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(Object.is(rounded, -0) ? 0 : rounded);
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ['\u200c', 'zwnj'],
  ['\u200d', 'zwj'],
  ['\u00a0', 'nbsp'],
  ['\u00ad', 'shy'],
]);

/** The text of a run with its kashidas, each behind the letter that it stretches, points. */
function stretched({ text, glyphs, origin, unit }: TextItem): string {
  const widths = new Map<number, number>();
  for (const { cluster, advance, xScale } of glyphs)
    if (xScale !== undefined)
      widths.set(cluster - origin, (widths.get(cluster - origin) ?? 0) + advance * unit);
  let shown = '';
  let from = 0;
  for (const [cluster, width] of [...widths].sort(([a], [b]) => a - b)) {
    const letter = String.fromCodePoint(text.codePointAt(cluster)!);
    shown += `${text.slice(from, cluster)}${letter}<kashida ${points(width)}>`;
    from = cluster + letter.length;
  }
  return quoted(shown + text.slice(from));
}

/** What leaves no ink is named or numbered: ZWNJ, joiners, bidi and other controls. */
function quoted(text: string): string {
  const shown = text.replace(/[\p{Cf}\p{Cc}\p{Zl}\p{Zp}\u00a0]/gu, (character) => {
    const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    return `<${NAMES.get(character) ?? `U+${code}`}>`;
  });
  return `"${shown}"`;
}
