/**
 * What a parse of one article carries along: the file, the cursor that finds places again, the notes,
 * and everything that was found wrong.
 *
 * marked's tokens have no positions. Holds: tokens come in the order of the text, so the place of a
 * token is the next occurrence of its raw text behind the cursor.
 */
import type { Diagnostic, DiagnosticCode, SourceFile, Span } from '../diagnostics/index.js';
import type { ArticleLink, Picture, Tongue } from '../document/index.js';
import { decodeReferences, forbiddenReferences } from './spelling.js';

export interface Reader {
  readonly file: SourceFile;
  readonly pictures: ReadonlyMap<string, Picture>;
  /** Pictures that are there, but that nothing can show. */
  readonly brokenPictures: ReadonlySet<string>;
  readonly tongue: Tongue;
  readonly diagnostics: Diagnostic[];
  /** Numbers of notes by their labels, from 1, in the order of their first reference. */
  readonly references: Map<string, number>;
  readonly lostLinks: Span[];
  /** Links to other articles. */
  readonly links: ArticleLink[];
  cursor: number;
  headings: number;
  lastLevel: number;
}

/** The span of `raw`, found behind the cursor; moves the cursor to its start. */
export function place(reader: Reader, raw: string): Span {
  const wanted = withoutEnd(raw);
  // Inside lists and quotes marked takes indents and marks away: the first line still stands.
  const found = spanOf(reader, wanted) ?? spanOf(reader, firstLine(wanted).trim());
  if (!found) return { start: reader.cursor, end: reader.cursor };
  reader.cursor = found.start;
  return found;
}

/** Farther away is another occurrence, not this token's. */
const NEAR = 20_000;

function spanOf({ file, cursor }: Reader, wanted: string): Span | undefined {
  if (wanted === '') return undefined;
  // To look for each of many tokens in all that follows would take quadratic time.
  const at = file.text.slice(cursor, cursor + NEAR + wanted.length).indexOf(wanted);
  return at < 0 ? undefined : { start: cursor + at, end: cursor + at + wanted.length };
}

/** Without line feeds at the end; a loop, since a pattern would try each of them within the text. */
function withoutEnd(raw: string): string {
  let end = raw.length;
  while (raw[end - 1] === '\n') end -= 1;
  return raw.slice(0, end);
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}

/** Moves the cursor behind a token whose inside has been read. */
export function pass(reader: Reader, span: Span): void {
  reader.cursor = Math.max(reader.cursor, span.end);
}

/** The words of a token, `span` of the file, its references decoded; reports what none may stand for. */
export function decode(reader: Reader, text: string, span: Span): string {
  for (const each of forbiddenReferences(text, span, reader.file)) reader.diagnostics.push(each);
  return decodeReferences(text);
}

/** Line feeds and tabs are blanks wherever words run on: no face has them. */
export function runOn(text: string): string {
  return text.replace(/[\n\t]/g, ' ');
}

export function report(
  reader: Reader,
  severity: Diagnostic['severity'],
  code: DiagnosticCode,
  message: string,
  span: Span,
  ...hints: string[]
): void {
  reader.diagnostics.push({ code, severity, message, file: reader.file, span, hints });
}

/**
 * Says that `what`, which has an end and a beginning, has nothing in between; not where a fault that
 * was said since `before`, a count of diagnostics, is why nothing is left.
 */
export function reportEmpty(reader: Reader, before: number, what: string, span: Span): void {
  if (reader.diagnostics.length > before) return;
  report(reader, 'error', 'md-020', `${what} is empty`, span, 'write its words, or take it away');
}
