/** The whole site: every page of every edition, its feeds and its maps, as files. */
import type { Checked, SourceFile } from '../../diagnostics/index.js';
import { type Edition, type EditionPages, pagesOf } from '../../edition/index.js';
import type { Place } from './address.js';
import { standalone } from './alone.js';
import { articlePages } from './article-page.js';
import { catalogueFiles } from './catalogue-files.js';
import { feedFiles } from './feeds.js';
import {
  type Card,
  type Drawings,
  hashOf,
  type Press,
  type Search,
  type SiteFile,
} from './frame.js';
import {
  aboutPage,
  frontPage,
  indexPage,
  languagePage,
  listPage,
  notFoundPage,
  searchPage,
} from './list-pages.js';
import { sitemapFiles } from './sitemap.js';
import { openTemplates } from './template.js';
import { themeCss, type WebFace } from './theme-css.js';

/** What a site is drawn with, beside its editions and templates. */
export interface SiteMaterial {
  readonly faces: readonly WebFace[];
  readonly drawings: Drawings;
  /** By the absolute address of the page; front pages have that of their edition. */
  readonly cards: ReadonlyMap<string, Card>;
  readonly search: Search;
  /** Bytes of PDFs and books, by path. */
  readonly sizes: ReadonlyMap<string, number>;
}

/** Renders all pages of the site; every link between them is relative. */
export function renderSite(
  editions: readonly Edition[],
  templateFiles: ReadonlyMap<string, SourceFile>,
  material: Partial<SiteMaterial> = {},
): Checked<readonly SiteFile[]> {
  const {
    faces = [],
    drawings = new Map(),
    cards = new Map(),
    sizes = new Map(),
    search,
  } = material;
  const templates = openTemplates(templateFiles);
  const [first] = editions;
  if (!first) return { value: [], diagnostics: templates.diagnostics };
  const css = themeCss(first.theme, faces) + (templateFiles.get('site.css')?.text ?? '');
  const style = { path: `assets/site-${hashOf(css)}.css`, bytes: css };
  const alone = standalone(templateFiles.get('lite.css')?.text ?? '', css, faces);
  const pages = pagesOf(editions);
  const press: Press = {
    editions: pages,
    templates,
    style,
    drawings,
    cards,
    search,
    sizes,
    pictures: new Map(),
  };

  // Two articles of one title and day have one card.
  for (const card of cards.values()) press.pictures.set(card.path, card);

  const files: SiteFile[] = [style, languagePage(press), notFoundPage(press, alone)];
  for (const each of pages) {
    files.push(...editionPages(press, each));
    for (const article of each.edition.articles)
      files.push(...articlePages(press, { pages: each, path: article.slug }, article, alone));
    files.push(...feedFiles(press, each), ...catalogueFiles(press, each));
  }
  files.push(...sitemapFiles(pages), ...press.pictures.values());
  return { value: files, diagnostics: templates.diagnostics };
}

function editionPages(press: Press, pages: EditionPages): SiteFile[] {
  const at = (path: string): Place => ({ pages, path });
  return [
    frontPage(press, at('')),
    ...pages.lists.map((list) => listPage(press, at(list.path), list)),
    ...pages.indexes.map((index) => indexPage(press, at(index.path), index)),
    aboutPage(press, at('about')),
    searchPage(press, at('search')),
  ];
}
