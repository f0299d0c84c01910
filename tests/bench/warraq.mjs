/** Ours: from Markdown to the bytes of the PDF or the book, every step included but the reading of files. */
import { bookWording } from '../../.warraq/lib/build/book-wording.js';
import { bookFaces, openShelf, typesettingFaces } from '../../.warraq/lib/build/faces.js';
import { printedPages } from '../../.warraq/lib/build/printed-pages.js';
import { readProject } from '../../.warraq/lib/build/project.js';
import { SourceFile } from '../../.warraq/lib/diagnostics/index.js';
import { buildEditions } from '../../.warraq/lib/edition/index.js';
import { layoutArticle, layoutCover } from '../../.warraq/lib/layout/index.js';
import { renderEpub } from '../../.warraq/lib/render/epub/index.js';
import { renderPdf } from '../../.warraq/lib/render/pdf/index.js';
import { drawPoster } from '../../.warraq/lib/render/picture/index.js';
import { parseArticle } from '../../.warraq/lib/source/index.js';

export async function openWarraq() {
  const { project } = await readProject('.');
  const shelf = await openShelf();
  const faces = typesettingFaces(shelf);
  /** The edition of a language with this text as its only article. */
  const editionOf = (language, text) => {
    const { value } = parseArticle({
      file: new SourceFile(`articles/bench/${language}.md`, text),
      slug: 'bench',
      language: language === 'fa' ? 'fa-AF' : language,
      sections: new Set(project.site.sections.map((section) => section.key)),
      pictures: new Map(),
    });
    const { site, theme, catalogue } = project;
    // No book is bound for a page.
    const alone = { ...site, books: [] };
    const editions = buildEditions({ site: alone, theme, catalogue, articles: [value] }).value;
    return editions.find((edition) => edition.name === language);
  };
  return {
    name: 'warraq',
    editionOf,
    make: (language, text) => {
      const edition = editionOf(language, text);
      const [article] = edition.articles;
      return renderPdf(layoutArticle(article, edition, faces), article);
    },
    layoutOf: (edition) => layoutArticle(edition.articles[0], edition, faces),
    /** The book, with its cover and the pages of the PDF that has this layout. */
    makeBook: async (edition, layout, text) => {
      const [article] = edition.articles;
      const parts = {
        faces: bookFaces(shelf, bookWording([article], edition.theme)),
        cover: drawPoster(layoutCover(article, edition, faces)),
        pages: printedPages(layout),
      };
      const file = new SourceFile('articles/bench', text);
      const book = await renderEpub(article, edition, project.templates.epub, parts, file);
      if (!book.value) throw new Error(book.diagnostics[0].message);
      return book.value;
    },
  };
}
