/** The whole site: every page of every edition, its feeds and its maps, as files. */
import type { Checked, Diagnostic, SourceFile } from '../../diagnostics/index.js';
import {
  type Edition,
  type EditionArticle,
  type EditionPages,
  type ListPage,
  pagesOf,
} from '../../edition/index.js';
import { absolute, type Place } from './address.js';
import { type Standalone, standalone } from './alone.js';
import { articlePages, articlePaths } from './article-page.js';
import { bookPage } from './book-page.js';
import { catalogueFacts, catalogueFiles, cataloguePaths } from './catalogue-files.js';
import { feedFiles, feedPaths, feedPlans } from './feeds.js';
import {
  type Card,
  type Drawings,
  hashOf,
  type Press,
  pagePath,
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
import { picturesOf, type Sizes } from './pictures.js';
import { SITEMAPS, sitemapFiles } from './sitemap.js';
import { type Bound, openTemplates } from './template.js';
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
  /** Editions with PDFs or e-books; absent: those that have sizes. */
  readonly shelves: ReadonlySet<string>;
  readonly pictureSizes: Sizes;
  /** Does a piece of work, or throws where it takes too long. */
  readonly bound: Bound;
}

/** Renders all pages of the site; every link between them is relative. */
export function renderSite(...made: Parameters<typeof openSite>): Checked<readonly SiteFile[]> {
  const { parts, diagnostics } = openSite(...made);
  return { value: parts.flatMap((part) => [...part.make()]), diagnostics };
}

/** Files that are made at one time. */
export interface SitePart {
  /** Absent where only the files themselves tell. */
  readonly paths?: readonly string[];
  readonly make: () => Iterable<SiteFile>;
  /** Absent where nobody tells what the files depend on. */
  readonly origin?: Origin;
  /** Absent: the documents of all articles and books. */
  readonly after?: After;
}

/** What has to be made before: PDF, book and card of these articles, or all that there is, the search, too. */
export type After = readonly EditionArticle[] | 'everything';

/** What the files of a part depend on, beside all that `OpenSite.shared` names. */
export interface Origin {
  /** Articles with their texts. */
  readonly articles: readonly EditionArticle[];
  /** Articles that are shown without their texts; undefined where there is none. */
  readonly cards: readonly (EditionArticle | undefined)[];
  readonly facts: () => unknown;
  /** Paths of the pictures that the files show, known once they are made. */
  readonly pictures: () => readonly string[];
  /** In place of making them: the site has these pictures for their sake. */
  readonly adopt: (pictures: readonly string[]) => void;
}

/** A site of which any part can be made alone. */
export interface OpenSite {
  /** In the order of a publication: the style first, pictures of the pages made so far last. */
  readonly parts: readonly SitePart[];
  /** What every part that has an origin depends on. */
  readonly shared: unknown;
  /** Grows as parts are made. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Prepares what all pages share, and draws none. */
export function openSite(
  editions: readonly Edition[],
  templateFiles: ReadonlyMap<string, SourceFile>,
  material: Partial<SiteMaterial> = {},
): OpenSite {
  const {
    faces = [],
    drawings = new Map(),
    cards = new Map(),
    sizes = new Map(),
    shelves = shelvesIn(sizes),
    pictureSizes = new Map(),
    search,
    bound,
  } = material;
  const templates = openTemplates(templateFiles, bound);
  const { diagnostics } = templates;
  const [first] = editions;
  if (!first) return { parts: [], shared: undefined, diagnostics };
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
    shelves,
    pictureSizes,
    pictures: new Map(),
  };
  const parts: SitePart[] = [
    { paths: [style.path], after: [], make: () => [style] },
    { paths: ['index.html'], make: () => [startPage(press)] },
    { paths: ['404.html'], make: () => [notFoundPage(press, alone)] },
    ...pages.flatMap((each): SitePart[] => [
      ...editionParts(press, each),
      ...each.edition.articles.map((article) => articlePart(press, each, article, alone)),
      feedPart(press, each),
      cataloguePart(press, each),
    ]),
    sitemapPart(pages),
    { after: 'everything', make: () => press.pictures.values() },
  ];
  return { parts, shared: sharedOf(press, templateFiles), diagnostics };
}

function shelvesIn(sizes: ReadonlyMap<string, number>): Set<string> {
  const paths = [...sizes.keys()].filter((path) => /\.(pdf|epub)$/.test(path));
  return new Set(paths.map((path) => path.split('/')[0]!));
}

/** The root of the site: a choice of editions, or the front page where there is nothing to choose. */
function startPage(press: Press): SiteFile {
  const pages = press.editions[0]!;
  return pages.edition.editions.length > 1
    ? languagePage(press)
    : frontPage(press, { pages, path: '', isAtRoot: true });
}

