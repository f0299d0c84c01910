/** Two columns below what spans the sheet. */
import { fillSheets, type SheetInput } from '../../src/layout/columns.js';
import { type Strip, spacer } from '../../src/layout/strip.js';
import { layOut, texts } from '../support/layout.js';
import { CASES } from './cases.js';

const lines = (count: number, height = 10): Strip[] =>
  Array.from({ length: count }, () => spacer(height));

const fill = (input: Partial<SheetInput>) =>
  fillSheets({
    spanning: [],
    strips: [],
    notes: [],
    separator: spacer(4),
    height: 100,
    gap: 5,
    count: 2,
    ...input,
  });
/** Of each sheet the parts: column, top, lines. */
const shape = (input: Partial<SheetInput>) =>
  fill(input).map(({ parts }) =>
    parts.map(({ column, top, placed }) => [column, top, placed.length]),
  );

describe('columns', () => {
  test.each<[string, Partial<SheetInput>, unknown]>([
    [
      'are filled one after the other, the last two evenly',
      { strips: lines(26) },
      [
        [
          [0, 0, 10],
          [1, 0, 10],
        ],
        [
          [0, 0, 3],
          [1, 0, 3],
        ],
      ],
    ],
    [
      'begin below what spans the sheet',
      { spanning: lines(3), strips: lines(20) },
      [
        [
          [undefined, 0, 3],
          [0, 35, 6],
          [1, 35, 6],
        ],
        [
          [0, 0, 4],
          [1, 0, 4],
        ],
      ],
    ],
    [
      'begin on the next sheet where too little is left',
      { spanning: lines(9), strips: lines(4) },
      [
        [[undefined, 0, 9]],
        [
          [0, 0, 2],
          [1, 0, 2],
        ],
      ],
    ],
    [
      'an odd line stands in the first',
      { strips: lines(5) },
      [
        [
          [0, 0, 3],
          [1, 0, 2],
        ],
      ],
    ],
    [
      'what stays together is not parted for evenness',
      {
        strips: lines(4).map((strip, index) => ({ ...strip, keep: index < 3 })),
      },
      [[[0, 0, 4]]],
    ],
    ['one column is no higher than its lines', { count: 1, strips: lines(4) }, [[[0, 0, 4]]]],
  ])('%s', (_, input, expected) => {
    expect(shape(input)).toEqual(expected);
  });

  test('have the notes at their foot, also where the text ends above it', () => {
    const note = spacer(8);
    const strips = lines(6).map((strip, index) => ({ ...strip, notes: index === 5 ? [0] : [] }));
    const [sheet] = fill({ strips, notes: [[note]] });
    const placed = sheet!.parts.flatMap((part) => part.placed);
    expect(placed.find(({ strip }) => strip === note)!.y).toBe(100 - 8);
  });

  test('a note of the head stands in the first', () => {
    const note = spacer(8);
    const spanning = lines(2).map((strip) => ({ ...strip, notes: [0] }));
    const [sheet] = fill({ spanning, strips: lines(4), notes: [[note]] });
    expect(sheet!.parts[1]!.placed.map(({ strip }) => strip)).toContain(note);
  });

  test.each([
    ['two-columns', 'right'],
    ['two-columns-under-the-other-masthead', 'left'],
  ])('%s: the first is on the %s, by the direction of the text', (name, side) => {
    // The longest paragraph runs through both.
    const byOwner = new Map<unknown, number[]>();
    for (const { owner, x } of texts(layOut(CASES[name]!)))
      if (owner !== 'artifact') byOwner.set(owner, [...(byOwner.get(owner) ?? []), x]);
    const xs = [...byOwner.values()].sort((a, b) => b.length - a.length)[0]!;
    const apart = xs[0]! - Math[side === 'right' ? 'min' : 'max'](...xs);
    expect(Math.abs(apart)).toBeGreaterThan(200);
    expect(apart > 0).toBe(side === 'right');
  });
});
