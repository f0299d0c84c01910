import type { Span } from '../diagnostics/index.js';
import {
  type Alignment,
  type Block,
  type TableCell,
  type Tongue,
  tongueOf,
} from '../document/index.js';
import { readInlines, wordsOf } from './inlines.js';
import type { Tokens } from './markdown.js';
import { place, type Reader, report } from './reader.js';

/** On a sheet of A4 each of twelve columns holds some seven letters: a word still fits, no sentence. */
const MOST_COLUMNS = 12;
/** And each of fifty-one less than one letter. */
const MOST_AT_ALL = 50;

export function readTable(token: Tokens.Table, span: Span, tongue: Tongue, reader: Reader): Block {
  const columns = token.header.length;
  if (columns > MOST_COLUMNS)
    report(
      reader,
      columns > MOST_AT_ALL ? 'error' : 'warning',
      'md-022',
      `a table with ${columns} columns cannot be read on paper`,
      span,
      `part it into tables of at most ${MOST_COLUMNS} columns, or turn rows into columns`,
    );
  const row = (cells: readonly Tokens.TableCell[]): TableCell[] =>
    cells.map((cell) => {
      const own = tongueOf(wordsOf(cell.text), tongue);
      const children = readInlines(cell.tokens, own ?? tongue, reader);
      return { children, ...(own ? { tongue: own } : {}) };
    });
  const header = row(token.header);
  const lines = token.raw.split('\n').slice(2);
  const rows = token.rows.map((cells, index) => {
    reportLostCells(reader, lines[index] ?? '', columns);
    return row(cells);
  });
  return { kind: 'table', align: token.align.map(alignmentOf), header, rows, span };
}

/** Cells beyond the last column are dropped by every reader of Markdown, words and all. */
function reportLostCells(reader: Reader, line: string, columns: number): void {
  const cells = cellsOf(line);
  const lost = cells.slice(columns).filter((cell) => cell !== '');
  if (lost.length === 0) return;
  report(
    reader,
    'error',
    'md-019',
    `a row has ${cells.length} cells, and the table ${columns} columns: “${lost[0]!.slice(0, 40)}” would be lost`,
    place(reader, line),
    'give the header a column more, or write “\\|” for a stroke within a cell',
  );
}

/** The cells of a line, their blanks taken away: parted by every stroke that no backslash escapes. */
function cellsOf(line: string): string[] {
  const cells = line
    .trim()
    .split(/(?<=(?<!\\)(?:\\\\)*)\|/)
    .map((cell) => cell.trim());
  if (cells[0] === '') cells.shift();
  if (cells.at(-1) === '') cells.pop();
  return cells;
}

/** `:---` is the side where the writer's lines begin: the start, not the left. */
function alignmentOf(align: 'left' | 'center' | 'right' | null): Alignment {
  return align === 'center' ? 'center' : align === 'right' ? 'end' : 'start';
}
