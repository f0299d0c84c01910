/** The name and the verse of the masthead in Nastaliq, as drawings: its face alone weighs 59 kB. */
import type { Block } from '../document/index.js';
import { plainText } from '../document/index.js';
import type { Edition } from '../edition/index.js';
import type { Drawings } from '../render/html/index.js';
import type { Font } from '../typeset/index.js';
import { openShelf, typesettingFaces } from './faces.js';
import type { Cache } from './press/cache.js';
import { keptFacts } from './press/kept-facts.js';

/** Steps of a drawing to an em: a name 40 pixels high is true to a tenth of a pixel. */
const STEPS = 320;
const ARABIC = /\p{Script=Arabic}/u;

/** A text in font units, y upwards. */
interface Drawn {
  readonly text: string;
  readonly advance: number;
  readonly steps: readonly Step[];
}
interface Step {
  readonly command: string;
  readonly points: readonly (readonly [number, number])[];
}

/** Of all editions, drawn once as long as they say the same. */
export async function nameplates(editions: readonly Edition[], cache: Cache): Promise<Drawings> {
  const texts = (['name', 'verse'] as const).map((role) => [
    ...new Set(editions.flatMap(({ masthead }) => textsOf(masthead, role))),
  ]);
  const drawings = await keptFacts(cache, 'nameplates', texts, async () => [
    ...draw(texts, typesettingFaces(await openShelf()).nastaliq.bold),
  ]);
  return new Map(drawings);
}

/**
 * @param texts of name and verse, which have a height each
 * @param font Nastaliq
 */
function draw(texts: readonly (readonly string[])[], font: Font): Map<string, string> {
  const drawings = new Map<string, string>();
  for (const alike of texts) {
    const drawn = alike.map((text) => drawText(text, font));
    // One height for all hemistichs, so that their letters are of one size.
    const heights = drawn.flatMap(({ steps }) =>
      steps.flatMap(({ points }) => points.map(([, y]) => y)),
    );
    const top = heights.reduce((most, y) => Math.max(most, y), 0);
    const bottom = heights.reduce((least, y) => Math.min(least, y), 0);
    for (const each of drawn) drawings.set(each.text, svgOf(each, top, bottom, font.unitsPerEm));
  }
  return drawings;
}

function textsOf(masthead: Block, role: 'name' | 'verse'): string[] {
  if (masthead.kind !== 'masthead') return [];
  return masthead.lines
    .filter((line) => line.role === role)
    .flatMap((line) => line.cells.map((cell) => plainText(cell.children)))
    .filter((text) => ARABIC.test(text));
}

function drawText(text: string, font: Font): Drawn {
  const glyphs = font.shape(text, 0, text.length, {
    script: 'Arab',
    language: 'fa',
    direction: 'rtl',
  });
  let x = 0;
  const steps = glyphs.flatMap((glyph): Step[] => {
    const [dx, dy] = [x + glyph.xOffset, glyph.yOffset];
    x += glyph.advance;
    return stepsOf(font.outline(glyph.id)).map(({ command, points }) => ({
      command,
      points: points.map(([px, py]) => [px + dx, py + dy] as const),
    }));
  });
  return { text, advance: x, steps };
}

/** `M1,2Q3,4 5,6Z` → commands with their points; outlines of TrueType have M, L, Q and Z. */
function stepsOf(outline: string): Step[] {
  return [...outline.matchAll(/([MLQCZ])([^MLQCZ]*)/g)].map(([, command, text]) => {
    const numbers = text!.match(/-?[\d.]+/g)?.map(Number) ?? [];
    const points = Array.from(
      { length: numbers.length / 2 },
      (_, index) => [numbers[2 * index]!, numbers[2 * index + 1]!] as const,
    );
    return { command: command!, points };
  });
}

/** Whole numbers, each from the end of the step before: half the bytes of what the font says. */
function svgOf(drawn: Drawn, top: number, bottom: number, unitsPerEm: number): string {
  const scale = STEPS / unitsPerEm;
  const [width, height] = [drawn.advance, top - bottom].map((each) => Math.ceil(each * scale)) as [
    number,
    number,
  ];
  let [x, y] = [0, 0];
  let [startX, startY] = [0, 0];
  const path = drawn.steps.map(({ command, points }) => {
    const placed = points.map(([px, py]) => [
      Math.round(px * scale),
      Math.round((top - py) * scale),
    ]);
    const relative = placed.map(([px, py]) => `${px! - x} ${py! - y}`).join(' ');
    const end = placed.at(-1) ?? [startX, startY];
    [x, y] = [end[0]!, end[1]!];
    if (command === 'M') [startX, startY] = [x, y];
    return command.toLowerCase() + relative.replaceAll(' -', '-');
  });
  const em = (length: number) => Math.round((length / STEPS) * 1000) / 1000;
  return `<svg class="drawn" aria-hidden="true" focusable="false" viewBox="0 0 ${width} ${height}" width="${em(width)}em" height="${em(height)}em"><path d="${path.join('')}"/></svg>`;
}
