export {
  type Concordance,
  concord,
  concordanceBytes,
  concordanceOf,
  namesIn,
  type SearchDocument,
} from './concordance.js';
export { find, type Lookup } from './find.js';
export { fold, foldWords } from './fold.js';
export { type Manifest, type Result, type SearchIndex, searchIndex } from './shards.js';
