/** What holds for every layout. Each rule gives the faults that it finds, in words. */
import { plainText, walkBlocks } from '../../src/document/index.js';
import type { Layout, Page, PageItem, TextItem } from '../../src/layout/index.js';
import {
  ancestry,
  articleText,
  isWithin,
  type LayoutCase,
  noteText,
  pageText,
  solid,
  texts,
} from './layout.js';

export type RuleOf = (layout: Layout, from: LayoutCase) => string[];

/** Sums of floating numbers may differ in the last digits, points. */
const TOLERANCE = 0.02;

/** Lines between a heading and a picture below it, the picture's caption and spaces, points. */
const PICTURE_SPACE = 90;

const HEADINGS = ['H1', 'H2', 'H3', 'H4', 'H5', 'H6'];

export const RULES: Readonly<Record<string, RuleOf>> = {
  'nothing is outside the page': (layout) =>
    everyItem(layout, (item, page) => {
      const box = boxOf(item);
      const inside =
        box.left >= -TOLERANCE &&
        box.right <= page.width + TOLERANCE &&
        box.top >= -TOLERANCE &&
        box.bottom <= page.height + TOLERANCE;
      return inside ? undefined : `${nameOf(item)} is outside of page ${page.number}`;
    }),

  'text and grounds are inside the margins': (layout, { edition }) =>
    everyItem(layout, (item, page) => {
      if (isFurniture(item, page, edition)) return undefined;
      const { margin } = edition.theme.page;
      const innerIsLeft = (edition.tongue.direction === 'ltr') === (page.number % 2 === 1);
      const left = innerIsLeft ? margin.inner : margin.outer;
      const right = page.width - (innerIsLeft ? margin.outer : margin.inner);
      const box = boxOf(item);
      // A link's place may reach a little below its letters.
      const slack = item.kind === 'link' ? 4 : TOLERANCE;
      const inside =
        box.left >= left - TOLERANCE &&
        box.right <= right + TOLERANCE &&
        box.top >= margin.top - slack &&
        box.bottom <= page.height - margin.bottom + slack;
      return inside ? undefined : `${nameOf(item)} leaves the text of page ${page.number}`;
    }),

  'every word is on the pages, in order': (layout, from) =>
    differ('the text', pageText(layout), articleText(from)),

  'every note is on the pages, once and whole': (layout, { article }) =>
    article.notes.flatMap((note) =>
      differ(note.id, noteText(layout, note.id), solid(plainText(note.blocks))),
    ),

  'no artifact holds text of the article but a repeated header': (layout, { article, edition }) => {
    const headers = new Set<string>();
    walkBlocks(article.body, (block) => {
      if (block.kind === 'table') headers.add(solid(plainText([{ ...block, rows: [] }])));
    });
    return layout.pages.flatMap((page) => {
      const artifacts = page.items.filter(
        (item): item is TextItem =>
          item.kind === 'text' && item.owner === 'artifact' && !isFurniture(item, page, edition),
      );
      const said = solid(
        artifacts
          .filter((item) => !/^[۰-۹0-9]$/.test(item.text))
          .map((item) => item.text)
          .join(''),
      );
      return said === '' ||
        [...headers].some((header) => header.includes(said) || said.includes(header))
        ? []
        : [`page ${page.number} has text without an owner: ${said}`];
    });
  },

  'lines do not touch': (layout) => layout.pages.flatMap(touchingLines),

  'no page ends with a heading': (layout) =>
    layout.pages.flatMap((page) => {
      const body = page.items.filter(
        (item): item is TextItem =>
          item.kind === 'text' && item.owner !== 'artifact' && !isWithin(layout, item, ['Note']),
      );
      const last = body.at(-1);
      const isLastPage = page.number === layout.pages.length;
      // A picture may have no words of its own.
      const isPictureBelow = page.items.some(
        (item) => item.kind === 'picture' && last && item.y > last.y,
      );
      return last && !isLastPage && isWithin(layout, last, HEADINGS) && !isPictureBelow
        ? [`page ${page.number} ends with the heading ${last.text}`]
        : [];
    }),

  'a heading has two lines below it': (layout, from) => {
    const isBody = (item: PageItem): item is TextItem =>
      item.kind === 'text' && item.owner !== 'artifact' && !isWithin(layout, item, ['Note']);
    const regions = regionsOf(layout, from).filter((items) => items.some(isBody));
    return regions.slice(0, -1).flatMap((items, index) => {
      const body = items.filter(isBody);
      const heading = body.findLast((item) => isWithin(layout, item, HEADINGS));
      if (!heading) return [];
      const below = body.filter((item) => item.y > heading.y).map((item) => Math.round(item.y));
      // A picture is as good as lines; below a title columns begin.
      const isPicture = (item: PageItem) => item.kind === 'picture' && item.y > heading.y;
      const isTitle = from.edition.theme.paper.columns > 1 && isWithin(layout, heading, ['H1']);
      // What is below the heading may be a picture that no page has room for beside what is above it.
      const next = regions[index + 1]!.find((item) => item.kind === 'picture');
      const most = from.edition.theme.page.height - from.edition.theme.page.margin.bottom;
      const isTall = next && heading.y + next.height > most - PICTURE_SPACE;
      return isTitle || isTall || new Set(below).size >= 2 || items.some(isPicture)
        ? []
        : [`a page or a column ends behind the heading ${heading.text}`];
    });
  },

  'no paragraph leaves one line alone': (layout, from) => {
    /** Of each paragraph the lines in each region. */
    const paragraphs = new Map<number, Map<number, Set<number>>>();
    regionsOf(layout, from).forEach((items, region) => {
      for (const item of items) {
        if (item.kind !== 'text') continue;
        const block = ancestry(layout, item.owner).find((at) => layout.structure[at]!.type === 'P');
        if (block === undefined || isWithin(layout, item, ['Code', 'Note', 'Reference'])) continue;
        const regions = paragraphs.get(block) ?? new Map<number, Set<number>>();
        paragraphs.set(block, regions);
        regions.set(region, (regions.get(region) ?? new Set()).add(Math.round(item.y * 10)));
      }
    });
    return [...paragraphs].flatMap(([block, regions]) =>
      regions.size > 1 && [...regions.values()].some((lines) => lines.size < 2)
        ? [`element ${block} leaves one line alone`]
        : [],
    );
  },

  'a note begins where its reference stands, unless an earlier one still runs': (
    layout,
    { article },
  ) => {
    const faults: string[] = [];
    let running = 0;
    article.notes.forEach((note, index) => {
      const element = layout.structure.findIndex((each) => each.id === note.id);
      const pages = texts(layout)
        .filter((item) => ancestry(layout, item.owner).includes(element))
        .map((item) => item.page);
      const reference = layout.destinations.get(`ref-${index + 1}`);
      const first = Math.min(...pages);
      if (!reference) faults.push(`${note.id} has no reference`);
      else if (first !== Math.max(reference.page, running) && first !== reference.page)
        faults.push(`${note.id} begins on page ${first}, its reference is on ${reference.page}`);
      running = Math.max(...pages);
    });
    return faults;
  },

  'parents come first and owners exist': (layout) => [
    ...layout.structure.flatMap((element, index) =>
      element.parent < index && (element.parent >= 0 || index === 0)
        ? []
        : [`element ${index} stands before its parent`],
    ),
    ...everyItem(layout, (item) => {
      if (item.kind === 'rule' || item.owner === 'artifact') return undefined;
      const element = layout.structure[item.owner];
      if (!element) return `${nameOf(item)} belongs to nothing`;
      return item.kind === 'link' && element.type !== 'Link'
        ? `a link belongs to ${element.type}`
        : undefined;
    }),
  ],

  'glyphs point into their text and add up to its width': (layout) =>
    everyItem(layout, (item) => {
      if (item.kind !== 'text') return undefined;
      const width = item.glyphs.reduce((sum, glyph) => sum + glyph.advance * item.unit, 0);
      if (Math.abs(width - item.width) > TOLERANCE)
        return `${nameOf(item)} is not as wide as its glyphs`;
      const offsets = item.glyphs.map(({ cluster }) => cluster - item.origin);
      return offsets.every((offset) => offset >= 0 && offset < item.text.length)
        ? undefined
        : `${nameOf(item)} has a glyph of no character`;
    }),

  'the quiet zone of a symbol is white': (layout) =>
    everyItem(layout, (symbol, page) => {
      if (symbol.kind !== 'symbol') return undefined;
      const quiet = (4 * symbol.width) / symbol.modules.length - TOLERANCE;
      const near = page.items.find((item) => {
        if (item === symbol || item.kind === 'link') return false;
        const box = boxOf(item);
        const across = Math.max(box.left - symbol.x - symbol.width, symbol.x - box.right);
        const down = Math.max(box.top - symbol.y - symbol.height, symbol.y - box.bottom);
        return Math.max(across, down) < quiet;
      });
      return near && `${nameOf(near)} is too near to the symbol of page ${page.number}`;
    }),

  'links lead somewhere': (layout) =>
    everyItem(layout, (item) =>
      item.kind === 'link' &&
      'destination' in item.target &&
      !layout.destinations.has(item.target.destination)
        ? `no place is called ${item.target.destination}`
        : undefined,
    ),
};

