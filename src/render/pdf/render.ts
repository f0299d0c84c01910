import type { EditionArticle } from '../../edition/index.js';
import type { Layout, Page } from '../../layout/index.js';
import { checkPage, checkStructure } from './check.js';
import { embedFace } from './embed.js';
import {
  type DocumentFacts,
  type EmbeddedPicture,
  embedPicture,
  finish,
  namedDestinations,
  openDocument,
  type PdfReference,
  setMetadata,
} from './hooks.js';
import { metadataOf } from './metadata.js';
import { writeOutline } from './outline.js';
import { writeOutputIntent } from './output-intent.js';
import { type FaceShelf, paintPage } from './paint.js';
import { openStructure } from './structure-tree.js';

/** An article or a book, as its file names it. */
export type PrintedWork = Pick<
  EditionArticle,
  'title' | 'authors' | 'description' | 'date' | 'updated' | 'pictures'
>;

/**
 * Paints the pages of a work as a tagged PDF 1.7 that keeps PDF/UA-1 and PDF/A-2a.
 *
 * The same layout gives the same bytes: dates come from the work, names from the order of things.
 */
export async function renderPdf(layout: Layout, work: PrintedWork): Promise<Uint8Array> {
  checkStructure(layout);
  const facts: DocumentFacts = {
    title: work.title,
    authors: work.authors,
    subject: work.description,
    language: layout.language,
    rightToLeft: layout.direction === 'rtl',
    date: work.updated ?? work.date,
  };
  const document = openDocument(facts);
  setMetadata(document, metadataOf(facts));
  const structure = openStructure(document, layout);
  const faces: FaceShelf = { entries: new Map() };
  const pictures = new Map<string, EmbeddedPicture>();
  const pages: PdfReference[] = [];
  for (const each of layout.pages) {
    // Asked for its items once: a long book lays them out again each time.
    const page: Page = { ...each };
    checkPage(layout, page);
    for (const key of picturesOf(page)) {
      if (pictures.has(key)) continue;
      const found = work.pictures.get(key);
      if (!found) throw new Error(`${work.title}: the picture ${key} is not there`);
      pictures.set(key, await embedPicture(document, found.bytes));
    }
    document.addPage({ size: [page.width, page.height], margin: 0 });
    const { dictionary } = document.page;
    pages.push(dictionary);
    dictionary.data.Tabs = 'S';
    dictionary.data.StructParents = structure.openPage(dictionary);
    paintPage({ document, faces, structure, pictures }, page);
  }
  structure.finish();
  writeOutline(document, layout, pages);
  const destinations = namedDestinations(document);
  for (const [name, place] of layout.destinations) {
    const { height } = layout.pages[place.page - 1]!;
    destinations.add(name, [
      pages[place.page - 1],
      'XYZ',
      Math.round(place.x),
      Math.round(height - place.y + 4),
      null,
    ]);
  }
  [...faces.entries.values()].forEach(({ table, reference }, index) => {
    embedFace(document, reference, table, index + 1);
  });
  writeOutputIntent(document);
  return finish(document);
}

/** Keys of pictures, in the order that they are drawn in. */
function picturesOf({ items }: Page): Set<string> {
  return new Set(items.flatMap((item) => (item.kind === 'picture' ? [item.picture] : [])));
}
