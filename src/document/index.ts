export { isolateForeign, isolateIn, tongueOf } from './isolate.js';
export { hidesAddress, legible } from './link-address.js';
export { type Change, mapInlines } from './map.js';
export * from './model.js';
export { copied, onDemand, whenAsked } from './on-demand.js';
export { isolatedText, plainText } from './plain-text.js';
export { positionOfNote, positions } from './positions.js';
export { withoutLastWord } from './shorten.js';
export { walkBlocks, walkInlines } from './walk.js';