/** Pages, or the columns of pages in the order of reading; what spans a page is in its first column. */
function regionsOf(layout: Layout, { article, edition }: LayoutCase): PageItem[][] {
  const { theme, tongue } = edition;
  if (theme.paper.columns === 1) return layout.pages.map((page) => [...page.items]);
  const textDirection = article.tongue.direction;
  const top = [...layout.structure.keys()].filter((at) => layout.structure[at]!.parent === 0);
  const spanning = top.slice(0, 1 + article.head.length);
  return layout.pages.flatMap((page) => {
    const { inner, outer } = theme.page.margin;
    const innerIsLeft = (tongue.direction === 'ltr') === (page.number % 2 === 1);
    const [left, right] = innerIsLeft ? [inner, outer] : [outer, inner];
    const middle = (left + page.width - right) / 2;
    const isSecond = (item: PageItem) => {
      if (item.kind === 'rule' || item.owner === 'artifact') return false;
      if (spanning.includes(ancestry(layout, item.owner).at(-2) ?? 0)) return false;
      return textDirection === 'rtl' ? item.x + item.width < middle : item.x > middle;
    };
    return [page.items.filter((item) => !isSecond(item)), page.items.filter(isSecond)];
  });
}

function everyItem(
  layout: Layout,
  rule: (item: PageItem, page: Page) => string | undefined,
): string[] {
  return layout.pages.flatMap((page) => page.items.flatMap((item) => rule(item, page) ?? []));
}

