export { layoutArticle } from './article.js';
export { dumpLayout } from './dump.js';
export type { Faces } from './faces.js';
export * from './page.js';
