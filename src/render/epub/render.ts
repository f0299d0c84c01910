import { type Checked, type Diagnostic, SourceFile } from '../../diagnostics/index.js';
import type { Picture } from '../../document/index.js';
import type { Edition, EditionArticle } from '../../edition/index.js';
import type { MarkupContext } from '../markup.js';
import {
  colophonPage,
  factsOf,
  type ManifestItem,
  navigation,
  ncx,
  packageDocument,
  textPage,
  titlePage,
} from './documents.js';
import { faultsOfBook } from './gate.js';
import { type BookResource, type PackedBook, packEpub } from './pack.js';

/** A face that the book carries: subset already, TrueType. */
export interface BookFace {
  readonly family: string;
  readonly weight: number;
  readonly style: 'normal' | 'italic';
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** The text of its licence, which has to travel with it. */
  readonly licence: string;
}

/** The style of the books has to be there, lest they come out without one. */
export function checkBookTemplates(files: ReadonlyMap<string, SourceFile>): Diagnostic[] {
  if (files.has('book.css')) return [];
  return [
    {
      code: 'tpl-001',
      severity: 'error',
      message: 'the file is missing',
      file: new SourceFile('templates/epub/book.css', ''),
      hints: ['put templates/epub/book.css back'],
    },
  ];
}

/** One article of an edition as an EPUB 3.3 book. */
export async function renderEpub(
  article: EditionArticle,
  edition: Edition,
  templates: ReadonlyMap<string, SourceFile>,
  faces: readonly BookFace[],
): Promise<Checked<Uint8Array>> {
  const facts = factsOf(article, edition);
  const pictures = new Map<string, Picture>();
  const context: MarkupContext = {
    tongue: article.tongue,
    flavour: 'epub',
    notes: article.notes,
    references: new Map(),
    words: article.words,
    picture: (key) => {
      const picture = article.pictures.get(key);
      if (!picture) throw new Error(`the picture ${key} was checked and is not there`);
      const path = pictureName(key, picture, pictures);
      return { src: path, width: picture.width, height: picture.height };
    },
  };
  const chapters = [
    {
      id: 'title',
      file: 'title.xhtml',
      title: facts.words.titlePage,
      xhtml: titlePage(facts, context),
    },
    { id: 'text', file: 'text.xhtml', title: article.title, xhtml: textPage(facts, context) },
    {
      id: 'colophon',
      file: 'colophon.xhtml',
      title: facts.words.colophon,
      xhtml: colophonPage(facts),
    },
  ];
  const resources = [
    ...faces.map(faceFile),
    ...licenceFiles(faces),
    ...[...pictures].map(([path, picture]) => ({ path, bytes: picture.bytes })),
  ];
  const items: ManifestItem[] = [
    { id: 'nav', href: 'toc.xhtml', mediaType: 'application/xhtml+xml', properties: 'nav' },
    { id: 'ncx', href: 'toc.ncx', mediaType: 'application/x-dtbncx+xml' },
    { id: 'style', href: 'style.css', mediaType: 'text/css' },
    ...chapters.map(({ id, file }) => ({ id, href: file, mediaType: 'application/xhtml+xml' })),
    ...resources.map(({ path }, index) => ({
      id: `resource-${index + 1}`,
      href: path,
      mediaType: mediaTypeOf(path),
    })),
  ];
  const book: PackedBook = {
    title: article.title,
    language: article.tongue.language,
    identifier: facts.identifier,
    date: article.updated ?? article.date,
    chapters,
    resources,
    metaInf: [{ path: 'com.apple.ibooks.display-options.xml', bytes: APPLE_OPTIONS }],
    css: styleSheet(edition, templates, faces),
    opf: packageDocument(facts, items),
    ncx: ncx(facts),
    nav: navigation(facts),
  };
  const faults = faultsOfBook(book, facts);
  if (faults.length > 0)
    throw new Error(
      `${edition.name}/${article.slug}.epub would not be sound:\n${faults.join('\n')}`,
    );
  return { value: await packEpub(book), diagnostics: [] };
}

/** Apple Books shows embedded faces only when it is told to. */
const APPLE_OPTIONS =
  '<?xml version="1.0" encoding="UTF-8"?>\n<display_options><platform name="*"><option name="specified-fonts">true</option></platform></display_options>\n';

function styleSheet(
  edition: Edition,
  templates: ReadonlyMap<string, SourceFile>,
  faces: readonly BookFace[],
): string {
  const rules = faces.map(
    ({ family, weight, style, fileName }) =>
      `@font-face{font-family:${family};font-weight:${weight};font-style:${style};src:url(faces/${fileName})}`,
  );
  const { roles, headings, colours } = edition.theme;
  const role = (
    selector: string,
    { size, weight, align, leading, colour }: (typeof roles)['name'],
  ) =>
    `${selector}{font-size:${size}em;font-weight:${weight};text-align:${align};line-height:${leading};color:${colours[colour]}}`;
  const mastheadRoles = ['name', 'monogram', 'verse', 'address', 'section', 'dateline'];
  return [
    ...rules,
    ...Object.entries(roles).map(([name, style]) =>
      role(mastheadRoles.includes(name) ? `.masthead-${name}` : `.${name}`, style),
    ),
    ...Object.entries(headings).map(([level, style]) => role(`h${level}`, style)),
    templates.get('book.css')?.text ?? '',
  ].join('\n');
}

function faceFile(face: BookFace): BookResource {
  return { path: `faces/${face.fileName}`, bytes: face.bytes };
}

/** One licence a family, beside its faces. */
function licenceFiles(faces: readonly BookFace[]): BookResource[] {
  const byFamily = new Map(faces.map((face) => [face.family, face.licence]));
  return [...byFamily].map(([family, text]) => ({
    path: `faces/${family.toLowerCase()}-licence.txt`,
    bytes: text,
  }));
}

function pictureName(key: string, picture: Picture, known: Map<string, Picture>): string {
  for (const [path, each] of known) if (each === picture) return path;
  const stem = key
    .split('/')
    .at(-1)!
    .replace(/\.[^.]*$/, '')
    .replace(/[^a-z0-9-]+/gi, '-')
    .slice(0, 60)
    .toLowerCase();
  const path = `pictures/${known.size + 1}-${stem}.${picture.mediaType === 'image/png' ? 'png' : 'jpg'}`;
  known.set(path, picture);
  return path;
}

function mediaTypeOf(path: string): string {
  if (path.endsWith('.ttf')) return 'font/ttf';
  if (path.endsWith('.txt')) return 'text/plain';
  return path.endsWith('.png') ? 'image/png' : 'image/jpeg';
}
