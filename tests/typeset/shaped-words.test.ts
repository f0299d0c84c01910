/** Long runs are put together from words that were shaped before: HarfBuzz itself says what has to come out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Blob, Buffer, BufferFlag, Direction, Face, Font as HbFont, shape } from 'harfbuzzjs';
import type { Font, ShapeOptions } from '../../src/typeset/font.js';
import { faces } from '../support/house.js';

/** Whole paragraphs of the sample, as they are written. */
function paragraphs(language: string): string[] {
  const texts = readdirSync('articles').flatMap((slug) => {
    try {
      return [readFileSync(join('articles', slug, `${language}.md`), 'utf8')];
    } catch {
      return [];
    }
  });
  return texts.flatMap((text) => text.split('\n')).filter((line) => line.length > 100);
}

/** Ids, clusters, advances, offsets, and whether a line may end there, of the whole text shaped in one go. */
function wholly({ bytes }: Font, text: string, options: ShapeOptions): number[][] {
  const buffer = new Buffer();
  buffer.addText(text, 0, text.length);
  buffer.setDirection(options.direction === 'rtl' ? Direction.RTL : Direction.LTR);
  buffer.setScript(options.script);
  buffer.setLanguage(options.language);
  buffer.setFlags(BufferFlag.REMOVE_DEFAULT_IGNORABLES | BufferFlag.PRODUCE_SAFE_TO_INSERT_TATWEEL);
  shape(new HbFont(new Face(new Blob(bytes))), buffer);
  const positions = buffer.getGlyphPositions();
  return buffer.getGlyphInfos().map(({ codepoint, cluster, flags }, index) => {
    const { xAdvance, xOffset, yOffset } = positions[index]!;
    return [codepoint, inked(text, cluster), flags & 1, flags & 4, xAdvance, xOffset, yOffset];
  });
}

/** A half-space belongs to the letter before it. */
function inked(text: string, cluster: number): number {
  let at = cluster;
  while (at + 1 < text.length && /[\u00ad\u200b-\u200d\u2060]/.test(text[at]!)) at += 1;
  return at;
}

function byWords(font: Font, text: string, options: ShapeOptions): number[][] {
  return font
    .shape(text, 0, text.length, options)
    .map(({ id, cluster, advance, xOffset, yOffset, unsafeToBreak, safeToStretchBefore }) => [
      id,
      cluster,
      unsafeToBreak ? 1 : 0,
      safeToStretchBefore ? 4 : 0,
      advance,
      xOffset,
      yOffset,
    ]);
}

const ENGLISH = { script: 'Latn', language: 'en', direction: 'ltr' } as const;
const PERSIAN = { script: 'Arab', language: 'fa', direction: 'rtl' } as const;

test.each([
  ['en', () => faces().serif.regular, ENGLISH],
  ['fa', () => faces().naskh.regular, PERSIAN],
] as const)('%s: the sample, twice', (language, face, options) => {
  const texts = paragraphs(language);
  expect(texts.length).toBeGreaterThan(20);
  for (const text of [...texts, ...texts])
    expect(byWords(face(), text, options)).toEqual(wholly(face(), text, options));
});

test('a space keeps what it has of the letter behind it', () => {
  const font = faces().serif.regular;
  const around = 'and it was so. '.repeat(8);
  const space = (letter: string): number => {
    const text = `${around}${letter}he end ${around}`;
    expect(byWords(font, text, ENGLISH)).toEqual(wholly(font, text, ENGLISH));
    return font.shape(text, 0, text.length, ENGLISH)[around.length - 1]!.advance;
  };
  expect(space('T')).toBeLessThan(space('s'));
});

test.each([
  ['a sign that looks at the number before it', `${'متن '.repeat(30)}5 \u20c1 ${'متن '.repeat(5)}`],
  ['a half-space behind a space', `${'متن '.repeat(30)}\u200cمتن ${'متن '.repeat(5)}`],
  ['several spaces', `${'متن  '.repeat(30)} متن   `],
  ['a mark behind a space', `${'متن '.repeat(30)}\u064eمتن ${'متن '.repeat(5)}`],
])('%s', (_name, text) => {
  const font = faces().naskh.regular;
  expect(byWords(font, text, PERSIAN)).toEqual(wholly(font, text, PERSIAN));
});

test('what nobody sees hides no letter from the space before it', () => {
  const font = faces().serif.regular;
  const around = 'and so it was. '.repeat(8);
  const text = `${around}\u00ad\u00ad\u00adThe end ${around}`;
  expect(byWords(font, text, ENGLISH)).toEqual(wholly(font, text, ENGLISH));
});

test('a letter joins one beyond the end of its run', () => {
  const font = faces().naskh.regular;
  const words = 'نوشتن و خواندن '.repeat(10);
  const [text, end] = [`${words}بب`, words.length + 1];
  const last = (whole: string): number[] =>
    font
      .shape(whole, 0, end, PERSIAN)
      .flatMap(({ id, cluster }) => (cluster === words.length ? id : []));
  expect(last(text)).not.toEqual(last(text.slice(0, end)));
});
