import type { Block, MastheadLine, MastheadRole, MatterRole } from '../document/index.js';
import type { Book, Edition, EditionArticle } from '../edition/index.js';
import type { Faces } from './faces.js';
import { layoutPoster, type Poster } from './poster.js';

/** The cover of an article's book: nameplate, title and author, verse and address. */
export function layoutCover(article: EditionArticle, edition: Edition, faces: Faces): Poster {
  const words = {
    band: linesOf(article.masthead, ['name', 'monogram']),
    bar: linesOf(article.masthead, ['section', 'dateline']),
    middle: turned(matterOf(article, ['title', 'subtitle', 'byline']), article),
    foot: linesOf(article.masthead, ['verse', 'address']),
  };
  const { theme, tongue } = edition;
  return layoutPoster(words, theme.posters.cover, tongue, theme, faces);
}

/** The cover of a book of articles: its title, what it binds, and who publishes it. */
export function layoutBookCover(book: Book, edition: Edition, faces: Faces): Poster {
  const { theme, tongue } = edition;
  const words = {
    band: linesOf(book.masthead, ['name', 'monogram']),
    bar: [],
    middle: [
      { kind: 'matter', role: 'title', children: [{ kind: 'text', text: book.title }] },
      { kind: 'matter', role: 'subtitle', children: book.periodInlines },
    ] satisfies Block[],
    foot: linesOf(book.masthead, ['verse', 'address']),
  };
  return layoutPoster(words, theme.posters.cover, tongue, theme, faces);
}

/** The card of an article's page, for places that show its address: nameplate, date, title, author. */
export function layoutCard(article: EditionArticle, edition: Edition, faces: Faces): Poster {
  const words = {
    band: linesOf(article.masthead, ['name']),
    bar: linesOf(article.masthead, ['section', 'dateline']),
    middle: turned(matterOf(article, ['title', 'byline']), article),
    foot: [],
  };
  const { theme, tongue } = edition;
  return layoutPoster(words, theme.posters.card, tongue, theme, faces);
}

/** The card of all pages of an edition that are no article's: nameplate, what the paper is, its address. */
export function layoutPaperCard(edition: Edition, faces: Faces): Poster {
  const { theme, tongue, masthead } = edition;
  const words = {
    band: linesOf(masthead, ['name', 'monogram']),
    bar: [],
    middle: [titled(edition.siteDescription)],
    foot: linesOf(masthead, ['address']),
  };
  return layoutPoster(words, theme.posters.card, tongue, theme, faces);
}

function titled(text: string): Block {
  return { kind: 'matter', role: 'title', children: [{ kind: 'text', text }] };
}

/** Lines of the masthead with these roles, in its own order. */
function linesOf(masthead: Block, roles: readonly MastheadRole[]): readonly MastheadLine[] {
  return masthead.kind === 'masthead'
    ? masthead.lines.filter((line) => roles.includes(line.role))
    : [];
}

function matterOf({ head }: EditionArticle, roles: readonly MatterRole[]): Block[] {
  return head.filter((block) => block.kind === 'matter' && roles.includes(block.role));
}

/** Blocks of an article on a poster of its edition, whose language may be another. */
function turned(blocks: readonly Block[], { tongue }: EditionArticle): Block[] {
  return blocks.map((block) => (block.tongue ? block : { ...block, tongue }));
}
