/**
 * Blocks → XHTML, shared by the site and the e-book: well-formed as XML, valid as HTML.
 *
 * Direction is told by `dir` and language by `lang` wherever they change; no style is needed to read
 * the text right.
 */
import {
  type ArticlePage,
  assertNever,
  type Block,
  hidesAddress,
  type Inline,
  type Link,
  type List,
  leavesInk,
  type Masthead,
  type MastheadRole,
  type Note,
  plainText,
  positionOfNote,
  type Role,
  type Table,
  type Tongue,
} from '../document/index.js';

export interface MarkupContext {
  /** Of what the blocks stand in. */
  readonly tongue: Tongue;
  readonly flavour: 'html' | 'epub';
  readonly picture: (
    key: string,
    alt: string,
  ) => {
    readonly src: string;
    readonly width: number;
    readonly height: number;
    /** The same in several widths, of which a browser takes what its screen needs. */
    readonly choices?: PictureChoices;
    /** A page shows it before anybody scrolls; the others wait until they are near. */
    readonly isAtTop?: boolean;
    /** Words in the place of the picture, which lead to it. */
    readonly instead?: string;
  };
  /** Markup that shows a text of the masthead as a drawing; the text stays for those who hear it. */
  readonly drawing?: (text: string, role: MastheadRole) => string | undefined;
  /** The way to another article with the anchor `#…` or nothing; absent or undefined: its whole address. */
  readonly wayTo?: (page: ArticlePage, anchor: string) => string | undefined;
  readonly notes: readonly Note[];
  /** How often each note was referred to so far; filled while rendering, one map a document. */
  readonly references: Map<string, number>;
  /** Before every id and every link to one, so that articles can share a book; absent: nothing. */
  readonly prefix?: string;
  /** Where pages of the printed edition begin. */
  readonly pageBreaks?: PageBreaks;
  /** How far the text of the block is that is being rendered; only where a page begins in it. */
  readonly cursor?: Cursor;
  readonly words: {
    readonly notes: string;
    readonly noteNumber: string;
    readonly backToText: string;
    readonly tableScrolls: string;
    readonly codeScrolls: string;
  };
  /** Of `words`; absent: that of the text. */
  readonly speaking?: Tongue;
}

/** Sources of a picture: `a.jpg 480w, b.jpg 800w`. */
export interface PictureChoices {
  /** For a window up to `narrowWindow` ems wide; absent: as for all. */
  readonly narrow?: string;
  readonly narrowWindow: number;
  readonly all: string;
  /** The width that the page gives a picture, as CSS tells it. */
  readonly sizes: string;
}

/** Where a page of the printed edition begins within a block. */
export interface PageBreak {
  /** Without prefix: `page-3`. */
  readonly id: string;
  /** What a reader is told: «صفحهٔ ۳». */
  readonly label: string;
  /** How many visible characters of the block stand before it. */
  readonly offset: number;
}

interface Cursor {
  /** Breaks that are still to come. */
  readonly left: PageBreak[];
  /** Visible characters so far. */
  at: number;
}

/** By block, in the order of pages. */
export type PageBreaks = ReadonlyMap<Block, readonly PageBreak[]>;

/** Every role with its element; a role that is not here does not compile. */
const ELEMENTS: Readonly<Record<Role, 'p' | 'div' | 'h1'>> = {
  name: 'p',
  monogram: 'p',
  verse: 'p',
  address: 'p',
  section: 'p',
  dateline: 'p',
  title: 'h1',
  subtitle: 'p',
  byline: 'p',
  standfirst: 'p',
  notice: 'p',
  bio: 'p',
  source: 'p',
  rights: 'p',
};

export function renderBlocks(blocks: readonly Block[], context: MarkupContext): string {
  return blocks.map((block) => renderBlock(block, context)).join('\n');
}

/** The place where a page of the printed edition begins. */
export function renderPageBreak({ id, label }: PageBreak, context: MarkupContext): string {
  return `<span epub:type="pagebreak" role="doc-pagebreak" id="${idOf(id, context)}" aria-label="${escapeAttribute(label)}"></span>`;
}

/** An id of an article in the document that it stands in. */
export function idOf(id: string, { prefix }: Pick<MarkupContext, 'prefix'>): string {
  return `${prefix ?? ''}${id}`;
}

export function renderInlines(inlines: readonly Inline[], context: MarkupContext): string {
  return inlines.map((inline) => renderInline(inline, context)).join('');
}

