/** Books of the house: what `build/` brings to them, and their every file before they are packed. */
import type { SourceFile } from '../../src/diagnostics/index.js';
import type { Edition, EditionArticle } from '../../src/edition/index.js';
import { layoutArticle, layoutCover } from '../../src/layout/index.js';
import type { ArticleParts, BookFace } from '../../src/render/epub/index.js';
import { drawPoster } from '../../src/render/picture/index.js';
import { faceBytes, faces, sourceFile } from './house.js';

export const BOOK_TEMPLATES: ReadonlyMap<string, SourceFile> = new Map([
  ['book.css', sourceFile('templates/epub/book.css')],
]);

export const BOOK_FACES: readonly BookFace[] = [
  {
    family: 'WarraqNaskh',
    weight: 400,
    style: 'normal',
    fileName: 'naskh.ttf',
    bytes: faceBytes('noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf'),
    licence: 'SIL OFL 1.1',
  },
];

export function partsOf(article: EditionArticle, edition: Edition): ArticleParts {
  const { pages, starts } = layoutArticle(article, edition, faces());
  return {
    faces: BOOK_FACES,
    cover: drawPoster(layoutCover(article, edition, faces())),
    pages: pages.map(({ folio }, index) => {
      const start = starts[index];
      return start ? { folio, start } : { folio };
    }),
  };
}
