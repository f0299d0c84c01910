/** A page read back: what it says, in the order that it says it. */
import { plainText } from '../../src/document/index.js';
import type { Edition, EditionArticle } from '../../src/edition/index.js';
import { type Layout, layoutArticle, type TextItem } from '../../src/layout/index.js';
import { faces } from './house.js';

export interface LayoutCase {
  readonly article: EditionArticle;
  readonly edition: Edition;
}

export function layOut({ article, edition }: LayoutCase): Layout {
  return layoutArticle(article, edition, faces());
}

/** Items of text of all pages in order, each with its page. */
export function texts(layout: Layout): (TextItem & { readonly page: number })[] {
  return layout.pages.flatMap((page) =>
    page.items.flatMap((item) => (item.kind === 'text' ? [{ ...item, page: page.number }] : [])),
  );
}

/** The element and what holds it, innermost first; empty for artifacts. */
export function ancestry(layout: Layout, owner: TextItem['owner']): number[] {
  const chain: number[] = [];
  for (let at = owner === 'artifact' ? -1 : owner; at >= 0; at = layout.structure[at]!.parent)
    chain.push(at);
  return chain;
}

export function isWithin(layout: Layout, item: TextItem, types: readonly string[]): boolean {
  return ancestry(layout, item.owner).some((at) => types.includes(layout.structure[at]!.type));
}

/**
 * What the pages say outside of notes, markers and references; white space and slashes left out. The
 * tree has the order of reading: a picture may stand on the page behind its text.
 */
export function pageText(layout: Layout): string {
  const own = texts(layout).filter(
    (item) => item.owner !== 'artifact' && !isWithin(layout, item, ['Note', 'Lbl', 'Reference']),
  );
  const block = (item: TextItem) => ancestry(layout, item.owner).at(-2) ?? 0;
  own.sort((a, b) => block(a) - block(b));
  return solid(own.map((item) => item.text).join(''));
}

/** What a note says on the pages, its number and its references left out. */
export function noteText(layout: Layout, id: string): string {
  const element = layout.structure.findIndex((each) => each.type === 'Note' && each.id === id);
  const own = texts(layout).filter(
    (item) =>
      ancestry(layout, item.owner).includes(element) &&
      !isWithin(layout, item, ['Lbl', 'Reference']),
  );
  return solid(own.map((item) => item.text).join(''));
}

/** What the pages have to say. */
export function articleText({ article, edition }: LayoutCase): string {
  const { addresses, qrCode } = edition.theme.paper;
  const below = qrCode ? [...article.tail, article.online.line] : article.tail;
  const references = addresses ? article.references : [];
  const list = references.map(({ address }) => address);
  if (list.length > 0) list.unshift(article.words.links);
  const text = plainText([article.masthead, ...article.head, ...article.body, ...below]);
  return solid(text + list.join(''));
}

/** Line ends and their hyphens are no part of the words, and slashes part cells that a page sets apart. */
export function solid(text: string): string {
  return text.replace(/[\s/\u00ad]+/g, '');
}