function differ(what: string, actual: string, expected: string): string[] {
  if (actual === expected) return [];
  let at = 0;
  while (actual[at] === expected[at]) at += 1;
  return [`${what} says “${actual.slice(at, at + 30)}” for “${expected.slice(at, at + 30)}”`];
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Of text: its advance, and the ink of its glyphs above and below the baseline. */
function boxOf(item: PageItem): Box {
  const sides = { left: item.x, right: item.x + item.width };
  if (item.kind !== 'text') return { ...sides, top: item.y, bottom: item.y + item.height };
  let [above, below] = [0, 0];
  const { unit } = item;
  for (const glyph of item.glyphs) {
    const [high, low] = extentOf(item, glyph.id);
    above = Math.max(above, (high + glyph.yOffset) * unit);
    below = Math.max(below, -(low + glyph.yOffset) * unit);
  }
  return { ...sides, top: item.y - above, bottom: item.y + below };
}

const extents = new Map<string, readonly [number, number]>();

/** Highest and lowest point of a glyph's outline, font units. */
function extentOf({ font }: TextItem, glyph: number): readonly [number, number] {
  const key = `${font.name} ${glyph}`;
  const heights = () => [...font.outline(glyph).matchAll(/,(-?[\d.]+)/g)].map(([, y]) => Number(y));
  const found = extents.get(key) ?? [Math.max(0, ...heights()), Math.min(0, ...heights())];
  extents.set(key, found);
  return found;
}

/** Runs with different baselines that share a part of the width must not share ink. */
function touchingLines(page: Page): string[] {
  const boxes = page.items
    .filter((item): item is TextItem => item.kind === 'text' && item.glyphs.length > 0)
    .map((item) => ({ item, box: boxOf(item) }))
    .sort((a, b) => a.box.top - b.box.top);
  return boxes.flatMap((a, index) => {
    const faults: string[] = [];
    for (const b of boxes.slice(index + 1)) {
      if (b.box.top >= a.box.bottom - TOLERANCE) break;
      const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      if (across > 0.5 && Math.abs(a.item.y - b.item.y) > TOLERANCE)
        faults.push(`${nameOf(a.item)} touches ${nameOf(b.item)} on page ${page.number}`);
    }
    return faults;
  });
}

/** The running line and the folio stand in the foot margin. */
function isFurniture(item: PageItem, page: Page, { theme }: LayoutCase['edition']): boolean {
  const isArtifact = item.kind === 'rule' || (item.kind === 'text' && item.owner === 'artifact');
  return isArtifact && item.y > page.height - theme.page.margin.bottom;
}

function nameOf(item: PageItem): string {
  return item.kind === 'text' ? `“${item.text}”` : `a ${item.kind} at ${item.x}, ${item.y}`;
}
