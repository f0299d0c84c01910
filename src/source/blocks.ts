import { nearestWord, type Span } from '../diagnostics/index.js';
import {
  type Block,
  type Inline,
  isolateForeign,
  type ListItem,
  plainText,
  type Tongue,
  tongueOf,
} from '../document/index.js';
import { readInlines, wordsOf } from './inlines.js';
import type { Token, Tokens } from './markdown.js';
import { decode, pass, place, type Reader, report, reportEmpty, runOn } from './reader.js';
import { readTable } from './table.js';
import { warnOfMarkdown } from './unread-markdown.js';
import { readVerse } from './verse.js';

/** Deeper nesting is a slip or an attack, and no page could show it. */
const DEEPEST = 16;

/** Block tokens → blocks of the model. Definitions of footnotes are left to the caller. */
export function readBlocks(
  tokens: readonly Token[],
  tongue: Tongue,
  reader: Reader,
  depth = 0,
): Block[] {
  if (depth > DEEPEST) {
    reportDeep(reader, { start: reader.cursor, end: reader.cursor });
    return [];
  }
  return tokens.flatMap((token) => {
    if (token.type === 'space' || token.type === 'def' || token.type === 'footnoteDefinition')
      return [];
    const span = place(reader, token.raw);
    const block = readBlock(token, span, tongue, reader, depth);
    pass(reader, span);
    return block ? [block] : [];
  });
}

function readBlock(
  token: Token,
  span: Span,
  tongue: Tongue,
  reader: Reader,
  depth: number,
): Block | undefined {
  switch (token.type) {
    case 'paragraph':
    case 'text':
      return readParagraph(token as Tokens.Paragraph | Tokens.Text, span, tongue, reader);
    case 'heading':
      return readHeading(token as Tokens.Heading, span, tongue, reader);
    case 'list':
      return readList(token as Tokens.List, span, tongue, reader, depth);
    case 'table':
      return readTable(token as Tokens.Table, span, tongue, reader);
    case 'blockquote': {
      const before = reader.diagnostics.length;
      const own = tongueOf(wordsOf(token.raw), tongue);
      const blocks = readBlocks(
        (token as Tokens.Blockquote).tokens,
        own ?? tongue,
        reader,
        depth + 1,
      );
      if (blocks.length === 0) reportEmpty(reader, before, 'a quotation', span);
      return { kind: 'quote', blocks, span, ...(own ? { tongue: own } : {}) };
    }
    case 'code': {
      const { text, lang } = token as Tokens.Code;
      if (lang?.trim() === 'verse') return readVerse(text, span, tongue, reader);
      if (text.trim() === '')
        reportEmpty(reader, reader.diagnostics.length, 'a block of code', span);
      return { kind: 'code-block', text, info: lang ?? '', span };
    }
    case 'hr':
      return { kind: 'rule', span };
    case 'html':
      report(
        reader,
        'error',
        'md-001',
        `raw HTML: ${token.raw.trim().split('\n')[0]!.slice(0, 40)}`,
        span,
        'write it in Markdown; a comment goes into the front matter after a #',
      );
      return undefined;
    case 'checkbox':
      report(reader, 'error', 'md-018', 'a box to tick', span, 'write a plain list');
      return undefined;
    case 'tooDeep':
      reportDeep(reader, { start: span.start, end: span.start });
      return undefined;
    default:
      throw new Error(`unknown block token: ${token.type}`);
  }
}

function reportDeep(reader: Reader, span: Span): void {
  const [message, hint] = [
    'lists or quotations are nested too deeply',
    `keep to ${DEEPEST} levels`,
  ];
  report(reader, 'error', 'md-013', message, span, hint);
}

function readParagraph(
  token: Tokens.Paragraph | Tokens.Text,
  span: Span,
  tongue: Tongue,
  reader: Reader,
): Block | undefined {
  const tokens = token.tokens ?? [];
  const solid = tokens.filter((each) => each.type !== 'text' || each.raw.trim() !== '');
  if (solid.length === 1 && solid[0]!.type === 'image')
    return readFigure(solid[0] as Tokens.Image, span, tongue, reader);
  if (/^[۰-۹٠-٩]+[.)] .*\n[۰-۹٠-٩]+[.)] /m.test(token.raw))
    report(
      reader,
      'warning',
      'md-018',
      'this looks like a numbered list, but is a paragraph',
      span,
      'number a list with 1. 2. 3.; the page shows ۱. ۲. ۳.',
    );
  const own = tongueOf(wordsOf(token.text), tongue);
  const children = trimEnds(readInlines(tokens, own ?? tongue, reader));
  return children.length === 0
    ? undefined
    : { kind: 'paragraph', children, span, ...(own ? { tongue: own } : {}) };
}

