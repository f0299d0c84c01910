import type { Inline } from '../document/index.js';
import type { Edition, EditionArticle } from '../edition/index.js';
import { blockStrips } from './blocks.js';
import { fillSheets } from './columns.js';
import type { Context, Frame } from './context.js';
import { type Faces, openWardrobe } from './faces.js';
import { finishLayout } from './finish.js';
import { columnWidth, textArea } from './furniture.js';
import { keepHeadings, keepTail } from './keep.js';
import { noteSeparator, notesStrips } from './notes.js';
import type { Layout } from './page.js';
import { type Strip, spacer } from './strip.js';
import { StructureBuilder } from './structure.js';
import { tailStrips } from './tail.js';

/** Where in a book an article stands. */
export interface PlaceInBook {
  /** Number of its first page. */
  readonly first: number;
  /** How far below the head of its first page it opens, as a part of the text's height. */
  readonly sink: number;
  /** What runs on its odd pages. */
  readonly recto?: readonly Inline[];
}

/**
 * Lays out an article of an edition: masthead, text, notes at the foot, running line and folio.
 *
 * Lengths are points from the top left of each page. What no face can show is in `missing`, once
 * each; a reference to a note or a picture that is not there is our bug and throws.
 *
 * @param place where it stands in a book
 */
export function layoutArticle(
  article: EditionArticle,
  edition: Edition,
  faces: Faces,
  place: PlaceInBook = { first: 1, sink: 0 },
): Layout {
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
  const head = sunk(
    blockStrips(context, [article.masthead, ...article.head], frame),
    height * place.sink,
    height,
  );
  const body = keepTail(
    blockStrips(context, article.body, column),
    tailStrips(context, article, column),
  );
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
  return finishLayout(context, edition, sheets, place.first, place.recto);
}

/** Lower on the page, where there is room for it. */
function sunk(strips: readonly Strip[], sink: number, room: number): Strip[] {
  const height = strips.reduce((sum, strip) => sum + strip.before + strip.height + strip.after, 0);
  return sink > 0 && sink + height < room ? [spacer(sink), ...strips] : [...strips];
}
