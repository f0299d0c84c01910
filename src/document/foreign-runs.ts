/**
 * Where runs of the other language are in a text.
 *
 * A run goes from its first word to its last, through all between them that has no direction of its own: that is
 * how the bidi algorithm reads it without us (UAX #9 N1), and a phrase cut at its commas would stand in
 * the order of the text around it, last piece first. Brackets and quotation marks go with what they hold whole.
 */
import type { Isolate, Tongue } from './model.js';

export interface ForeignRun {
  /** UTF-16 offsets, half open. */
  readonly start: number;
  readonly end: number;
  readonly as: Pick<Isolate, 'direction' | 'language'>;
}

/** Stands in a text for what has no letters in it, a reference to a note. */
export const OBJECT = '\ufffc';

/**
 * A word counts by itself and joins with others, an address counts and joins with words; a figure has a direction
 * but no language, and like a number it joins with words beside it.
 */
type TokenKind = 'address' | 'figure' | 'word' | 'number';

interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}

/** How runs of a script look in a text of the other direction. */
interface Manner {
  /** Is there anything? One look is cheaper than to look for words. */
  readonly sign: RegExp;
  /** A group for each kind of token. */
  readonly token: RegExp;
  /** What may stand between two words of a run. */
  readonly between: RegExp;
  /** What encloses parts of a run, and whole runs where it is quoted. */
  readonly pairs: ReadonlyMap<string, string>;
  readonly quotes: ReadonlyMap<string, string>;
  readonly as: ForeignRun['as'];
}

/** Left to right in every text, and of no language. */
const ADDRESS = String.raw`(?:https?:\/\/|www\.)[^\s<>«»،؛()]*[^\s<>«»،؛().,:;!?'"”’]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+`;
const APART = String.raw`(?<![\p{L}\p{M}\d.,:/+-])`;
const ENDED = String.raw`(?![\p{L}\p{M}\d]|[-/.:]\d)`;
/** Prices; days and times; telephone numbers; numbers of several parts, such as an ISBN; sums; with a sign. */
const FIGURES = [
  String.raw`[$€£]\d+(?:[.,]\d+)*`,
  String.raw`${APART}\d{4}-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?)?${ENDED}`,
  String.raw`${APART}\d{1,2}\.\d{1,2}\.\d{4}${ENDED}`,
  String.raw`\+\d[\d -]{5,}\d`,
  String.raw`${APART}(?:\(0\d{1,4}\)|0\d{1,4})(?:[ /-]\d{2,})+${ENDED}`,
  String.raw`${APART}\d+(?:-\d+){2,}${ENDED}`,
  String.raw`${APART}\d+(?:[+×*=<>]\d+)+${ENDED}`,
  String.raw`(?<![\p{L}\p{M}\d.,:/+)%-])[+−-]\d+(?:[.,]\d+)*(?:°[CF]|%)?${ENDED}`,
];

const LATIN = String.raw`\p{Script=Latin}\p{M}\d`;
/** Signs before a word: a price, a topic, an account, `.NET`; but no full stop of the sentence before. */
const BEFORE = String.raw`(?:[$€£#@]|(?<![\p{L}\p{M}\d.])\.(?=\p{Script=Latin}))?`;
/** Signs behind a word: `C++`, `C#`, `A+`; but not the plus of `Ctrl+ن`. */
const BEHIND = String.raw`(?:\+\+|[+#](?![\p{L}\p{M}\d]))?`;
const LATIN_WORD = String.raw`${BEFORE}(?=[\d.,]*\p{Script=Latin})[${LATIN}](?:[${LATIN}²³'’.,_/&-]|\+(?=[${LATIN}]))*${BEHIND}`;
/** A tag of HTML as a text speaks of it: its brackets would change places. */
const MARKUP = String.raw`<\/?[A-Za-z][\x20-\x3b\x3d\x3f-\x7e]{0,100}>`;
/** Of Persian digits, which are no English: it stands apart alone, too. */
const PERSIAN_NUMBER = '[۰-۹]+(?:[.,٫٬/:–-][۰-۹]+)+٪?|[۰-۹]+٪';
const ARABIC_WORD = String.raw`[\p{Script=Arabic}\p{M}\u200c\u200d]+`;

