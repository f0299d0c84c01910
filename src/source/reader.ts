/**
 * What a parse of one article carries along: the file, the cursor that finds places again, the notes,
 * and everything that was found wrong.
 *
 * marked's tokens have no positions. Holds: tokens come in the order of the text, so the place of a
 * token is the next occurrence of its raw text behind the cursor.
 */
import type { Diagnostic, DiagnosticCode, SourceFile, Span } from '../diagnostics/index.js';
import type { Picture, Tongue } from '../document/index.js';
import { decodeReferences, forbiddenReferences } from './spelling.js';

export interface Reader {
  readonly file: SourceFile;
  readonly pictures: ReadonlyMap<string, Picture>;
  /** Pictures that are there, but that nothing can show. */
  readonly brokenPictures: ReadonlySet<string>;
  readonly tongue: Tongue;
  readonly diagnostics: Diagnostic[];
  /** Labels of notes in the order of their first reference. */
  readonly references: string[];
  readonly lostLinks: Span[];
  cursor: number;
  headings: number;
  lastLevel: number;
}

/** The span of `raw`, found behind the cursor; moves the cursor to its start. */
export function place(reader: Reader, raw: string): Span {
  const { text } = reader.file;
  const wanted = raw.replace(/\n+$/, '');
  if (wanted === '') return { start: reader.cursor, end: reader.cursor };
  const whole = text.indexOf(wanted, reader.cursor);
  if (whole >= 0 && whole - reader.cursor < NEAR) {
    reader.cursor = whole;
    return { start: whole, end: whole + wanted.length };
  }
  // Inside lists and quotes marked takes indents and marks away: the first line still stands.
  const line = wanted.split('\n')[0]!.trim();
  const first = line === '' ? -1 : text.indexOf(line, reader.cursor);
  if (first < 0 || first - reader.cursor >= NEAR)
    return { start: reader.cursor, end: reader.cursor };
  reader.cursor = first;
  return { start: first, end: first + line.length };
}

/** Farther away is another occurrence, not this token's. */
const NEAR = 20_000;

/** Moves the cursor behind a token whose inside has been read. */
export function pass(reader: Reader, span: Span): void {
  reader.cursor = Math.max(reader.cursor, span.end);
}

/** The words of a token, `span` of the file, its references decoded; reports what none may stand for. */
export function decode(reader: Reader, text: string, span: Span): string {
  reader.diagnostics.push(...forbiddenReferences(text, span, reader.file));
  return decodeReferences(text);
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
