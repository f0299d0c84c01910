/** The documents of a book: cover, title page, articles, colophon. */
import { type Block, type MatterRole, plainText, walkBlocks } from '../../document/index.js';
import type { Edition, EditionArticle, Words } from '../../edition/index.js';
import {
  escapeAttribute,
  escapeText,
  idOf,
  type MarkupContext,
  type PageBreak,
  renderBlocks,
  renderNotes,
  renderPageBreak,
  tongueAttributes,
} from '../markup.js';
import type { Chapter, Entry, PrintedPage } from './book.js';
import { xhtmlDocument } from './xhtml.js';

/** Where the cover's picture lies, and how large it is. */
export const COVER = 'cover.png';

type Titled = Pick<EditionArticle, 'title' | 'authors' | 'tongue' | 'words'>;

/** The picture with its words, for those who cannot see it. */
export function coverChapter({ title, authors, tongue, words }: Titled): Chapter {
  const alt = [`${words.cover}: ${title}`, ...authors].join(words.nameSeparator);
  return {
    id: 'cover',
    type: 'cover',
    title: words.cover,
    tongue,
    xhtml: xhtmlDocument({
      title: words.cover,
      tongue,
      type: 'cover',
      root: { name: 'section', attributes: 'epub:type="cover" class="cover"' },
      content: `<p><img src="${COVER}" alt="${escapeAttribute(alt)}" role="doc-cover" /></p>`,
    }),
    entries: [],
    pages: [],
    blocks: [],
  };
}

/** Masthead, title and names. */
export function titleChapter(
  article: Titled & Pick<EditionArticle, 'masthead' | 'head'>,
  context: MarkupContext,
): Chapter {
  const { tongue, words, title } = article;
  const blocks = [
    article.masthead,
    ...matterOf(article.head, ['title', 'subtitle', 'byline', 'notice']),
  ];
  return {
    id: 'title',
    type: 'titlepage',
    title,
    tongue,
    xhtml: xhtmlDocument({
      title,
      tongue,
      type: 'frontmatter',
      root: { name: 'section', attributes: 'epub:type="titlepage" class="title-page"' },
      content: renderBlocks(blocks, context),
    }),
    entries: [{ href: 'title.xhtml', label: words.titlePage, children: [] }],
    pages: [],
    blocks,
  };
}

/** An article with its notes and what is said of it; `id` is the name of its file and begins every id in it. */
export function articleChapter(
  id: string,
  article: EditionArticle,
  context: MarkupContext,
  printed: readonly PrintedPage[] = [],
): Chapter {
  const { tongue, title, tail, words } = article;
  const head = matterOf(article.head, ['title', 'subtitle', 'standfirst']);
  const pages = printed.map((each, index) => breakOf(each, index, words));
  const [first, ...others] = pages;
  const known = new Set<Block>();
  walkBlocks([...head, ...article.body, ...tail], (block) => known.add(block));
  const placed = others.filter((_, index) => known.has(printed[index + 1]!.start?.block as Block));
  const pageBreaks = new Map<Block, PageBreak[]>();
  for (const [index, { start }] of printed.entries())
    if (index > 0 && start && known.has(start.block))
      pageBreaks.set(start.block, [...(pageBreaks.get(start.block) ?? []), pages[index]!]);
  const within: MarkupContext = { ...context, pageBreaks };
  const footer =
    tail.length === 0 ? '' : `<footer class="tail">\n${renderBlocks(tail, within)}\n</footer>`;
  // Pages that hold only notes or addresses are where the text ends.
  const last = others.filter((each) => !placed.includes(each));
  const content = [
    first ? renderPageBreak(first, within) : '',
    renderBlocks(head, within),
    renderBlocks(article.body, within),
    last.map((each) => renderPageBreak(each, within)).join(''),
    renderNotes(within),
    footer,
  ].filter((part) => part !== '');
  return {
    id,
    type: 'bodymatter',
    title,
    tongue,
    xhtml: xhtmlDocument({
      title,
      tongue,
      type: 'bodymatter',
      root: { name: 'article', attributes: 'class="text"' },
      content: content.join('\n'),
    }),
    entries: [articleEntry(id, article, context)],
    pages: printed.map(({ folio }, index) => ({ id: idOf(pages[index]!.id, context), folio })),
    blocks: [...head, ...article.body, ...article.notes.flatMap((note) => note.blocks), ...tail],
  };
}

/** Who publishes it, when, where it stands on the web, and under which licences its faces are. */
export function colophonChapter(
  tongue: Chapter['tongue'],
  words: Words,
  edition: Edition,
  lines: readonly Block[],
  context: MarkupContext,
): Chapter {
  const publisher = `<p${tongueAttributes(edition.tongue, context)}>${escapeText(edition.publisher)}</p>`;
  const plain = [words.facesNotice, words.publisherFont].map(
    (each) => `<p>${escapeText(each)}</p>`,
  );
  return {
    id: 'colophon',
    type: 'colophon',
    title: words.colophon,
    tongue,
    xhtml: xhtmlDocument({
      title: words.colophon,
      tongue,
      type: 'backmatter',
      root: {
        name: 'section',
        attributes: 'epub:type="colophon" role="doc-colophon" class="colophon"',
      },
      content: [
        `<h1>${escapeText(words.colophon)}</h1>`,
        publisher,
        renderBlocks(lines, context),
        ...plain,
      ].join('\n'),
    }),
    entries: [{ href: 'colophon.xhtml', label: words.colophon, children: [] }],
    pages: [],
    blocks: [],
  };
}

function matterOf(head: readonly Block[], roles: readonly MatterRole[]): Block[] {
  return head.filter((block) => block.kind === 'matter' && roles.includes(block.role));
}

function breakOf({ folio, start }: PrintedPage, index: number, words: Words): PageBreak {
  return { id: `page-${index + 1}`, label: `${words.page} ${folio}`, offset: start?.offset ?? 0 };
}

/** The article with its headings, nested as they are. */
function articleEntry(id: string, article: EditionArticle, context: MarkupContext): Entry {
  type Growing = Entry & { readonly level: number; readonly children: Growing[] };
  const root: Growing = { href: `${id}.xhtml`, label: article.title, level: 1, children: [] };
  const path = [root];
  walkBlocks(article.body, (block) => {
    if (block.kind !== 'heading') return;
    while (path.at(-1)!.level >= block.level) path.pop();
    const href = `${id}.xhtml#${idOf(block.id, context)}`;
    const entry: Growing = {
      href,
      label: plainText(block.children).trim(),
      ...(block.tongue ? { tongue: block.tongue } : {}),
      level: block.level,
      children: [],
    };
    path.at(-1)!.children.push(entry);
    path.push(entry);
  });
  return root;
}
