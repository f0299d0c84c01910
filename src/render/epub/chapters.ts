/** The documents of a book: cover, title page, articles, colophon. */
import {
  type Block,
  isolateForeign,
  type MatterRole,
  plainText,
  walkBlocks,
} from '../../document/index.js';
import type { Edition, EditionArticle, Words } from '../../edition/index.js';
import {
  escapeAttribute,
  escapeText,
  idOf,
  type MarkupContext,
  type PageBreak,
  renderBlocks,
  renderInlines,
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
  { tongue, words, title }: Pick<Titled, 'title' | 'tongue' | 'words'>,
  blocks: readonly Block[],
  context: MarkupContext,
  printed: readonly PrintedPage[] = [],
): Chapter {
  const { start, within, end, pages } = paginated(printed, blocks, context, words);
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
      content: joined([start, renderBlocks(blocks, within), end]),
    }),
    entries: [{ href: 'title.xhtml', label: words.titlePage, children: [] }],
    pages,
    blocks,
  };
}

/** What stands over an article: its title alone, or all that a page has which opens it. */
export type Opening = 'title' | 'page';

/** An article with its notes and what is said of it; `id` is the name of its file. */
export function articleChapter(
  id: string,
  article: EditionArticle,
  opening: Opening,
  context: MarkupContext,
  printed: readonly PrintedPage[] = [],
): Chapter {
  const { tongue, title, tail, words } = article;
  const head = openingOf(article, opening);
  const text = [...head, ...article.body, ...tail];
  const { start, within, end, pages } = paginated(printed, text, context, words);
  const opened = renderBlocks(head, within);
  const content = joined([
    start,
    opening === 'page' ? `<header class="opening">\n${opened}\n</header>` : opened,
    renderBlocks(article.body, within),
    end,
    renderNotes(within),
    tail.length === 0 ? '' : `<footer class="tail">\n${renderBlocks(tail, within)}\n</footer>`,
  ]);
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
      content,
    }),
    entries: [articleEntry(id, article, context)],
    pages,
    blocks: [...head, ...article.body, ...article.notes.flatMap((note) => note.blocks), ...tail],
  };
}

function openingOf({ masthead, head }: EditionArticle, opening: Opening): Block[] {
  return opening === 'title'
    ? matterOf(head, ['title', 'subtitle', 'standfirst'])
    : [masthead, ...matterOf(head, ['title', 'subtitle', 'byline', 'notice', 'standfirst'])];
}

/** What a list of the book's own is to e-readers and voices. */
const LISTS = {
  contents: { type: 'frontmatter', role: 'doc-toc' },
  index: { type: 'backmatter', role: 'doc-index' },
} as const;

/** A list of the book's own, such as its contents; `type` is the name of its file, too. */
export function listChapter(
  type: keyof typeof LISTS,
  { title, tongue, words }: Pick<Titled, 'title' | 'tongue' | 'words'>,
  list: Block,
  context: MarkupContext,
  printed: readonly PrintedPage[],
): Chapter {
  const blocks: Block[] = [
    { kind: 'matter', role: 'title', children: [{ kind: 'text', text: title }] },
    list,
  ];
  const { start, within, end, pages } = paginated(printed, blocks, context, words);
  const attributes = `role="${LISTS[type].role}" class="listing"`;
  return {
    id: type,
    type,
    title,
    tongue,
    xhtml: xhtmlDocument({
      title,
      tongue,
      type: LISTS[type].type,
      root: { name: 'section', attributes },
      content: joined([start, renderBlocks(blocks, within), end]),
    }),
    entries: [{ href: `${type}.xhtml`, label: title, children: [] }],
    pages,
    blocks,
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
  const own = { ...context, tongue: edition.tongue };
  const name = renderInlines(isolateForeign(edition.publisher, edition.tongue), own);
  const publisher = `<p${tongueAttributes(edition.tongue, context)}>${name}</p>`;
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

/** The matter of these roles, in its own order. */
export function matterOf(head: readonly Block[], roles: readonly MatterRole[]): Block[] {
  return head.filter((block) => block.kind === 'matter' && roles.includes(block.role));
}

/** Where the printed pages of a document begin in its markup. */
interface Paginated {
  /** The first page, before everything. */
  readonly start: string;
  /** The others, in the blocks that they begin in. */
  readonly within: MarkupContext;
  /** Those that begin in no block, where the text ends: they hold only notes or addresses. */
  readonly end: string;
  readonly pages: Chapter['pages'];
}

function paginated(
  printed: readonly PrintedPage[],
  blocks: readonly Block[],
  context: MarkupContext,
  words: Words,
): Paginated {
  const known = new Set<Block>();
  walkBlocks(blocks, (block) => known.add(block));
  const pageBreaks = new Map<Block, PageBreak[]>();
  let [start, end] = ['', ''];
  const pages = printed.map((page, index) => {
    const made = breakOf(page, index, words);
    const block = page.start?.block;
    if (index === 0) start = renderPageBreak(made, context);
    else if (block && known.has(block))
      pageBreaks.set(block, [...(pageBreaks.get(block) ?? []), made]);
    else end += renderPageBreak(made, context);
    return { id: idOf(made.id, context), folio: page.folio };
  });
  return { start, within: { ...context, pageBreaks }, end, pages };
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}

function breakOf({ folio, start }: PrintedPage, index: number, words: Words): PageBreak {
  return { id: `page-${index + 1}`, label: `${words.page} ${folio}`, offset: start?.offset ?? 0 };
}

/** The article with its headings, nested as they are. */
function articleEntry(id: string, article: EditionArticle, context: MarkupContext): Entry {
  type Growing = Entry & { readonly level: number; readonly children: Growing[] };
  const { title: label, tongue } = article;
  const root: Growing = { href: `${id}.xhtml`, label, tongue, level: 1, children: [] };
  const path = [root];
  walkBlocks(article.body, (block) => {
    if (block.kind !== 'heading') return;
    while (path.at(-1)!.level >= block.level) path.pop();
    const href = `${id}.xhtml#${idOf(block.id, context)}`;
    const entry: Growing = {
      href,
      label: plainText(block.children).trim(),
      tongue: block.tongue ?? tongue,
      level: block.level,
      children: [],
    };
    path.at(-1)!.children.push(entry);
    path.push(entry);
  });
  return root;
}
