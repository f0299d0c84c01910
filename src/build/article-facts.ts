/** What a build needs of every article of every edition, and the next build knows of those that have not changed. */
import { type Article, type Block, plainText } from '../document/index.js';
import type { Edition, EditionArticle } from '../edition/index.js';
import { openFacts } from './facts.js';
import { hashOf } from './hash.js';
import { lettersOf } from './letters.js';
import { said } from './press/said.js';

export interface ArticleFacts {
  /** Of all that is not made of its text: what shows its title and teaser alone goes by this. */
  readonly beside: string;
  /** Of masthead, head and tail; of what is set in the display face: the name and the verse. */
  readonly letters: string;
  readonly display: string;
}

/** `knowArticle`: of an article that was there before. */
export const { of: articleFactsOf, know: knowArticle } = openFacts(readFacts);

export function hashBeside(article: EditionArticle): string {
  return articleFactsOf(article).beside;
}

function readFacts(article: EditionArticle): ArticleFacts {
  const { masthead, head, tail } = article;
  return {
    beside: hashOf(said(besideText(article))),
    letters: lettersOf([plainText([masthead]), plainText([...head, ...tail])]),
    display: lettersOf([displayText(masthead)]),
  };
}

const FROM_TEXT: ReadonlySet<string> = new Set<keyof EditionArticle>([
  'body',
  'notes',
  'references',
  'leadPicture',
]);

/** All of an article that is not made of its text. */
export function besideText(article: EditionArticle): unknown {
  const names = Object.keys(article).filter((name) => !FROM_TEXT.has(name));
  return Object.fromEntries(names.map((name) => [name, article[name as keyof EditionArticle]]));
}

function displayText(masthead: Block): string {
  if (masthead.kind !== 'masthead') return '';
  const lines = masthead.lines.filter((line) => line.role === 'name' || line.role === 'verse');
  return plainText([{ ...masthead, lines }]);
}

/**
 * What the facts of every article go by: the words of the paper, all versions of the article, and where its
 * links lead.
 *
 * @param paper a hash of all that words of the paper come from
 * @param versions those that editions were made of
 * @param idOf tells a version by all that it was read from
 */
export function* idsOfArticles(
  paper: string,
  editions: readonly Edition[],
  versions: readonly Article[],
  idOf: (version: Article) => string,
): Generator<[EditionArticle, string]> {
  const ids = new Map<string, string>();
  for (const version of versions)
    ids.set(version.slug, `${ids.get(version.slug) ?? ''} ${idOf(version)}`);
  for (const { name, articles } of editions)
    for (const article of articles)
      yield [article, hashOf(paper, name, ids.get(article.slug)!, ...article.links)];
}
