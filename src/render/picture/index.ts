export { drawPoster } from './draw.js';
