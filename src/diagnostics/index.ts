export {
  type ForbiddenCharacter,
  forbiddenCharacters,
  forbiddenDiagnostic,
  VISIBLE,
} from './characters.js';
export { CODES } from './codes.js';
export {
  type Checked,
  type Diagnostic,
  type DiagnosticCode,
  hasError,
  onlyOnce,
  type Span,
} from './diagnostic.js';
export { diagnosticsJson, printDiagnostics, visible } from './print.js';
export { SourceFile } from './source-file.js';
export {
  type Located,
  type LocatedEntry,
  type LocatedList,
  type LocatedMap,
  type LocatedScalar,
  MapReader,
  nearestWord,
  oneLine,
  withoutLineEnds,
} from './yaml-value.js';
