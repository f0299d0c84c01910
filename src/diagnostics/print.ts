import type { Diagnostic } from './diagnostic.js';

/**
 * For people: `file:line:column: error code: message`, the faulty text, and what to write instead.
 *
 * A line with right-to-left text is quoted without a caret, which would point at the wrong letter.
 */
export function printDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const sorted = [...diagnostics].sort(byPlace);
  const blocks = sorted.map((each) =>
    [headline(each), ...quotation(each), ...hints(each)].join('\n'),
  );
  const errors = sorted.filter((each) => each.severity === 'error').length;
  const warnings = sorted.length - errors;
  return `${[...blocks, total(errors, warnings)].join('\n')}\n`;
}

/** For machines: one JSON array, places as line and column from 1, columns in code points. */
export function diagnosticsJson(diagnostics: readonly Diagnostic[]): string {
  return JSON.stringify(
    [...diagnostics].sort(byPlace).map(({ code, severity, message, file, span, hints }) => ({
      code,
      severity,
      message,
      file: file.path,
      ...(span ? { start: file.position(span.start), end: file.position(span.end) } : {}),
      hints,
    })),
  );
}

function headline({ code, severity, message, file, span }: Diagnostic): string {
  const { line, column } = file.position(span?.start ?? 0);
  return `${visible(file.path)}:${line}:${column}: ${severity} ${code}: ${visible(message)}`;
}

/** Units around a fault that are looked at: of a line without measure no more is ever shown. */
const AROUND = 400;

function quotation({ file, span }: Diagnostic): string[] {
  if (!span || file.text === '') return [];
  const line = file.lineAround(span.start);
  const start = Math.max(line.start, span.start - AROUND);
  const end = Math.min(line.end, span.start + AROUND);
  const text = file.text.slice(start, end);
  if (text.trim() === '') return [];
  if (RIGHT_TO_LEFT.test(text)) {
    const faulty = file.text.slice(span.start, Math.min(span.end, span.start + 60)).split('\n')[0]!;
    return faulty.trim() === '' ? [] : [`  in: ${visible(faulty)}`];
  }
  const before = [...file.text.slice(start, span.start)].slice(-40);
  const after = [...file.text.slice(span.start, end)].slice(0, 80 - before.length);
  const width = Math.max(1, Math.min(span.end - span.start, after.length));
  const caret = `${' '.repeat(before.length)}${'^'.repeat(width)}`;
  return [`  | ${visible([...before, ...after].join(''))}`, `  | ${caret}`];
}

function hints({ hints }: Diagnostic): string[] {
  return hints.map((hint) => `  hint: ${visible(hint)}`);
}

function total(errors: number, warnings: number): string {
  const count = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`;
  return `${count(errors, 'error')}, ${count(warnings, 'warning')}`;
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc]/;

/** One line, its control characters by their numbers: a terminal must not act on what a text or a name says. */
export function visible(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (each) => `<U+${each.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`,
  );
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.file.path !== b.file.path) return a.file.path < b.file.path ? -1 : 1;
  return (
    (a.span?.start ?? 0) - (b.span?.start ?? 0) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
  );
}
