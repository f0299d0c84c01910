import type { EditionPages } from '../../edition/index.js';
import { catalogueOf, pageName, pagesOfList } from './catalogue.js';
import { atomList, atomRoot } from './catalogue-atom.js';
import { jsonList, jsonRoot } from './catalogue-json.js';
import { CATALOGUE, type Press, type SiteFile } from './frame.js';

/** Every file of the catalogues of an edition; an edition without articles has no shelf. */
export function catalogueFiles(press: Press, pages: EditionPages): SiteFile[] {
  const { edition } = pages;
  if (edition.articles.length === 0) return [];
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