/** The notes of an article as a section; empty when there are none. */
export function renderNotes(context: MarkupContext): string {
  if (context.notes.length === 0) return '';
  const { words, flavour } = context;
  const type = flavour === 'epub' ? ' epub:type="footnotes"' : '';
  const items = context.notes.map((note) => renderNote(note, context)).join('\n');
  const id = idOf('notes', context);
  const attributes = `class="notes-title" id="${id}"${tongueAttributes(context.speaking, context)}`;
  const heading = `<h2 ${attributes}>${escapeText(words.notes)}</h2>`;
  return `<section class="notes" role="doc-endnotes" aria-labelledby="${id}"${type}>\n${heading}\n${items}\n</section>`;
}

/** `lang` and `dir` where the tongue is another than what it stands in; with a space before. */
export function tongueAttributes(
  tongue: Tongue | undefined,
  context: Pick<MarkupContext, 'tongue' | 'flavour'>,
): string {
  if (
    !tongue ||
    (tongue.language === context.tongue.language && tongue.direction === context.tongue.direction)
  )
    return '';
  return languageAttributes(tongue, context.flavour);
}

/** `lang`, `dir`, and `xml:lang` for XML; with a space before. */
export function languageAttributes(
  { language, direction }: Tongue,
  flavour: MarkupContext['flavour'],
): string {
  const xml = flavour === 'epub' ? ` xml:lang="${language}"` : '';
  return ` lang="${language}"${xml} dir="${direction}"`;
}

export function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

