import type { Edition, EditionArticle } from '../edition/index.js';
import { formatInteger } from '../locale/index.js';
import { blockStrips } from './blocks.js';
import type { Context, Frame } from './context.js';
import { type Faces, openWardrobe } from './faces.js';
import { furniture, leftEdge, textArea } from './furniture.js';
import { keepHeadings } from './keep.js';
import { moved } from './line-items.js';
import { noteSeparator, notesStrips } from './notes.js';
import type { Layout, OutlineEntry, Page, PageItem, RuleItem } from './page.js';
import { type FilledPage, fillPages } from './pages.js';
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

  // The text from top to bottom, in strips of one line.
  const strips = keepHeadings([
    ...blockStrips(context, [article.masthead], frame),
    ...blockStrips(context, article.head, frame),
    ...blockStrips(context, article.body, frame),
    ...tailStrips(context, article, frame),
  ]);
  const notes = notesStrips(context, frame);
  // Pages, each with the notes that it refers to.
  const filled = fillPages({ strips, notes, separator: noteSeparator(context, frame), height });
  // Strips moved to their places, with what stands around the text.
  const pages = filled.map((page, index) => finishPage(context, edition, page, index + 1));
  return {
    direction: edition.tongue.direction,
    language: tongue.language,
    pages,
    structure: context.structure.elements,
    outline: outlineOf(filled, edition),
    destinations: destinationsOf(filled, edition),
    missing: distinct(context.missing),
  };
}

function finishPage(context: Context, edition: Edition, filled: FilledPage, number: number): Page {
  const { theme } = context;
  const left = leftEdge(theme, edition.tongue.direction, number);
  const { top } = theme.page.margin;
  const folio = formatInteger(number, edition.tongue.language);
  const text = inReadingOrder(filled.placed);
  const beside = furniture(context, edition, folio, number);
  return {
    number,
    folio,
    width: theme.page.width,
    height: theme.page.height,
    items: [
      // Grounds are painted first, the text over them.
      ...[...bandRules(filled), ...text].map((item) => moved(item, left, top)),
      ...beside.map((item) => moved(item, left, 0)),
    ],
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

function outlineOf(filled: readonly FilledPage[], { theme }: Edition): OutlineEntry[] {
  return filled.flatMap(({ placed }, index) =>
    placed.flatMap(({ strip, y }) =>
      strip.outline ? [{ ...strip.outline, page: index + 1, y: theme.page.margin.top + y }] : [],
    ),
  );
}

/** Named places; of several references to one note the first is the place. */
function destinationsOf(
  filled: readonly FilledPage[],
  { theme, tongue }: Edition,
): Layout['destinations'] {
  const places = new Map<string, { page: number; x: number; y: number }>();
  filled.forEach(({ placed }, index) => {
    for (const { strip, y } of placed)
      for (const mark of strip.marks)
        if (!places.has(mark))
          places.set(mark, {
            page: index + 1,
            x: leftEdge(theme, tongue.direction, index + 1),
            y: theme.page.margin.top + y,
          });
  });
  return places;
}

function distinct(missing: Context['missing']): Layout['missing'] {
  return [...new Set(missing.map((each) => each.character))].map((character) => ({ character }));
}
