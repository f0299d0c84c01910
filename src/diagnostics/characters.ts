/**
 * Characters that no text of a person may hold, whichever file it stands in: they are invisible, and
 * mislead readers or machines.
 */
import type { Diagnostic, DiagnosticCode, Span } from './diagnostic.js';
import type { SourceFile } from './source-file.js';

export interface ForbiddenCharacter {
  readonly code: DiagnosticCode;
  /** UTF-16 code units from the beginning of the text. */
  readonly index: number;
  /** UTF-16 code units. */
  readonly length: number;
  /** `an invisible mark of direction (U+202E)` */
  readonly what: string;
  readonly hint: string;
}

interface Offence {
  readonly code: DiagnosticCode;
  readonly pattern: RegExp;
  readonly what: string;
  readonly hint: string;
}

const OFFENCES: readonly Offence[] = [
  {
    code: 'md-014',
    pattern: /\ufffd+|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    what: 'a character that is not UTF-8',
    hint: 'save the file as UTF-8 and write the lost letters again',
  },
  {
    code: 'md-015',
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    pattern: /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufff9-\ufffb\ufffe\uffff]/g,
    what: 'a control character',
    hint: 'delete it: put the cursor behind it and press backspace',
  },
  {
    code: 'md-015',
    pattern: /[\u2028\u2029]/g,
    what: 'a line end of a word processor',
    hint: 'delete it; an empty line begins a new paragraph',
  },
  {
    code: 'md-016',
    pattern: /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    what: 'an invisible mark of direction',
    hint: 'delete it: Warraq sets both directions by itself; between letters write a half-space (U+200C)',
  },
];

/** What a text has to have to be one: marks alone stand on no letter, and half-spaces between none. */
export const VISIBLE = /[^\p{M}\p{Default_Ignorable_Code_Point}\s]/u;

/** In the order of the text. */
export function forbiddenCharacters(text: string): ForbiddenCharacter[] {
  return OFFENCES.flatMap(({ code, pattern, what, hint }) =>
    [...text.matchAll(pattern)].map((match) => ({
      code,
      index: match.index,
      length: match[0].length,
      what: `${what} (${codePoint(match[0])})`,
      hint,
    })),
  ).sort((a, b) => a.index - b.index);
}

/** `U+202E` */
function codePoint(text: string): string {
  return `U+${text.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * What a forbidden character is told as. `written` is how the text spells it, such as `&#x202E;`,
 * where it does not hold the character itself.
 */
export function forbiddenDiagnostic(
  found: ForbiddenCharacter,
  file: SourceFile,
  span: Span,
  written?: string,
): Diagnostic {
  const { code, what, hint } = found;
  const why = code === 'md-016' ? ': Warraq sets both directions by itself' : '';
  return {
    code,
    severity: 'error',
    message: written
      ? `“${written}” stands for ${what}, which no text may hold`
      : `there is ${what} here`,
    file,
    span,
    hints: [written ? `take “${written}” away${why}` : hint],
  };
}
