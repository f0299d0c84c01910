/**
 * The gate: no book leaves with a fault that would make it unreadable or untrue. Validators see some of
 * these; of a contrary direction, a lost half-space or a wrong language none of them says a word.
 */
import type { Span } from '../../diagnostics/index.js';
import { primaryLanguage } from '../../locale/index.js';
import type { Book, Chapter } from './book.js';
import { faultsOfDocument, type Place } from './gate-document.js';
import { faultsOfFile } from './gate-file.js';
import { firstDifference } from './gate-text.js';
import type { PackedBook } from './pack.js';

export interface BookFault {
  /** In the book. */
  readonly file: string;
  /** One sentence without a full stop. */
  readonly what: string;
  /** In the source, where the fault has a place there. */
  readonly span?: Span;
}

/** Every fault of a finished book; empty for a sound one. */
export function faultsOfBook(packed: PackedBook, book: Book): BookFault[] {
  const places = new Map<string, Place>();
  const documents = [
    ...packed.chapters.map(({ file, xhtml }, index) => ({
      file,
      xhtml,
      chapter: book.chapters[index],
    })),
    { file: 'toc.xhtml', xhtml: packed.nav, chapter: undefined },
  ];
  return [
    ...faultsOfPackage(packed, book),
    ...documents.flatMap(({ file, xhtml, chapter }) =>
      faultsOf(file, xhtml, chapter, book, places),
    ),
    ...faultsOfLinks(places, packed),
    ...[...packed.resources, { path: 'style.css', bytes: packed.css }].flatMap(({ path, bytes }) =>
      faultsOfFile(path, bytes).map((what) => ({ file: path, what })),
    ),
  ];
}

function faultsOf(
  file: string,
  xhtml: string,
  chapter: Chapter | undefined,
  book: Book,
  places: Map<string, Place>,
): BookFault[] {
  const tongue = chapter?.tongue ?? book.speaking;
  const { faults, text, place } = faultsOfDocument(xhtml, tongue);
  places.set(file, place);
  const shared = [...place.ids].filter((id) =>
    [...places].some(([other, { ids }]) => other !== file && ids.has(id)),
  );
  const difference = chapter ? firstDifference(chapter.blocks, text) : undefined;
  return [
    ...faults.map((what) => ({ file, what })),
    ...shared.map((id) => ({ file, what: `the id “${id}” is in another file, too` })),
    ...(difference ? [{ file, ...difference }] : []),
  ];
}

/** Links lead to a document and an id that are there; what leads out of the book is not asked. */
function faultsOfLinks(places: ReadonlyMap<string, Place>, { resources }: PackedBook): BookFault[] {
  const paths = new Set(resources.map(({ path }) => path));
  return [...places].flatMap(([file, { links, sources }]) => [
    ...links.flatMap((href): BookFault[] => {
      if (/^[a-z]+:/i.test(href)) return [];
      const [path, id] = href.split('#') as [string, string | undefined];
      const target = places.get(path === '' ? file : path);
      if (target && (id === undefined || target.ids.has(id))) return [];
      return [{ file, what: `the link “${href}” leads nowhere` }];
    }),
    ...sources
      .filter((path) => !paths.has(path))
      .map((path) => ({ file, what: `the picture “${path}” is not in the book` })),
  ]);
}

/** The package document: direction, language, and every file declared once. */
function faultsOfPackage({ opf, resources, chapters }: PackedBook, book: Book): BookFault[] {
  const { language, direction } = book.tongue;
  const languages = [...opf.matchAll(/<dc:language>([^<]*)</g)].map(([, tag]) => tag);
  const declared = [...opf.matchAll(/<item [^>]*href="([^"]*)"/g)].map(([, href]) => href!);
  const files = [...resources.map(({ path }) => path), ...chapters.map((chapter) => chapter.file)];
  const lacking = [
    'dcterms:modified',
    'schema:accessMode',
    'schema:accessModeSufficient',
    'schema:accessibilityFeature',
    'schema:accessibilityHazard',
    'schema:accessibilitySummary',
  ].filter((property) => !opf.includes(`property="${property}">`));
  const rules: [boolean, string][] = [
    [
      opf.includes(`page-progression-direction="${direction}"`),
      'the pages turn the wrong way or by chance',
    ],
    [languages[0] === primaryLanguage(language), 'the language of the book is not its text’s'],
    [!languages.includes('prs'), '“prs” is a language that no reader knows'],
    [
      new RegExp(`<package [^>]*xml:lang="${language}" dir="${direction}"`).test(opf),
      'the package has not the language and direction of its text',
    ],
    [/<dc:title[^>]*>[^<]*\S[^<]*</.test(opf), 'the book has no title'],
    [new RegExp(`<dc:identifier[^>]*>${book.identifier}<`).test(opf), 'the identifier is not ours'],
    [opf.includes('properties="cover-image"'), 'no picture is declared as the cover'],
  ];
  return [
    ...rules.filter(([holds]) => !holds).map(([, what]) => what),
    ...lacking.map((property) => `${property} is missing`),
    ...files.filter((path) => !declared.includes(path)).map((path) => `${path} is not declared`),
    ...[...opf.matchAll(/<itemref idref="([^"]*)"/g)]
      .filter(([, id]) => !opf.includes(`<item id="${id}"`))
      .map(([, id]) => `the spine names “${id}”, which is not there`),
    ...['\u200f', '\u200e'].filter((mark) => opf.includes(mark)).map(() => MARKS),
  ].map((what) => ({ file: 'content.opf', what }));
}

const MARKS = 'there are invisible marks of direction';
