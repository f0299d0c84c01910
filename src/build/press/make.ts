/** Does the tasks: drawn from what they bring and what all share, with no look at the disk or the clock. */
import { SourceFile } from '../../diagnostics/index.js';
import { plainText } from '../../document/index.js';
import type { Book, Edition, EditionArticle } from '../../edition/index.js';
import {
  type BookLayout,
  type Faces,
  layoutArticle,
  layoutBook,
  layoutBookCover,
  layoutCard,
  layoutCover,
  layoutPaperCard,
  picturesOfBook,
} from '../../layout/index.js';
import { boundBook, renderBook, renderEpub } from '../../render/epub/index.js';
import { renderPdf } from '../../render/pdf/index.js';
import { drawPoster } from '../../render/picture/index.js';
import { bookWording, boundWording } from '../book-wording.js';
import { cardFile } from '../cards.js';
import { bookFaces, type FaceShelf, openShelf, typesettingFaces, webFaces } from '../faces.js';
import { inSizes } from '../picture-sizes.js';
import { boundPages, printedPages } from '../printed-pages.js';
import { searchFiles } from '../search.js';
import { withUprightPictures } from '../upright.js';
import type { Cache } from './cache.js';
import { faultOf } from './fault.js';
import { withKeptFaces } from './kept-faces.js';
import type { Made, MadeFile, Material, Task, Text } from './task.js';

/** A place where tasks are done: one a thread. */
export interface Press {
  readonly shelf: FaceShelf;
  readonly faces: Faces;
  readonly editions: ReadonlyMap<string, Edition>;
  readonly material: Material;
  readonly templates: ReadonlyMap<string, SourceFile>;
}

export async function openPress(material: Material, cache: Cache): Promise<Press> {
  const shelf = await openShelf();
  return {
    shelf: withKeptFaces(shelf, cache),
    faces: typesettingFaces(shelf),
    editions: new Map(material.editions.map((edition) => [edition.name, edition])),
    material,
    templates: new Map([...material.templates].map(([name, text]) => [name, fileOf(text)])),
  };
}

export async function make(press: Press, task: Task): Promise<Made> {
  switch (task.kind) {
    case 'article':
      return makeArticle(press, task);
    case 'book':
      return makeBook(press, task);
    case 'card': {
      const edition = editionOf(press, task);
      const poster = task.article
        ? layoutCard(task.article, edition, press.faces)
        : layoutPaperCard(edition, press.faces);
      return filesAlone([cardFile(poster)]);
    }
    case 'search':
      return filesAlone(searchFiles(task.edition, task.corpus));
    case 'picture': {
      const sizes = await inSizes(task.picture);
      return {
        ...filesAlone(sizes.map(({ bytes }, index) => ({ path: `${index}`, bytes }))),
        facts: sizes.map(({ bytes: _, ...picture }) => picture),
      };
    }
    case 'faces': {
      const { faces, files } = await webFaces(press.shelf, task.wording);
      return { ...filesAlone(files), facts: faces.map(({ bytes: _, ...face }) => face) };
    }
  }
}

type TaskOf<K extends Task['kind']> = Extract<Task, { readonly kind: K }>;

/** The book has the pages of the PDF, so both come from one layout. */
async function makeArticle(press: Press, task: TaskOf<'article'>): Promise<Made> {
  const { source } = task;
  const edition = editionOf(press, task);
  // Before anything is waited for: how long this may take is watched. It looks at no pixels.
  const layout = layoutArticle(task.article, edition, press.faces);
  if (layout.missing.length > 0) return lacking(layout.missing);
  const article = await withUprightPictures(task.article);
  const folder = `${edition.name}/${article.slug}`;
  const base = `${folder}/${article.slug}`;
  const files: MadeFile[] = [];
  if (task.pdf) files.push({ path: `${base}.pdf`, bytes: await renderPdf(layout, article) });
  if (!task.epub) return filesAlone(files);
  const cover = drawPoster(layoutCover(article, edition, press.faces));
  files.push({ path: `${folder}/cover.png`, bytes: cover });
  const parts = {
    faces: bookFaces(press.shelf, bookWording([article], edition.theme)),
    cover,
    pages: printedPages(layout),
    signOff: press.material.signOff,
  };
  const book = await renderEpub(article, edition, press.templates, parts, fileOf(source));
  if (book.value) files.push({ path: `${base}.epub`, bytes: book.value });
  return { files, faults: book.diagnostics.map(faultOf), missing: [] };
}

/** Nothing of a book whose articles have a character in no face: that is said at the article. */
async function makeBook(press: Press, task: TaskOf<'book'>): Promise<Made> {
  const edition = editionOf(press, task);
  const layout = layoutBook(task.book, edition, press.faces);
  if (layout.missing.length > 0) return filesAlone([]);
  const book = await withUpright(task.book);
  const folder = `${edition.name}/books/${book.name}`;
  const base = `${folder}/${book.name}`;
  const files: MadeFile[] = [];
  if (task.pdf) files.push({ path: `${base}.pdf`, bytes: await printed(book, layout) });
  if (!task.epub) return filesAlone(files);
  const cover = drawPoster(layoutBookCover(book, edition, press.faces));
  files.push({ path: `${folder}/cover.png`, bytes: cover });
  const parts = {
    faces: bookFaces(press.shelf, boundWording(book, edition)),
    cover,
    pages: boundPages(layout),
    sources: task.sources.map(fileOf),
  };
  // What is wrong with no article is wrong with the plan of the book.
  const plan = fileOf(press.material.site);
  const bound = await renderBook(boundBook(book, edition, parts), press.templates, plan);
  if (bound.value) files.push({ path: `${base}.epub`, bytes: bound.value });
  return { files, faults: bound.diagnostics.map(faultOf), missing: [] };
}

async function withUpright(book: Book): Promise<Book> {
  const articles: EditionArticle[] = [];
  for (const article of book.articles) articles.push(await withUprightPictures(article));
  return { ...book, articles };
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

function editionOf({ editions }: Press, { edition }: { readonly edition: string }): Edition {
  return editions.get(edition)!;
}

function filesAlone(files: readonly MadeFile[]): Made {
  return { files, faults: [], missing: [] };
}

function lacking(missing: readonly { readonly character: string }[]): Made {
  const characters = [...new Set(missing.map(({ character }) => character))];
  return { files: [], faults: [], missing: characters };
}

function fileOf({ path, text }: Text): SourceFile {
  return new SourceFile(path, text);
}
