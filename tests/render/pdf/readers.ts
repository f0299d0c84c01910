/**
 * Four readers, each reduced to the rule by which it turns a line of a PDF into text.
 *
 * They are told what an article's PDF shows: text objects in the order of painting, each a list of codes
 * with their readings and places. `npm run test:conformance` asks the real ones.
 */
import { bidiClass } from '../../../src/typeset/index.js';

export interface Shown {
  /** What the code reads as, as seen from left to right. */
  readonly reading: string;
  readonly left: number;
  readonly right: number;
  readonly hasInk: boolean;
  readonly face: unknown;
  /** It is shown by an operator of its own. */
  readonly opens: boolean;
}

export type Reader = (objects: readonly (readonly Shown[])[]) => string;

/**
 * Words by place; in a page that begins at the right, a section of another direction goes on to the next
 * letter. A code close to the one before is taken for the same printed twice, and shatters its word.
 */
const poppler: Reader = (objects) => {
  const words = wordsOf(objects.flat());
  words.sort((a, b) => a.left - b.left || a.index - b.index);
  const spaced = words.map(({ text, left }, index) => {
    const before = words[index - 1];
    return (before && left - before.right > 0.1 * EM ? ' ' : '') + text;
  });
  const characters = [...spaced.join('')].reverse();
  let text = '';
  for (let at = 0; at < characters.length; ) {
    const from = at;
    while (at < characters.length && !OPENS.test(bidiClass(characters[at]!))) at += 1;
    text += characters.slice(from, at).join('');
    const opened = at;
    while (at < characters.length && !/^(?:R|AL)$/.test(bidiClass(characters[at]!))) at += 1;
    text += characters.slice(opened, at).reverse().join('');
  }
  return text;
};

const EM = 12;
const OPENS = /^(?:L|EN|AN|ES|ET|CS)$/;

interface Word {
  readonly index: number;
  readonly left: number;
  right: number;
  text: string;
}

function wordsOf(codes: readonly Shown[]): Word[] {
  const words: Word[] = [];
  let word: Word | undefined;
  let lastLeft = Number.NaN;
  let wasDouble = false;
  codes.forEach(({ reading, left, right }, index) => {
    if (reading === ' ') {
      word = undefined;
      return;
    }
    const isDouble = word !== undefined && Math.abs(left - lastLeft) < 0.1 * EM;
    const gap = word ? left - word.right : 0;
    if (isDouble || wasDouble || gap < -0.2 * EM || gap > 0.1 * EM) word = undefined;
    wasDouble = isDouble;
    if (!word) {
      word = { index, left, right, text: '' };
      words.push(word);
    }
    word.text += reading;
    word.right = right;
    // The characters of one code share its width.
    lastLeft = right - (right - left) / reading.length;
  });
  return words;
}

/** In the order of painting; spans that are taken for right-to-left are turned where they stand. */
const mupdf: Reader = (objects) => {
  let text = '';
  let span: string[] = [];
  for (const object of objects) {
    let turned = false;
    for (const { reading } of object) {
      const first = bidiClass([...reading][0]!);
      if (/^(?:R|AL|AN)$/.test(first)) turned = true;
      else if (/^(?:L|EN|ES|ET)$/.test(first)) turned = false;
      if (turned) span.push(...reading);
      else {
        text += span.reverse().join('') + reading;
        span = [];
      }
    }
  }
  return text + span.reverse().join('');
};

/** A piece ends where the next does not go on to the right; mere spaces at its edges and lone marks are lost. */
const pdfjs: Reader = (objects) => {
  const pieces: Shown[][] = [];
  for (const code of objects.flat()) {
    if (/^\p{Cf}$/u.test(code.reading)) continue;
    const last = pieces.at(-1)?.at(-1);
    if (last && code.left - last.right > -0.2 * EM && code.face === last.face)
      pieces.at(-1)!.push(code);
    else pieces.push([code]);
  }
  return pieces
    .map((piece, index) => {
      const readings = piece.map(({ reading }) => reading);
      const next = pieces[index + 1]?.[0];
      while (readings[0] === ' ') readings.shift();
      // A change of the face alone loses nothing.
      if (!next || next.left - piece.at(-1)!.right < -0.2 * EM)
        while (readings.at(-1) === ' ') readings.pop();
      const text = readings.join('');
      const letters = [...text].filter((each) => bidiClass(each) === 'AL').length;
      const isRtl = letters > 0 && (letters >= text.length * 0.3 || text.length <= 4);
      return isRtl ? [...text].reverse().join('') : text;
    })
    .join('');
};

/** Sorted by where each show begins; parts of one direction, in a right-to-left line from the last. */
const pdfium: Reader = (objects) => {
  const shows = objects.flatMap(showsOf).filter((show) => show.some(({ hasInk }) => hasInk));
  const sorted = shows.map((show, index) => ({ show, index }));
  sorted.sort((a, b) => a.show[0]!.left - b.show[0]!.left || a.index - b.index);
  let line = '';
  let last: Shown | undefined;
  for (const { show } of sorted) {
    // A jump to the left or over a gap is a space.
    if (last && Math.abs(show[0]!.left - last.right) > 1.5 && !/ $/.test(line)) line += ' ';
    line += show.map(({ reading }) => reading).join('');
    last = show.at(-1);
  }
  let text = '';
  let current = 'R';
  for (const part of partsOf(line).reverse()) {
    const side = sideOf(part[0]!);
    if (side === 'R' || (side === 'N' && current === 'R')) {
      current = 'R';
      text += [...part]
        .reverse()
        .map((each) => MIRRORED[each] ?? each)
        .join('');
    } else {
      if (side !== 'W') current = 'L';
      text += part;
    }
  }
  return text;
};

function showsOf(object: readonly Shown[]): Shown[][] {
  const shows: Shown[][] = [];
  for (const code of object)
    if (shows.length === 0 || code.opens) shows.push([code]);
    else shows.at(-1)!.push(code);
  return shows;
}

/** Neighbours of one side. */
function partsOf(line: string): string[] {
  const parts: string[] = [];
  for (const character of line)
    if (parts.length > 0 && sideOf(parts.at(-1)![0]!) === sideOf(character))
      parts.push(parts.pop()! + character);
    else parts.push(character);
  return parts;
}

const MIRRORED: Readonly<Record<string, string>> = { '(': ')', ')': '(', '«': '»', '»': '«' };

/** Left, right, weak or neutral. */
type Side = 'L' | 'R' | 'W' | 'N';

function sideOf(character: string): Side {
  const bidi = bidiClass(character);
  if (bidi === 'L') return 'L';
  if (bidi === 'R' || bidi === 'AL') return 'R';
  return /^(?:AN|EN|NSM|CS|ES|ET|BN)$/.test(bidi) ? 'W' : 'N';
}

export const READERS: Readonly<Record<string, Reader>> = { poppler, mupdf, pdfjs, pdfium };
