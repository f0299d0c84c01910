/**
 * Unicode's own cases of the bidi algorithm: levels (P2–L1) through its door, and the order of a line
 * (L1, L2) through the lines that we make, in a face that has every character.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { StyleSpan } from '../../src/typeset/collect.js';
import {
  type Direction,
  embeddingLevels,
  type Font,
  type ShapedGlyph,
  visualOrder,
} from '../../src/typeset/index.js';
import { itemise } from '../../src/typeset/itemise.js';
import { makeLine } from '../../src/typeset/line.js';
import { shapeItem } from '../../src/typeset/shape.js';
import { judged } from './judges.js';

const CHARACTERS = '/usr/share/unicode/BidiCharacterTest.txt';
const CLASSES = '/usr/share/unicode/BidiTest.txt';

interface BidiCase {
  readonly characters: readonly string[];
  readonly direction: Direction;
  /** One a character; `x`: the algorithm removes it (X9). */
  readonly levels: readonly string[];
  /** Indices of characters that are not removed, left to right. */
  readonly order: readonly number[];
  readonly line: string;
}

describe('the bidi algorithm', () => {
  judged(
    'unicode-data',
    existsSync(CHARACTERS),
    'keeps every case of BidiCharacterTest.txt',
    () => {
      const { count, faults } = judge(characterCases(), [levelFault, orderFault, lineFault]);
      expect(faults).toEqual([]);
      expect(count).toBe(91_707);
    },
  );

  judged('unicode-data', existsSync(CLASSES), 'keeps every case of BidiTest.txt', () => {
    const { count, faults } = judge(classCases(), [levelFault, orderFault]);
    expect(faults).toEqual([]);
    // Of 770,241; where nobody gives the direction (P2, P3) it is not ours to find.
    expect(count).toBe(513_494);
  });

  judged(
    'unicode-data',
    existsSync(CHARACTERS),
    'would fail if a level or a place were wrong',
    () => {
      const [good] = characterCases();
      const checks = [levelFault, orderFault, lineFault];
      expect(judge([good!], checks).faults).toEqual([]);
      const levels = good!.levels.map((level) => (level === '1' ? '0' : level));
      expect(judge([{ ...good!, levels }], checks).faults).toHaveLength(2);
      expect(judge([{ ...good!, order: [...good!.order].reverse() }], checks).faults).toHaveLength(
        2,
      );
    },
  );
});

type Check = (each: BidiCase, found: Uint8Array) => string | undefined;

/** How many cases there are, and the first faults of each check. */
function judge(
  cases: Iterable<BidiCase>,
  checks: readonly Check[],
): { readonly count: number; readonly faults: readonly string[] } {
  const faults: string[] = [];
  let count = 0;
  for (const each of cases) {
    count += 1;
    const found = embeddingLevels(each.characters.join(''), each.direction);
    for (const check of checks) {
      const fault = check(each, found);
      if (fault && faults.length < 5) faults.push(`${fault}: ${each.direction} ${each.line}`);
    }
  }
  return { count, faults };
}

/** Levels of every character that is not removed, spaces at the end included (L1). */
function levelFault({ levels }: BidiCase, found: Uint8Array): string | undefined {
  const isKept = levels.every((level, index) => level === 'x' || Number(level) === found[index]);
  return isKept ? undefined : `levels ${found.join(' ')}`;
}

function orderFault({ levels, order }: BidiCase): string | undefined {
  const kept = [...levels.keys()].filter((index) => levels[index] !== 'x');
  const found = visualOrder(kept.map((index) => Number(levels[index]))).map((at) => kept[at]!);
  return isSame(found, order) ? undefined : `order ${found.join(' ')}`;
}

/** What a line of ours draws, left to right: without controls, and without spaces at its end. */
function lineFault(each: BidiCase, found: Uint8Array): string | undefined {
  const { characters, direction, order } = each;
  const text = characters.join('');
  const { items } = itemise({ text, spans: spansOf(text) }, found);
  const shaped = items.map((item) => shapeItem(text, item));
  const range = { start: 0, end: text.length, last: true, hyphenated: false };
  const spec = { pieces: [], direction, align: 'start', measure: 10_000 } as const;
  const { runs } = makeLine({ text, shaped, spec, range, kashidas: [], above: undefined });
  const drawn = runs.flatMap(({ glyphs }) => glyphs.map(({ cluster }) => cluster));
  const end = HANGING.exec(text)?.index ?? text.length;
  const wanted = order.filter((index) => index < end && !CONTROL.test(text[index]!));
  return isSame(drawn, wanted) ? undefined : `line ${drawn.join(' ')}`;
}

