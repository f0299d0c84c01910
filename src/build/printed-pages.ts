/** The pages of a PDF as the e-book of the same text cites them. */
import type { BookLayout, BookPart, Layout } from '../layout/index.js';
import type { BoundPages, ListedPage, PrintedPage } from '../render/epub/index.js';

export function printedPages({ pages, starts }: Pick<Layout, 'pages' | 'starts'>): PrintedPage[] {
  return pages.map(({ folio }, index) => {
    const start = starts[index];
    return start ? { folio, start } : { folio };
  });
}

/** The pages of a book of articles, by what stands on them. */
export function boundPages({ pages, starts, parts }: BookLayout): BoundPages {
  let next = 0;
  const cut = parts.map((part) => {
    const [from, to] = [next, next + part.pages];
    next = to;
    const printed = printedPages({ pages: pages.slice(from, to), starts: starts.slice(from, to) });
    return { part, printed };
  });
  const of = (...kinds: BookPart['kind'][]) => cut.filter(({ part }) => kinds.includes(part.kind));
  const listed = (kind: 'contents' | 'index'): ListedPage[] =>
    of(kind).flatMap(({ part, printed }) =>
      printed.map(({ folio }, index) => ({ folio, row: part.rows[index]! })),
    );
  return {
    front: of('cover', 'imprint').flatMap(({ printed }) => printed),
    contents: listed('contents'),
    articles: of('article').map(({ printed }) => printed),
    index: listed('index'),
  };
}
