/** How a reader finds a place: contents, landmarks and pages (EPUB 3.3 §7), and the NCX of old e-readers. */
import { isolateForeign } from '../../document/index.js';
import {
  escapeAttribute,
  escapeText,
  languageAttributes,
  type MarkupContext,
  renderInlines,
  tongueAttributes,
} from '../markup.js';
import { type Book, type ChapterType, type Entry, fileOf } from './book.js';
import { page } from './xhtml.js';

/** More levels than this some e-readers do not show (Amazon's guidelines). */
const NCX_DEPTH = 2;

export function navigation(book: Book): string {
  const { words, speaking: tongue } = book;
  const around = { tongue, flavour: 'epub' } as const;
  const context: MarkupContext = {
    ...around,
    picture: (key) => {
      throw new Error(`the contents show no picture: ${key}`);
    },
    notes: [],
    references: new Map(),
    words,
  };
  const list = (entries: readonly Entry[]): string =>
    `<ol>\n${entries.map((entry) => `<li><a href="${entry.href}"${tongueAttributes(entry.tongue, around)}>${labelOf(entry)}</a>${entry.children.length > 0 ? `\n${list(entry.children)}` : ''}</li>`).join('\n')}\n</ol>`;
  // Foreign words keep their own direction beside the brackets and numbers of a label.
  const labelOf = ({ label, tongue: own = tongue }: Entry): string =>
    renderInlines(isolateForeign(label, own), { ...context, tongue: own });
  const attributes = languageAttributes(tongue, 'epub');
  const hidden = (type: string, role: string, label: string, items: readonly string[]): string[] =>
    items.length === 0
      ? []
      : [
          `<nav${attributes} epub:type="${type}"${role} hidden="hidden" aria-label="${escapeAttribute(label)}">\n<ol>\n${items.join('\n')}\n</ol>\n</nav>`,
        ];
  const body = [
    `<nav${attributes} epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-title">\n<h1 id="toc-title">${escapeText(words.contents)}</h1>\n${list(contentsOf(book))}\n</nav>`,
    ...hidden('landmarks', '', words.landmarks, landmarks(book)),
    ...hidden('page-list', ' role="doc-pagelist"', words.pageList, pageList(book)),
  ].join('\n');
  return page(words.contents, tongue, 'frontmatter', body);
}

function contentsOf({ chapters }: Book): Entry[] {
  return chapters.flatMap((chapter) => chapter.entries);
}

/** The first chapter of each kind; labels in the language of the book. */
function landmarks({ chapters, words }: Book): string[] {
  const labels: Readonly<Record<ChapterType, string | undefined>> = {
    cover: words.cover,
    titlepage: words.titlePage,
    // The navigation is what e-readers know as the contents.
    contents: undefined,
    bodymatter: words.startOfText,
    index: words.authorsIndex,
    colophon: words.colophon,
  };
  // “index” would promise EPUB Indexes, which no reading system has; ours closes the book.
  const nameOf = (type: ChapterType) => (type === 'index' ? 'backmatter' : type);
  const item = (type: string, href: string, label: string) =>
    `<li><a epub:type="${type}" href="${href}">${escapeText(label)}</a></li>`;
  const firsts = (Object.keys(labels) as ChapterType[]).flatMap((type) => {
    const chapter = chapters.find((each) => each.type === type);
    const label = labels[type];
    return chapter && label !== undefined ? [item(nameOf(type), fileOf(chapter), label)] : [];
  });
  return [...firsts, item('toc', 'toc.xhtml', words.contents)];
}

function pageList({ chapters, speaking: tongue, edition }: Book): string[] {
  // A folio has the digits of the edition, whose PDF has the pages.
  const own = tongueAttributes(edition.tongue, { tongue, flavour: 'epub' });
  return chapters.flatMap((chapter) =>
    chapter.pages.map(
      ({ id, folio }) =>
        `<li><a href="${fileOf(chapter)}#${id}"${own}>${escapeText(folio)}</a></li>`,
    ),
  );
}

/** For e-readers of EPUB 2 and Kindles. */
export function ncx(book: Book): string {
  const { title, identifier, tongue, words } = book;
  const entries = shallow(contentsOf(book), NCX_DEPTH);
  let order = 0;
  const points = (some: readonly Entry[]): string =>
    some
      .map((entry) => {
        order += 1;
        const own = `<navLabel><text>${escapeText(entry.label)}</text></navLabel><content src="${entry.href}"/>`;
        return `<navPoint id="point-${order}" playOrder="${order}">${own}${points(entry.children)}</navPoint>`;
      })
      .join('\n');
  const depth = entries.some((entry) => entry.children.length > 0) ? 2 : 1;
  const navMap = `<navMap>\n${points(entries)}\n</navMap>`;
  const places = book.chapters.flatMap((chapter) =>
    chapter.pages.map((each) => ({ ...each, file: fileOf(chapter) })),
  );
  const targets = places.map(({ id, folio, file }, index) => {
    order += 1;
    return `<pageTarget id="target-${order}" type="normal" value="${index + 1}" playOrder="${order}"><navLabel><text>${escapeText(folio)}</text></navLabel><content src="${file}#${id}"/></pageTarget>`;
  });
  const pages = targets.length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="${tongue.language}" dir="${tongue.direction}">`,
    `<head><meta name="dtb:uid" content="${identifier}"/><meta name="dtb:depth" content="${depth}"/><meta name="dtb:totalPageCount" content="${pages}"/><meta name="dtb:maxPageNumber" content="${pages}"/></head>`,
    `<docTitle><text>${escapeText(title)}</text></docTitle>`,
    navMap,
    ...(pages === 0
      ? []
      : [
          `<pageList>\n<navLabel><text>${escapeText(words.pageList)}</text></navLabel>\n${targets.join('\n')}\n</pageList>`,
        ]),
    '</ncx>',
    '',
  ].join('\n');
}

/** Deeper levels come up to the last that is shown. */
function shallow(entries: readonly Entry[], depth: number): Entry[] {
  return depth === 1
    ? entries.flatMap((entry) => [{ ...entry, children: [] }, ...shallow(entry.children, 1)])
    : entries.map((entry) => ({ ...entry, children: shallow(entry.children, depth - 1) }));
}
