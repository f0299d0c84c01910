/** How far a build is, on a terminal's last line or as plain lines in a log. */
import type { Progress } from './press/pool.js';

/** Milliseconds between two plain lines, and before the first. */
const PLAIN = 5000;
/** Milliseconds between two states of the line on a terminal. */
const QUICK = 100;
const CLEAR = '\r\u001b[K';

const NAMES: Readonly<Record<Progress['kind'], string>> = {
  article: 'articles',
  book: 'books',
  card: 'cards',
  search: 'search',
  faces: 'faces',
  picture: 'pictures',
};

export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

/** @param clock milliseconds */
export function openProgress(
  write: (text: string) => void,
  isTerminal: boolean,
  clock: () => number = () => performance.now(),
): ProgressLine {
  const begun = clock();
  let shown = begun;
  let isOpen = false;
  return {
    show: (progress) => {
      const now = clock();
      if (now - shown < (isTerminal ? QUICK : PLAIN)) return;
      shown = now;
      const text = textOf(progress, (now - begun) / 1000);
      write(isTerminal ? `${CLEAR}${text}` : `${text}\n`);
      isOpen = isTerminal;
    },
    end: () => {
      if (isOpen) write(CLEAR);
      isOpen = false;
    },
  };
}

function textOf({ kind, made, reused, all }: Progress, seconds: number): string {
  const rate = made / Math.max(seconds, 0.001);
  const left = Math.ceil((all - reused - made) / rate);
  return `${NAMES[kind]}: ${made + reused} of ${all}, ${rate.toFixed(1)} a second, ${left} s left`;
}
