/**
 * The door of epub-gen-memory 1.1.2: the packager, and nothing else of it.
 *
 * Its own text path would turn Persian into numeric references and fetch pictures from the network, so
 * chapters come as finished XHTML under a key of ours, and everything it would download is given.
 */
import { type Chapter, EPub, type Options } from 'epub-gen-memory';
import { writeZip } from './zip.js';

export interface BookResource {
  /** Below `OEBPS/`, ASCII. */
  readonly path: string;
  readonly bytes: Uint8Array | string;
}

export interface BookChapter {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  /** The whole document, declaration and all. */
  readonly xhtml: string;
}

/** A book whose every part is already written. */
export interface PackedBook {
  readonly title: string;
  readonly language: string;
  readonly identifier: string;
  /** YYYY-MM-DD */
  readonly date: string;
  readonly chapters: readonly BookChapter[];
  readonly resources: readonly BookResource[];
  /** Files beside the container, in `META-INF/`. */
  readonly metaInf: readonly BookResource[];
  readonly css: string;
  /** `content.opf`, `toc.ncx` and `toc.xhtml`, finished. */
  readonly opf: string;
  readonly ncx: string;
  readonly nav: string;
}

/** The same book gives the same bytes: dates come from it, entries are in a fixed order. */
export async function packEpub(book: PackedBook): Promise<Uint8Array> {
  return new BookPackager(book).pack();
}

/** An EJS template that prints one value as it is: `x` holds everything of ours. */
const print = (expression: string): string => `<%- ${expression} %>`;

class BookPackager extends EPub {
  readonly #book: PackedBook;

  constructor(book: PackedBook) {
    const options = {
      title: book.title,
      author: '',
      lang: book.language,
      version: 3,
      date: book.date,
      css: book.css,
      fonts: [],
      tocInTOC: false,
      numberChaptersInTOC: false,
      prependChapterTitles: false,
      ignoreFailedDownloads: false,
      retryTimes: 1,
      verbose: false,
      contentOPF: print('x.opf'),
      tocNCX: print('x.ncx'),
      tocXHTML: print('x.nav'),
      chapterXHTML: print('xhtml'),
      x: { opf: book.opf, ncx: book.ncx, nav: book.nav },
    };
    const chapters = book.chapters.map(({ id, file, title, xhtml }) => ({
      id,
      filename: file,
      title,
      // Its way to find that there is none is an exception, stack and all.
      author: '',
      content: '',
      xhtml,
    }));
    // Its types know only its own options; unknown ones reach the templates (measured, and tested).
    super(options as unknown as Options, chapters as unknown as Chapter[]);
    this.#book = book;
  }

  async pack(): Promise<Uint8Array> {
    await this.render();
    const texts = Object.keys(this.zip.files).filter((name) => !this.zip.files[name]!.dir);
    const files = new Map<string, Uint8Array | string>();
    for (const name of texts) files.set(name, await this.zip.files[name]!.async('string'));
    // Nothing of these passes through the packager: it would copy and pack them again for every book.
    for (const { path, bytes } of this.#book.resources) files.set(`OEBPS/${path}`, bytes);
    for (const { path, bytes } of this.#book.metaInf) files.set(`META-INF/${path}`, bytes);
    return writeZip(
      inOrder([...files.keys()]).map((path) => ({ path, bytes: files.get(path)! })),
      this.#book.date,
    );
  }

  /** No network, ever: there is nothing to fetch. */
  protected override async downloadAllFonts(): Promise<void> {}
  protected override async downloadAllImages(): Promise<void> {}

  protected override async makeCover(): Promise<void> {}
}

/** `mimetype` first (OCF 3.3 §4.3), then the container, then the rest by name. */
function inOrder(names: readonly string[]): string[] {
  const rank = (name: string) => (name === 'mimetype' ? 0 : name.startsWith('META-INF/') ? 1 : 2);
  return [...names].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
