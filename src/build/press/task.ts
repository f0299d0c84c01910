/**
 * What of a publication is drawn for itself: each task has all that it needs, and gives the same files
 * wherever and whenever it is done.
 */
import type { SourceFile } from '../../diagnostics/index.js';
import type { Picture } from '../../document/index.js';
import type { Book, Edition, EditionArticle, SignOff } from '../../edition/index.js';
import type { Wording } from '../faces.js';
import type { Corpus } from '../search.js';
import type { Fault } from './fault.js';

/** A source file as it passes between threads. */
export type Text = Pick<SourceFile, 'path' | 'text'> & { readonly hash: string };

export type Task =
  | {
      readonly kind: 'article';
      readonly edition: string;
      readonly article: EditionArticle;
      readonly source: Text;
      readonly pdf: boolean;
      readonly epub: boolean;
    }
  | {
      readonly kind: 'book';
      readonly edition: string;
      readonly book: Book;
      /** Of its articles, in their order. */
      readonly sources: readonly Text[];
      readonly pdf: boolean;
      readonly epub: boolean;
    }
  /** The card of an article's page, or of the edition's front page. */
  | {
      readonly kind: 'card';
      readonly edition: string;
      readonly article?: EditionArticle;
      /** Absolute, of the page that it stands for. */
      readonly address: string;
    }
  | {
      readonly kind: 'search';
      readonly edition: string;
      /** Of all that the articles are made from. */
      readonly from: string;
      readonly count: number;
      /** Brought together when it is asked for. */
      readonly corpus: Corpus;
    }
  | { readonly kind: 'faces'; readonly wording: Wording }
  /** A picture in sizes; the site gives the files their names. */
  | { readonly kind: 'picture'; readonly picture: Picture };

/** What all tasks of a publication share; it can be cloned. */
export interface Material {
  /** Without their articles and books, which the tasks bring. */
  readonly editions: readonly Edition[];
  /** `templates/epub/*`, by file name. */
  readonly templates: ReadonlyMap<string, Text>;
  readonly signOff: SignOff | undefined;
  /** `site.yaml`, where the plans of books have their places. */
  readonly site: Text;
}

export interface MadeFile {
  /** Relative to `--out`, with `/`; without a folder it is none of the publication's. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface Made {
  readonly files: readonly MadeFile[];
  readonly faults: readonly Fault[];
  /** Characters of the text that no face has: then there are no files. */
  readonly missing: readonly string[];
  /** Beside the files, as JSON can say it. */
  readonly facts?: unknown;
}

/** What tasks are told by in a report. */
export type TaskKind = Task['kind'];
