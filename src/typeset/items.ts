/** Box, glue, penalty (Knuth and Plass, “Breaking Paragraphs into Lines”, 1981), in logical order. */
import { breakOpportunities } from './breaks.js';

/** Something that is never broken. Offsets are UTF-16 in the paragraph's text, widths points. */
export interface Box {
  readonly type: 'box';
  readonly start: number;
  readonly end: number;
  readonly width: number;
}
/** Space that may grow and shrink, and vanishes at the end of a line. */
export interface Glue {
  readonly type: 'glue';
  readonly start: number;
  readonly end: number;
  readonly width: number;
  readonly stretch: number;
  readonly shrink: number;
}
/** A place where a line may end; cost -Infinity: where it must. */
export interface Penalty {
  readonly type: 'penalty';
  readonly at: number;
  readonly cost: number;
}
export type LineItem = Box | Glue | Penalty;

const SPACE = /[ \u2028\u2029\n\t]/;

/** The paragraph as boxes and glue; every two neighbours that a line may part have a penalty between them. */
export function lineItems(text: string, sums: Float64Array): LineItem[] {
  const items: LineItem[] = [];
  const width = (start: number, end: number) => sums[end]! - sums[start]!;
  let start = 0;
  for (const { at, required } of breakOpportunities(text)) {
    let solid = at;
    while (solid > start && isBlank(text, solid - 1)) solid -= 1;
    if (solid > start) items.push({ type: 'box', start, end: solid, width: width(start, solid) });
    if (at > solid) {
      const space = width(solid, at);
      items.push({
        type: 'glue',
        start: solid,
        end: at,
        width: space,
        stretch: space / 2,
        shrink: space / 3,
      });
    }
    items.push({
      type: 'penalty',
      at,
      cost: required || at === text.length ? Number.NEGATIVE_INFINITY : 0,
    });
    start = at;
  }
  return items;
}

/** A space, or an isolate control that stands among spaces: nothing that leaves ink. */
function isBlank(text: string, index: number): boolean {
  return SPACE.test(text[index]!);
}
