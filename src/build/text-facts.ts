/** What a build needs of every text, and the next build knows of those that have not changed. */
import type { SourceFile } from '../diagnostics/index.js';
import { hashOf } from './hash.js';
import { lettersOf } from './letters.js';

export interface TextFacts {
  readonly hash: string;
  /** All of its letters, and those between backticks. */
  readonly letters: string;
  readonly code: string;
}

export function textFactsOf(file: SourceFile): TextFacts {
  const facts = known.get(file) ?? readFacts(file);
  known.set(file, facts);
  return facts;
}

/** Of a text that was read before. */
export function knowText(file: SourceFile, facts: TextFacts): void {
  known.set(file, facts);
}

const known = new WeakMap<SourceFile, TextFacts>();

function readFacts({ text }: SourceFile): TextFacts {
  return {
    hash: hashOf(text),
    letters: lettersOf([text]),
    code: lettersOf(text.match(/`[^`]*`/g) ?? []),
  };
}
