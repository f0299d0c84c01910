/** Reads the values of front matter one by one, saying what is wrong with each at its place. */
import {
  type Diagnostic,
  type DiagnosticCode,
  type Located,
  type LocatedMap,
  type LocatedScalar,
  nearestWord,
  type SourceFile,
  type Span,
  VISIBLE,
} from '../diagnostics/index.js';
import type { CalendarDate } from '../document/index.js';
import { readDate } from './dates.js';
import { warnOfMarkdown } from './unread-markdown.js';

/** A value as it is set, however YAML folds it. */
export function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Titles and names stand on covers and cards, in running heads and lists: more is a text in the wrong place. */
const LONGEST_LINE = 1_000;
/** Of the names of one key in all: they stand in one paragraph. */
const LONGEST_LIST = 5_000;

/**
 * Every method gives undefined, or an empty list, for a value that is absent or faulty.
 *
 * A key with nothing behind its colon is absent: `warraq new` lays such lines out to be filled in. An
 * empty text or list was put there by somebody, and is a fault.
 */
export class FieldReader {
  readonly #values: ReadonlyMap<string, Located>;

  constructor(
    readonly map: LocatedMap,
    readonly file: SourceFile,
    readonly diagnostics: Diagnostic[],
  ) {
    this.#values = new Map(map.entries.map((entry) => [entry.key, entry.value]));
  }

  value(key: string): Located | undefined {
    const value = this.#values.get(key);
    return value?.kind === 'null' ? undefined : value;
  }

  span(key: string): Span {
    return this.#values.get(key)?.span ?? { start: 0, end: 3 };
  }

  say(code: DiagnosticCode, message: string, span: Span, ...hints: string[]): undefined {
    this.diagnostics.push({ code, severity: 'error', message, file: this.file, span, hints });
    return undefined;
  }

  /** Says that a key is missing which every article needs. */
  need(key: string): void {
    if (!this.value(key))
      this.say(
        'fm-008',
        `“${key}” is missing`,
        this.span(key),
        `write “${key}: …” between the two lines “---”`,
      );
  }

  /** Says every key that is not among `known`, with the nearest one that is. */
  warnOfOthers(known: readonly string[]): void {
    for (const { key, keySpan } of this.map.entries.filter(({ key }) => !known.includes(key))) {
      const near = nearestWord(key, known);
      this.diagnostics.push({
        code: 'fm-007',
        severity: 'warning',
        message: `there is no key “${key}”`,
        file: this.file,
        span: keySpan,
        hints: [near ? `did you mean “${near}”?` : `the keys are ${known.join(', ')}`],
      });
    }
  }

  /** One line, whatever it is made of. */
  line(key: string): string | undefined {
    const value = this.value(key);
    if (!value) return undefined;
    return this.lineOf(key, value);
  }

  /** One line that is neither a number nor a yes or no, and is set as it stands. */
  words(key: string): string | undefined {
    const value = this.value(key);
    return value && this.wordsOf(key, value);
  }

  /** Such a line that the caller reads as Markdown. */
  markdown(key: string): string | undefined {
    const value = this.value(key);
    return value && this.markdownOf(key, value);
  }

  wordsOf(key: string, value: Located): string | undefined {
    const words = this.markdownOf(key, value);
    return words === undefined ? undefined : this.asItStands(key, words, value.span);
  }

  private markdownOf(key: string, value: Located): string | undefined {
    const line = this.lineOf(key, value);
    if (line === undefined || value.kind !== 'scalar') return undefined;
    return typeof value.value === 'string' ? line : this.notWords(key, value);
  }

  /** `author: A`, or a list; empty when there is none. */
  names(key: string): string[] {
    const value = this.value(key);
    if (value?.kind === 'list' && value.items.length === 0) this.empty(key, value.span);
    return this.items(key).flatMap((item) => this.wordsOf(key, item) ?? []);
  }

  /** Like names, but they may be none, and may be numbers: a tag can be a year. */
  tags(key: string): string[] {
    return this.items(key).flatMap((item) => {
      if (item.kind === 'scalar' && typeof item.value === 'boolean')
        return this.notWords(key, item) ?? [];
      const line = this.lineOf(key, item);
      return line === undefined ? [] : (this.asItStands(key, line, item.span) ?? []);
    });
  }

  /** A value that is set as it stands, unless it is too long for that. */
  asItStands(key: string, text: string, span: Span): string | undefined {
    if (text.length > LONGEST_LINE) return this.tooLong(key, text.length, LONGEST_LINE, span);
    warnOfMarkdown(this, `“${key}”`, text, span);
    return text;
  }

  date(key: string): CalendarDate | undefined {
    const text = this.line(key);
    if (text === undefined) return undefined;
    const read = readDate(text);
    if ('date' in read) return read.date;
    return read.fault === 'ambiguous'
      ? this.say('fm-004', `“${text}” can be read in more than one way`, this.span(key), read.hint)
      : this.say('fm-003', `“${text}” is not a date of the calendar`, this.span(key), read.hint);
  }

  /** False when the key is not there. */
  flag(key: string): boolean {
    const value = this.#values.get(key);
    if (!value) return false;
    if (value.kind === 'scalar' && typeof value.value === 'boolean') return value.value;
    const hint = `write “${key}: true”, or take the line away`;
    this.say('fm-006', `“${key}” has to be true or false`, value.span, hint);
    return false;
  }

  /** Those that a list has room for; the first that it has none for is a fault. */
  private items(key: string): readonly Located[] {
    const value = this.value(key);
    if (value?.kind !== 'list') return value ? [value] : [];
    let length = 0;
    const beyond = value.items.findIndex((item) => {
      length += lengthOf(item);
      return length > LONGEST_LIST;
    });
    if (beyond < 0) return value.items;
    const all = value.items.reduce((sum, item) => sum + lengthOf(item), 0);
    this.tooLong(key, all, LONGEST_LIST, value.items[beyond]!.span);
    return value.items.slice(0, beyond);
  }

  private tooLong(key: string, length: number, most: number, { start }: Span): undefined {
    const message = `“${key}” has ${length} characters; ${most} are the most`;
    return this.say('md-013', message, { start, end: start }, 'shorten it');
  }

  private lineOf(key: string, value: Located): string | undefined {
    if (value.kind === 'null') return this.empty(key, value.span);
    if (value.kind !== 'scalar')
      return this.say(
        'fm-006',
        `“${key}” has to be a line of text`,
        value.span,
        `write “${key}: …” on one line`,
      );
    const line = inOneLine(value.text);
    return VISIBLE.test(line) ? line : this.empty(key, value.span);
  }

  private empty(key: string, span: Span): undefined {
    return this.say('fm-006', `“${key}” is empty`, span, 'write it out, or take the line away');
  }

  private notWords(key: string, { value, text, span }: LocatedScalar): undefined {
    const read = typeof value === 'number' ? 'a number' : 'yes or no';
    return this.say(
      'fm-006',
      `“${key}” has to be words, and ${text} means ${read}`,
      span,
      `put it into quotation marks: "${text}"`,
    );
  }
}

function lengthOf(item: Located): number {
  return item.kind === 'scalar' ? item.text.length : 0;
}
