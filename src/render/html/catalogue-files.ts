import type { EditionPages } from '../../edition/index.js';
import { catalogueOf, pageName, pagesOfList } from './catalogue.js';
import { atomList, atomRoot } from './catalogue-atom.js';
import { jsonList, jsonRoot } from './catalogue-json.js';
import { CATALOGUE, type Press, type SiteFile } from './frame.js';

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
