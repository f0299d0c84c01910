/**
 * The model: what an article is after parsing and before anyone draws it.
 *
 * Text is always in logical order. A `switch` over `kind` ends in `assertNever`, so that a new kind
 * does not compile until every renderer knows it.
 */
import type { SourceFile, Span } from '../diagnostics/index.js';

export type Direction = 'ltr' | 'rtl';

/** A language and the direction that its script runs in, settled once and carried along. */
export interface Tongue {
  /** BCP 47, modern: `fa-AF`, `en`, `ps`, `de`; never `prs`. */
  readonly language: string;
  readonly direction: Direction;
}

/** A day of the Gregorian calendar; never a moment, so no time zone can move it. */
export interface CalendarDate {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  readonly day: number;
}

// ---- inline ---------------------------------------------------------------------------------

interface InlineBase {
  readonly span?: Span;
}
export interface Text extends InlineBase {
  readonly kind: 'text';
  readonly text: string;
}
export interface Emphasis extends InlineBase {
  readonly kind: 'emphasis';
  readonly children: readonly Inline[];
}
export interface Strong extends InlineBase {
  readonly kind: 'strong';
  readonly children: readonly Inline[];
}
/** Code, always left to right and isolated. */
export interface CodeSpan extends InlineBase {
  readonly kind: 'code';
  readonly text: string;
}
export interface Link extends InlineBase {
  readonly kind: 'link';
  /** Whole, or `#…` within the article; to another article as it was written, until `edition/` settles it. */
  readonly href: string;
  readonly title?: string;
  readonly children: readonly Inline[];
  /** To another article: where its source lies; until the link is settled. */
  readonly place?: ArticlePlace;
  /** To another article: the page that `href` is the address of; once the link is settled. */
  readonly page?: ArticlePage;
}
/** An article by where it lies in the paper's folder. */
export interface ArticlePlace {
  /** From the root: `articles/2024-03-20-nowruz/fa.md`, or the folder, without a slash at its end. */
  readonly path: string;
  /** A heading of it, `s-2`; empty: the whole article. */
  readonly anchor: string;
}
export interface ArticlePage {
  readonly edition: string;
  readonly slug: string;
}
export interface NoteReference extends InlineBase {
  readonly kind: 'note-reference';
  /** `Note.id` */
  readonly note: string;
}
export interface HardBreak extends InlineBase {
  readonly kind: 'break';
}
/**
 * A run that stands apart from its surroundings for the bidi algorithm (UAX #9 LRI/RLI … PDI): a run
 * of another language, or something such as an ISO date that has a direction but no language.
 */
export interface Isolate extends InlineBase {
  readonly kind: 'isolate';
  readonly direction: Direction;
  /** Absent where the run belongs to no language (ISO dates, telephone numbers). */
  readonly language?: string;
  readonly children: readonly Inline[];
}
/** A date that machines can read: `<time datetime>`. */
export interface Time extends InlineBase {
  readonly kind: 'time';
  /** YYYY-MM-DD */
  readonly iso: string;
  readonly children: readonly Inline[];
}
export type Inline =
  | Text
  | Emphasis
  | Strong
  | CodeSpan
  | Link
  | NoteReference
  | HardBreak
  | Isolate
  | Time;

// ---- blocks ---------------------------------------------------------------------------------

interface BlockBase {
  readonly span?: Span;
  /** Set where the block is in another language than what holds it. */
  readonly tongue?: Tongue;
}
export interface Paragraph extends BlockBase {
  readonly kind: 'paragraph';
  readonly children: readonly Inline[];
}
/** A heading inside the text; level 1 is the article's title and never stands in the body. */
export interface Heading extends BlockBase {
  readonly kind: 'heading';
  readonly level: 2 | 3 | 4 | 5 | 6;
  /** ASCII, unique in the article. */
  readonly id: string;
  readonly children: readonly Inline[];
}
export interface ListItem {
  /** `۳.` or `3.`; set by `edition/` in the digits of the list's language, absent in bullet lists. */
  readonly marker?: string;
  readonly tongue?: Tongue;
  readonly blocks: readonly Block[];
}
export interface List extends BlockBase {
  readonly kind: 'list';
  readonly ordered: boolean;
  /** Number of the first item; 1 in bullet lists. */
  readonly start: number;
  /** A tight list sets no space between its items. */
  readonly tight: boolean;
  readonly items: readonly ListItem[];
}
export type Alignment = 'start' | 'center' | 'end';
export interface TableCell {
  readonly tongue?: Tongue;
  readonly children: readonly Inline[];
}
export interface Table extends BlockBase {
  readonly kind: 'table';
  readonly align: readonly Alignment[];
  readonly header: readonly TableCell[];
  /** Every row has as many cells as `header`. */
  readonly rows: readonly (readonly TableCell[])[];
}
export interface Quote extends BlockBase {
  readonly kind: 'quote';
  readonly blocks: readonly Block[];
}
/** A bayt: its two hemistichs, or one line that is not parted. */
export type Bayt = readonly [readonly Inline[]] | readonly [readonly Inline[], readonly Inline[]];
export interface Verse extends BlockBase {
  readonly kind: 'verse';
  readonly bayts: readonly Bayt[];
}
export interface Figure extends BlockBase {
  readonly kind: 'figure';
  /** Key of `Article.pictures`: the path as written, relative to the article's folder. */
  readonly picture: string;
  /** Empty: decorative. */
  readonly alt: string;
  readonly caption: readonly Inline[];
}
/** Code, always left to right. */
export interface CodeBlock extends BlockBase {
  readonly kind: 'code-block';
  readonly text: string;
  readonly info: string;
}
/** A thematic break. */
export interface Rule extends BlockBase {
  readonly kind: 'rule';
}

