/** Forbidden characters that a file holds as they are, in front matter and body alike. */
import {
  type Diagnostic,
  forbiddenCharacters,
  forbiddenDiagnostic,
  type SourceFile,
} from '../diagnostics/index.js';

/** At most this many of a kind are said for one file: a binary file would say thousands. */
const MOST = 20;

export function checkCharacters(file: SourceFile): Diagnostic[] {
  const said = new Map<string, number>();
  return forbiddenCharacters(file.text).flatMap((found) => {
    const count = (said.get(found.code) ?? 0) + 1;
    said.set(found.code, count);
    const span = { start: found.index, end: found.index + found.length };
    return count > MOST ? [] : [forbiddenDiagnostic(found, file, span)];
  });
}
