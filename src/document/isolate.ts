/**
 * Runs of the other language inside a text, set apart as isolates.
 *
 * The bidi algorithm alone puts a bracket, a full stop or a number beside a foreign run on the wrong
 * side of it. An isolate (UAX #9 §2.4.2) keeps the run whole and lets its surroundings be.
 */
import type { Inline, Isolate, Tongue } from './model.js';

const RTL_LETTER = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const LETTER = /\p{L}/u;

/** Addresses, dates and telephone numbers: left to right in every text, and of no language. */
const ADDRESS =
  /(?:https?:\/\/|www\.)[^\s<>«»،؛()]*[^\s<>«»،؛().,:;!?'"”’]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\p{L}\d])\d{4}-\d{2}-\d{2}(?![\p{L}\d])|(?<![\p{L}\d])\d{1,2}\.\d{1,2}\.\d{4}(?![\p{L}\d])|\+\d[\d -]{5,}\d/gu;

const LATIN = String.raw`\p{Script=Latin}\p{M}\d`;
/** Signs before a word: a price, a topic, an account, `.NET`; but no full stop of the sentence before. */
const BEFORE = String.raw`(?:[$€£#@]|(?<![\p{L}\p{M}\d.])\.(?=\p{Script=Latin}))?`;
/** Signs behind a word: `C++`, `C#`, `A+`; but not the plus of `Ctrl+ن`. */
const BEHIND = String.raw`(?:\+\+|[+#](?![\p{L}\p{M}\d]))?`;
const LATIN_WORD = String.raw`(?:${BEFORE}(?=[\d.,]*\p{Script=Latin})[${LATIN}](?:[${LATIN}'’.,_/&-]|\+(?=[${LATIN}]))*${BEHIND}|\d+(?:[.,:]\d+)*%?)`;
/** Latin words with what stands between them; a number counts only beside a Latin word. */
const LATIN_RUN = new RegExp(String.raw`[$€£#@]?${LATIN_WORD}(?:[ \u00a0]${LATIN_WORD})*`, 'gu');
const AMOUNT = /[$€£]\d+(?:[.,]\d+)*/gu;

const ARABIC_WORD = String.raw`[\p{Script=Arabic}\p{M}\u200c\u200d]+`;
const ARABIC_RUN = new RegExp(
  String.raw`[«]?${ARABIC_WORD}(?:(?:[ \u00a0]?[«»،؛:–/-]?[ \u00a0]?|[ \u00a0])(?:${ARABIC_WORD}|(?<=[\p{Script=Arabic}] )[۰-۹]+|[۰-۹]+(?= ?\p{Script=Arabic})))*[»]?`,
  'gu',
);

/** Most texts have nothing of the other language: one look is cheaper than three patterns. */
const HAS_FOREIGN = { rtl: /[\d\p{Script=Latin}]/u, ltr: /[\p{Script=Arabic}\p{M}\u200c\u200d]/u };

/** Splits a text into plain texts and isolates, in logical order; the words stay what they were. */
export function isolateForeign(text: string, tongue: Tongue): Inline[] {
  if (!HAS_FOREIGN[tongue.direction].test(text)) return text === '' ? [] : [{ kind: 'text', text }];
  const runs =
    tongue.direction === 'rtl'
      ? runsOf(text, [
          [ADDRESS, () => ({ direction: 'ltr' })],
          [AMOUNT, () => ({ direction: 'ltr' })],
          [LATIN_RUN, () => ({ direction: 'ltr', language: 'en' })],
        ])
      : runsOf(text, [[ARABIC_RUN, () => ({ direction: 'rtl', language: 'fa-AF' })]]);
  const inlines: Inline[] = [];
  let at = 0;
  for (const run of runs) {
    if (run.start > at) inlines.push({ kind: 'text', text: text.slice(at, run.start) });
    inlines.push({
      kind: 'isolate',
      ...run.as,
      children: [{ kind: 'text', text: text.slice(run.start, run.end) }],
    });
    at = run.end;
  }
  if (at < text.length) inlines.push({ kind: 'text', text: text.slice(at) });
  return inlines;
}

/**
 * The tongue of a block that is written in the other script: its first letter and at least three in
 * four of its letters are. Undefined when the block is in the language around it.
 */
export function tongueOf(text: string, around: Tongue): Tongue | undefined {
  const foreign = (letter: string) => RTL_LETTER.test(letter) !== (around.direction === 'rtl');
  const first = LETTER.exec(text)?.[0];
  if (first === undefined || !foreign(first)) return undefined;
  const letters = [...text].filter((each) => LETTER.test(each));
  if (letters.filter(foreign).length / letters.length < 0.75) return undefined;
  return around.direction === 'rtl'
    ? { language: 'en', direction: 'ltr' }
    : { language: 'fa-AF', direction: 'rtl' };
}

interface ForeignRun {
  readonly start: number;
  readonly end: number;
  readonly as: Pick<Isolate, 'direction' | 'language'>;
}

/** Matches of the patterns in text order; an earlier pattern wins where two overlap. */
function runsOf(
  text: string,
  patterns: readonly [RegExp, () => Pick<Isolate, 'direction' | 'language'>][],
): ForeignRun[] {
  const runs: ForeignRun[] = [];
  /** 1 where a run stands already. */
  const taken = new Uint8Array(text.length);
  for (const [pattern, as] of patterns)
    for (const match of text.matchAll(pattern)) {
      // An address is what its pattern says, a last slash included.
      const trimmed = pattern === ADDRESS ? { text: match[0], lead: 0 } : trim(match[0]);
      const start = match.index + trimmed.lead;
      const end = start + trimmed.text.length;
      const hasLetter = LETTER.test(trimmed.text) || pattern !== LATIN_RUN;
      if (trimmed.text === '' || !hasLetter || taken.subarray(start, end).includes(1)) continue;
      taken.fill(1, start, end);
      runs.push({ start, end, as: as() });
    }
  return runs.sort((a, b) => a.start - b.start);
}

/** Leaves punctuation at the edges to the surroundings, save the full stop of an abbreviation. */
function trim(run: string): { text: string; lead: number } {
  let text = run.replace(/[\s\u00a0]+$/u, '');
  if (!/(?:\b\p{L}\.){2,}$/u.test(text)) text = text.replace(/[.,:;'’،؛/&_–-]+$/u, '');
  if (text.endsWith('»') && !text.includes('«')) text = text.slice(0, -1);
  const lead = text.startsWith('«') && !text.includes('»') ? 1 : 0;
  return { text: text.slice(lead), lead };
}
