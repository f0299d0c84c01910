/** From the books of an edition to their files: PDF, and the e-book with the same pages. */
import type { Diagnostic } from '../diagnostics/index.js';
import { plainText } from '../document/index.js';
import type { Book, Edition } from '../edition/index.js';
import { type BookLayout, layoutBook, layoutBookCover, picturesOfBook } from '../layout/index.js';
import { boundBook, renderBook } from '../render/epub/index.js';
import { renderPdf } from '../render/pdf/index.js';
import { drawPoster } from '../render/picture/index.js';
import { boundWording } from './book-wording.js';
import { type Choice, isBookChosen } from './choice.js';
import { bookFaces, type FaceShelf, typesettingFaces } from './faces.js';
import { boundPages } from './printed-pages.js';
import { type Project, sourceOf } from './project.js';
import type { OutputFile } from './write.js';

/** Nothing of a book whose articles have a character in no face: that is said at the article. */
export async function drawBooks(
  project: Project,
  edition: Edition,
  choice: Choice,
  shelf: FaceShelf,
): Promise<{ files: OutputFile[]; diagnostics: Diagnostic[] }> {
  const files: OutputFile[] = [];
  const diagnostics: Diagnostic[] = [];
  const [pdf, epub] = [choice.formats.includes('pdf'), choice.formats.includes('epub')];
  if (!pdf && !epub) return { files, diagnostics };
  for (const book of edition.books.filter((each) => isBookChosen(each, choice))) {
    const layout = layoutBook(book, edition, typesettingFaces(shelf));
    if (layout.missing.length > 0) continue;
    const folder = `${edition.name}/books/${book.name}`;
    const base = `${folder}/${book.name}`;
    if (pdf) files.push({ path: `${base}.pdf`, bytes: await printed(book, layout) });
    if (epub) {
      const cover = drawPoster(layoutBookCover(book, edition, typesettingFaces(shelf)));
      files.push({ path: `${folder}/cover.png`, bytes: cover });
      const parts = {
        faces: bookFaces(shelf, boundWording(book, edition)),
        cover,
        pages: boundPages(layout),
        sources: book.articles.map((article) => sourceOf(project, article)),
      };
      // What is wrong with no article is wrong with the plan of the book.
      const made = boundBook(book, edition, parts);
      const bound = await renderBook(made, project.templates.epub, project.site.file);
      diagnostics.push(...bound.diagnostics);
      if (bound.value) files.push({ path: `${base}.epub`, bytes: bound.value });
    }
  }
  return { files, diagnostics };
}

function printed(book: Book, layout: BookLayout): Promise<Uint8Array> {
  return renderPdf(layout, {
    title: `${book.title} · ${plainText(book.periodInlines)}`,
    authors: book.authors.map(({ name }) => name),
    description: '',
    date: book.date,
    pictures: picturesOfBook(book),
  });
}