export function escapeAttribute(text: string): string {
  return escapeText(text).replace(/"/g, '&quot;').replace(/\s+/g, ' ');
}

function within(context: MarkupContext, tongue: Tongue | undefined): MarkupContext {
  return tongue ? { ...context, tongue } : context;
}

function renderBlock(block: Block, context: MarkupContext): string {
  return withBreaks(block, context, (inner) => renderUnbroken(block, inner));
}

/** Renders a block with the pages that begin in it; what no text of it could take stands before it. */
function withBreaks(
  block: Block,
  around: MarkupContext,
  render: (context: MarkupContext) => string,
): string {
  const breaks = around.pageBreaks?.get(block);
  if (!breaks) return render(around.cursor ? withoutCursor(around) : around);
  const cursor: Cursor = { left: [...breaks], at: 0 };
  const markup = render({ ...around, cursor });
  return `${cursor.left.map((each) => renderPageBreak(each, around)).join('')}${markup}`;
}

function withoutCursor({ cursor: _, ...context }: MarkupContext): MarkupContext {
  return context;
}

/** The text of a block that has the beginning of a page in it. */
function textWithBreaks(text: string, context: MarkupContext): string {
  const { cursor } = context;
  if (!cursor) return escapeText(text);
  let markup = '';
  for (const character of text) {
    const hasInk = leavesInk(character.codePointAt(0)!);
    if (hasInk) markup += dueBreaks(context);
    markup += escapeText(character);
    if (hasInk) cursor.at += 1;
  }
  return markup;
}

/** The pages that begin where the text of the block is now. */
function dueBreaks(context: MarkupContext): string {
  const { cursor } = context;
  let markup = '';
  while (cursor?.left[0] && cursor.left[0].offset <= cursor.at)
    markup += renderPageBreak(cursor.left.shift()!, context);
  return markup;
}

function renderUnbroken(block: Block, context: MarkupContext): string {
  const inner = within(context, block.tongue);
  const own = tongueAttributes(block.tongue, context);
  switch (block.kind) {
    case 'paragraph':
      return `<p${own}>${renderInlines(block.children, inner)}</p>`;
    case 'heading':
      return `<h${block.level} id="${idOf(block.id, context)}"${own}>${renderInlines(block.children, inner)}</h${block.level}>`;
    case 'matter': {
      const element = ELEMENTS[block.role];
      return `<${element} class="${block.role}"${own}>${renderInlines(block.children, inner)}</${element}>`;
    }
    case 'masthead':
      return renderMasthead(block, inner, own);
    case 'list':
      return renderList(block, inner, own);
    case 'table':
      return renderTable(block, inner, own);
    case 'quote':
      return `<blockquote${own}>\n${renderBlocks(block.blocks, inner)}\n</blockquote>`;
    case 'verse': {
      const bayts = block.bayts.map(
        (bayt) =>
          `<p class="bayt">${bayt.map((half) => `<span class="hemistich">${renderInlines(half, inner)}</span>`).join(' ')}</p>`,
      );
      return `<div class="verse"${own}>\n${bayts.join('\n')}\n</div>`;
    }
    case 'figure': {
      const picture = context.picture(block.picture, block.alt);
      const caption =
        block.caption.length === 0
          ? ''
          : `\n<figcaption>${renderInlines(block.caption, inner)}</figcaption>`;
      const shown =
        picture.instead === undefined
          ? renderPicture(picture, block.alt, context)
          : `<p><a href="${escapeAttribute(picture.src)}">${escapeText(picture.instead)}</a></p>`;
      return `<figure${own}>\n${shown}${caption}\n</figure>`;
    }
    case 'code-block':
      return renderCode(textWithBreaks(block.text, context), context);
    case 'rule':
      return '<hr />';
    default:
      return assertNever(block);
  }
}

function renderPicture(
  { src, width, height, choices, isAtTop }: ReturnType<MarkupContext['picture']>,
  alt: string,
  { flavour }: MarkupContext,
): string {
  const { sizes, narrow, narrowWindow, all } = choices ?? {};
  const attributes = Object.entries({ src, srcset: all, sizes, alt, width, height })
    .flatMap(([name, value]) =>
      value === undefined ? [] : [` ${name}="${escapeAttribute(`${value}`)}"`],
    )
    .join('');
  const loading = flavour === 'html' && !isAtTop ? ' loading="lazy"' : '';
  const image = `<img${attributes}${loading} />`;
  if (narrow === undefined) return image;
  const source = `<source media="(max-width: ${narrowWindow}em)" srcset="${escapeAttribute(narrow)}" sizes="${sizes}" />`;
  return `<picture>${source}${image}</picture>`;
}

function renderMasthead(block: Masthead, context: MarkupContext, own: string): string {
  const lines = block.lines.map((line) => {
    // A line of one cell is that cell; cells side by side are parts of the line.
    if (line.cells.length === 1) {
      const cell = line.cells[0]!;
      const attributes = tongueAttributes(cell.tongue, context);
      return `<p class="masthead-${line.role}"${attributes}>${renderCell(line.role, cell, within(context, cell.tongue))}</p>`;
    }
    // The hemistichs of a bayt run in the verse's own direction, other cells in the masthead's.
    const tongue = line.role === 'verse' ? line.cells[0]!.tongue : undefined;
    const inner = within(context, tongue);
    const cells = line.cells.map((cell) => {
      const attributes = tongueAttributes(cell.tongue ?? inner.tongue, inner);
      return `<span class="cell"${attributes}>${renderCell(line.role, cell, within(inner, cell.tongue))}</span>`;
    });
    return `<p class="masthead-${line.role}"${tongueAttributes(tongue, context)}>${cells.join(' <span class="separator">/</span> ')}</p>`;
  });
  return `<div class="masthead"${own}>\n${lines.join('\n')}\n</div>`;
}

function renderCell(
  role: MastheadRole,
  { children }: Masthead['lines'][number]['cells'][number],
  context: MarkupContext,
): string {
  const words = renderInlines(children, context);
  const drawing = context.drawing?.(plainText(children), role);
  return drawing === undefined ? words : `<span class="said">${words}</span>${drawing}`;
}

function renderList(block: List, context: MarkupContext, own: string): string {
  const items = block.items.map((item) => {
    const inner = within(context, item.tongue);
    const content = block.tight
      ? renderTight(item.blocks, inner)
      : renderBlocks(item.blocks, inner);
    const attributes = tongueAttributes(item.tongue, context);
    // The item keeps the list's direction, so that its marker stays on the list's side.
    return `<li>${attributes === '' ? content : `<div class="turned"${attributes}>${content}</div>`}</li>`;
  });
  const start = block.ordered && block.start !== 1 ? ` start="${block.start}"` : '';
  const element = block.ordered ? 'ol' : 'ul';
  return `<${element}${start}${own}>\n${items.join('\n')}\n</${element}>`;
}

/** Items of a tight list hold their words without a paragraph around them. */
function renderTight(blocks: readonly Block[], context: MarkupContext): string {
  return blocks
    .map((block) =>
      block.kind === 'paragraph' && !block.tongue
        ? withBreaks(block, context, (inner) => renderInlines(block.children, inner))
        : renderBlock(block, context),
    )
    .join('\n');
}

function renderTable(block: Table, context: MarkupContext, own: string): string {
  const row = (cells: Table['header'], element: 'th' | 'td'): string => {
    const scope = element === 'th' ? ' scope="col"' : '';
    const made = cells.map((cell, index) => {
      const attributes = tongueAttributes(cell.tongue, context);
      const inner = renderInlines(cell.children, within(context, cell.tongue));
      // Alignment is the column's, so the cell keeps the table's direction and its words turn inside.
      const content = attributes === '' ? inner : `<span${attributes}>${inner}</span>`;
      return `<${element}${scope} class="${block.align[index] ?? 'start'}">${content}</${element}>`;
    });
    return `<tr>${made.join('')}</tr>`;
  };
  // In the order of reading: the beginnings of pages are counted off.
  const head = row(block.header, 'th');
  const body = block.rows.map((cells) => row(cells, 'td')).join('\n');
  const rows = block.rows.length === 0 ? '' : `\n<tbody>\n${body}\n</tbody>`;
  const table = `<table${own}>\n<thead>${head}</thead>${rows}\n</table>`;
  return scrolling(table, context.words.tableScrolls, context);
}

function renderCode(markup: string, context: MarkupContext): string {
  return scrolling(
    `<pre dir="ltr"><code>${markup}</code></pre>`,
    context.words.codeScrolls,
    context,
  );
}

/** What is wider than a phone scrolls in a box of its own, with the keyboard too. */
function scrolling(content: string, label: string, { flavour }: MarkupContext): string {
  if (flavour === 'epub') return content;
  return `<div class="scrolls" role="group" aria-label="${escapeAttribute(label)}" tabindex="0">\n${content}\n</div>`;
}

function renderInline(inline: Inline, context: MarkupContext): string {
  switch (inline.kind) {
    case 'text':
      return renderText(inline.text, context);
    case 'emphasis':
      return `<em>${renderInlines(inline.children, context)}</em>`;
    case 'strong':
      return `<strong>${renderInlines(inline.children, context)}</strong>`;
    case 'code':
      return `<code dir="ltr">${textWithBreaks(inline.text, context)}</code>`;
    case 'link':
      // A page that begins with a link begins before it: a voice reads no page number as its words.
      return `${dueBreaks(context)}${renderLink(inline, context)}`;
    case 'note-reference':
      return renderReference(inline.note, context);
    case 'break':
      return '<br />';
    case 'time':
      return `<time datetime="${inline.iso}">${renderInlines(inline.children, context)}</time>`;
    case 'isolate': {
      const tongue: Tongue = {
        language: inline.language ?? context.tongue.language,
        direction: inline.direction,
      };
      const children = renderInlines(inline.children, { ...context, tongue });
      // `dir` isolates the run; without a language of its own it is still a run of its own.
      if (inline.language === undefined) return `<bdi dir="${inline.direction}">${children}</bdi>`;
      return `<span${languageAttributes(tongue, context.flavour)}>${children}</span>`;
    }
    default:
      return assertNever(inline);
  }
}

/**
 * Days, ranges and names with a number: 2023-05-12, 1996–2001, F-16. UAX #14 (LB25) keeps most of them
 * on one line; browsers part them behind the hyphen. Parts of addresses are none. Telephone numbers, too.
 */
const WHOLE =
  /\+\p{Nd}[\p{Nd} -]{5,18}\p{Nd}|(?<![\p{L}\p{M}\p{N}_./:@=&#%-])[\p{L}\p{N}]{1,8}(?:[-–]\p{Nd}{1,4}){1,2}(?!\.?[\p{L}\p{M}\p{N}_/:@=&#-])/gu;

/** Addresses that may be longer than a line. */
const LONG_ADDRESS = /(?:https?:\/\/|www\.)[^\s<>«»"]{20,}/gu;

/** Seen in a fraction of the time that the patterns take to find nothing. */
const MAY_BE_WHOLE = /[-–+]\p{Nd}/u;
const MAY_BE_ADDRESS = /:\/\/|www\./;

function renderText(text: string, context: MarkupContext): string {
  let markup = '';
  let at = 0;
  for (const { start, end } of wholesIn(text)) {
    // A number may end an address.
    if (start < at) continue;
    markup += textWithBreaks(text.slice(at, start), context);
    markup += `<span class="whole">${textWithBreaks(text.slice(start, end), context)}</span>`;
    at = end;
  }
  return markup + textWithBreaks(text.slice(at), context);
}

/** What no line may part, in order. */
function wholesIn(text: string): { readonly start: number; readonly end: number }[] {
  const numbers = MAY_BE_WHOLE.test(text) ? [...text.matchAll(WHOLE)] : [];
  const wholes = numbers.map(({ index, 0: { length } }) => ({ start: index, end: index + length }));
  if (!MAY_BE_ADDRESS.test(text)) return wholes;
  // A browser parts a long address wherever the line ends, and would leave its last letter alone.
  const ends = [...text.matchAll(LONG_ADDRESS)].map(({ index, 0: address }) => {
    const end = index + address.length;
    return { start: end - /.{4}$/su.exec(address)![0].length, end };
  });
  return [...wholes, ...ends].sort((a, b) => a.start - b.start);
}

function renderLink(link: Link, context: MarkupContext): string {
  const { title } = link;
  const href = hrefOf(link, context);
  const isOnPaper = context.flavour === 'html' && /^https?:/.test(href);
  // The style of print writes addresses behind words that do not say them.
  const written = isOnPaper && !hidesAddress(link) ? ' class="address"' : '';
  // A way to another page has no address that could be typed.
  const isWay = context.flavour === 'html' && href !== link.href && hidesAddress(link);
  const address = isWay ? ` data-address="${escapeAttribute(link.href)}"` : '';
  const words = title ? ` title="${escapeAttribute(title)}"` : '';
  return `<a href="${escapeAttribute(href)}"${words}${written}${address}>${renderInlines(link.children, context)}</a>`;
}

function hrefOf({ href, page }: Link, context: MarkupContext): string {
  if (href.startsWith('#')) return `#${idOf(href.slice(1), context)}`;
  const anchor = /#.*$/.exec(href)?.[0] ?? '';
  return (page && context.wayTo?.(page, anchor)) ?? href;
}

function renderReference(id: string, context: MarkupContext): string {
  const note = context.notes[positionOfNote(context.notes, id) ?? -1];
  if (!note?.label) throw new Error(`a reference to ${id}, which is no note of the article`);
  const count = (context.references.get(id) ?? 0) + 1;
  context.references.set(id, count);
  // The way back leads to the first reference; a second one needs an id of its own.
  const own = count === 1 ? referenceId(id) : `${referenceId(id)}-${count}`;
  const label = escapeAttribute(context.words.noteNumber.replace('{{number}}', note.label));
  const type = context.flavour === 'epub' ? ' epub:type="noteref"' : '';
  return `<sup class="reference"><a href="#${idOf(id, context)}" id="${idOf(own, context)}" role="doc-noteref" aria-label="${label}"${type}>${escapeText(note.label)}</a></sup>`;
}

/** E-readers lack the arrow of browsers; theirs leads to where lines begin. */
function backMark({ flavour, tongue }: MarkupContext): string {
  if (flavour === 'html') return '↩';
  return tongue.direction === 'rtl' ? '→' : '←';
}

function referenceId(note: string): string {
  return note.replace('note', 'ref');
}

/** Before what may not stand alone in a line. */
const NO_BREAK_SPACE = '\u00a0';

/** The way back stands at the end of the note's last paragraph. */
function renderNote(note: Note, context: MarkupContext): string {
  const inner = within(context, note.tongue);
  const back = `${NO_BREAK_SPACE}<a class="back" href="#${idOf(referenceId(note.id), context)}" role="doc-backlink" aria-label="${escapeAttribute(context.words.backToText)}"${tongueAttributes(context.tongue, inner)}>${backMark(context)}</a>`;
  const label = `<span class="label">${escapeText(note.label ?? '')}.</span>`;
  const type = context.flavour === 'epub' ? ' epub:type="footnote"' : '';
  const element = context.flavour === 'epub' ? 'aside' : 'div';
  const role = context.flavour === 'epub' ? ' role="doc-footnote"' : '';
  const blocks = renderBlocks(note.blocks, inner);
  const closed = blocks.endsWith('</p>')
    ? `${blocks.slice(0, -4)}${back}</p>`
    : `${blocks}\n<p>${back.trim()}</p>`;
  return `<${element} class="note" id="${idOf(note.id, context)}"${tongueAttributes(note.tongue, context)}${role}${type}>\n${label}\n${closed}\n</${element}>`;
}
