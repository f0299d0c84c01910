/**
 * The members of pdfkit 0.20.2 that its types do not show. Everything that leans on the inside of
 * pdfkit stands here; `checkHooks` says so when a new version moves any of it.
 */
import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import { assembleFile, type WrittenObject } from './object-streams.js';

/** An indirect object while it is written. */
export interface PdfReference {
  readonly id: number;
  data: Record<string, unknown>;
  /** Whether `finalize` is to deflate what was written, which makes one chunk of it. */
  compress: boolean;
  buffer: Uint8Array[];
  finalize(): void;
  end(chunk?: Uint8Array | string): void;
}

interface PdfPage {
  readonly dictionary: PdfReference;
  readonly fonts: Record<string, PdfReference>;
  readonly annotations: PdfReference[];
  write(chunk: Uint8Array): void;
}

interface NameTree {
  add(name: string, value: unknown): void;
  _compareKeys(a: string, b: string): number;
}

interface Insides {
  readonly page: PdfPage;
  readonly _root: PdfReference;
  readonly _info: PdfReference;
  readonly _id: Uint8Array;
  ref(data: Record<string, unknown>): PdfReference;
  addContent(operators: string): void;
  openImage(source: Buffer): OpenedImage;
  endMetadata: () => void;
  endSubset: () => void;
  endMarkings: () => void;
  _write: (piece: string | Uint8Array) => void;
  _refEnd: (reference: PdfReference) => void;
  _finalize: () => void;
}

/** A document of pdfkit whose objects are kept until the file is assembled from them. */
export type Writer = Omit<PDFKit.PDFDocument, 'addContent' | 'page' | 'ref'> &
  Insides & { readonly written: readonly WrittenObject[] };

const VERSION = '1.7';

export interface DocumentFacts {
  readonly title: string;
  readonly authors: readonly string[];
  readonly subject: string;
  readonly language: string;
  readonly rightToLeft: boolean;
  /** YYYY-MM-DD */
  readonly date: string;
}

export const PRODUCER = 'Warraq';

/** A document without a page, a face or a word of pdfkit's own. */
export function openDocument(facts: DocumentFacts): Writer {
  const options = {
    pdfVersion: VERSION as '1.7',
    autoFirstPage: false,
    bufferPages: true,
    displayTitle: true,
    lang: facts.language,
    subset: 'PDF/A-2a' as const,
    // Null and not absent: absent opens Helvetica, which cannot be embedded.
    font: null as unknown as string,
    info: {
      Title: facts.title,
      ...(facts.authors.length > 0 ? { Author: facts.authors.join(', ') } : {}),
      ...(facts.subject === '' ? {} : { Subject: facts.subject }),
      Creator: PRODUCER,
      Producer: PRODUCER,
      CreationDate: new Date(`${facts.date}T00:00:00Z`),
    },
  };
  const document = keepingObjects(deflating(new PDFDocument(options) as unknown as Insides));
  checkHooks(document);
  // Metadata and output intent are ours: pdfkit's are not escaped, know one standard and are long.
  document.endSubset = () => {};
  // The structure tree is ours, too: pdfkit's cannot say IDs, attributes or the page of a link.
  document.endMarkings = () => {};
  // As pdfkit does, which copies the operators of a page letter by letter.
  document.addContent = (operators) => document.page.write(Buffer.from(`${operators}\n`, 'latin1'));
  if (facts.rightToLeft) viewerPreferences(document).Direction = 'R2L';
  return document;
}

/**
 * The destination tree of the catalogue. Its names are ASCII and sorted by their bytes, as readers
 * search them (ISO 32000-1 §7.9.6); pdfkit would sort them by the locale of the machine.
 */
export function namedDestinations(document: Writer): NameTree {
  const names = document._root.data.Names as PdfReference;
  const tree = names.data.Dests as NameTree;
  tree._compareKeys = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  return tree;
}

/** Replaces pdfkit's metadata by a packet of ours; PDF/A-2, unlike PDF/A-1, lets it be compressed. */
export function setMetadata(document: Writer, xmp: string): void {
  document.endMetadata = () => {
    const stream = document.ref({ Type: 'Metadata', Subtype: 'XML' });
    stream.end(new TextEncoder().encode(xmp));
    document._root.data.Metadata = stream;
  };
}

