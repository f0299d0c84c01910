/**
 * Runs of the other language inside a text, set apart as isolates.
 *
 * The bidi algorithm alone puts a bracket, a full stop or a number beside a foreign run on the wrong
 * side of it. An isolate (UAX #9 §2.4.2) keeps the run whole and lets its surroundings be.
 */
import { type ForeignRun, foreignRuns, OBJECT } from './foreign-runs.js';
import { assertNever, type Inline, type Isolate, type Tongue } from './model.js';

const RTL_LETTER = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const LETTER = /\p{L}/u;

/** Splits a text into plain texts and isolates, in logical order; the words stay what they were. */
export function isolateForeign(text: string, tongue: Tongue): Inline[] {
  return text === '' ? [] : isolateIn([{ kind: 'text', text }], tongue);
}

/** The same for what holds links and emphasis: a phrase is one run, wherever they begin and end. */
export function isolateIn(inlines: readonly Inline[], tongue: Tongue): Inline[] {
  const runs = foreignRuns(inlines.map(lettersOf).join(''), tongue);
  return runs.length === 0 ? [...inlines] : parted(inlines, 0, runs);
}

/** The letters by which runs are found, as many as `parted` counts: code is Latin, and has no letters of its own. */
function lettersOf(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'code':
      return 'x'.repeat(inline.text.length);
    case 'note-reference':
      return OBJECT;
    case 'break':
      return '\n';
    case 'emphasis':
    case 'strong':
    case 'link':
      return inline.children.map(lettersOf).join('');
    case 'isolate':
    case 'time':
      // What stands apart already.
      return '\n'.repeat(inline.children.map(lettersOf).join('').length);
    default:
      return assertNever(inline);
  }
}

/** @param from where the first of the inlines begins */
function parted(inlines: readonly Inline[], from: number, runs: readonly ForeignRun[]): Inline[] {
  const made: Inline[] = [];
  let open: { readonly run: ForeignRun; readonly children: Inline[] } | undefined;
  const put = (run: ForeignRun | undefined, inline: Inline): void => {
    if (!run) made.push(inline);
    else if (open?.run === run) open.children.push(inline);
    else {
      open = { run, children: [inline] };
      const span = inline.span ? { span: inline.span } : {};
      made.push({ kind: 'isolate', ...run.as, children: open.children, ...span } satisfies Isolate);
    }
  };
  let start = from;
  for (const inline of inlines) {
    const end = start + lettersOf(inline).length;
    const within = runs.filter((run) => run.start < end && run.end > start);
    const run = within.find((each) => each.start <= start && each.end >= end);
    const isAlone = run !== undefined && run.start === start && run.end === end;
    if (inline.kind === 'text')
      for (const piece of pieces(inline.text, start, within))
        put(piece.run, { ...inline, text: piece.text });
    else if (run && !isAlone) put(run, inline);
    else if ('children' in inline && within.length > 0)
      put(undefined, { ...inline, children: parted(inline.children, start, within) });
    else put(undefined, inline);
    start = end;
  }
  return made.flatMap(withoutEdges);
}

/** A run that was cut at the edges of links leaves the spaces there outside. */
function withoutEdges(inline: Inline): Inline[] {
  if (inline.kind !== 'isolate') return [inline];
  const [first, ...rest] = inline.children;
  if (first?.kind === 'text' && /^ /.test(first.text)) {
    const word = first.text.trimStart();
    const left = word === '' ? rest : [{ ...first, text: word }, ...rest];
    const space = { ...first, text: first.text.slice(0, first.text.length - word.length) };
    return [space, ...(left.length > 0 ? withoutEdges({ ...inline, children: left }) : [])];
  }
  const last = inline.children.at(-1);
  if (last?.kind !== 'text' || !last.text.endsWith(' ')) return [inline];
  const word = last.text.trimEnd();
  const left = [...inline.children.slice(0, -1), ...(word === '' ? [] : [{ ...last, text: word }])];
  return [
    { ...inline, children: left },
    { ...last, text: last.text.slice(word.length) },
  ];
}

/** A text cut where runs begin and end. */
function pieces(text: string, from: number, runs: readonly ForeignRun[]) {
  const cut: { readonly text: string; readonly run?: ForeignRun }[] = [];
  let at = 0;
  const take = (end: number, run?: ForeignRun): void => {
    if (end > at) cut.push({ text: text.slice(at, end), ...(run ? { run } : {}) });
    at = Math.max(at, end);
  };
  for (const run of runs) {
    take(Math.max(0, run.start - from));
    take(Math.min(text.length, run.end - from), run);
  }
  take(text.length);
  return cut;
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
