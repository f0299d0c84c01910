export { buildEditions, collisions, type EditionInput } from './build.js';
export * from './model.js';
export { hidesAddress } from './references.js';
export { readSite, type Site, type SiteEdition, type SiteSection, sectionKeys } from './site.js';
export { readTheme } from './theme.js';
export { languageName } from './words.js';
