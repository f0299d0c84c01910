/**
 * Pages from strips. Holds:
 *  1. the strips of the text keep their order, save floats; strips joined by `keep` share a page if they
 *     fit on one. A float without room waits for the head of the next page while text moves up in its
 *     place, but no strip that stops floats;
 *  2. every note is set once, in the order of first reference, and begins on the page of its reference
 *     unless an earlier note still runs on there; what finds no room goes on at the next page's foot;
 *  3. nothing reaches below the foot margin, save a strip that is higher than a page;
 *  4. every turn of the page sets at least one strip of text or of a note, so the flow ends.
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
  readonly room: (page: number) => Room;
}
/** What a page, by its index, can hold; points from its top. */
export interface Room {
  /** Text and notes take no more than this. */
  readonly height: number;
  /** Where the notes end. */
  readonly foot: number;
}

/** Strips one below the other, and what they measure. */
interface Stack {
  readonly strips: Strip[];
  height: number;
}

/** A repeated header may take this part of the page; a higher one would leave no room for rows. */
const HIGHEST_REPEAT = 1 / 3;

export function fillPages({ strips, notes, separator, room }: FlowInput): FilledPage[] {
  const pages: FilledPage[] = [];
  let { height } = room(0);
  let text: Stack = { strips: [], height: 0 };
  let foot: Stack = { strips: [], height: 0 };
  const cited = new Set<number>();
  /** Groups of lines of cited notes that have no place yet. */
  const waiting: Strip[][] = [];

  const footWith = (groups: readonly (readonly Strip[])[]): number => {
    const lines = groups.flat();
    const is = foot.strips.length + lines.length > 0;
    return is ? separator.height + heightWith(foot, lines) : 0;
  };
  /** Notes whose first reference stands in the group. */
  const citedBy = (group: readonly Strip[]): number[] =>
    [...new Set(group.flatMap((strip) => strip.notes))].filter((note) => !cited.has(note));
  /** What stays together at the foot; what no page's foot can hold parts where it must. */
  const noteGroups = (note: number): Strip[][] =>
    groupsOf(notes[note]!).flatMap((group) => {
      const whole = separator.height + heightWith({ strips: [], height: 0 }, group) <= height;
      return whole ? [group] : group.map((strip) => [strip]);
    });
  const fits = (group: readonly Strip[]): boolean => {
    const fresh = waiting.length > 0 ? [] : citedBy(group).map(noteGroups);
    // All notes but the last stand here whole, the last begins here.
    const needed = fresh.flatMap((each, index) =>
      index === fresh.length - 1 ? each.slice(0, 1) : each,
    );
    return heightWith(text, group) + footWith(needed) <= height;
  };
  const queue = (group: readonly Strip[]): void => {
    const fresh = citedBy(group);
    for (const note of fresh) {
      cited.add(note);
      waiting.push(...noteGroups(note));
    }
    // A note may refer to notes of its own, whose numbers come behind those of the text.
    for (const note of fresh) queue(notes[note]!);
  };
  const place = (group: readonly Strip[]): void => {
    push(text, group);
    // A note that runs on from another page has its share already; the rest is the text's.
    const runsOn = waiting.length > 0;
    queue(group);
    if (!runsOn) drain(height - text.height);
  };
  /** Sets what waits, as long as the foot is no higher than `most`. */
  const drain = (most: number): void => {
    while (waiting.length > 0 && footWith([waiting[0]!]) <= most) push(foot, waiting.shift()!);
  };
  /** Ends the page and begins the next one, that `next` is to stand on; undefined: only notes are left. */
  const turn = (next: readonly Strip[] | undefined): void => {
    drain(height - text.height);
    const { foot: end } = room(pages.length);
    pages.push({ placed: [...placed(text, 0), ...placedFoot(foot, separator, end)] });
    height = room(pages.length).height;
    text = { strips: [], height: 0 };
    foot = { strips: [], height: 0 };
    if (!next) {
      drain(height);
      if (foot.strips.length === 0 && waiting.length > 0) push(foot, waiting.shift()!);
      return;
    }
    const header = next[0]?.repeat ?? [];
    const repeated = heightWith(text, header) <= height * HIGHEST_REPEAT ? header : [];
    push(text, repeated);
    // What waits takes half of the page at most, and never the room that the text needs to go on.
    const needed = heightWith(text, next);
    drain(needed > height ? height / 2 : Math.min(height / 2, height - needed));
  };

  const flowAlone = (strip: Strip): void => {
    if (!fits([strip]) && text.strips.length > repeatLength(text, strip)) turn([strip]);
    place([strip]);
  };
  /** Sets a group, on the next page where it must. */
  const flow = (group: readonly Strip[]): void => {
    if (!fits(group) && text.strips.length > 0) turn(group);
    // Groups that no page can hold part where they may, then where they must.
    const parts = fits(group) ? [] : looseParts(group);
    if (fits(group)) place(group);
    else if (parts.length > 1) for (const part of parts) flow(part);
    else for (const strip of group) flowAlone(strip);
  };
  /** Floats that have found no room yet. */
  let adrift: (readonly Strip[])[] = [];
  const land = (): void => {
    if (adrift.length > 0) turn(adrift[0]);
    for (const float of adrift) flow(float);
    adrift = [];
  };

  for (const group of groupsOf(strips)) {
    const isFloat = group[0]!.drift === 'float' && canMove(group, room(pages.length + 1).height);
    if (isFloat && text.strips.length > 0 && (adrift.length > 0 || !fits(group))) {
      adrift.push(group);
      continue;
    }
    const stops = group.some((strip) => strip.drift !== undefined);
    if (adrift.length > 0 && (stops || !fits(group))) land();
    flow(group);
  }
  land();
  turn(undefined);
  while (foot.strips.length > 0 || waiting.length > 0) turn(undefined);
  return pages;
}

