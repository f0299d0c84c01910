/** A text that a person wrote, and where its lines begin. */
export class SourceFile {
  #lineStarts: number[] | undefined;
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
    let low = 0;
    let high = starts.length - 1;
    // Holds: starts[low] <= offset, and every line after `high` begins behind it.
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    const before = this.text.slice(starts[low]!, offset);
    return { line: low + 1, column: [...before].length + 1 };
  }

  /** The text of a line, counted from 1, without its end. */
  line(number: number): string {
    const starts = this.lineStarts();
    return this.text.slice(starts[number - 1], starts[number]).replace(/[\r\n]+$/, '');
  }

  private lineStarts(): number[] {
    if (!this.#lineStarts) {
      this.#lineStarts = [0];
      for (const match of this.text.matchAll(/\r\n|\r|\n/g))
        this.#lineStarts.push(match.index + match[0].length);
    }
    return this.#lineStarts;
  }
}
