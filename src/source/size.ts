/** What is too large to be read, or to be set: said before anything of it is read, in linear time. */
import type { Diagnostic, SourceFile } from '../diagnostics/index.js';

/** A book, not an article. */
export const LONGEST_TEXT = 1_000_000;
/** A line of more is a slip of a converter. */
const LONGEST_LINE = 20_000;
/** Lines of words, items, rows: each takes one of paper at least, and so many fill six hundred pages. */
const MOST_LINES = 30_000;

/** Nesting so deep that the parsers of Markdown and YAML would take their time or run out of stack. */
const NESTED = /^(?:[ \t]*>){33}|^[ \t]{200}[ \t]*[-+*\d]|[[({]{400}/m;

interface Excess {
  readonly message: string;
  readonly hint: string;
  /** Where it begins. */
  readonly at: number;
}

/** Of a file that is no article: only whether it has more characters than any text. */
export function checkLength(file: SourceFile, hint: string): Diagnostic[] {
  const excess = tooLong(file.text);
  return excess ? [told({ ...excess, hint }, file)] : [];
}

/** What is wrong with the size of a text; nothing but that is to be read where there is something. */
export function checkSize(file: SourceFile): Diagnostic[] {
  const { text } = file;
  const excess = tooLong(text) ?? tooLongLine(text) ?? tooManyLines(text) ?? tooDeep(text);
  return excess ? [told(excess, file)] : [];
}

function told({ message, hint, at }: Excess, file: SourceFile): Diagnostic {
  const span = { start: at, end: at };
  return { code: 'md-013', severity: 'error', message, file, span, hints: [hint] };
}

const PART_IT = 'part it into several articles';

function tooLong({ length }: string): Excess | undefined {
  if (length <= LONGEST_TEXT) return undefined;
  const message = `the file has more than ${LONGEST_TEXT} characters`;
  return { message, hint: PART_IT, at: 0 };
}

function tooLongLine(text: string): Excess | undefined {
  for (const { start, end } of linesOf(text))
    if (end - start > LONGEST_LINE) {
      const message = `a line has more than ${LONGEST_LINE} characters`;
      const hint = 'part it into paragraphs, with an empty line between them';
      return { message, hint, at: start };
    }
  return undefined;
}

function tooManyLines(text: string): Excess | undefined {
  let written = 0;
  for (const { start, end } of linesOf(text)) {
    if (text.slice(start, end).trim() !== '') written += 1;
    if (written > MOST_LINES) {
      const message = `the file has more than ${MOST_LINES} lines that are not empty`;
      return { message, hint: PART_IT, at: start };
    }
  }
  return undefined;
}

function tooDeep(text: string): Excess | undefined {
  const found = NESTED.exec(text);
  if (!found) return undefined;
  const message = 'lists, quotations or brackets are nested too deeply';
  return { message, hint: 'take some of the levels away', at: found.index };
}

/** Offsets of the lines, without their ends; a loop, since a pattern would take quadratic time. */
function* linesOf(text: string): Generator<{ readonly start: number; readonly end: number }> {
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    yield { start, end };
    start = end + 1;
  }
}