const MANNERS: Readonly<Record<Tongue['direction'], Manner>> = {
  rtl: {
    sign: /[\d\p{Script=Latin}]/u,
    token: new RegExp(
      String.raw`(?<address>${ADDRESS})|(?<figure>${FIGURES.join('|')})|(?<word>${MARKUP}|${LATIN_WORD})|(?<number>\d+(?:[.,:]\d+)*%?)`,
      'gu',
    ),
    between: /^[ \u00a0\ufffc!-/:-@[-`{-~“”‘’–—…°×÷·§©®™€£]{0,12}$/u,
    pairs: new Map(['()', '[]', '{}', '“”'].map((pair) => [pair[0]!, pair[1]!])),
    quotes: new Map(['“”', '""', '‘’'].map((pair) => [pair[0]!, pair[1]!])),
    as: { direction: 'ltr', language: 'en' },
  },
  ltr: {
    sign: /[\p{Script=Arabic}\p{M}\u200c\u200d]/u,
    token: new RegExp(`(?<word>${PERSIAN_NUMBER}|${ARABIC_WORD}؟*)`, 'gu'),
    // Behind what is quoted a colon is English: “behind «می»: می‌شود”.
    between: /^(?!.*[»)\]][:.!…])[ \u00a0\ufffc«»،؛؟:–—/()[\].!…-]{0,12}$/u,
    pairs: new Map(['()', '[]', '«»'].map((pair) => [pair[0]!, pair[1]!])),
    quotes: new Map([['«', '»']]),
    as: { direction: 'rtl', language: 'fa-AF' },
  },
};

/** Runs in a text of a language, in order. */
export function foreignRuns(text: string, { direction }: Tongue): ForeignRun[] {
  const manner = MANNERS[direction];
  if (!manner.sign.test(text)) return [];
  const groups: Token[][] = [];
  for (const token of tokensOf(text, manner)) {
    const group = groups.at(-1);
    if (group && isJoined(text, group, token, manner)) group.push(token);
    else groups.push([token]);
  }
  return groups.flatMap((group) => runsOf(text, group, manner));
}

function tokensOf(text: string, { token }: Manner): Token[] {
  return [...text.matchAll(token)].map(({ index, 0: { length }, groups }): Token => {
    const [kind] = Object.entries(groups!).find(([, match]) => match !== undefined)!;
    return { kind: kind as TokenKind, start: index, end: index + length };
  });
}

/** What may stand between a word and a number or a figure behind it. */
const BEFORE_NUMBER = /^(?:[ \u00a0]|[,.] |,| ?[([]|\)? ?[-–+×*/=<>] ?)$/u;

function isJoined(text: string, group: readonly Token[], next: Token, manner: Manner): boolean {
  const last = group.at(-1)!;
  const gap = text.slice(last.end, next.start);
  const hasWord = group.some(({ kind }) => kind === 'word');
  switch (next.kind) {
    case 'word':
      // «صفحهٔ 5, BBC»: a number before a word is its own only where it stands close.
      return hasWord || last.kind === 'address'
        ? manner.between.test(gap)
        : last.kind === 'number' && /^[ \u00a0]?$/.test(gap);
    case 'address':
      return hasWord && manner.between.test(gap);
    default:
      return hasWord && BEFORE_NUMBER.test(gap);
  }
}

/** The runs that a group of tokens is: one, or several where a bracket is not closed in it. */
function runsOf(text: string, group: readonly Token[], manner: Manner): ForeignRun[] {
  const runs: ForeignRun[] = [];
  const waiting = [group];
  for (let tokens = waiting.pop(); tokens; tokens = waiting.pop()) {
    const { found, cuts } = runOf(text, tokens, manner);
    runs.push(...found);
    const ends = [...cuts.slice(1), tokens.length];
    if (cuts.length > 1)
      for (let at = cuts.length - 1; at >= 0; at--)
        waiting.push(tokens.slice(cuts[at]!, ends[at]!));
  }
  return runs;
}

/** Runs that are found at once; else the tokens with which the parts begin that the group is cut into. */
function runOf(
  text: string,
  tokens: readonly Token[],
  { pairs, quotes, as }: Manner,
): { found: ForeignRun[]; cuts: number[] } {
  const [first, last] = [tokens[0]!, tokens.at(-1)!];
  if (tokens.every(({ kind }) => kind !== 'word')) {
    const apart = tokens.filter(({ kind }) => kind !== 'number');
    const found = apart.map(({ start, end }) => ({ start, end, as: { direction: as.direction } }));
    return { found, cuts: [] };
  }
  const range = { start: first.start, end: last.kind === 'word' ? trimmed(text, last) : last.end };
  const { whole, open } = enclosed(text, range, pairs);
  if (open.length === 0) return { found: [{ ...quoted(text, whole, quotes), as }], cuts: [] };
  // What is not closed holds no word of this group where none comes after it: it stays outside.
  const behind = open.map((at) => tokens.findIndex(({ start }) => start > at));
  const cuts = [0, ...new Set(behind.filter((cut) => cut > 0))];
  return cuts.length > 1 ? { found: [], cuts } : { found: [{ ...range, as }], cuts: [] };
}

/** Leaves punctuation at the end to the surroundings, save the full stop of an abbreviation. */
function trimmed(text: string, { start, end }: Token): number {
  const word = text.slice(start, end);
  if (/(?:\b\p{L}\.){2,}$/u.test(word)) return end;
  return start + word.replace(/[.,:;'’،؛/&_–-]+$/u, '').length;
}

type Range = Pick<ForeignRun, 'start' | 'end'>;

/** Marks that may stand between the last word and what closes. */
const MARKS = /^[.,!?؟…]*/u;
const MOST_MARKS = 8;

/**
 * Takes the brackets in that belong to what is opened or closed within; `open` is where those stand, in
 * order, whose other half is not there, the first of those that close alone.
 */
function enclosed(
  text: string,
  { start, end }: Range,
  pairs: Manner['pairs'],
): { whole: Range; open: readonly number[] } {
  const closers = new Map([...pairs].map(([opener, closer]) => [closer, opener]));
  const waiting: number[] = [];
  let from = start;
  for (let at = start; at < end; at++) {
    const sign = text[at]!;
    if (pairs.has(sign)) waiting.push(at);
    const opener = closers.get(sign);
    if (opener === undefined) continue;
    const last = waiting.pop();
    if (last !== undefined && text[last] === opener) continue;
    if (last !== undefined || text[from - 1] !== opener)
      return { whole: { start, end }, open: [at] };
    from -= 1;
  }
  let to = end;
  while (waiting.length > 0) {
    const closing = to + MARKS.exec(text.slice(to, to + MOST_MARKS))![0].length;
    if (text[closing] !== pairs.get(text[waiting.at(-1)!]!))
      return { whole: { start, end }, open: waiting };
    waiting.pop();
    to = closing + 1;
  }
  return { whole: { start: from, end: to }, open: [] };
}

/** What may end a text that is all of the other language. */
const ENDING = /^[.!?؟…]+$/u;

/**
 * “Yahoo!”: a mark before what closes is the run's, and so are quotation marks around all of it, and what ends a
 * text that is nothing else.
 */
function quoted(text: string, { start, end }: Range, quotes: Manner['quotes']): Range {
  if (start === 0 && text.length - end <= MOST_MARKS && ENDING.test(text.slice(end)))
    return { start, end: text.length };
  const marks = /^[.!?؟…]+(?=[»)\]}”"’])/u.exec(text.slice(end, end + MOST_MARKS))?.[0] ?? '';
  const closing = end + marks.length;
  const quote = start > 0 ? quotes.get(text[start - 1]!) : undefined;
  return quote !== undefined && quote === text[closing]
    ? { start: start - 1, end: closing + 1 }
    : { start, end: closing };
}
