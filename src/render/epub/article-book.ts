import type { Block, Picture } from '../../document/index.js';
import type { Edition, EditionArticle } from '../../edition/index.js';
import type { MarkupContext } from '../markup.js';
import type { ArticleParts, Book } from './book.js';
import {
  articleChapter,
  colophonChapter,
  coverChapter,
  matterOf,
  titleChapter,
} from './chapters.js';
import { uuidOfUrl } from './identifier.js';

/** One article of an edition as a book. */
export function articleBook(article: EditionArticle, edition: Edition, parts: ArticleParts): Book {
  const { tongue, words, speaking } = article;
  const pictures = new Map<string, Picture>();
  const context = articleContext(article, pictures);
  const own = `${edition.baseUrl}/${edition.name}/${article.slug}/`;
  const titleBlocks = [
    article.masthead,
    ...matterOf(article.head, ['title', 'subtitle', 'byline', 'notice']),
  ];
  const dateline: Block = {
    kind: 'paragraph',
    tongue: edition.tongue,
    children: article.dateInlines,
  };
  return {
    // The same text under two mastheads is two books.
    identifier: `urn:uuid:${uuidOfUrl(own)}`,
    address: article.canonicalUrl,
    printed: `${own}${article.slug}.pdf`,
    title: article.title,
    tongue,
    edition,
    words,
    speaking,
    authors: article.authors,
    translators: article.translators,
    date: article.date,
    modified: article.updated ?? article.date,
    description: article.description,
    ...(article.rights ? { rights: article.rights } : {}),
    subjects: [
      { label: article.section.label, tongue: edition.tongue },
      ...article.tags.map((label) => ({ label, tongue })),
    ],
    chapters: [
      coverChapter(article),
      titleChapter(article, titleBlocks, context),
      articleChapter('text', article, 'title', context, parts.pages),
      colophonChapter(speaking, words, edition, [dateline, article.online.line], {
        ...context,
        tongue: speaking,
      }),
    ],
    pictures,
    parts,
  };
}

/**
 * How an article is rendered in a book; pictures are gathered on the way, under names that no two share.
 *
 * @param prefix before every id, where articles share a book
 * @param wayTo where those that share it stand
 */
export function articleContext(
  article: EditionArticle,
  pictures: Map<string, Picture>,
  prefix = '',
  wayTo?: MarkupContext['wayTo'],
): MarkupContext {
  return {
    tongue: article.tongue,
    flavour: 'epub',
    notes: article.notes,
    references: new Map(),
    prefix,
    ...(wayTo ? { wayTo } : {}),
    words: article.words,
    speaking: article.speaking,
    picture: (key) => {
      const picture = article.pictures.get(key);
      if (!picture) throw new Error(`the picture ${key} was checked and is not there`);
      const src = pictureName(key, picture, pictures);
      return { src, width: picture.width, height: picture.height };
    },
  };
}

function pictureName(key: string, picture: Picture, known: Map<string, Picture>): string {
  for (const [path, each] of known) if (each === picture) return path;
  const stem = key
    .split('/')
    .at(-1)!
    .replace(/\.[^.]*$/, '')
    .replace(/[^a-z0-9-]+/gi, '-')
    .slice(0, 60)
    .toLowerCase();
  const path = `pictures/${known.size + 1}-${stem}.${picture.mediaType === 'image/png' ? 'png' : 'jpg'}`;
  known.set(path, picture);
  return path;
}
