/** Whether a document is a text at all: what it is else, and how its owner makes one of it. */
import type { Diagnostic, SourceFile } from '../diagnostics/index.js';
import { isUtf16 } from '../source/index.js';

const IN_WORD_PROCESSOR =
  'open it in the word processor, save it as “plain text” (.txt) in UTF-8, and import that';
const BY_COPYING =
  'copy its words into a program that writes plain text, save them in UTF-8, and import that';

/** How files of other kinds begin, in small letters, once their bytes were taken for UTF-8. */
const KINDS: readonly (readonly [begin: string, what: string, hint: string])[] = [
  ['pk\u0003\u0004', 'a packed file, as word processors write (.docx, .odt)', IN_WORD_PROCESSOR],
  // D0 CF 11 E0 A1 B1: Microsoft's compound file.
  ['\ufffd\ufffd\u0011\u0871', 'a document of an old word processor (.doc)', IN_WORD_PROCESSOR],
  ['{\\rtf', 'rich text (.rtf)', IN_WORD_PROCESSOR],
  ['%pdf-', 'a PDF', BY_COPYING],
  ['<!doctype html', 'a web page', BY_COPYING],
  ['<html', 'a web page', BY_COPYING],
  ['<?xml', 'XML', BY_COPYING],
];

/** Undefined where it is a text, of which no letter was lost. */
export function faultOfForm(file: SourceFile): Diagnostic | undefined {
  const { text } = file;
  const begin = text.trimStart().slice(0, 20).toLowerCase();
  const kind = KINDS.find(([known]) => begin.startsWith(known));
  if (kind) return told('imp-003', `this is no plain text, but ${kind[1]}`, kind[2], file);
  if (isUtf16(file))
    return told('md-014', 'the document is UTF-16, not UTF-8', 'save it as UTF-8', file);
  const nul = text.indexOf('\0');
  if (nul >= 0)
    return told(
      'imp-003',
      'this is no plain text: no text has the character U+0000',
      IN_WORD_PROCESSOR,
      file,
      nul,
    );
  const lost = text.match(/\ufffd/g)?.length ?? 0;
  if (lost === 0) return undefined;
  return told(
    'md-014',
    `bytes that are no letters in UTF-8: the first of ${lost} stand here`,
    'open it in the encoding that it was written in (for many Persian texts that is Windows-1256), save it as UTF-8, and import that',
    file,
    text.indexOf('\ufffd'),
  );
}

/** @param at absent where nothing of the file is worth showing */
function told(
  code: 'imp-003' | 'md-014',
  message: string,
  hint: string,
  file: SourceFile,
  at?: number,
): Diagnostic {
  const span = at === undefined ? {} : { span: { start: at, end: at } };
  return { code, severity: 'error', message, file, ...span, hints: [hint] };
}
