/**
 * A YAML value with its place, as plain data: rooms that read configuration take it as an argument,
 * so that only one room knows the YAML library.
 */
import type { Diagnostic, DiagnosticCode, Span } from './diagnostic.js';
import type { SourceFile } from './source-file.js';

export interface LocatedScalar {
  readonly kind: 'scalar';
  readonly span: Span;
  /** Numbers and booleans as YAML 1.2 reads them; dates stay strings. */
  readonly value: string | number | boolean;
  /** The scalar as written, without quotes. */
  readonly text: string;
}
export interface LocatedNull {
  readonly kind: 'null';
  readonly span: Span;
}
export interface LocatedList {
  readonly kind: 'list';
  readonly span: Span;
  readonly items: readonly Located[];
}
export interface LocatedEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Located;
}
export interface LocatedMap {
  readonly kind: 'map';
  readonly span: Span;
  readonly entries: readonly LocatedEntry[];
}
export type Located = LocatedScalar | LocatedNull | LocatedList | LocatedMap;

/** Most of what stands in a configuration stands on every page, on covers and in running heads. */
const LONGEST_LINE = 300;

/** A text of the configuration is a line, however YAML folds it. */
export function oneLine(text: string): string {
  return withoutLineEnds(text).trim();
}

/** A blank for each line end or tab, with the blanks around it; in linear time, which no pattern for it takes. */
export function withoutLineEnds(text: string): string {
  const pieces = text.split(/[\n\t]+/);
  const last = pieces.length - 1;
  return pieces
    .map((piece, at) => (at > 0 ? piece.trimStart() : piece))
    .map((piece, at) => (at < last ? piece.trimEnd() : piece))
    .filter((piece, at) => piece !== '' || at === 0 || at === last)
    .join(' ');
}

/**
 * Reads the values of one map, collecting what is wrong with them under one diagnostic code.
 *
 * Every method gives undefined for a missing or faulty value, after saying so once.
 */
export class MapReader {
  readonly #entries: Map<string, LocatedEntry>;

  constructor(
    readonly map: LocatedMap,
    readonly file: SourceFile,
    readonly code: DiagnosticCode,
    readonly diagnostics: Diagnostic[],
    /** Where the map stands, such as `roles.name`; empty at the top. */
    readonly path: string = '',
  ) {
    this.#entries = new Map(map.entries.map((entry) => [entry.key, entry]));
  }

  has(key: string): boolean {
    const value = this.#entries.get(key)?.value;
    return value !== undefined && value.kind !== 'null';
  }

  value(key: string): Located | undefined {
    const value = this.#entries.get(key)?.value;
    return value?.kind === 'null' ? undefined : value;
  }

  span(key: string): Span {
    return this.#entries.get(key)?.value.span ?? this.map.span;
  }

  /** Keys in the order of the file. */
  keys(): string[] {
    return [...this.#entries.keys()];
  }

  /** @param most characters */
  text(key: string, most = LONGEST_LINE): string | undefined {
    const value = this.value(key);
    if (!value) return this.missing(key);
    if (value.kind === 'scalar') return this.line(key, value, most);
    return this.wrong(
      value.span,
      `“${this.name(key)}” has to be a line of text`,
      `write “${key}: words” on one line`,
    );
  }

  /** A scalar as a line, unless it is too long for one. */
  line(key: string, { text, span }: LocatedScalar, most = LONGEST_LINE): string | undefined {
    const line = oneLine(text);
    if (line.length <= most) return line;
    return this.wrong(
      { start: span.start, end: span.start },
      `“${this.name(key)}” has ${line.length} characters; ${most} are the most`,
      'shorten it',
    );
  }

  optionalText(key: string): string | undefined {
    return this.has(key) ? this.text(key) : undefined;
  }

  number(key: string, least: number, most: number): number | undefined {
    const value = this.value(key);
    if (!value) return this.missing(key);
    if (
      value.kind === 'scalar' &&
      typeof value.value === 'number' &&
      value.value >= least &&
      value.value <= most
    )
      return value.value;
    return this.wrong(
      value.span,
      `“${this.name(key)}” has to be a number from ${least} to ${most}`,
      `write digits only, such as “${key}: ${example(least, most)}”, without a unit`,
    );
  }

  oneOf<T extends string | number | boolean>(key: string, choices: readonly T[]): T | undefined {
    const value = this.value(key);
    if (!value) return this.missing(key);
    const found =
      value.kind === 'scalar' ? choices.find((choice) => choice === value.value) : undefined;
    if (found !== undefined) return found;
    const near = nearestWord(value.kind === 'scalar' ? value.text : '', choices.map(String));
    return this.wrong(
      value.span,
      `“${this.name(key)}” has to be one of ${choices.join(', ')}`,
      near ? `did you mean “${near}”?` : `write “${key}: ${choices[0]}”, or another of them`,
    );
  }

  inner(key: string): MapReader | undefined {
    const value = this.value(key);
    if (!value) return this.missing(key);
    if (value.kind === 'map')
      return new MapReader(value, this.file, this.code, this.diagnostics, this.name(key));
    return this.wrong(
      value.span,
      `“${this.name(key)}” has to be a group of keys, indented below it`,
      `end the line after “${key}:”, and write each “key: value” on a line of its own, two spaces in`,
    );
  }

  list(key: string): readonly Located[] | undefined {
    const value = this.value(key);
    if (!value) return this.missing(key);
    if (value.kind === 'list') return value.items;
    return this.wrong(
      value.span,
      `“${this.name(key)}” has to be a list, each line beginning with “- ”`,
      `end the line after “${key}:”, and write each item on a line of its own behind “- ”`,
    );
  }

  /** Says every key that is not among `known`, with the nearest one that is. */
  rejectOthers(known: readonly string[], severity: 'error' | 'warning' = 'error'): void {
    for (const entry of this.map.entries) {
      if (known.includes(entry.key)) continue;
      const near = nearestWord(entry.key, known);
      this.diagnostics.push({
        code: this.code,
        severity,
        message: `there is no key “${this.name(entry.key)}”`,
        file: this.file,
        span: entry.keySpan,
        hints: [near ? `did you mean “${near}”?` : `the keys are ${known.join(', ')}`],
      });
    }
  }

  wrong(span: Span, message: string, ...hints: string[]): undefined {
    this.diagnostics.push({
      code: this.code,
      severity: 'error',
      message,
      file: this.file,
      span,
      hints,
    });
    return undefined;
  }

  name(key: string): string {
    return this.path ? `${this.path}.${key}` : key;
  }

  private missing(key: string): undefined {
    const entry = this.#entries.get(key);
    if (entry)
      return this.wrong(entry.keySpan, `“${this.name(key)}” is empty`, `write “${key}: …”`);
    return this.wrong(
      { start: this.map.span.start, end: this.map.span.start },
      `“${this.name(key)}” is missing`,
      `write “${key}: …”`,
    );
  }
}

/** A number between the bounds that a person might well want. */
function example(least: number, most: number): number {
  return [1, 12, 100].find((each) => each >= least && each <= most) ?? least;
}

/** The word of `words` that is at most two slips of the keyboard away. */
export function nearestWord(word: string, words: readonly string[]): string | undefined {
  const most = Math.min(2, Math.floor(word.length / 2));
  const ranked = words
    .filter((each) => Math.abs(each.length - word.length) <= most)
    .map((each) => ({ each, distance: editDistance(word.toLowerCase(), each.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= most ? best.each : undefined;
}

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(change, row[j]! + 1, next[j - 1]! + 1);
    }
    row = next;
  }
  return row[b.length]!;
}
