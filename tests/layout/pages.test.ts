/** Filling pages, with strips of invented heights. */
import fc from 'fast-check';
import { fillPages } from '../../src/layout/pages.js';
import { type Strip, spacer } from '../../src/layout/strip.js';
import { runs } from '../support/runs.js';

const HEIGHT = 100;
const SEPARATOR = spacer(4);
const ROOM = () => ({ height: HEIGHT, foot: HEIGHT });

const line = fc.record({
  height: fc.integer({ min: 1, max: 40 }),
  before: fc.integer({ min: 0, max: 10 }),
  after: fc.integer({ min: 0, max: 10 }),
  keep: fc.boolean(),
  drift: fc.constantFrom(undefined, undefined, undefined, 'float' as const, 'stop' as const),
  /** Fewer notes than this: the line refers to the one with this number. */
  note: fc.nat(12),
});
const flow = fc.record({
  text: fc.array(line, { maxLength: 40 }),
  notes: fc.array(fc.array(line, { minLength: 1, maxLength: 12 }), { maxLength: 6 }),
});
type Flow = typeof flow extends fc.Arbitrary<infer T> ? T : never;
type Line = Flow['text'][number];

const strip = ({ note, drift, ...rest }: Line, notes: number): Strip => ({
  ...spacer(rest.height),
  ...rest,
  ...(drift ? { drift } : {}),
  notes: note < notes ? [note] : [],
});

function fill({ text, notes }: Flow) {
  const strips = text.map((each) => strip(each, notes.length));
  // Notes here refer to no others.
  const noteStrips = notes.map((lines) => lines.map((each) => strip(each, 0)));
  const pages = fillPages({ strips, notes: noteStrips, separator: SEPARATOR, room: ROOM });
  return {
    strips,
    noteStrips,
    pages,
    placed: pages.flatMap((page) => page.placed.map((each) => each.strip)),
  };
}

/** Lines that begin with a float, and what is joined to them. */
function floatsOf(strips: readonly Strip[]): Set<Strip> {
  const floats = new Set<Strip>();
  strips.forEach((one, index) => {
    const above = strips[index - 1];
    if (above?.keep ? floats.has(above) : one.drift === 'float') floats.add(one);
  });
  return floats;
}

