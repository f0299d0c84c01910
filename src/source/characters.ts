/** Forbidden characters that a file holds as they are, in front matter and body alike. */
import {
  type Diagnostic,
  forbiddenCharacters,
  forbiddenDiagnostic,
  type SourceFile,
} from '../diagnostics/index.js';

/** Its mark is no UTF-8, and every other byte of its Latin letters and line ends is a NUL. */
export function isUtf16({ text }: SourceFile): boolean {
  return text.startsWith('\ufffd\ufffd') && text.slice(0, 100).includes('\0');
}

/** At most this many of a kind are said for one file: a binary file would say thousands. */
const MOST = 20;

export function checkCharacters(file: SourceFile): Diagnostic[] {
  if (isUtf16(file))
    return [
      {
        code: 'md-014',
        severity: 'error',
        message: 'the file is UTF-16, not UTF-8',
        file,
        span: { start: 0, end: 0 },
        hints: ['save it as UTF-8: every program that writes texts has a choice of “encoding”'],
      },
    ];
  const said = new Map<string, number>();
  return forbiddenCharacters(file.text).flatMap((found) => {
    const count = (said.get(found.code) ?? 0) + 1;
    said.set(found.code, count);
    const span = { start: found.index, end: found.index + found.length };
    return count > MOST ? [] : [forbiddenDiagnostic(found, file, span)];
  });
}
