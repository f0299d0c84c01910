import type { Checked, Diagnostic, SourceFile, Span } from '../diagnostics/index.js';
import {
  type Article,
  type ArticleLink,
  type Block,
  type FrontMatter,
  type Inline,
  type Note,
  type Picture,
  plainText,
  walkBlocks,
  walkInlines,
} from '../document/index.js';
import { tongueFor } from '../locale/index.js';
import { readFields } from './article-fields.js';
import { checkPicture, readBlocks } from './blocks.js';
import { checkCharacters, isUtf16 } from './characters.js';
import { type SplitArticle, splitFrontMatter } from './front-matter.js';
import { readInlines } from './inlines.js';
import { lexBlocks, lexInlines } from './markdown.js';
import { readNotes } from './notes.js';
import { type Reader, report } from './reader.js';
import { checkSize, LONGEST_TEXT } from './size.js';

export interface ArticleSource {
  readonly file: SourceFile;
  /** Name of the article's folder. */
  readonly slug: string;
  /** Canonical. */
  readonly language: string;
  /** Keys of the sections of `site.yaml`. */
  readonly sections: ReadonlySet<string>;
  /** Pictures in the article's folder, by their path from there. */
  readonly pictures: ReadonlyMap<string, Picture>;
  /** Pictures there that cannot be shown, by the same path; the caller has said what is wrong with them. */
  readonly brokenPictures?: ReadonlySet<string>;
}

/** The value is undefined when the text cannot stand as an article. */
export interface ParsedArticle extends Checked<Article | undefined> {
  /** Links to other articles, of a text that is no article, too. */
  readonly links: readonly ArticleLink[];
}

/** Reads one language version. */
export function parseArticle(source: ArticleSource): ParsedArticle {
  const { file } = source;
  const tooLarge = checkSize(file);
  // Of a file without measure not even the characters are looked at.
  if (file.text.length > LONGEST_TEXT) return unread(tooLarge);
  if (isUtf16(file)) return unread(checkCharacters(file));
  const split = splitFrontMatter(file);
  const diagnostics = [...tooLarge, ...checkCharacters(file), ...split.diagnostics];
  const tongue = tongueFor(source.language);
  const reader: Reader = {
    file,
    tongue,
    pictures: source.pictures,
    brokenPictures: source.brokenPictures ?? new Set(),
    diagnostics,
    references: new Map(),
    lostLinks: [],
    links: [],
    cursor: split.bodyStart,
    headings: 0,
    lastLevel: 1,
  };
  const frontMatter = readFrontMatter(reader, split, source.sections);
  // What is too large is not read on: the body alone would take minutes.
  if (tooLarge.length > 0) return unread(diagnostics);
  const { body, notes } = readBody(reader, split.bodyStart);
  const value = frontMatter
    ? {
        file,
        slug: source.slug,
        tongue,
        frontMatter,
        body,
        notes,
        links: reader.links,
        pictures: source.pictures,
      }
    : undefined;
  return { value, diagnostics, links: reader.links };
}

function unread(diagnostics: readonly Diagnostic[]): ParsedArticle {
  return { value: undefined, diagnostics, links: [] };
}

function readFrontMatter(
  reader: Reader,
  { frontMatter, broken }: SplitArticle,
  sections: ReadonlySet<string>,
): FrontMatter | undefined {
  if (!frontMatter) return undefined;
  const { file } = reader;
  const inlines = (text: string, span: Span) => readLine(reader, text, span);
  const picture = (name: string, span: Span) => checkLeadPicture(reader, name, span);
  const context = { file, sections, broken, inlines, picture };
  return readFields(frontMatter, context, reader.diagnostics);
}

function readBody(reader: Reader, bodyStart: number): Pick<Article, 'body' | 'notes'> {
  const before = reader.diagnostics.length;
  reader.cursor = bodyStart;
  const text = reader.file.text.slice(bodyStart);
  const tokens = lexBlocks(text);
  const body = readBlocks(tokens, reader.tongue, reader);
  const notes = readNotes(reader, tokens, bodyStart);
  // A text that is nothing but a broken picture is none that is missing.
  const written = reader.brokenPictures.size > 0 && text.trim() !== '';
  if (!isVisible(body) && !written && reader.diagnostics.length === before) {
    const span = { start: bodyStart, end: bodyStart };
    const hint = 'write it below the front matter';
    report(reader, 'error', 'md-012', 'the article has no text', span, hint);
  }
  reportLostLinks(reader);
  checkFragments(reader, body, notes);
  return { body, notes };
}

/** There is something to see: a picture, or a character that leaves ink. */
function isVisible(body: readonly Block[]): boolean {
  let hasPicture = false;
  walkBlocks(body, (block) => {
    hasPicture ||= block.kind === 'figure';
  });
  return hasPicture || /[^\s\p{Cf}]/u.test(plainText(body));
}

/**
 * One line of Markdown in the front matter; where escapes of YAML keep a place from being found, the fault
 * is said at the value.
 */
function readLine(reader: Reader, text: string, span: Span): Inline[] {
  const line: Reader = {
    ...reader,
    diagnostics: [],
    references: new Map(),
    lostLinks: reader.lostLinks,
    links: [],
    cursor: span.start,
  };
  const inlines = readInlines(lexInlines(text), reader.tongue, line);
  const within = (inner: Span | undefined): Span => {
    const isFound = inner && inner.start >= span.start && inner.start < inner.end;
    return isFound && inner.end <= span.end ? inner : span;
  };
  for (const each of line.diagnostics)
    reader.diagnostics.push({ ...each, span: within(each.span) });
  for (const each of line.links) reader.links.push({ ...each, span: within(each.span) });
  if (line.references.size > 0)
    report(
      reader,
      'error',
      'md-018',
      'a footnote cannot be referred to from the front matter',
      span,
      'put the footnote into the text',
    );
  return inlines;
}

/** A link within the article has to lead to one of its headings. */
function checkFragments(reader: Reader, body: readonly Block[], notes: readonly Note[]): void {
  const blocks = [...body, ...notes.flatMap((note) => note.blocks)];
  const ids = new Set<string>();
  walkBlocks(blocks, (block) => {
    if (block.kind === 'heading') ids.add(block.id);
  });
  walkInlines(blocks, (inline) => {
    if (inline.kind !== 'link' || !inline.href.startsWith('#') || ids.has(inline.href.slice(1)))
      return;
    const hint =
      ids.size === 0
        ? 'the article has no headings to lead to'
        : `headings are counted: #s-1 to #s-${ids.size}`;
    report(
      reader,
      'error',
      'md-002',
      `nothing here is called “${inline.href}”`,
      inline.span ?? { start: 0, end: 0 },
      hint,
    );
  });
}

/** One warning for all of them, since an agency's text can have fifty. */
function reportLostLinks(reader: Reader): void {
  const [first] = reader.lostLinks;
  if (!first) return;
  const lines = [
    ...new Set(reader.lostLinks.map((span) => reader.file.position(span.start).line)),
  ].sort((a, b) => a - b);
  const count = reader.lostLinks.length;
  const message =
    count === 1
      ? 'a link has lost its target and is set as plain text'
      : `${count} links have lost their targets and are set as plain text`;
  report(
    reader,
    'warning',
    'md-003',
    message,
    first,
    `write the addresses between the round brackets, on line ${lines.join(', ')}`,
  );
}

function checkLeadPicture(reader: Reader, image: string, span: Span): void {
  const before = reader.diagnostics.length;
  checkPicture(image, span, reader);
  const fault = reader.diagnostics[before];
  if (fault) reader.diagnostics[before] = { ...fault, code: 'fm-010' };
}