describe('pages', () => {
  test('hold every line of the text once, in order but for floats', () => {
    fc.assert(
      fc.property(flow, (each) => {
        const { strips, placed } = fill(each);
        const set = placed.filter((one) => strips.includes(one));
        expect(set).toHaveLength(strips.length);
        const drifting = floatsOf(strips);
        const isFixed = (one: Strip) => !drifting.has(one);
        expect(set.filter(isFixed)).toEqual(strips.filter(isFixed));
        expect(set.filter((one) => !isFixed(one))).toEqual(strips.filter((one) => !isFixed(one)));
      }),
      runs(100),
    );
  });

  test('let no float pass what stops it, and none go back', () => {
    fc.assert(
      fc.property(flow, (each) => {
        const { strips, placed } = fill(each);
        const set = placed.filter((one) => strips.includes(one));
        for (const float of floatsOf(strips)) {
          const passed = strips.filter(
            (one, index) =>
              !floatsOf(strips).has(one) &&
              index > strips.indexOf(float) !== set.indexOf(one) > set.indexOf(float),
          );
          for (const one of passed) {
            expect(one.drift).toBeUndefined();
            expect(strips.indexOf(one)).toBeGreaterThan(strips.indexOf(float));
          }
        }
      }),
      runs(100),
    );
  });

  test.each([
    [
      'a float without room lets the text move up',
      ['60', '50 float', '20', '30'],
      [
        ['60', '20'],
        ['50 float', '30'],
      ],
    ],
    [
      'no text moves up past a stop',
      ['60', '50 float', '20 stop'],
      [['60'], ['50 float', '20 stop']],
    ],
    [
      'a float behind a float waits for it',
      ['60', '50 float', '10 float', '20'],
      [
        ['60', '20'],
        ['50 float', '10 float'],
      ],
    ],
    ['a float at the end has a page of its own', ['60', '50 float'], [['60'], ['50 float']]],
    [
      'a float joined to what stops floats stays before what follows',
      ['60', '40 float keep', '10 stop', '20'],
      [['60'], ['40 float keep', '10 stop', '20']],
    ],
  ])('%s', (_, lines, expected) => {
    const strips = lines.map((each): Strip => {
      const [height, drift, keep] = each.split(' ') as [string, Strip['drift'], string?];
      return { ...spacer(Number(height)), ...(drift ? { drift } : {}), keep: keep === 'keep' };
    });
    const pages = fillPages({ strips, notes: [], separator: SEPARATOR, room: ROOM });
    expect(pages.map((page) => page.placed.map((one) => lines[strips.indexOf(one.strip)]))).toEqual(
      expected,
    );
  });

  test('hold every cited note once, in the order of first reference', () => {
    fc.assert(
      fc.property(flow, (each) => {
        const { strips, noteStrips, placed } = fill(each);
        const cited = [...new Set(strips.flatMap((one) => one.notes))];
        const lines = new Set(noteStrips.flat());
        expect(placed.filter((one) => lines.has(one))).toEqual(
          cited.flatMap((note) => noteStrips[note]!),
        );
      }),
      runs(100),
    );
  });

  test('hold nothing twice above each other, and nothing below the foot', () => {
    fc.assert(
      fc.property(flow, (each) => {
        for (const { placed } of fill(each).pages) {
          let bottom = 0;
          for (const { strip: one, y } of placed) {
            expect(y).toBeGreaterThanOrEqual(bottom - 1e-6);
            bottom = y + one.height;
          }
          expect(bottom).toBeLessThanOrEqual(HEIGHT + 1e-6);
        }
      }),
      runs(100),
    );
  });

  test('are never empty, save the only page of an empty text', () => {
    fc.assert(
      fc.property(flow, (each) => {
        const { pages, strips } = fill(each);
        const empty = pages.filter((page) => page.placed.length === 0);
        expect(empty.length).toBe(strips.length === 0 ? 1 : 0);
      }),
      runs(100),
    );
  });

  test.each([
    ['a line that stays with the next moves with it', [[60], [30, true], [30]], [1, 2]],
    ['a group that no page can hold parts', [[60], [60, true], [60]], [1, 1, 1]],
    ['a line that fits exactly stays', [[60], [40], [1]], [2, 1]],
  ] as const)('%s', (_, lines, expected) => {
    const strips = lines.map(([height, keep = false]) => ({ ...spacer(height), keep }));
    const pages = fillPages({ strips, notes: [], separator: SEPARATOR, room: ROOM });
    expect(pages.map((page) => page.placed.length)).toEqual(expected);
  });

  test('a long note leaves the text half of each page that it runs on to', () => {
    const text = Array.from(
      { length: 30 },
      (_, index): Strip => ({
        ...spacer(10),
        notes: index === 0 ? [0] : [],
      }),
    );
    const notes = [Array.from({ length: 40 }, () => spacer(10))];
    const pages = fillPages({ strips: text, notes, separator: SEPARATOR, room: ROOM });
    const counts = pages.map(
      (page) => page.placed.filter((each) => text.includes(each.strip)).length,
    );
    // The first page is the note's after its reference; then text and note share.
    expect(counts.slice(0, 4)).toEqual([1, 5, 5, 5]);
  });

  test('a line whose note finds no room below it waits for the next page', () => {
    const text = Array.from(
      { length: 10 },
      (_, index): Strip => ({ ...spacer(10), notes: index === 9 ? [0] : [] }),
    );
    const note = spacer(10);
    const pages = fillPages({
      strips: text,
      notes: [[note]],
      separator: SEPARATOR,
      room: ROOM,
    });
    expect(pages.map((page) => page.placed.length)).toEqual([9, 3]);
    expect(pages[1]!.placed.map((each) => each.strip)).toEqual([text[9], SEPARATOR, note]);
  });

  test('a table goes on below its header', () => {
    const header = spacer(10);
    const rows = Array.from({ length: 20 }, () => ({ ...spacer(10), repeat: [header] }));
    const pages = fillPages({ strips: rows, notes: [], separator: SEPARATOR, room: ROOM });
    expect(pages.map((page) => page.placed[0]!.strip === header)).toEqual([false, true, true]);
    expect(pages.map((page) => page.placed.length)).toEqual([10, 10, 2]);
  });
});
