export type { Card, Drawings, Search, SiteFile } from './frame.js';
export { renderSite, type SiteMaterial, siteFiles } from './site.js';
export { checkTemplates } from './template.js';
export { type FallbackFace, themeCss, type WebFace } from './theme-css.js';
