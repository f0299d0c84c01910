export { type ArticleSource, parseArticle } from './article.js';
export { readDate } from './dates.js';
export { parseYamlFile } from './front-matter.js';
