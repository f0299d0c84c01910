/** From the books of an edition to their files. */

import { plainText } from '../document/index.js';
import type { Edition } from '../edition/index.js';
import { type Faces, layoutBook, picturesOfBook } from '../layout/index.js';
import { renderPdf } from '../render/pdf/index.js';
import { type Choice, isBookChosen } from './choice.js';
import type { OutputFile } from './write.js';

/** Nothing of a book whose articles have a character in no face: that is said at the article. */
export async function drawBooks(
  edition: Edition,
  choice: Choice,
  faces: Faces,
): Promise<OutputFile[]> {
  const files: OutputFile[] = [];
  if (!choice.formats.includes('pdf')) return files;
  for (const book of edition.books.filter((each) => isBookChosen(each, choice))) {
    const layout = layoutBook(book, edition, faces);
    if (layout.missing.length > 0) continue;
    const work = {
      title: `${book.title} · ${plainText(book.periodInlines)}`,
      authors: book.authors.map(({ name }) => name),
      description: '',
      date: book.date,
      pictures: picturesOfBook(book),
    };
    const path = `${edition.name}/books/${book.name}/${book.name}.pdf`;
    files.push({ path, bytes: await renderPdf(layout, work) });
  }
  return files;
}
