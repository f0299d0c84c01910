/**
 * Persian words through `typeset/font.ts` and through the HarfBuzz of the distribution: the same glyphs,
 * clusters, advances, offsets, and flags, which say where a line may be cut and a word stretched. Ours
 * is years younger and runs in WebAssembly; in these faces the two do not differ.
 */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Font } from '../../src/typeset/index.js';
import { faces } from '../support/house.js';
import { hasCommand, judged, run } from './judges.js';

const WORDS = 'tests/conformance/persian-words.txt';
const LANGUAGE = 'fa-AF';

const { naskh, nastaliq } = faces();
const FACES: readonly Font[] = [
  naskh.regular,
  naskh.semibold,
  naskh.bold,
  nastaliq.regular,
  nastaliq.bold,
];

describe('shaping', () => {
  const folder = mkdtempSync(join(tmpdir(), 'warraq-'));

  for (const font of FACES)
    judged('hb-shape', hasCommand('hb-shape'), `is HarfBuzz's own in ${font.name}`, () => {
      const texts = [...new Set([...joins(), ...words()])].filter((text) => isCovered(font, text));
      expect(texts.length).toBeGreaterThan(400);
      const theirs = shapedByJudge(folder, font, texts);
      const ours = texts.map((text) => shaped(font, text));
      expect(theirs).toHaveLength(texts.length);
      expect(ours.filter((own, index) => own !== theirs[index])).toEqual([]);
      expect(new Set(ours).size).toBeGreaterThan(400);
    });
});

/** Letters that Persian and its neighbours use, each alone and in every place of a word. */
function joins(): string[] {
  const letters = [...'ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژکگیۀـ'];
  return letters.flatMap((letter) => [
    letter,
    `${letter}ب`,
    `ب${letter}`,
    `ب${letter}ب`,
    `لل${letter}ه`,
  ]);
}

function words(): string[] {
  const lines = readFileSync(WORDS, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  return [...lines, ...lines.flatMap((line) => line.split(' '))];
}

/** Whether the face has every character; others are set in another face, and never shaped in this. */
function isCovered(font: Font, text: string): boolean {
  return [...text].every((character) => {
    const code = character.codePointAt(0)!;
    return code === 0x200c || font.hasCharacter(code);
  });
}

/** As hb-shape writes it: `[glyph=cluster@dx,dy+advance#flags|…]`. */
function shaped(font: Font, text: string): string {
  const options = { script: 'Arab', language: LANGUAGE, direction: 'rtl' } as const;
  const glyphs = font.shape(text, 0, text.length, options);
  const parts = glyphs.map((glyph) => {
    const { id, cluster, xOffset, yOffset, advance } = glyph;
    const offset = xOffset === 0 && yOffset === 0 ? '' : `@${xOffset},${yOffset}`;
    const flags = (glyph.unsafeToBreak ? 1 : 0) + (glyph.safeToStretchBefore ? 4 : 0);
    return `${id}=${cluster}${offset}+${advance}${flags === 0 ? '' : `#${flags}`}`;
  });
  return `[${parts.join('|')}]`;
}

function shapedByJudge(folder: string, font: Font, texts: readonly string[]): string[] {
  const face = join(folder, `${font.name}.ttf`);
  const list = join(folder, 'texts.txt');
  writeFileSync(face, font.bytes);
  writeFileSync(list, `${texts.join('\n')}\n`);
  const lines = run('hb-shape', [
    face,
    `--text-file=${list}`,
    '--direction=rtl',
    '--script=Arab',
    `--language=${LANGUAGE}`,
    '--remove-default-ignorables',
    '--no-glyph-names',
    '--safe-to-insert-tatweel',
    '--show-flags',
  ])
    .trim()
    .split('\n');
  return lines.map((line, index) => inked(line, texts[index] ?? ''));
}

/** Clusters begin with ink here: a half-space that left no glyph is the letter's before it. */
function inked(line: string, text: string): string {
  return line.replace(/=(\d+)/g, (_, cluster: string) => {
    const at = Number(cluster);
    return `=${text[at] === '\u200c' && at + 1 < text.length ? at + 1 : at}`;
  });
}
