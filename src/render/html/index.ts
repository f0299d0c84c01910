export type { Card, Drawings, Search, SiteFile } from './frame.js';
export { picturePath } from './pictures.js';
export {
  type After,
  type OpenSite,
  type Origin,
  openSite,
  renderSite,
  type SiteMaterial,
  type SitePart,
} from './site.js';
export { checkTemplates } from './template.js';
export { type FallbackFace, type FallbackPart, themeCss, type WebFace } from './theme-css.js';
