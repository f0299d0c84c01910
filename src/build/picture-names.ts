/** From a picture of the site back to the file that an editor knows. */
import { dirname } from 'node:path/posix';
import type { Picture } from '../document/index.js';
import type { Edition } from '../edition/index.js';
import { picturePath } from '../render/html/index.js';
import { type Project, sourceOf } from './project.js';

/**
 * The file of the author, `articles/one/market.jpg`, by the path of each size that pages show.
 *
 * @param sizes of each picture; one that is not there is its only size
 */
export function pictureNames(
  project: Project,
  editions: readonly Edition[],
  sizes: ReadonlyMap<Picture, readonly Picture[]>,
): Map<string, string> {
  const articles = editions.flatMap((edition) => edition.articles);
  return new Map(
    articles.flatMap((article) => {
      const folder = dirname(sourceOf(project, article).path);
      return [...article.pictures].flatMap(([name, picture]) =>
        (sizes.get(picture) ?? [picture]).map((size): [string, string] => [
          picturePath(size),
          `${folder}/${name}`,
        ]),
      );
    }),
  );
}
