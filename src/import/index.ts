export { type ImportContext, type ImportedDocument, importDocument } from './document.js';
