/** The XHTML documents of a book and its package files, as text. */
import { plainText, type Tongue, walkBlocks } from '../../document/index.js';
import type { Edition, EditionArticle, Words } from '../../edition/index.js';
import { primaryLanguage } from '../../locale/index.js';
import {
  escapeAttribute,
  escapeText,
  languageAttributes,
  type MarkupContext,
  renderBlocks,
  renderNotes,
} from '../markup.js';
import { uuidOfUrl } from './identifier.js';

export interface ManifestItem {
  readonly id: string;
  readonly href: string;
  readonly mediaType: string;
  readonly properties?: string;
}

export interface BookFacts {
  readonly article: EditionArticle;
  readonly edition: Edition;
  readonly words: Words;
  readonly identifier: string;
  /** Of the text; the book's first language. */
  readonly tongue: Tongue;
}

export function factsOf(article: EditionArticle, edition: Edition): BookFacts {
  // The same text under two mastheads is two books.
  const identifier = `urn:uuid:${uuidOfUrl(`${edition.baseUrl}/${edition.name}/${article.slug}/`)}`;
  return { article, edition, identifier, words: article.words, tongue: article.tongue };
}

/** A whole document: direction and language on the root, the body and the section, since readers differ. */
export function document(title: string, tongue: Tongue, type: string, body: string): string {
  const attributes = languageAttributes(tongue, 'epub');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE html>',
    `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"${attributes}>`,
    '<head>',
    `<title>${escapeText(title)}</title>`,
    '<link rel="stylesheet" type="text/css" href="style.css" />',
    '</head>',
    `<body${attributes} epub:type="${type}">`,
    body,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

export function titlePage({ article, edition, tongue }: BookFacts, context: MarkupContext): string {
  const attributes = languageAttributes(tongue, 'epub');
  const masthead = renderBlocks([article.masthead], {
    ...context,
    tongue: { language: '', direction: tongue.direction },
  });
  const head = renderBlocks(
    article.head.filter((block) => block.kind === 'matter' && block.role !== 'standfirst'),
    context,
  );
  const body = `<section${attributes} epub:type="titlepage" class="title-page">\n${masthead}\n${head}\n</section>`;
  return document(
    `${article.title} – ${edition.siteTitle}`,
    tongue,
    'frontmatter',
    body.replace(/<\/?h1/g, (tag) => tag.replace('h1', 'p')),
  );
}

export function textPage({ article, tongue }: BookFacts, context: MarkupContext): string {
  const attributes = languageAttributes(tongue, 'epub');
  const head = renderBlocks(
    article.head.filter(
      (block) =>
        block.kind === 'matter' && ['title', 'subtitle', 'standfirst'].includes(block.role),
    ),
    context,
  );
  const tail =
    article.tail.length === 0
      ? ''
      : `<footer class="tail">\n${renderBlocks(article.tail, context)}\n</footer>`;
  const parts = [head, renderBlocks(article.body, context), renderNotes(context), tail].filter(
    (part) => part !== '',
  );
  return document(
    article.title,
    tongue,
    'bodymatter',
    `<article${attributes} class="text">\n${parts.join('\n')}\n</article>`,
  );
}

export function colophonPage({ article, edition, words, tongue }: BookFacts): string {
  // The words are in the article's language where the catalogue speaks it, else in the edition's.
  const attributes = languageAttributes(tongue, 'epub');
  const lines = [edition.publisher, words.facesNotice, words.publisherFont].map(
    (line) => `<p>${escapeText(line)}</p>`,
  );
  const address = `<p><a href="${escapeAttribute(article.canonicalUrl)}"><bdi dir="ltr">${escapeText(article.canonicalUrl)}</bdi></a></p>`;
  const body = `<section${attributes} epub:type="colophon" class="colophon">\n<h1>${escapeText(words.colophon)}</h1>\n${[...lines, address].join('\n')}\n</section>`;
  return document(words.colophon, tongue, 'backmatter', body);
}

interface Entry {
  readonly href: string;
  readonly label: string;
  readonly level: number;
  readonly children: Entry[];
}

/** Headings of the text, nested; the article itself is the first. */
function entriesOf({ article, words }: BookFacts): Entry[] {
  const flat: Entry[] = [{ href: 'text.xhtml', label: article.title, level: 1, children: [] }];
  walkBlocks(article.body, (block) => {
    if (block.kind === 'heading')
      flat.push({
        href: `text.xhtml#${block.id}`,
        label: plainText(block.children),
        level: block.level,
        children: [],
      });
  });
  const roots: Entry[] = [{ href: 'title.xhtml', label: words.titlePage, level: 1, children: [] }];
  const path: Entry[] = [];
  for (const entry of flat) {
    while (path.length > 0 && path.at(-1)!.level >= entry.level) path.pop();
    (path.at(-1)?.children ?? roots).push(entry);
    path.push(entry);
  }
  return [...roots, { href: 'colophon.xhtml', label: words.colophon, level: 1, children: [] }];
}

export function navigation(facts: BookFacts): string {
  const { words, tongue } = facts;
  const list = (entries: readonly Entry[]): string =>
    `<ol>\n${entries.map((entry) => `<li><a href="${entry.href}">${escapeText(entry.label.trim())}</a>${entry.children.length > 0 ? `\n${list(entry.children)}` : ''}</li>`).join('\n')}\n</ol>`;
  const attributes = languageAttributes(tongue, 'epub');
  const landmarks = [
    ['titlepage', 'title.xhtml', words.titlePage],
    ['toc', 'toc.xhtml', words.contents],
    ['bodymatter', 'text.xhtml', words.startOfText],
    ['colophon', 'colophon.xhtml', words.colophon],
  ].map(
    ([type, href, label]) =>
      `<li><a epub:type="${type}" href="${href}">${escapeText(label!)}</a></li>`,
  );
  const body = [
    `<nav${attributes} epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-title">\n<h1 id="toc-title">${escapeText(words.contents)}</h1>\n${list(entriesOf(facts))}\n</nav>`,
    `<nav${attributes} epub:type="landmarks" hidden="hidden" aria-label="${escapeAttribute(words.landmarks)}">\n<ol>\n${landmarks.join('\n')}\n</ol>\n</nav>`,
  ].join('\n');
  return document(words.contents, tongue, 'frontmatter', body);
}

export function ncx(facts: BookFacts): string {
  const { article, identifier, tongue } = facts;
  let order = 0;
  const points = (entries: readonly Entry[]): string =>
    entries
      .map((entry) => {
        order += 1;
        const own = `<navLabel><text>${escapeText(entry.label.trim())}</text></navLabel><content src="${entry.href}"/>`;
        return `<navPoint id="point-${order}" playOrder="${order}">${own}${points(entry.children)}</navPoint>`;
      })
      .join('\n');
  const depth = (entries: readonly Entry[]): number =>
    entries.length === 0 ? 0 : 1 + Math.max(...entries.map((entry) => depth(entry.children)));
  const entries = entriesOf(facts);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="${tongue.language}" dir="${tongue.direction}">`,
    `<head><meta name="dtb:uid" content="${identifier}"/><meta name="dtb:depth" content="${depth(entries)}"/><meta name="dtb:totalPageCount" content="0"/><meta name="dtb:maxPageNumber" content="0"/></head>`,
    `<docTitle><text>${escapeText(article.title)}</text></docTitle>`,
    `<navMap>\n${points(entries)}\n</navMap>`,
    '</ncx>',
    '',
  ].join('\n');
}

/** The package document (EPUB 3.3 §5): what the book says of itself, computed from what it holds. */
export function packageDocument(facts: BookFacts, items: readonly ManifestItem[]): string {
  const { article, edition, identifier, tongue, words } = facts;
  const language = primaryLanguage(tongue.language);
  const other = primaryLanguage(edition.tongue.language);
  const attributes = `xml:lang="${tongue.language}" dir="${tongue.direction}"`;
  const modified = `${article.updated ?? article.date}T00:00:00Z`;
  const creators = article.authors.flatMap((author, index) => [
    `<dc:creator id="author-${index + 1}" ${attributes}>${escapeText(author)}</dc:creator>`,
    `<meta refines="#author-${index + 1}" property="role" scheme="marc:relators">aut</meta>`,
  ]);
  const translator = article.translator
    ? [
        `<dc:contributor id="translator" ${attributes}>${escapeText(article.translator)}</dc:contributor>`,
        '<meta refines="#translator" property="role" scheme="marc:relators">trl</meta>',
      ]
    : [];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book-id" ${attributes}>`,
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
    `<dc:identifier id="book-id">${identifier}</dc:identifier>`,
    `<dc:title ${attributes}>${escapeText(article.title)}</dc:title>`,
    // E-readers compare with the plain code: `fa`, first of all.
    `<dc:language>${language}</dc:language>`,
    ...(other === language ? [] : [`<dc:language>${other}</dc:language>`]),
    ...creators,
    ...translator,
    `<dc:publisher>${escapeText(edition.publisher)}</dc:publisher>`,
    `<dc:date>${article.date}</dc:date>`,
    `<meta property="dcterms:modified">${modified}</meta>`,
    ...(article.description === ''
      ? []
      : [`<dc:description ${attributes}>${escapeText(article.description)}</dc:description>`]),
    `<dc:source>${escapeText(article.canonicalUrl)}</dc:source>`,
    ...(article.rights
      ? [`<dc:rights ${attributes}>${escapeText(article.rights)}</dc:rights>`]
      : []),
    ...[article.section.label, ...article.tags].map(
      (subject) => `<dc:subject>${escapeText(subject)}</dc:subject>`,
    ),
    ...accessibility(article, words),
    '</metadata>',
    '<manifest>',
    ...items.map(
      ({ id, href, mediaType, properties }) =>
        `<item id="${id}" href="${href}" media-type="${mediaType}"${properties ? ` properties="${properties}"` : ''}/>`,
    ),
    '</manifest>',
    `<spine toc="ncx" page-progression-direction="${tongue.direction}">`,
    '<itemref idref="title"/>',
    '<itemref idref="text"/>',
    '<itemref idref="colophon"/>',
    '<itemref idref="nav" linear="no"/>',
    '</spine>',
    '</package>',
    '',
  ].join('\n');
}

/** EPUB Accessibility 1.1 §2: only what is true of this book. */
function accessibility(article: EditionArticle, words: Words): string[] {
  let pictures = 0;
  let described = 0;
  walkBlocks(article.body, (block) => {
    if (block.kind !== 'figure') return;
    pictures += 1;
    if (block.alt !== '') described += 1;
  });
  const meta = (property: string, value: string) =>
    `<meta property="schema:${property}">${escapeText(value)}</meta>`;
  return [
    meta('accessMode', 'textual'),
    ...(pictures > 0 ? [meta('accessMode', 'visual')] : []),
    ...(pictures === described
      ? [meta('accessModeSufficient', 'textual')]
      : [meta('accessModeSufficient', 'textual,visual')]),
    meta('accessibilityFeature', 'tableOfContents'),
    meta('accessibilityFeature', 'readingOrder'),
    meta('accessibilityFeature', 'structuralNavigation'),
    ...(pictures > 0 && pictures === described
      ? [meta('accessibilityFeature', 'alternativeText')]
      : []),
    meta('accessibilityHazard', 'none'),
    meta(
      'accessibilitySummary',
      pictures > 0 && pictures === described
        ? words.accessibilitySummaryPictures
        : words.accessibilitySummary,
    ),
  ];
}
