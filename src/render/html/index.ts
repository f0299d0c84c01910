export { renderSite, type SiteFile } from './site.js';
export { themeCss, type WebFace } from './theme-css.js';
