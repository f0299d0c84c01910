export type {
  ArticleParts,
  Book,
  BookFace,
  BookParts,
  Chapter,
  ChapterType,
  Entry,
  PrintedPage,
} from './book.js';
export {
  type BoundPages,
  type BoundParts,
  boundBook,
  type ListedPage,
} from './bound-book.js';
export { uuidOfUrl } from './identifier.js';
export { preparePackager, renderBook, renderEpub } from './render.js';
export { checkBookTemplates } from './style-sheet.js';
