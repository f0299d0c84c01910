import type { Span } from './diagnostic.js';

/** A text that a person wrote, and where its lines begin. */
export class SourceFile {
  #lineStarts: number[] | undefined;
  #pairEnds: number[] | undefined;
  #text: string | (() => string);

  /**
   * @param path as the person would type it: relative to the project, with `/`
   * @param text decoded, without a byte order mark; or what reads it when it is asked for
   */
  constructor(
    readonly path: string,
    text: string | (() => string),
  ) {
    this.#text = text;
  }

  get text(): string {
    if (typeof this.#text !== 'string') this.#text = this.#text();
    return this.#text;
  }

  /** The place of a UTF-16 offset: line and column count from 1, the column in code points. */
  position(offset: number): { line: number; column: number } {
    const starts = this.lineStarts();
    const line = countUpTo(starts, offset);
    const start = starts[line - 1]!;
    // Two code units are one character: a line without measure is not gone through for each of its faults.
    const pairs = this.pairEnds();
    const wide = countUpTo(pairs, offset - 1) - countUpTo(pairs, start - 1);
    return { line, column: offset - start - wide + 1 };
  }

  /** Where the line of a UTF-16 offset begins and ends, its end left out. */
  lineAround(offset: number): Span {
    const starts = this.lineStarts();
    const number = countUpTo(starts, offset);
    const start = starts[number - 1]!;
    const next = starts[number] ?? this.text.length;
    const ended = /[\r\n]*$/.exec(this.text.slice(Math.max(start, next - 2), next))![0].length;
    return { start, end: next - ended };
  }

  private lineStarts(): number[] {
    if (!this.#lineStarts) {
      this.#lineStarts = [0];
      for (const match of this.text.matchAll(/\r\n|\r|\n/g))
        this.#lineStarts.push(match.index + match[0].length);
    }
    return this.#lineStarts;
  }

  /** Offsets of the second halves of surrogate pairs. */
  private pairEnds(): number[] {
    this.#pairEnds ??= [...this.text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)].map(
      ({ index }) => index + 1,
    );
    return this.#pairEnds;
  }
}

/** How many of `sorted` are at most `most`. */
function countUpTo(sorted: readonly number[], most: number): number {
  let [low, high] = [0, sorted.length];
  // Holds: all before `low` are at most `most`, none from `high` on is.
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= most) low = middle + 1;
    else high = middle;
  }
  return low;
}
