import type { EditionPages } from '../../edition/index.js';
import { catalogueOf, pageCount, pageName, pagesOfList, shelvesOf } from './catalogue.js';
import { atomList, atomRoot } from './catalogue-atom.js';
import { jsonList, jsonRoot } from './catalogue-json.js';
import { CATALOGUE, type Press, type SiteFile } from './frame.js';

/** What the catalogues of an edition depend on, beside its articles and what all pages share. */
export function catalogueFacts({ sizes }: Press, { edition }: EditionPages): unknown {
  const filesIn = (folder: string, name: string) =>
    [`${name}.pdf`, `${name}.epub`, 'cover.png'].map((file) =>
      sizes.get(`${edition.name}/${folder}/${file}`),
    );
  return {
    edition: edition.name,
    files: edition.articles.map(({ slug }) => filesIn(slug, slug)),
    books: edition.books.map(({ name, title, periodInlines, date, authors, articles }) => {
      const bound = articles.map((each) => [each.title, each.section]);
      const files = filesIn(`books/${name}`, name);
      return [name, title, periodInlines, date, authors, bound, files];
    }),
  };
}

/** Paths of the same files, in their order. */
export function cataloguePaths(press: Press, pages: EditionPages): string[] {
  const { edition } = pages;
  if (!press.shelves.has(edition.name)) return [];
  const names = [
    'index',
    ...shelvesOf(press, edition).flatMap((list) =>
      Array.from({ length: pageCount(list.items.length) }, (_, at) => pageName({ list }, at + 1)),
    ),
  ];
  return names.flatMap((name) =>
    ['xml', 'json'].map((ending) => `${edition.name}/${CATALOGUE}/${name}.${ending}`),
  );
}

/** Every file of the catalogues of an edition; one that has nothing to take along has no shelf. */
export function catalogueFiles(press: Press, pages: EditionPages): SiteFile[] {
  const { edition } = pages;
  if (!press.shelves.has(edition.name)) return [];
  const catalogue = catalogueOf(press, pages);
  const folder = `${edition.name}/${CATALOGUE}`;
  return [
    { path: `${folder}/index.xml`, bytes: atomRoot(catalogue) },
    { path: `${folder}/index.json`, bytes: jsonRoot(catalogue) },
    ...catalogue.lists.flatMap(pagesOfList).flatMap((page) => {
      const name = `${folder}/${pageName(page, page.number)}`;
      return [
        { path: `${name}.xml`, bytes: atomList(catalogue, page) },
        { path: `${name}.json`, bytes: jsonList(catalogue, page) },
      ];
    }),
  ];
}