function isSame(found: readonly number[], wanted: readonly number[]): boolean {
  return found.length === wanted.length && found.every((each, index) => each === wanted[index]);
}

/** Marks of direction lie in no span: `collect` writes the isolates and drops the others. */
const CONTROL = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const INK = /[^\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;
const HANGING = /[\s\u2066-\u2069]+$/;
/** Characters of class BN that shapers see and do not draw. */
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060]/;

const style = { fonts: [{ font: everyCharacter(), scale: 1 }], size: 10, language: 'en' };

function spansOf(text: string): StyleSpan<string>[] {
  return [...text.matchAll(INK)].map(({ index, 0: { length } }) => {
    return { start: index, end: index + length, style, tag: '' };
  });
}

/** A face with one glyph for each unit of the text. */
function everyCharacter(): Font {
  const plain = { xOffset: 0, yOffset: 0, unsafeToBreak: false, safeToStretchBefore: false };
  const shape: Font['shape'] = (text, start, end, { direction }) => {
    const glyphs: ShapedGlyph[] = [];
    for (let cluster = start; cluster < end; cluster++)
      if (!INVISIBLE.test(text[cluster]!)) glyphs.push({ id: 1, cluster, advance: 1000, ...plain });
    return direction === 'rtl' ? glyphs.reverse() : glyphs;
  };
  return {
    name: 'every character',
    bytes: new Uint8Array(),
    unitsPerEm: 1000,
    ascent: 1,
    descent: 0,
    hasCharacter: () => true,
    shape,
    passed: () => new Set(),
    outline: () => '',
  };
}

function* dataLines(file: string): Generator<string> {
  for (const line of readFileSync(file, 'utf8').split('\n'))
    if (line !== '' && !line.startsWith('#')) yield line;
}

const numbers = (list: string): number[] => list.trim().split(/\s+/).filter(Boolean).map(Number);

/** `characters;direction;level of the paragraph;levels;order` */
function* characterCases(): Generator<BidiCase> {
  for (const line of dataLines(CHARACTERS)) {
    const [codes, , base, levels, order] = line.split(';') as [
      string,
      string,
      string,
      string,
      string,
    ];
    yield {
      characters: codes.split(' ').map((code) => String.fromCodePoint(Number.parseInt(code, 16))),
      // Where the case leaves the direction to be found (P2, P3), the one it says will be found.
      direction: base === '1' ? 'rtl' : 'ltr',
      levels: levels.split(' '),
      order: numbers(order),
      line,
    };
  }
}

const OF_CLASS: Readonly<Record<string, string>> = {
  L: 'a',
  R: '\u05d0',
  AL: '\u0627',
  EN: '\u06f1',
  ES: '+',
  ET: '%',
  AN: '\u0661',
  CS: '/',
  NSM: '\u064b',
  B: '\u2029',
  S: '\t',
  WS: ' ',
  ON: '\u00ab',
  BN: '\u00ad',
  LRE: '\u202a',
  RLE: '\u202b',
  LRO: '\u202d',
  RLO: '\u202e',
  PDF: '\u202c',
  LRI: '\u2066',
  RLI: '\u2067',
  FSI: '\u2068',
  PDI: '\u2069',
};
const DIRECTIONS: readonly [number, Direction][] = [
  [2, 'ltr'],
  [4, 'rtl'],
];

/** `@Levels` and `@Reorder` lines, each for the lines of `classes; bits of the directions` behind it. */
function* classCases(): Generator<BidiCase> {
  let levels: string[] = [];
  let order: number[] = [];
  for (const line of dataLines(CLASSES)) {
    if (line.startsWith('@Levels:')) levels = line.slice(8).trim().split(/\s+/);
    else if (line.startsWith('@Reorder:')) order = numbers(line.slice(9));
    else if (!line.startsWith('@')) {
      const [classes, bits] = line.split(';') as [string, string];
      const characters = classes
        .trim()
        .split(' ')
        .map((name) => OF_CLASS[name]!);
      for (const [bit, direction] of DIRECTIONS)
        if (Number.parseInt(bits, 16) & bit) yield { characters, direction, levels, order, line };
    }
  }
}
