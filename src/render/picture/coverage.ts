/** Pixels of one row that are covered alike: row, first, the one after the last, and how far in steps. */
export type Spans = Uint16Array;

/**
 * Coverage of pixels by outlines, exact in area: no sampling, so edges are as smooth as they can be.
 *
 * Every edge leaves in the cells that it passes the area to its right, signed by its direction and as
 * the difference to the cell before; the sum along a row is then the coverage (Raph Levien's font-rs).
 * Glyphs that join share one accumulator, so that no seam shows between them.
 */
export class Coverage {
  #cells = new Float32Array(0);
  #width = 0;
  #height = 0;

  /** An empty field of pixels; what reaches beyond it to the left, above or below is cut. */
  reset(width: number, height: number): void {
    // One more cell a row takes what lies to the right of it.
    const size = (width + 1) * height;
    if (this.#cells.length < size) this.#cells = new Float32Array(size);
    else this.#cells.fill(0, 0, size);
    [this.#width, this.#height] = [width, height];
  }

  /** An edge in pixels, y downwards; contours have to be closed. */
  addEdge(x0: number, y0: number, x1: number, y1: number): void {
    const row0 = Math.floor(Math.min(y0, y1));
    if (row0 >= 0 && row0 < this.#height && Math.max(y0, y1) <= row0 + 1) {
      // Most edges of small letters: within one row.
      this.#addInRow(row0, Math.min(x0, x1), Math.max(x0, x1), y1 - y0);
      return;
    }
    const downwards = y0 < y1;
    const sign = downwards ? 1 : -1;
    const [topX, topY, bottomX, bottomY] = downwards ? [x0, y0, x1, y1] : [x1, y1, x0, y0];
    const slope = (bottomX - topX) / (bottomY - topY);
    const first = Math.max(0, Math.floor(topY));
    const last = Math.min(this.#height, Math.ceil(bottomY));
    for (let row = first; row < last; row++) {
      const from = Math.max(topY, row);
      const to = Math.min(bottomY, row + 1);
      const a = topX + (from - topY) * slope;
      const b = topX + (to - topY) * slope;
      this.#addInRow(row, Math.min(a, b), Math.max(a, b), sign * (to - from));
    }
  }

  /** What is covered, row by row; the field's corner stands at `left`, `top` of the picture. */
  spans(left: number, top: number, steps: number): Spans {
    const cells = this.#cells;
    const width = this.#width;
    const spans: number[] = [];
    for (let y = 0; y < this.#height; y++) {
      let [sum, step, begun] = [0, 0, 0];
      const row = y * (width + 1);
      for (let x = 0; x < width; x++) {
        const change = cells[row + x]!;
        // Most pixels are as the one before them: on the ground, or within a stroke.
        if (change === 0) continue;
        sum += change;
        // Contours that overlap turn the same way, so more than whole is whole.
        const part = sum < 0 ? -sum : sum;
        const next = part >= 1 ? steps : (part * steps + 0.5) | 0;
        if (next === step) continue;
        if (step > 0) spans.push(top + y, left + begun, left + x, step);
        [step, begun] = [next, x];
      }
      if (step > 0) spans.push(top + y, left + begun, left + width, step);
    }
    return Uint16Array.from(spans);
  }

  /** A piece of an edge within one row: from `left` to `right`, `height` of the row, signed. */
  #addInRow(row: number, left: number, right: number, height: number): void {
    const start = row * (this.#width + 1);
    const cells = this.#cells;
    const from = this.#within(left);
    const to = this.#within(right);
    const first = Math.floor(from);
    const last = Math.min(this.#width, Math.floor(to));
    if (first === last) {
      // All in one cell: a trapezium of it, the rest to the next.
      const area = height * (1 - ((from + to) / 2 - first));
      cells[start + first]! += area;
      if (first < this.#width) cells[start + first + 1]! += height - area;
      return;
    }
    // Holds: `done` is the part of `height` that the cells so far have got.
    const perPixel = height / (to - from);
    let [done, covered] = [0, 0];
    for (let cell = first; cell <= last; cell++) {
      const a = Math.max(from, cell);
      const b = Math.min(to, cell + 1);
      const part = (b - a) * perPixel;
      // The sum up to this cell: whole to the right of earlier parts, in this one its trapezium.
      const sum = done + part * (cell + 1 - (a + b) / 2);
      cells[start + cell]! += sum - covered;
      covered = sum;
      done += part;
    }
    if (last < this.#width) cells[start + last + 1]! += height - covered;
  }

  #within(x: number): number {
    return Math.min(this.#width, Math.max(0, x));
  }
}