function viewerPreferences(document: Writer): Record<string, unknown> {
  return (document._root.data.ViewerPreferences as PdfReference).data;
}

/** Throws when the inside of pdfkit is not as 0.20.2 had it. */
function checkHooks(document: Writer): void {
  const names = (document._root?.data?.Names as PdfReference | undefined)?.data;
  const held =
    typeof document.ref === 'function' &&
    typeof document.addContent === 'function' &&
    typeof document.openImage === 'function' &&
    typeof document.endMetadata === 'function' &&
    typeof document.endSubset === 'function' &&
    typeof document.endMarkings === 'function' &&
    typeof document._finalize === 'function' &&
    document._id instanceof Uint8Array &&
    typeof (names?.Dests as NameTree | undefined)?.add === 'function' &&
    typeof (names?.Dests as NameTree | undefined)?._compareKeys === 'function' &&
    document._root.data.ViewerPreferences !== undefined;
  if (!held) throw moved();
}

function moved(): Error {
  return new Error('pdfkit is not 0.20.2: its inside has moved, see render/pdf/hooks.ts');
}

/** zlib's default looks longer for what makes an article smaller by a thousandth part. */
const LEVEL = 5;

/** Deflates streams itself. */
function deflating(document: Insides): Insides {
  const ref = document.ref.bind(document);
  document.ref = (data) => {
    const reference = ref(data);
    const finalize = reference.finalize.bind(reference);
    reference.finalize = () => {
      if (reference.compress && reference.buffer.length > 0)
        reference.buffer = [deflateSync(Buffer.concat(reference.buffer), { level: LEVEL })];
      reference.compress = false;
      finalize();
    };
    return reference;
  };
  return document;
}

/**
 * Takes each object from pdfkit as it ends, which would write it out at once.
 *
 * Holds: when `_refEnd` is called, the pieces written since the last call are that object's:
 * `n 0 obj`, the value, if it has a stream `stream`, its bytes and `endstream`, and `endobj`.
 */
function keepingObjects(document: Insides): Writer {
  const written: WrittenObject[] = [];
  let pieces: (string | Uint8Array)[] = [];
  const refEnd = document._refEnd.bind(document);
  document._write = (piece) => {
    pieces.push(piece);
  };
  document._refEnd = (reference) => {
    written.push(objectOf(reference.id, pieces));
    pieces = [];
    refEnd(reference);
  };
  return Object.assign(document, { written }) as unknown as Writer;
}

function objectOf(id: number, pieces: readonly (string | Uint8Array)[]): WrittenObject {
  const [head, value, opening, stream] = pieces;
  const held =
    head === `${id} 0 obj` &&
    typeof value === 'string' &&
    pieces.at(-1) === 'endobj' &&
    (pieces.length === 3 || (pieces.length === 6 && opening === 'stream'));
  if (!held) throw moved();
  return stream instanceof Uint8Array ? { id, value, stream } : { id, value };
}

/** A picture that stands in the file and can be drawn on any page. */
export type EmbeddedPicture = object;

/** What pdfkit makes of a picture's bytes. */
interface OpenedImage {
  embed(document: unknown): void;
  /** Of PNG: called once all its objects are written. */
  finalize?: () => unknown;
}

/**
 * Writes a picture. Those with an alpha channel are taken apart in the background: whoever waits for
 * one before it begins the next gets the same numbers of objects each time.
 */
export async function embedPicture(document: Writer, bytes: Uint8Array): Promise<EmbeddedPicture> {
  const image = document.openImage(Buffer.from(bytes));
  const { finalize } = image;
  if (!finalize) image.embed(document);
  else
    await new Promise<void>((done) => {
      image.finalize = () => {
        finalize.call(image);
        done();
      };
      image.embed(document);
    });
  return image;
}

/** The whole file, once everything is written. */
export function finish(document: Writer): Uint8Array {
  let file: Uint8Array | undefined;
  document._finalize = () => {
    file = assembleFile(document.written, {
      version: VERSION,
      root: document._root.id,
      info: document._info.id,
      fileId: Buffer.from(document._id).toString('hex'),
    });
  };
  document.end();
  if (!file) throw new Error('an object of the PDF was never ended');
  return file;
}
