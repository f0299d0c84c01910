/** From editions to files in memory: every format of every article that was asked for. */
import type { Diagnostic } from '../diagnostics/index.js';
import type { Edition, EditionArticle } from '../edition/index.js';
import { layoutArticle, layoutCover } from '../layout/index.js';
import { renderEpub } from '../render/epub/index.js';
import { renderSite } from '../render/html/index.js';
import { renderPdf } from '../render/pdf/index.js';
import { drawPoster } from '../render/picture/index.js';
import { bookWording } from './book-wording.js';
import { drawBooks } from './books.js';
import { cardsOf } from './cards.js';
import { type Choice, isEditionChosen, isFileChosen, isPageChosen } from './choice.js';
import { bookFaces, openShelf, typesettingFaces, webFaces } from './faces.js';
import { missingCharacters, wordsWithoutFace } from './missing-characters.js';
import { nameplates } from './nameplate.js';
import { printedPages } from './printed-pages.js';
import { type Project, sourceOf } from './project.js';
import { searchOf } from './search.js';
import { overweight } from './weight.js';
import { wordingOf } from './wording.js';
import type { OutputFile } from './write.js';

export interface Drawn {
  readonly files: readonly OutputFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What is drawn only to find its faults needs no faces of the web, whose packing takes the longest. */
export type Purpose = 'publish' | 'check';

export async function draw(
  project: Project,
  editions: readonly Edition[],
  choice: Choice,
  purpose: Purpose,
): Promise<Drawn> {
  const shelf = await openShelf();
  const faces = typesettingFaces(shelf);
  const files: OutputFile[] = [];
  const diagnostics: Diagnostic[] = wordsWithoutFace(project, faces);
  const wanted = editions.filter((each) => isEditionChosen(each, choice));
  const slugs = chosenSlugs(project, choice);

  for (const edition of wanted)
    for (const article of edition.articles.filter((each) => slugs.has(each.slug))) {
      const base = `${edition.name}/${article.slug}/${article.slug}`;
      const [pdf, epub] = [choice.formats.includes('pdf'), choice.formats.includes('epub')];
      if (!pdf && !epub) continue;
      // The book has the pages of the PDF, so both are laid out.
      const layout = layoutArticle(article, edition, faces);
      diagnostics.push(...missingCharacters(project, article, layout.missing));
      if (layout.missing.length > 0) continue;
      if (pdf) files.push({ path: `${base}.pdf`, bytes: await renderPdf(layout, article) });
      if (epub) {
        const cover = drawPoster(layoutCover(article, edition, faces));
        files.push({ path: `${edition.name}/${article.slug}/cover.png`, bytes: cover });
        const parts = {
          faces: bookFaces(shelf, bookWording([article], edition.theme)),
          cover,
          pages: printedPages(layout),
          signOff: project.signOff,
        };
        const book = await renderEpub(
          article,
          edition,
          project.templates.epub,
          parts,
          sourceOf(project, article),
        );
        diagnostics.push(...book.diagnostics);
        if (book.value) files.push({ path: `${base}.epub`, bytes: book.value });
      }
    }
  for (const edition of wanted) {
    const books = await drawBooks(project, edition, choice, shelf);
    files.push(...books.files);
    diagnostics.push(...books.diagnostics);
  }
  if (choice.formats.includes('html')) {
    const everything = editions.flatMap((edition) => edition.articles);
    const web =
      purpose === 'check'
        ? { faces: [], files: [] }
        : await webFaces(shelf, wordingOf(project, everything));
    const found = purpose === 'check' ? undefined : searchOf(editions);
    const site = renderSite(editions, project.templates.html, {
      faces: web.faces,
      drawings: nameplates(editions, faces.nastaliq.bold),
      cards: purpose === 'check' ? new Map() : cardsOf(editions, faces),
      ...(found ? { search: found.search } : {}),
      sizes: new Map(files.map(({ path, bytes }) => [path, bytes.length])),
    });
    diagnostics.push(...site.diagnostics);
    if (purpose === 'publish')
      diagnostics.push(
        ...overweight(project.site, [...site.value, ...(found?.files ?? [])], web.files),
      );
    files.push(
      ...[...site.value, ...(found?.files ?? [])].filter((file) =>
        isPageChosen(file.path, wanted, slugs, choice),
      ),
      ...web.files,
    );
  }
  return { files, diagnostics };
}

function chosenSlugs(project: Project, choice: Choice): ReadonlySet<string> {
  if (choice.articles === 'none') return new Set();
  const chosen = project.articles.filter((each) => isFileChosen(project.root, each.file, choice));
  return new Set(chosen.map((article): EditionArticle['slug'] => article.slug));
}
