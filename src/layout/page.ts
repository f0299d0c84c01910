/** Pages: everything placed, nothing drawn. Points; origin at the top left, y grows downwards. */
import type { ArticlePage, Block, Direction } from '../document/index.js';
import type { Font, Glyph } from '../typeset/index.js';

/** Index into `Layout.structure`, or `artifact` for what is no part of the text (rules, running lines, folios). */
export type Owner = number | 'artifact';

export interface TextItem {
  readonly kind: 'text';
  /** Left edge and baseline. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly font: Font;
  readonly size: number;
  /** Points in a unit of the font. */
  readonly unit: number;
  readonly language: string;
  readonly level: number;
  /** Logical text of the run, bidi controls removed. */
  readonly text: string;
  /** `cluster - origin` is an offset into `text`. */
  readonly glyphs: readonly Glyph[];
  readonly origin: number;
  /** `#rrggbb` */
  readonly colour: string;
  /** Of the superscript of a note reference; points upwards, already in `y`. */
  readonly owner: Owner;
}
export interface RuleItem {
  readonly kind: 'rule';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour: string;
}
export interface PictureItem {
  readonly kind: 'picture';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Key of the article's pictures. */
  readonly picture: string;
  readonly owner: Owner;
}
/** A two-dimensional code, drawn as squares. */
export interface SymbolItem {
  readonly kind: 'symbol';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Rows from the top, dark modules true. */
  readonly modules: readonly (readonly boolean[])[];
  readonly colour: string;
  readonly owner: Owner;
}
export type LinkTarget =
  | {
      readonly url: string;
      /** Of an article, whose part of a book the link leads to where it is bound with it. */
      readonly page?: ArticlePage;
    }
  | { readonly destination: string };
/** A place that can be clicked; one for each line a link covers. */
export interface LinkItem {
  readonly kind: 'link';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly target: LinkTarget;
  /** What the link says, for `/Contents`. */
  readonly contents: string;
  /** The `Link` element. */
  readonly owner: number;
}
export type PageItem = TextItem | RuleItem | PictureItem | SymbolItem | LinkItem;

export interface Page {
  /** From 1. */
  readonly number: number;
  /** In the edition's digits. */
  readonly folio: string;
  readonly width: number;
  readonly height: number;
  /**
   * In reading order: the text of a line in logical order of its runs. Pages of a long book are laid
   * out anew whenever they are asked for this.
   */
  readonly items: readonly PageItem[];
}

/** Structure types of PDF 1.7 §14.8.4 that we write. */
export type StructureType =
  | 'Document'
  | 'Sect'
  | 'TOC'
  | 'TOCI'
  | 'Div'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'H4'
  | 'H5'
  | 'H6'
  | 'P'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'BlockQuote'
  | 'Figure'
  | 'Caption'
  | 'Code'
  | 'Link'
  | 'Note'
  | 'Reference'
  | 'Span';

/** An element of the structure tree; elements are listed parents first. */
export interface StructureElement {
  readonly type: StructureType;
  /** Index of the parent; -1 for the root. */
  readonly parent: number;
  /** Set where it differs from the parent's. */
  readonly language?: string;
  readonly direction?: Direction;
  /** Of figures. */
  readonly alt?: string;
  /** Of notes: unique in the file. */
  readonly id?: string;
  readonly listNumbering?: 'None' | 'Decimal' | 'Disc';
  readonly scope?: 'Column' | 'Row';
}

export interface OutlineEntry {
  readonly title: string;
  /** 1 is the article's title. */
  readonly level: number;
  readonly page: number;
  readonly y: number;
}

/** Where the text of a page begins: behind so many visible characters of a block. */
export interface PageStart {
  readonly block: Block;
  readonly offset: number;
}

export interface Layout {
  readonly direction: Direction;
  readonly language: string;
  readonly pages: readonly Page[];
  readonly structure: readonly StructureElement[];
  readonly outline: readonly OutlineEntry[];
  /** Named places: headings, notes and their references. */
  readonly destinations: ReadonlyMap<
    string,
    { readonly page: number; readonly x: number; readonly y: number }
  >;
  /** A start a page; undefined where a page has nothing of the article's blocks. */
  readonly starts: readonly (PageStart | undefined)[];
  /** Characters that no face has. */
  readonly missing: readonly { readonly character: string }[];
}
