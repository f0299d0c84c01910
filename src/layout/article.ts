import type { Edition, EditionArticle } from '../edition/index.js';
import { formatInteger } from '../locale/index.js';
import { blockStrips } from './blocks.js';
import { fillSheets, type SheetPart } from './columns.js';
import type { Context, Frame } from './context.js';
import { type Faces, openWardrobe } from './faces.js';
import {
  columnWidth,
  type Furniture,
  furniture,
  gutterOf,
  leftEdge,
  textArea,
} from './furniture.js';
import { keepHeadings } from './keep.js';
import { moved } from './line-items.js';
import { noteSeparator, notesStrips } from './notes.js';
import type { Layout, OutlineEntry, Page, PageItem, RuleItem } from './page.js';
import { pageStarts } from './page-starts.js';
import type { FilledPage } from './pages.js';
import { inReadingOrder } from './reading-order.js';
import type { Band } from './strip.js';
import { StructureBuilder } from './structure.js';
import { tailStrips } from './tail.js';

/**
 * Lays out an article of an edition: masthead, text, notes at the foot, running line and folio.
 *
 * Lengths are points from the top left of each page. What no face can show is in `missing`, once
 * each; a reference to a note or a picture that is not there is our bug and throws.
 */
export function layoutArticle(article: EditionArticle, edition: Edition, faces: Faces): Layout {
  const { theme } = edition;
  const { tongue } = article;
  const context: Context = {
    theme,
    wardrobe: openWardrobe(faces, theme),
    structure: new StructureBuilder(tongue),
    notes: article.notes,
    pictures: article.pictures,
    references: theme.paper.addresses ? article.references : [],
    missing: [],
  };
  const { width, height } = textArea(theme);
  const frame: Frame = { x: 0, width, tongue, parent: 0, scale: 1 };
  const column: Frame = { ...frame, width: columnWidth(theme, width) };

  // The text from top to bottom, in strips of one line.
  const head = blockStrips(context, [article.masthead, ...article.head], frame);
  const body = [
    ...blockStrips(context, article.body, column),
    ...tailStrips(context, article, column),
  ];
  const notes = notesStrips(context, column);
  // Sheets, each with the notes that it refers to; one column takes the head, too.
  const count = theme.paper.columns;
  const [spanning, strips] = count === 1 ? [[], [...head, ...body]] : [head, body];
  const sheets = fillSheets({
    spanning: keepHeadings(spanning),
    strips: keepHeadings(strips),
    notes,
    separator: noteSeparator(context, column),
    count,
    height,
    gap: theme.textSize,
  });
  // Strips moved to their places, with what stands around the text.
  const placed = sheets.map(({ parts }) => parts.map((part) => placePart(context, frame, part)));
  const beside = furniture(context, edition);
  const pages = placed.map((parts, index) =>
    finishPage(context, edition, beside, parts, index + 1),
  );
  return {
    direction: edition.tongue.direction,
    language: tongue.language,
    pages,
    structure: context.structure.elements,
    outline: outlineOf(placed, edition),
    destinations: destinationsOf(placed, edition),
    starts: pageStarts(pages, context.structure),
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

function outlineOf(pages: readonly (readonly PlacedPart[])[], { theme }: Edition): OutlineEntry[] {
  return pages.flatMap((parts, index) =>
    parts
      .flatMap((part) => part.placed)
      .flatMap(({ strip, y }) =>
        strip.outline ? [{ ...strip.outline, page: index + 1, y: theme.page.margin.top + y }] : [],
      ),
  );
}

/** Named places; of several references to one note the first is the place. */
function destinationsOf(
  pages: readonly (readonly PlacedPart[])[],
  { theme, tongue }: Edition,
): Layout['destinations'] {
  const places = new Map<string, { page: number; x: number; y: number }>();
  for (const [index, parts] of pages.entries())
    for (const part of parts)
      for (const { strip, y } of part.placed)
        for (const mark of strip.marks)
          if (!places.has(mark))
            places.set(mark, {
              page: index + 1,
              x: leftEdge(theme, tongue.direction, index + 1) + part.x,
              y: theme.page.margin.top + y,
            });
  return places;
}

function distinct(missing: Context['missing']): Layout['missing'] {
  return [...new Set(missing.map((each) => each.character))].map((character) => ({ character }));
}
