import type { Checked, Diagnostic, SourceFile } from '../../diagnostics/index.js';
import type { Edition, EditionArticle } from '../../edition/index.js';
import { articleBook } from './article-book.js';
import { type ArticleParts, type Book, type BookFace, fileOf } from './book.js';
import { COVER } from './chapters.js';
import { type BookFault, faultsOfBook } from './gate.js';
import { navigation, ncx } from './navigation.js';
import type { BookResource, PackedBook } from './pack.js';
import { type ManifestItem, packageDocument } from './package-document.js';
import { styleSheet } from './style-sheet.js';

/**
 * One article of an edition as an EPUB 3.3 book.
 *
 * @param file the article's source, in which faults have their places
 */
/** Reads the packager, which takes long: whoever packs nothing never waits for it. */
export function preparePackager(): Promise<typeof import('./pack.js')> {
  return import('./pack.js');
}

export function renderEpub(
  article: EditionArticle,
  edition: Edition,
  templates: ReadonlyMap<string, SourceFile>,
  parts: ArticleParts,
  file: SourceFile,
): Promise<Checked<Uint8Array | undefined>> {
  return renderBook(articleBook(article, edition, parts), templates, file);
}

/**
 * A book of any number of articles as EPUB 3.3; one that would not be sound is not made.
 *
 * @param file in which faults have their places, where the book knows no other for the document
 */
export async function renderBook(
  book: Book,
  templates: ReadonlyMap<string, SourceFile>,
  file: SourceFile,
): Promise<Checked<Uint8Array | undefined>> {
  const packed = composeBook(book, templates);
  const faults = faultsOfBook(packed, book);
  if (faults.length === 0) {
    const { packEpub } = await preparePackager();
    return { value: await packEpub(packed), diagnostics: [] };
  }
  return { value: undefined, diagnostics: faults.map((fault) => diagnosticOf(fault, book, file)) };
}

function diagnosticOf(fault: BookFault, book: Book, file: SourceFile): Diagnostic {
  return {
    code: 'epub-001',
    severity: 'error',
    message: `the book “${book.title}” would not be sound: ${fault.file}: ${fault.what}`,
    file: book.sources?.get(fault.file) ?? file,
    ...(fault.span ? { span: fault.span } : {}),
    hints: [
      'look at this place of the text and at templates/epub; else it is a fault of the program',
    ],
  };
}

/** Every file of the book, finished. */
export function composeBook(book: Book, templates: ReadonlyMap<string, SourceFile>): PackedBook {
  const { faces, cover } = book.parts;
  const resources: BookResource[] = [
    { path: COVER, bytes: cover },
    ...faces.map((face) => ({ path: `faces/${face.fileName}`, bytes: face.bytes })),
    ...licenceFile(faces),
    ...[...book.pictures].map(([path, picture]) => ({ path, bytes: picture.bytes })),
  ];
  const items: ManifestItem[] = [
    { id: 'nav', href: 'toc.xhtml', mediaType: 'application/xhtml+xml', properties: 'nav' },
    { id: 'ncx', href: 'toc.ncx', mediaType: 'application/x-dtbncx+xml' },
    { id: 'style', href: 'style.css', mediaType: 'text/css' },
    ...book.chapters.map((chapter) => ({
      id: chapter.id,
      href: fileOf(chapter),
      mediaType: 'application/xhtml+xml',
    })),
    ...resources.map(({ path }, index) => ({
      id: path === COVER ? 'cover-image' : `resource-${index}`,
      href: path,
      mediaType: mediaTypeOf(path),
      ...(path === COVER ? { properties: 'cover-image' } : {}),
    })),
  ];
  return {
    title: book.title,
    language: book.tongue.language,
    identifier: book.identifier,
    date: book.modified,
    chapters: book.chapters.map((chapter) => ({
      id: chapter.id,
      file: fileOf(chapter),
      title: chapter.title,
      xhtml: chapter.xhtml,
    })),
    resources,
    metaInf: [{ path: 'com.apple.ibooks.display-options.xml', bytes: APPLE_OPTIONS }],
    css: styleSheet(book.edition.theme, templates, faces),
    opf: packageDocument(book, items),
    ncx: ncx(book),
    nav: navigation(book),
  };
}

/** Apple Books shows embedded faces only when it is told to. */
const APPLE_OPTIONS =
  '<?xml version="1.0" encoding="UTF-8"?>\n<display_options><platform name="*"><option name="specified-fonts">true</option></platform></display_options>\n';

/** The licences of the faces; what they have in common, which is nearly all, stands there once. */
function licenceFile(faces: readonly BookFace[]): BookResource[] {
  if (faces.length === 0) return [];
  const licences = [...new Set(faces.map((face) => face.licence.replace(/[ \t\r]+$/gm, '')))];
  const heads = new Map<string, string[]>();
  for (const licence of licences) {
    const [head, body = ''] = licence.split(/^(?=-{5,}\nSIL OPEN FONT LICENSE)/m);
    heads.set(body, [...(heads.get(body) ?? []), head!]);
  }
  const text = [...heads].map(([body, some]) => `${some.join('\n')}\n${body}`).join('\n');
  return [{ path: 'faces/licences.txt', bytes: text }];
}

function mediaTypeOf(path: string): string {
  if (path.endsWith('.ttf')) return 'font/ttf';
  if (path.endsWith('.txt')) return 'text/plain';
  return path.endsWith('.png') ? 'image/png' : 'image/jpeg';
}
