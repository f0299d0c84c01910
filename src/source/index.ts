export { type ArticleSource, type ParsedArticle, parseArticle } from './article.js';
export { checkCharacters, isUtf16 } from './characters.js';
export { readDate } from './dates.js';
export { isDraft } from './front-matter.js';
export { checkLength, checkSize } from './size.js';
export { forbiddenReferences, placesIn } from './spelling.js';
export { parseYamlFile } from './yaml.js';
