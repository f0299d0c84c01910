/** What a build needs of every text, and the next build knows of those that have not changed. */
import type { SourceFile } from '../diagnostics/index.js';
import { openFacts } from './facts.js';
import { hashOf } from './hash.js';
import { lettersOf } from './letters.js';

export interface TextFacts {
  readonly hash: string;
  /** All of its letters, and those between backticks. */
  readonly letters: string;
  readonly code: string;
}

/** `knowText`: of a text that was read before. */
export const { of: textFactsOf, know: knowText } = openFacts(readFacts);

function readFacts({ text }: SourceFile): TextFacts {
  return {
    hash: hashOf(text),
    letters: lettersOf([text]),
    code: lettersOf(text.match(/`[^`]*`/g) ?? []),
  };
}
