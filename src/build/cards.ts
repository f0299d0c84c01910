/** Cards of the site: one for every article's page that counts, and one for each edition. */
import { createHash } from 'node:crypto';
import type { Edition } from '../edition/index.js';
import { type Faces, layoutCard, layoutPaperCard, type Poster } from '../layout/index.js';
import type { Card } from '../render/html/index.js';
import { drawPoster } from '../render/picture/index.js';

/** By the absolute address of the page that each stands for. */
export function cardsOf(editions: readonly Edition[], faces: Faces): Map<string, Card> {
  const cards = new Map<string, Card>();
  for (const edition of editions) {
    const front = `${edition.baseUrl}/${edition.name}/`;
    cards.set(front, cardOf(layoutPaperCard(edition, faces)));
    // An article that stands in several editions is shared by the address of one.
    for (const article of edition.articles)
      if (article.canonicalUrl === `${front}${article.slug}/`)
        cards.set(article.canonicalUrl, cardOf(layoutCard(article, edition, faces)));
  }
  return cards;
}

function cardOf(poster: Poster): Card {
  const bytes = drawPoster(poster);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const { width, height } = poster;
  return { path: `assets/card-${hash}.png`, bytes, width, height };
}
