/** An edition: everything that a renderer needs, words and digits settled. */
import type { Block, Figure, Inline, Note, Picture, Role, Tongue } from '../document/index.js';
import type { Calendar, Key } from '../locale/index.js';

/** A face of `templates/theme.yaml`; `build/` brings the bytes. */
export type FaceName = 'naskh' | 'nastaliq' | 'serif' | 'mono';

export const COLOURS = ['ink', 'paper', 'accent', 'muted', 'rule', 'tint'] as const;
export type Colour = (typeof COLOURS)[number];

/** How a line of a role looks; sizes in em of the text size, colours as names of `Theme.colours`. */
export interface RoleStyle {
  readonly size: number;
  readonly weight: 400 | 700;
  readonly face: 'text' | 'nastaliq';
  readonly colour: Colour;
  readonly align: 'start' | 'center' | 'end' | 'justify';
  /** Leading as a multiple of the line's size. */
  readonly leading: number;
  /** Space in em of the text size. */
  readonly before: number;
  readonly after: number;
}

/** The cover of a book; the card that stands for an article's page where its address is shared. */
export const POSTERS = ['cover', 'card'] as const;
export type PosterName = (typeof POSTERS)[number];

/** Sizes of a picture that is drawn of words, in pixels. */
export interface PosterStyle {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  /** What the sizes of roles are multiples of. */
  readonly textSize: number;
  /** The largest that the name of the paper and the title may be, em of the text size. */
  readonly name: number;
  readonly title: number;
}

/** `templates/theme.yaml`, checked. */
export interface Theme {
  /** `#rrggbb` by name; `dark` has the same names. */
  readonly colours: Readonly<Record<Colour, string>>;
  readonly dark: Readonly<Record<Colour, string>>;
  /** Points; margins by binding: `inner` is left of a left-bound recto. */
  readonly page: {
    readonly width: number;
    readonly height: number;
    readonly margin: {
      readonly top: number;
      readonly bottom: number;
      readonly inner: number;
      readonly outer: number;
    };
  };
  /** What a sheet of paper has that a screen needs not. */
  readonly paper: {
    /** Of the text, below the masthead and the title. */
    readonly columns: 1 | 2;
    /** Where links lead, numbered at the end of the article. */
    readonly addresses: boolean;
    /** A QR code with the address of the article. */
    readonly qrCode: boolean;
  };
  /** Text size in points on paper. */
  readonly textSize: number;
  /** Leading of running text as a multiple of the text size, for the Arabic and the Latin script. */
  readonly leading: { readonly rtl: number; readonly ltr: number };
  /** Size factor of a face against the text size, so that both scripts agree on one line. */
  readonly optical: Readonly<Record<FaceName, number>>;
  readonly roles: Readonly<Record<Role, RoleStyle>>;
  /** Pictures that are drawn of words. */
  readonly posters: Readonly<Record<PosterName, PosterStyle>>;
  /** Headings inside the text, by level 2–6. */
  readonly headings: Readonly<Record<2 | 3 | 4 | 5 | 6, RoleStyle>>;
}

/** The address of a link, for those who read on paper. */
export interface LinkReference {
  readonly href: string;
  /** Its number in brackets, in the digits of the article's text: `[۱]`. */
  readonly label: string;
  /** As it is typed. */
  readonly address: string;
}

/** The article's page on the web, for those who hold the paper one. */
export interface OnlinePage {
  /** The address, with words. */
  readonly line: Block;
  /** What the QR code says, for those who cannot see it. */
  readonly symbolAlt: string;
}

/** Words that the program adds, in one language; sentences with placeholders have them still. */
export type Words = Readonly<Record<Key, string>>;

/** The same article elsewhere. */
export interface Alternate {
  readonly tongue: Tongue;
  /** Name of the edition's folder: `fa`, `en`. */
  readonly edition: string;
  /** The language's own name for itself: «فارسی», “English”. */
  readonly label: string;
  /** Absolute. */
  readonly url: string;
  readonly title: string;
  readonly translators: readonly string[];
}

