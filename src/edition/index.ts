export { newestFirst } from './book.js';
export type { BookPlan } from './book-plans.js';
export { type Budget, WEIGHED, type Weighed } from './budget.js';
export { buildEditions, collisions, type EditionInput } from './build.js';
export { faultsOfLinks, type LinkingText } from './link-faults.js';
export { PAGE_FOLDERS } from './lists.js';
export * from './model.js';
export { addressOf, DEVICE } from './names.js';
export {
  type Counterpart,
  type EditionPages,
  type Entry,
  type IndexPage,
  type ListPage,
  type Onward,
  type PageLink,
  pagesOf,
} from './pages.js';
export { readSignOff, type SignOff } from './sign-off.js';
export { readSite, type Site, type SiteEdition, type SiteSection, sectionKeys } from './site.js';
export { readTheme } from './theme.js';
export { languageName, say } from './words.js';
