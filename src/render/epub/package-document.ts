import { primaryLanguage } from '../../locale/index.js';
import { escapeText } from '../markup.js';
import { accessibilityMetadata } from './accessibility.js';
import type { Book } from './book.js';

export interface ManifestItem {
  readonly id: string;
  readonly href: string;
  readonly mediaType: string;
  readonly properties?: string;
}

/** The package document (EPUB 3.3 §5): what the book says of itself, computed from what it holds. */
export function packageDocument(book: Book, items: readonly ManifestItem[]): string {
  const { tongue } = book;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book-id" xml:lang="${tongue.language}" dir="${tongue.direction}">`,
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
    ...metadata(book),
    ...accessibilityMetadata(book),
    '<meta name="cover" content="cover-image"/>',
    '</metadata>',
    '<manifest>',
    ...items.map(
      ({ id, href, mediaType, properties }) =>
        `<item id="${id}" href="${href}" media-type="${mediaType}"${properties ? ` properties="${properties}"` : ''}/>`,
    ),
    '</manifest>',
    // Said even where it is the default: several systems know no default.
    `<spine toc="ncx" page-progression-direction="${tongue.direction}">`,
    ...book.chapters.map(({ id }) => `<itemref idref="${id}"/>`),
    '<itemref idref="nav" linear="no"/>',
    '</spine>',
    '</package>',
    '',
  ].join('\n');
}

function metadata(book: Book): string[] {
  const { edition, tongue } = book;
  const attributes = `xml:lang="${tongue.language}" dir="${tongue.direction}"`;
  const own = `xml:lang="${edition.tongue.language}" dir="${edition.tongue.direction}"`;
  const tongues = [tongue, edition.tongue, ...book.chapters.map((chapter) => chapter.tongue)];
  const text = (element: string, value: string | undefined, more = attributes): string[] =>
    value
      ? [`<dc:${element}${more === '' ? '' : ` ${more}`}>${escapeText(value)}</dc:${element}>`]
      : [];
  const person = (element: string, id: string, name: string, role: string): string[] => [
    `<dc:${element} id="${id}" ${attributes}>${escapeText(name)}</dc:${element}>`,
    `<meta refines="#${id}" property="role" scheme="marc:relators">${role}</meta>`,
  ];
  return [
    `<dc:identifier id="book-id">${book.identifier}</dc:identifier>`,
    ...text('title', book.title),
    // E-readers compare with the plain code, `fa`, and take the first for the book's.
    ...[...new Set(tongues.map(({ language }) => primaryLanguage(language)))].flatMap((language) =>
      text('language', language, ''),
    ),
    ...book.authors.flatMap((name, index) => person('creator', `author-${index + 1}`, name, 'aut')),
    ...book.translators.flatMap((name, index) =>
      person('contributor', `translator-${index + 1}`, name, 'trl'),
    ),
    ...text('publisher', edition.publisher, own),
    ...text('date', book.date, ''),
    `<meta property="dcterms:modified">${book.modified}T00:00:00Z</meta>`,
    ...text('description', book.description),
    ...source(book),
    ...text('rights', book.rights),
    ...book.subjects.flatMap(({ label, tongue: { language: tag, direction } }) =>
      text('subject', label, `xml:lang="${tag}" dir="${direction}"`),
    ),
  ];
}

/**
 * Where the text comes from, and the PDF that its pages are counted by (EPUB Accessibility 1.1 §3.1.3).
 * Named as older validators know it: to them `pageBreakSource` is an error.
 */
function source({ address, printed, chapters }: Book): string[] {
  const own = `<dc:source>${escapeText(address)}</dc:source>`;
  if (chapters.every((chapter) => chapter.pages.length === 0)) return [own];
  return [
    own,
    `<dc:source id="printed">${escapeText(printed)}</dc:source>`,
    '<meta refines="#printed" property="source-of">pagination</meta>',
  ];
}
