export type { Checked, Diagnostic, DiagnosticCode, Span } from './diagnostic.js';
export { SourceFile } from './source-file.js';
