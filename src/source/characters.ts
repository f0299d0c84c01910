/** Characters that no article may hold: they are invisible, and mislead readers or machines. */
import type { Diagnostic, DiagnosticCode, SourceFile } from '../diagnostics/index.js';

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
    pattern: /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufff9-\ufffb]/g,
    what: 'a control character',
    hint: 'delete it: put the cursor behind it and press backspace',
  },
  {
    code: 'md-016',
    pattern: /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    what: 'an invisible mark of direction',
    hint: 'delete it: Warraq sets both directions by itself; between letters write a half-space (U+200C)',
  },
];

/** At most this many of a kind are said for one file: a binary file would say thousands. */
const MOST = 20;

/** Everything in the file, front matter and body, that must not be there. */
export function checkCharacters(file: SourceFile): Diagnostic[] {
  return OFFENCES.flatMap(({ code, pattern, what, hint }) =>
    [...file.text.matchAll(pattern)].slice(0, MOST).map((match): Diagnostic => {
      const number = match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
      const span = { start: match.index, end: match.index + match[0].length };
      return {
        code,
        severity: 'error',
        message: `there is ${what} (U+${number}) here`,
        file,
        span,
        hints: [hint],
      };
    }),
  );
}