function readHeading(token: Tokens.Heading, span: Span, tongue: Tongue, reader: Reader): Block {
  if (token.depth === 1)
    report(
      reader,
      'error',
      'md-006',
      'a heading of level 1 stands in the text',
      span,
      'the title belongs into the front matter; begin headings with ##',
    );
  else if (token.depth > reader.lastLevel + 1)
    report(
      reader,
      'warning',
      'md-007',
      `a heading of level ${token.depth} follows one of level ${reader.lastLevel}`,
      span,
      `write “${'#'.repeat(reader.lastLevel + 1)}” here`,
    );
  // A skipped level is mended, so that every reader's table of contents stays whole.
  const level = Math.max(2, Math.min(token.depth, reader.lastLevel + 1)) as 2 | 3 | 4 | 5 | 6;
  reader.lastLevel = level;
  reader.headings += 1;
  const id = `s-${reader.headings}`;
  const own = tongueOf(wordsOf(token.text), tongue);
  const before = reader.diagnostics.length;
  const children = readInlines(token.tokens, own ?? tongue, reader);
  if (plainText(children).trim() === '') reportEmpty(reader, before, 'a heading', span);
  return { kind: 'heading', level, id, children, span, ...(own ? { tongue: own } : {}) };
}

function readList(
  token: Tokens.List,
  span: Span,
  tongue: Tongue,
  reader: Reader,
  depth: number,
): Block {
  const own = tongueOf(wordsOf(token.raw), tongue);
  const around = own ?? tongue;
  const items = token.items.map((item): ListItem => {
    const place_ = place(reader, item.raw);
    const before = reader.diagnostics.length;
    const itemTongue = tongueOf(wordsOf(item.text), around);
    const blocks = readBlocks(item.tokens, itemTongue ?? around, reader, depth + 1);
    if (blocks.length === 0) reportEmpty(reader, before, 'an item of a list', place_);
    pass(reader, place_);
    return { blocks, ...(itemTongue ? { tongue: itemTongue } : {}) };
  });
  const start = token.ordered && typeof token.start === 'number' ? token.start : 1;
  return {
    kind: 'list',
    ordered: token.ordered,
    start,
    tight: !token.loose,
    items,
    span,
    ...(own ? { tongue: own } : {}),
  };
}

function readFigure(
  image: Tokens.Image,
  span: Span,
  tongue: Tongue,
  reader: Reader,
): Block | undefined {
  const picture = decode(reader, image.href, span).replace(/^\.\//, '');
  if (!checkPicture(picture, span, reader)) return undefined;
  const alt = runOn(decode(reader, image.text, span)).trim();
  if (alt === '')
    report(
      reader,
      'warning',
      'md-017',
      'the picture has no description',
      span,
      'say in the square brackets what it shows: readers who cannot see it hear that',
    );
  warnOfMarkdown(reader, 'the description of a picture', image.text, span);
  warnOfMarkdown(reader, 'a caption', image.title ?? '', captionSpan(image, span, reader));
  const caption: Inline[] = image.title
    ? isolateForeign(runOn(decode(reader, image.title, span)), tongue)
    : [];
  return { kind: 'figure', picture, alt, caption, span };
}

/** The description may have the same words, and stands before it. */
function captionSpan({ title }: Tokens.Image, span: Span, { file }: Reader): Span {
  const at = file.text.slice(span.start, span.end).lastIndexOf(title ?? '');
  return at < 0 ? span : { start: span.start + at, end: span.end };
}

/** A picture lies beside the text that uses it; false after saying that it does not. */
export function checkPicture(picture: string, span: Span, reader: Reader): boolean {
  if (reader.pictures.has(picture)) return true;
  // Whoever found it broken has said so, and where it is used.
  if (reader.brokenPictures.has(picture)) return false;
  const outside =
    /^(?:[a-z][a-z0-9+.-]*:|\/|\\)/i.test(picture) || picture.split(/[\\/]/).includes('..');
  const message = outside
    ? `the picture “${picture}” lies outside of the article’s folder`
    : `there is no picture “${picture}”`;
  const names = [...reader.pictures.keys()];
  const hint = outside
    ? 'put the picture into the folder of the article and write its name alone'
    : names.length > 0
      ? pictureHint(picture, names)
      : 'put the picture, a PNG or a JPEG, into the folder of the article';
  report(reader, 'error', 'md-004', message, span, hint);
  return false;
}

/** Of a folder of thousands not all are named. */
function pictureHint(picture: string, names: readonly string[]): string {
  const near = nearestWord(picture, names);
  if (near !== undefined) return `did you mean “${near}”?`;
  const named = names.slice(0, MOST_NAMED).join(', ');
  return `the folder has ${named}${names.length > MOST_NAMED ? ', …' : ''}`;
}

const MOST_NAMED = 10;

function trimEnds(inlines: readonly Inline[]): Inline[] {
  const kept = [...inlines];
  while (kept.length > 0 && plainText([kept.at(-1)!]).trim() === '' && kept.at(-1)!.kind === 'text')
    kept.pop();
  return kept;
}
