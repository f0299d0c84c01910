export { bidiClass, embeddingLevels, visualOrder } from './bidi.js';
export { type FaceNames, namesOf, withNames } from './face-names.js';
export { type Font, openFont, type ShapedGlyph, type ShapeOptions } from './font.js';
export * from './model.js';
export { naturalWidth, typesetParagraph } from './paragraph.js';
export { createSubsetter, type Subsetter } from './subset.js';
