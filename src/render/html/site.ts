/** The whole site: every page of every edition, its feeds and its maps, as files. */
import type { Checked, Diagnostic, SourceFile } from '../../diagnostics/index.js';
import { type Edition, type EditionPages, pagesOf } from '../../edition/index.js';
import type { Place } from './address.js';
import { standalone } from './alone.js';
import { articlePages } from './article-page.js';
import { bookPage } from './book-page.js';
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
import type { Sizes } from './pictures.js';
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
  /** Bytes of the PDFs, books and covers that the publication has, by path. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly pictureSizes: Sizes;
}

/** Renders all pages of the site; every link between them is relative. */
export function renderSite(
  editions: readonly Edition[],
  templateFiles: ReadonlyMap<string, SourceFile>,
  material: Partial<SiteMaterial> = {},
): Checked<readonly SiteFile[]> {
  const files: SiteFile[] = [];
  const site = siteFiles(editions, templateFiles, material);
  for (;;) {
    const next = site.next();
    if (next.done) return { value: files, diagnostics: next.value };
    files.push(next.value);
  }
}

/** The same one by one, as a large site has room for on the disk alone; ends with what was wrong. */
export function* siteFiles(
  editions: readonly Edition[],
  templateFiles: ReadonlyMap<string, SourceFile>,
  material: Partial<SiteMaterial> = {},
): Generator<SiteFile, readonly Diagnostic[]> {
  const {
    faces = [],
    drawings = new Map(),
    cards = new Map(),
    sizes = new Map(),
    pictureSizes = new Map(),
    search,
  } = material;
  const templates = openTemplates(templateFiles);
  const [first] = editions;
  if (!first) return templates.diagnostics;
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
    shelves: new Set(
      [...sizes.keys()]
        .filter((path) => /\.(pdf|epub)$/.test(path))
        .map((path) => path.split('/')[0]!),
    ),
    pictureSizes,
    pictures: new Map(),
  };

  yield style;
  yield languagePage(press);
  yield notFoundPage(press, alone);
  for (const each of pages) {
    yield* editionPages(press, each);
    for (const article of each.edition.articles)
      yield* articlePages(press, { pages: each, path: article.slug }, article, alone);
    yield* feedFiles(press, each);
    yield* catalogueFiles(press, each);
  }
  yield* sitemapFiles(pages);
  yield* press.pictures.values();
  return templates.diagnostics;
}

function* editionPages(press: Press, pages: EditionPages): Generator<SiteFile> {
  const at = (path: string): Place => ({ pages, path });
  yield frontPage(press, at(''));
  for (const list of pages.lists) yield listPage(press, at(list.path), list);
  for (const index of pages.indexes) yield indexPage(press, at(index.path), index);
  for (const book of pages.edition.books) yield bookPage(press, at(`books/${book.name}`), book);
  yield aboutPage(press, at('about'));
  yield searchPage(press, at('search'));
}