/** The search is left out: only its own page leads into its index. */
function sharedOf(
  { editions, style, drawings, search, shelves }: Press,
  templateFiles: ReadonlyMap<string, SourceFile>,
): unknown {
  return {
    templates: [...templateFiles].map(([name, { text }]) => [name, text]),
    // Its name tells its content, and that of the faces.
    style: style.path,
    drawings,
    hasSearch: search !== undefined,
    shelves: [...shelves],
    editions: editions.map(({ edition }) => ({
      ...edition,
      articles: [],
      books: edition.books.length > 0,
      sections: edition.sections.map(({ key, label }) => [key, label]),
    })),
  };
}

function editionParts(press: Press, pages: EditionPages): SitePart[] {
  const part = (path: string, make: (place: Place) => SiteFile): SitePart => {
    const place = { pages, path };
    return { paths: [pagePath(place)], make: () => [make(place)] };
  };
  return [
    part('', (place) => frontPage(press, place)),
    ...pages.lists.map((list) => ({
      ...part(list.path, (place) => listPage(press, place, list)),
      after: [],
      origin: originOfList(press, pages.edition, list),
    })),
    ...pages.indexes.map((index) => part(index.path, (place) => indexPage(press, place, index))),
    ...pages.edition.books.map((book) =>
      part(`books/${book.name}`, (place) => bookPage(press, place, book)),
    ),
    part('about', (place) => aboutPage(press, place)),
    { ...part('search', (place) => searchPage(press, place)), after: 'everything' },
  ];
}

function originOfList(press: Press, edition: Edition, { articles, ...list }: ListPage): Origin {
  return {
    articles: [],
    cards: articles,
    facts: () => ({ edition: edition.name, list, shared: sharedAs(press, edition) }),
    pictures: () => [],
    adopt: () => {},
  };
}

/** Cards that stand for a page where its address is shared: its own, and that of the edition. */
function sharedAs({ cards }: Press, edition: Edition, address?: string): unknown {
  const own = address === undefined ? undefined : cards.get(address);
  return [own, cards.get(absolute(edition, edition.name, ''))];
}

function articlePart(
  press: Press,
  pages: EditionPages,
  article: EditionArticle,
  alone: Standalone,
): SitePart {
  const place = { pages, path: article.slug };
  const paths = articlePaths(place, article);
  const { newer, older, related, authors, topics } = pages.onward.get(article.slug)!;
  const { edition } = pages;
  const own = new Map<string, SiteFile>();
  const adopt = (pictures: ReadonlyMap<string, SiteFile>): void => {
    for (const [path, file] of pictures) press.pictures.set(path, file);
  };
  return {
    paths,
    after: [article],
    make: () => {
      const files = articlePages({ ...press, pictures: own }, place, article, alone);
      adopt(own);
      return files;
    },
    origin: {
      articles: [article],
      cards: [newer, older, ...related],
      facts: () => ({
        edition: edition.name,
        links: [authors, topics],
        shared: sharedAs(press, edition, article.canonicalUrl),
        ...filesOf(press, edition, article),
      }),
      pictures: () => [...own.keys()],
      adopt: (pictures) => {
        if (pictures.length === 0) return;
        const all = picturesOf(press, article);
        adopt(new Map(pictures.map((path) => [path, all.get(path)!])));
      },
    },
  };
}

/** Names and sizes of what belongs to an article. */
function filesOf(press: Press, { name }: Edition, article: EditionArticle): object {
  const { slug } = article;
  const endings = ['pdf', 'epub'];
  return {
    sizes: endings.map((ending) => press.sizes.get(`${name}/${slug}/${slug}.${ending}`)),
    pictures: [...picturesOf(press, article).keys()],
  };
}

/** All feeds of an edition, which have most of their articles in common. */
function feedPart(press: Press, pages: EditionPages): SitePart {
  const plans = feedPlans(pages);
  const articles = [...new Set(plans.flatMap((plan) => plan.articles))];
  return {
    paths: plans.flatMap(feedPaths),
    make: () => feedFiles(press, plans),
    origin: {
      articles,
      cards: [],
      facts: () => ({
        edition: pages.edition.name,
        plans: plans.map(({ path, title, updated, articles }) => {
          return [path, title, updated, articles.map(({ slug }) => slug)];
        }),
        files: articles.map((article) => filesOf(press, pages.edition, article)),
      }),
      // Those of the articles' own pages.
      pictures: () => [],
      adopt: () => {},
    },
  };
}

function cataloguePart(press: Press, pages: EditionPages): SitePart {
  return {
    get paths() {
      return cataloguePaths(press, pages);
    },
    make: () => catalogueFiles(press, pages),
    origin: {
      articles: [],
      cards: pages.edition.articles,
      facts: () => catalogueFacts(press, pages),
      pictures: () => [],
      adopt: () => {},
    },
  };
}

function sitemapPart(editions: readonly EditionPages[]): SitePart {
  return {
    paths: SITEMAPS,
    make: () => sitemapFiles(editions),
    origin: {
      articles: [],
      cards: editions.flatMap(({ edition }) => edition.articles),
      facts: () =>
        editions.map(({ edition, lists, indexes }) => ({
          pages: [...lists, ...indexes].map(({ path, counterparts }) => [path, counterparts]),
          books: edition.books.map(({ name }) => name),
        })),
      pictures: () => [],
      adopt: () => {},
    },
  };
}
