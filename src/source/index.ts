export { type ArticleSource, parseArticle } from './article.js';
export { checkCharacters } from './characters.js';
export { readDate } from './dates.js';
export { forbiddenReferences, placesOf } from './spelling.js';
export { parseYamlFile } from './yaml.js';
