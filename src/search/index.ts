export { find, type Lookup } from './find.js';
export { fold, foldWords } from './fold.js';
export { type Result, type SearchDocument, type SearchIndex, searchIndex } from './shards.js';
