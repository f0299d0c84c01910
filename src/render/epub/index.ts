export { articleContext } from './article-book.js';
export type {
  Book,
  BookFace,
  BookParts,
  Chapter,
  ChapterType,
  Entry,
  PrintedPage,
} from './book.js';
export { articleChapter, colophonChapter, coverChapter, titleChapter } from './chapters.js';
export { uuidOfUrl } from './identifier.js';
export { renderBook, renderEpub } from './render.js';
export { checkBookTemplates } from './style-sheet.js';
