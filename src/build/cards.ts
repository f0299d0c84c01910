/** Cards of the site: one for every article's page that counts, and one for each edition. */
import type { Edition } from '../edition/index.js';
import type { Poster } from '../layout/index.js';
import { drawPoster } from '../render/picture/index.js';
import { nameHash } from './hash.js';
import type { MadeFile, Task } from './press/task.js';

export function cardTasks(editions: readonly Edition[]): Task[] {
  return editions.flatMap(({ name, baseUrl, articles }): Task[] => {
    const front = `${baseUrl}/${name}/`;
    // An article that stands in several editions is shared by the address of one.
    const own = articles.filter(({ slug, canonicalUrl }) => canonicalUrl === `${front}${slug}/`);
    return [
      { kind: 'card', edition: name, address: front },
      ...own.map((article): Task => {
        return { kind: 'card', edition: name, article, address: article.canonicalUrl };
      }),
    ];
  });
}

export function cardFile(poster: Poster): MadeFile {
  const bytes = drawPoster(poster);
  return { path: `assets/card-${nameHash(bytes)}.png`, bytes };
}
