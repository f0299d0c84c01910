/**
 * Pages from strips. Holds:
 *  1. the strips of the text keep their order; strips joined by `keep` share a page if they fit on one;
 *  2. a note begins on the page of its reference, and runs on at the foot of the next if it must;
 *  3. nothing reaches below the foot margin, save a strip that is higher than a page.
 */
import type { Strip } from './strip.js';

export interface FilledPage {
  readonly placed: readonly PlacedStrip[];
}
export interface PlacedStrip {
  readonly strip: Strip;
  /** From the top of the text area. */
  readonly y: number;
}

export interface FlowInput {
  readonly strips: readonly Strip[];
  /** Strips of each note, by index. */
  readonly notes: readonly (readonly Strip[])[];
  /** The rule above the notes. */
  readonly separator: Strip;
  readonly height: number;
}

export function fillPages({ strips, notes, separator, height }: FlowInput): FilledPage[] {
  const pages: FilledPage[] = [];
  let placed: PlacedStrip[] = [];
  let foot: Strip[] = [];
  let y = 0;
  /** Lines of notes that found no room on the page of their reference. */
  const waiting: Strip[] = [];

  const footHeight = (lines: readonly Strip[]): number =>
    lines.length === 0 ? 0 : separator.height + heightOf(lines);
  const close = (): void => {
    pages.push({ placed: [...placed, ...placeFoot(foot, separator, height)] });
    placed = [];
    foot = [];
    y = 0;
    // What waits takes half of the page at most, so that the text goes on.
    while (waiting.length > 0 && footHeight([...foot, waiting[0]!]) <= height / 2)
      foot.push(waiting.shift()!);
  };
  const put = (strip: Strip): void => {
    const above = placed.length === 0 ? 0 : strip.before;
    placed.push({ strip, y: y + above });
    y += above + strip.height;
  };

  for (const group of groupsOf(strips)) {
    const lines = group.flatMap((strip) => strip.notes.flatMap((note) => notes[note] ?? []));
    const above = placed.length === 0 ? 0 : group[0]!.before;
    const needed = y + above + heightOf(group) - group[0]!.before;
    const fits = waiting.length === 0 && needed + footHeight([...foot, ...lines]) <= height;
    if (!fits && placed.length > 0) {
      close();
      for (const strip of group[0]!.repeat ?? []) put(strip);
    }
    for (const strip of group) {
      if (y > 0 && y + strip.before + strip.height + footHeight(foot) > height) {
        close();
        for (const again of strip.repeat ?? []) put(again);
      }
      put(strip);
      const own = strip.notes.flatMap((note) => notes[note] ?? []);
      for (const line of own)
        if (waiting.length === 0 && y + footHeight([...foot, line]) <= height) foot.push(line);
        else waiting.push(line);
    }
  }
  if (placed.length > 0 || foot.length > 0 || pages.length === 0) close();
  while (foot.length > 0 || waiting.length > 0) close();
  return pages;
}

/** Runs of strips that `keep` joins. */
function groupsOf(strips: readonly Strip[]): Strip[][] {
  const groups: Strip[][] = [];
  let open = false;
  for (const strip of strips) {
    if (open) groups.at(-1)!.push(strip);
    else groups.push([strip]);
    open = strip.keep;
  }
  return groups;
}

function heightOf(strips: readonly Strip[]): number {
  return strips.reduce((sum, strip) => sum + strip.before + strip.height, 0);
}

function placeFoot(lines: readonly Strip[], separator: Strip, height: number): PlacedStrip[] {
  if (lines.length === 0) return [];
  let y = height - heightOf(lines) - separator.height;
  const placed: PlacedStrip[] = [{ strip: separator, y }];
  y += separator.height;
  for (const strip of lines) {
    placed.push({ strip, y: y + strip.before });
    y += strip.before + strip.height;
  }
  return placed;
}