/** An article as it stands in one edition. */
export interface EditionArticle {
  readonly slug: string;
  /** Of the article's own text; differs from the edition's where it is not translated. */
  readonly tongue: Tongue;
  /** The article is here in another language because no version in the edition's language exists. */
  readonly untranslated: boolean;
  /** Title without markup or isolates, for metadata. */
  readonly title: string;
  readonly titleInlines: readonly Inline[];
  readonly authors: readonly string[];
  readonly translators: readonly string[];
  /** Gregorian, YYYY-MM-DD. */
  readonly date: string;
  readonly updated?: string;
  /** As readers of the edition see it: `۲۲ ثور ۱۴۰۲ / ۱۲ می ۲۰۲۳`, with `time` inlines. */
  readonly dateInlines: readonly Inline[];
  readonly section: { readonly key: string; readonly label: string };
  /** An opinion of its author's, not a report of the paper's. */
  readonly isOpinion: boolean;
  readonly tags: readonly string[];
  /** Editions and addresses of the links to other articles, in their order; empty for one that is not published. */
  readonly links: readonly string[];
  /** Teaser as plain text; may be empty. */
  readonly description: string;
  readonly teaser: readonly Inline[];
  readonly rights?: string;
  readonly sourceName?: string;
  readonly sourceUrl?: string;
  /** Masthead. */
  readonly masthead: Block;
  /** Title, subtitle, byline, notice, standfirst: `matter` blocks, in order. */
  readonly head: readonly Block[];
  /** Made of the article's text when it is asked for, as are notes and references. */
  readonly body: readonly Block[];
  readonly notes: readonly Note[];
  /** Author's note, source, rights. */
  readonly tail: readonly Block[];
  /** Addresses of links whose words do not say them, each once, in the order of reading. */
  readonly references: readonly LinkReference[];
  readonly online: OnlinePage;
  readonly pictures: ReadonlyMap<string, Picture>;
  /** Shown where another page leads to the article; without a caption. */
  readonly leadPicture: Figure | undefined;
  /** Real translations only, this version included. */
  readonly alternates: readonly Alternate[];
  /** What the text is a translation of, where that is published here, too. */
  readonly original?: Alternate;
  /** Translations of the text. */
  readonly translations: readonly Alternate[];
  /** Absolute URL of the article's page; identifier of the book. */
  readonly canonicalUrl: string;
  /** Labels beside the text (notes, back links). */
  readonly words: Words;
  /** Of `words`: that of the text, as far as the program speaks it, else that of the edition. */
  readonly speaking: Tongue;
}

export interface Edition {
  /** Folder in `dist/`: `fa`, `en`. */
  readonly name: string;
  readonly tongue: Tongue;
  /** The language's own name for itself. */
  readonly label: string;
  readonly siteTitle: string;
  readonly siteDescription: string;
  /** What the paper says of itself: a paragraph. */
  readonly about: string;
  /** Of its dates, in the order they are shown; the first counts the years of the archive. */
  readonly calendars: readonly Calendar[];
  /** As the masthead has them: sites and e-mail. */
  readonly addresses: readonly string[];
  readonly publisher: string;
  /** Authors and translators that are no persons. */
  readonly organisations: readonly string[];
  readonly baseUrl: string;
  /** Address line that runs on the pages of the PDF after the first. */
  readonly runningAddress: readonly Inline[];
  /** Masthead of the front page: no section, no dateline. */
  readonly masthead: Block;
  /** Newest first. */
  readonly articles: readonly EditionArticle[];
  /** All of `site.yaml`, in its order; one may have no article. */
  readonly sections: readonly {
    readonly key: string;
    readonly label: string;
    readonly slugs: readonly string[];
  }[];
  /** Articles bound together; the same books in every edition. */
  readonly books: readonly Book[];
  /** In the language of the edition. */
  readonly words: Words;
  readonly theme: Theme;
  /** All editions of the publication in the order of `site.yaml`, this one included. */
  readonly editions: readonly EditionName[];
}

export interface EditionName {
  readonly name: string;
  readonly tongue: Tongue;
  readonly label: string;
  readonly siteTitle: string;
}

/** Articles of one edition bound together. */
export interface Book {
  /** Folder in `books/` and name of its files; ASCII. */
  readonly name: string;
  readonly title: string;
  /** What it binds: the month, or the days of the first and the last article. */
  readonly periodInlines: readonly Inline[];
  /** The newest day of its articles, Gregorian, YYYY-MM-DD. */
  readonly date: string;
  /** In the order of reading; their notes are numbered through, and no masthead stands in them. */
  readonly articles: readonly EditionArticle[];
  /** By name, in the order of the edition's alphabet. */
  readonly authors: readonly BookAuthor[];
  readonly masthead: Block;
  /** Absolute URL of the book's folder; its identifier. */
  readonly canonicalUrl: string;
}

export interface BookAuthor {
  readonly name: string;
  /** Indices of the articles in the book. */
  readonly articles: readonly number[];
}
