export { type ArticleSource, type ParsedArticle, parseArticle } from './article.js';
export { checkCharacters } from './characters.js';
export { readDate } from './dates.js';
export { isDraft } from './front-matter.js';
export { checkLength } from './size.js';
export { forbiddenReferences, placesOf } from './spelling.js';
export { parseYamlFile } from './yaml.js';
