export { findProject, isFile } from './files.js';
export { type Imported, importFile } from './import-document.js';
export { newArticle } from './new-article.js';
export { readProject } from './project.js';
export {
  type CheckedProject,
  checkAll,
  FORMATS,
  type Format,
  hasError,
  type PublishOptions,
  publish,
} from './publish.js';
export { reportOf } from './report.js';
export { statusOf } from './status.js';
