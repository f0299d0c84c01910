export { findProject, isFile } from './files.js';
export { type Imported, importFile } from './import-document.js';
export { type NewArticle, newArticle } from './new-article.js';
export { readProject } from './project.js';
export { checkAll, type PublishOptions, publish } from './publish.js';
export { serve } from './serve/serve.js';
export { drawShard, mergeFrom } from './shard.js';
export { statusOf } from './status.js';
