export { layoutArticle } from './article.js';
export { type BookLayout, type BookPart, layoutBook, picturesOfBook } from './book.js';
export { layoutBookCover, layoutCard, layoutCover, layoutPaperCard } from './cover.js';
export { dumpLayout } from './dump.js';
export type { Faces } from './faces.js';
export * from './page.js';
export { layoutPoster, type Poster, type PosterWords } from './poster.js';
