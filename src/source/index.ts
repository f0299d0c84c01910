export { type ArticleSource, parseArticle } from './article.js';
export { checkCharacters } from './characters.js';
export { readDate } from './dates.js';
export { placesOf } from './spelling.js';
export { parseYamlFile } from './yaml.js';
