export { type PrintedWork, renderPdf } from './render.js';
