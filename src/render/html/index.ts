export { renderSite, type SiteFile } from './site.js';
export { checkTemplates } from './template.js';
export { themeCss, type WebFace } from './theme-css.js';
