/** What a book is before it is packed: one article, or many bound together. */
import type { SourceFile } from '../../diagnostics/index.js';
import type { Block, Picture, Tongue } from '../../document/index.js';
import type { Edition, SignOff, Words } from '../../edition/index.js';

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

/** What `build/` brings, since it is made in other rooms. */
export interface BookParts {
  readonly faces: readonly BookFace[];
  /** A PNG with the words of the title page; every book has one that people see on a shelf. */
  readonly cover: Uint8Array;
  /** A person's word that the book was examined; without it no book claims to conform. */
  readonly signOff?: SignOff | undefined;
}

export interface ArticleParts extends BookParts {
  /** Pages of the printed edition; empty where there is none. */
  readonly pages: readonly PrintedPage[];
}

/** A page of the PDF and where its text begins, behind so many visible characters of a block. */
export interface PrintedPage {
  /** As the PDF has it, in the digits of the edition. */
  readonly folio: string;
  /** Absent where nothing of the article's text stands on the page. */
  readonly start?: { readonly block: Block; readonly offset: number };
}

/** A line of the contents. */
export interface Entry {
  readonly href: string;
  readonly label: string;
  /** Of the label where it is not the book's. */
  readonly tongue?: Tongue;
  readonly children: readonly Entry[];
}

/** EPUB 3 Structural Semantics: what a document is to e-readers. */
export type ChapterType = 'cover' | 'titlepage' | 'contents' | 'bodymatter' | 'index' | 'colophon';

/** A document of the book, in the order of its reading. */
export interface Chapter {
  /** Unique in the book, ASCII; `<id>.xhtml` is the file. */
  readonly id: string;
  readonly type: ChapterType;
  readonly title: string;
  readonly tongue: Tongue;
  /** The whole document, declaration and all. */
  readonly xhtml: string;
  /** Its part of the contents; none for the cover. */
  readonly entries: readonly Entry[];
  /** Where pages of the printed edition begin in it. */
  readonly pages: readonly { readonly id: string; readonly folio: string }[];
  /** What it shows, for the gate to compare; none where only words of the program stand in it. */
  readonly blocks: readonly Block[];
}

export interface Book {
  /** `urn:uuid:…`, of version 5 from the address. */
  readonly identifier: string;
  /** Absolute URL of the same text on the web. */
  readonly address: string;
  /** Absolute URL of the PDF, whose pages are the book's. */
  readonly printed: string;
  readonly title: string;
  /** Of the text: the book's first language. */
  readonly tongue: Tongue;
  readonly edition: Edition;
  readonly words: Words;
  /** Of `words`: that of the text, as far as the program speaks it. */
  readonly speaking: Tongue;
  readonly authors: readonly string[];
  readonly translators: readonly string[];
  /** YYYY-MM-DD */
  readonly date: string;
  readonly modified: string;
  /** Plain text; may be empty. */
  readonly description: string;
  readonly rights?: string;
  readonly subjects: readonly { readonly label: string; readonly tongue: Tongue }[];
  readonly chapters: readonly Chapter[];
  /** By the path in the book. */
  readonly pictures: ReadonlyMap<string, Picture>;
  readonly parts: BookParts;
  /** The texts that its documents come from, by their names in the book; absent: all from one. */
  readonly sources?: ReadonlyMap<string, SourceFile>;
}

export function fileOf({ id }: Pick<Chapter, 'id'>): string {
  return `${id}.xhtml`;
}
