export { type BookFace, renderEpub } from './render.js';