/** Lines of the masthead, in the order they are drawn. */
export type MastheadRole = 'name' | 'monogram' | 'verse' | 'address' | 'section' | 'dateline';
export interface MastheadLine {
  readonly role: MastheadRole;
  /** Parts side by side: the two hemistichs of a bayt, the two addresses, the two names of a section. */
  readonly cells: readonly { readonly tongue?: Tongue; readonly children: readonly Inline[] }[];
}
export interface Masthead extends BlockBase {
  readonly kind: 'masthead';
  readonly lines: readonly MastheadLine[];
}

/** What stands around the body of an article; made by `edition/`, never written in Markdown. */
export type MatterRole =
  | 'title'
  | 'subtitle'
  | 'byline'
  | 'standfirst'
  | 'notice'
  | 'bio'
  | 'source'
  | 'rights';
export interface Matter extends BlockBase {
  readonly kind: 'matter';
  readonly role: MatterRole;
  readonly children: readonly Inline[];
}
export type Role = MastheadRole | MatterRole;

export type Block =
  | Paragraph
  | Heading
  | List
  | Table
  | Quote
  | Verse
  | Figure
  | CodeBlock
  | Rule
  | Masthead
  | Matter;

// ---- article --------------------------------------------------------------------------------

export interface Note {
  /** ASCII, unique in the article: `note-1`. */
  readonly id: string;
  /** `۱` or `1`; set by `edition/`. */
  readonly label?: string;
  readonly tongue?: Tongue;
  readonly blocks: readonly Block[];
}

export interface Picture {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly mediaType: 'image/png' | 'image/jpeg';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

export interface Source {
  readonly name: string;
  readonly url?: string;
  readonly rights?: string;
}

/** The front matter after checking: every value has its type, nothing is ambiguous. */
export interface FrontMatter {
  readonly title: string;
  readonly subtitle?: string;
  readonly authors: readonly string[];
  readonly translators: readonly string[];
  readonly date: CalendarDate;
  readonly updated?: CalendarDate;
  /** Key of a section in `site.yaml`. */
  readonly section: string;
  readonly tags: readonly string[];
  readonly teaser: readonly Inline[];
  readonly bio: readonly Inline[];
  readonly source?: Source;
  /** Never published. */
  readonly contact?: string;
  readonly image?: string;
  readonly draft: boolean;
  /** Where each key's value stands in the file, and each item of a list: `tags`, `tags.Kabul`; for diagnostics of later rooms. */
  readonly spans: Readonly<Record<string, Span>>;
}

export interface ArticleLink extends ArticlePlace {
  readonly span: Span;
}

/** One language version of an article; a paper has too many of them for all blocks to lie in memory. */
export interface Article {
  readonly file: SourceFile;
  /** Name of the article's folder; the same for all its languages. */
  readonly slug: string;
  readonly tongue: Tongue;
  readonly frontMatter: FrontMatter;
  readonly body: readonly Block[];
  /** In the order of their first reference. */
  readonly notes: readonly Note[];
  /** Links to other articles, those of the front matter first. */
  readonly links: readonly ArticleLink[];
  /** By the path that a figure or `image:` names. */
  readonly pictures: ReadonlyMap<string, Picture>;
}

/** Ends every `switch` over `kind`: an unknown kind does not compile, and throws if it comes to that. */
export function assertNever(value: never): never {
  throw new Error(`unknown kind: ${JSON.stringify(value)}`);
}