/**
 * Notes keep the order of their references, so what refers to one does not move; nor does a picture at the
 * end of the text, which the tail is joined to.
 */
function canMove(group: readonly Strip[], height: number): boolean {
  const isBound = group.some(({ notes, drift }) => notes.length > 0 || drift === 'stop');
  return !isBound && heightWith({ strips: [], height: 0 }, group) <= height;
}

/** Strips at the head of a page that only repeat; a page is as good as empty with them alone. */
function repeatLength(text: Stack, { repeat }: Strip): number {
  return repeat?.every((strip, index) => text.strips[index] === strip) ? repeat.length : 0;
}

/** Runs of strips that `keep` joins. */
function groupsOf(strips: readonly Strip[]): Strip[][] {
  return runsOf(strips, (strip) => strip.keep);
}

/** Runs of a group that are joined firmly. */
function looseParts(group: readonly Strip[]): Strip[][] {
  return runsOf(group, (strip) => strip.keep && strip.loose !== true);
}

function runsOf(strips: readonly Strip[], joins: (strip: Strip) => boolean): Strip[][] {
  const runs: Strip[][] = [];
  let open = false;
  for (const strip of strips) {
    if (open) runs.at(-1)!.push(strip);
    else runs.push([strip]);
    open = joins(strip);
  }
  return runs;
}

function heightWith(stack: Stack, strips: readonly Strip[]): number {
  let above = stack.strips.at(-1);
  let { height } = stack;
  for (const strip of strips) {
    height += gap(above, strip) + strip.height;
    above = strip;
  }
  return height;
}

function push(stack: Stack, strips: readonly Strip[]): void {
  stack.height = heightWith(stack, strips);
  stack.strips.push(...strips);
}

function gap(above: Strip | undefined, below: Strip): number {
  return above ? Math.max(above.after, below.before) : 0;
}

function placed(stack: Stack, top: number): PlacedStrip[] {
  let y = top;
  return stack.strips.map((strip, index) => {
    y += gap(stack.strips[index - 1], strip);
    const at = { strip, y };
    y += strip.height;
    return at;
  });
}

function placedFoot(foot: Stack, separator: Strip, end: number): PlacedStrip[] {
  if (foot.strips.length === 0) return [];
  const top = end - foot.height - separator.height;
  return [{ strip: separator, y: top }, ...placed(foot, top + separator.height)];
}
