/** Sheets of strips → pages: strips moved to their places, with what stands around the text. */
import type { Inline } from '../document/index.js';
import type { Edition } from '../edition/index.js';
import { formatInteger } from '../locale/index.js';
import type { Sheet, SheetPart } from './columns.js';
import type { Context, Frame } from './context.js';
import {
  columnWidth,
  type Furniture,
  furniture,
  gutterOf,
  leftEdge,
  textArea,
} from './furniture.js';
import { moved } from './line-items.js';
import type { Layout, OutlineEntry, Page, PageItem, RuleItem } from './page.js';
import { pageStarts } from './page-starts.js';
import type { FilledPage } from './pages.js';
import { inReadingOrder } from './reading-order.js';
import type { Band } from './strip.js';

/**
 * @param first number of the first page, which has no running line
 * @param recto what runs on odd pages, where it is not the edition's address
 */
export function finishLayout(
  context: Context,
  edition: Edition,
  sheets: readonly Sheet[],
  first: number,
  recto?: readonly Inline[],
): Layout {
  const { structure } = context;
  const { language, direction } = structure.elements[0]!;
  const tongue = { language: language!, direction: direction! };
  const frame: Frame = { x: 0, width: textArea(context.theme).width, tongue, parent: 0, scale: 1 };
  const placed = sheets.map(({ parts }) => parts.map((part) => placePart(context, frame, part)));
  const beside = furniture(context, edition, first, recto);
  const pages = placed.map((parts, index) =>
    finishPage(context, edition, beside, parts, first + index),
  );
  return {
    direction: edition.tongue.direction,
    language: tongue.language,
    pages,
    structure: structure.elements,
    outline: outlineOf(placed, edition, first),
    destinations: destinationsOf(placed, edition, first),
    starts: pageStarts(pages, structure),
    missing: distinct(context.missing),
  };
}

/** A part of a sheet at its place, from the top left of the text area. */
interface PlacedPart extends FilledPage {
  readonly x: number;
}

function placePart({ theme }: Context, frame: Frame, part: SheetPart): PlacedPart {
  const placed = part.placed.map(({ strip, y }) => ({ strip, y: part.top + y }));
  if (part.column === undefined) return { placed, x: 0 };
  const width = columnWidth(theme, frame.width);
  const fromStart = part.column * (width + gutterOf(theme));
  const x = frame.tongue.direction === 'rtl' ? frame.width - width - fromStart : fromStart;
  return { placed, x };
}

function finishPage(
  context: Context,
  edition: Edition,
  beside: Furniture,
  parts: readonly PlacedPart[],
  number: number,
): Page {
  const { theme } = context;
  const left = leftEdge(theme, edition.tongue.direction, number);
  const { top } = theme.page.margin;
  const folio = formatInteger(number, edition.tongue.language);
  // Grounds are painted first, the text over them.
  const text = parts.flatMap((part) => [
    ...bandRules(part).map((rule) => moved(rule, left + part.x, top)),
    ...inReadingOrder(part.placed, left + part.x, top),
  ]);
  return {
    number,
    folio,
    width: theme.page.width,
    height: theme.page.height,
    items: [...text, ...beside(folio, number).map((item) => moved(item, left, 0))],
  };
}

/** One rule for each stretch of strips that hold a band, through the spaces between them. */
function bandRules({ placed }: FilledPage): PageItem[] {
  const rules: RuleItem[] = [];
  let open = new Map<Band, number>();
  for (const { strip, y } of placed) {
    const held = new Map<Band, number>();
    for (const band of strip.bands) {
      const at = open.get(band) ?? rules.length;
      const top = rules[at]?.y ?? y;
      rules[at] = { kind: 'rule', ...band, y: top, height: y + strip.height - top };
      held.set(band, at);
    }
    open = held;
  }
  return rules;
}

function outlineOf(
  pages: readonly (readonly PlacedPart[])[],
  { theme }: Edition,
  first: number,
): OutlineEntry[] {
  return pages.flatMap((parts, index) =>
    parts
      .flatMap((part) => part.placed)
      .flatMap(({ strip, y }) =>
        strip.outline
          ? [{ ...strip.outline, page: first + index, y: theme.page.margin.top + y }]
          : [],
      ),
  );
}

/** Named places; of several references to one note the first is the place. */
function destinationsOf(
  pages: readonly (readonly PlacedPart[])[],
  { theme, tongue }: Edition,
  first: number,
): Layout['destinations'] {
  const places = new Map<string, { page: number; x: number; y: number }>();
  for (const [index, parts] of pages.entries())
    for (const part of parts)
      for (const { strip, y } of part.placed)
        for (const mark of strip.marks)
          if (!places.has(mark))
            places.set(mark, {
              page: first + index,
              x: leftEdge(theme, tongue.direction, first + index) + part.x,
              y: theme.page.margin.top + y,
            });
  return places;
}

function distinct(missing: Context['missing']): Layout['missing'] {
  return [...new Set(missing.map((each) => each.character))].map((character) => ({ character }));
}
