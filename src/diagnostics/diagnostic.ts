import type { CODES } from './codes.js';
import type { SourceFile } from './source-file.js';

/** A half-open range of a file's text, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** `subject-number`, such as `fm-003`; `codes.ts` lists them all. */
export type DiagnosticCode = keyof typeof CODES;

/** One thing that is wrong with what a person wrote, and what to write instead. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: 'error' | 'warning';
  /** One sentence without a full stop, naming the thing at fault. */
  readonly message: string;
  readonly file: SourceFile;
  /** Where in `file.text`; absent when the whole file is meant. */
  readonly span?: Span;
  /** What to write instead, one imperative sentence each. */
  readonly hints: readonly string[];
}

/** What every parser of this house returns: never a throw at a user's fault. */
export interface Checked<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

export function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((each) => each.severity === 'error');
}

/** An article stands in every edition; what is wrong with it is said once. */
export function onlyOnce(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const said = new Map<string, Diagnostic>();
  for (const each of diagnostics) {
    const key = `${each.code} ${each.file.path} ${each.span?.start} ${each.message}`;
    if (!said.has(key)) said.set(key, each);
  }
  return [...said.values()];
}
