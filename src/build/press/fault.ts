/** Diagnostics as they pass between threads and lie on the disk: by the name of their file. */
import type { Diagnostic } from '../../diagnostics/index.js';

export type Fault = Omit<Diagnostic, 'file'> & { readonly file: string };

export function faultOf({ file, ...fault }: Diagnostic): Fault {
  return { ...fault, file: file.path };
}

/** @param fileOf gives the text of a path again */
export function diagnosticOf(
  { file, ...fault }: Fault,
  fileOf: (path: string) => Diagnostic['file'],
): Diagnostic {
  return { ...fault, file: fileOf(file) };
}
