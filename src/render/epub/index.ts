export { type BookFace, checkBookTemplates, renderEpub } from './render.js';
