/** What every page of the site has around its content: head, masthead, menus, the way to other editions. */
import { createHash } from 'node:crypto';
import { type Block, type Inline, isolatedText, type Tongue } from '../../document/index.js';
import {
  type Counterpart,
  type Edition,
  type EditionArticle,
  type EditionPages,
  say,
} from '../../edition/index.js';
import { languageAttributes, type MarkupContext, renderBlocks, renderInlines } from '../markup.js';
import { absolute, folderOf, linkTo, type Place, rootOf } from './address.js';
import { openGraph } from './open-graph.js';
import { pictureInSizes, type ShownPicture, type Sizes } from './pictures.js';
import { articleStatement, paperStatement } from './statement.js';
import type { TemplateSet } from './template.js';

export interface SiteFile {
  /** Relative to the site's root, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array | string;
}

/** Text that is shown as a drawing, by the text: an SVG without words, which scales with the letters. */
export type Drawings = ReadonlyMap<string, string>;

/** A picture of words that stands for a page where its address is shared. */
export interface Card {
  /** Relative to the site's root; whoever drew it writes it. */
  readonly path: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** The search of the site, as far as it is built. */
export interface Search {
  /** Relative to the site's root. */
  readonly script: string;
  /** Where the index of each edition lies, below its search page. */
  readonly folders: ReadonlyMap<string, string>;
}

/** What all pages are made with. */
export interface Press {
  readonly editions: readonly EditionPages[];
  readonly templates: TemplateSet;
  readonly style: SiteFile;
  readonly drawings: Drawings;
  /** By the address of the page; front pages have that of their edition. */
  readonly cards: ReadonlyMap<string, Card>;
  readonly search: Search | undefined;
  /** Bytes of the PDFs, books and covers of the publication, by path: pages lead to no others. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Editions that have PDFs or books to take along. */
  readonly shelves: ReadonlySet<string>;
  readonly pictureSizes: Sizes;
  /** Pictures of the pages made so far, by path: written once, under a name that carries their content. */
  readonly pictures: Map<string, SiteFile>;
}

export interface PageHead {
  readonly title: string;
  /** The same with its isolates; absent: it is all in the language of the edition. */
  readonly titleInlines?: readonly Inline[];
  readonly description: string;
  /** Absolute. */
  readonly canonical: string;
  readonly masthead: Block;
  readonly alternates: readonly AlternateLink[];
  readonly counterparts: readonly Counterpart[];
  /** Below the edition's folder: where this page's own feeds lie. */
  readonly feeds: readonly string[];
  /** On the page of an article. */
  readonly article?: EditionArticle;
}

export interface AlternateLink {
  readonly language: string;
  /** Absolute. */
  readonly href: string;
}

/** The file of a page. */
export function pageFile(place: Place, html: string): SiteFile {
  return { path: pagePath(place), bytes: asHtml(html) };
}

export function pagePath({ pages, path, isAtRoot }: Place): string {
  if (isAtRoot) return 'index.html';
  const folder = path === '' ? pages.edition.name : `${pages.edition.name}/${path}`;
  return `${folder}/index.html`;
}

/** `hreflang` links of a page: itself and its equals; none where it has no equal. */
export function alternatesOf(
  { pages, path }: Place,
  counterparts: readonly Counterpart[],
): AlternateLink[] {
  const { edition } = pages;
  const same = counterparts.filter((each) => each.isSame);
  if (same.length === 0) return [];
  const paths = new Map([
    [edition.name, path],
    ...same.map((each) => [each.edition, each.path] as const),
  ]);
  return versionLinks(edition, paths);
}

/** The same of a front page: readers of any other language are led to the choice of editions, where there is one. */
export function frontAlternates(
  place: Place,
  counterparts: readonly Counterpart[],
): AlternateLink[] {
  const { baseUrl } = place.pages.edition;
  const alternates = alternatesOf(place, counterparts);
  return alternates.map((each) =>
    each.language === 'x-default' ? { ...each, href: `${baseUrl}/` } : each,
  );
}

/**
 * @param paths the page in each edition that has it; readers of any other language are led to the
 * English one
 */
export function versionLinks(
  edition: Edition,
  paths: ReadonlyMap<string, string>,
): AlternateLink[] {
  const versions = edition.editions.filter((each) => paths.has(each.name));
  const links = versions.map((each) => ({
    language: each.tongue.language,
    href: absolute(edition, each.name, paths.get(each.name)!),
  }));
  const fallback = links.find((each) => each.language === 'en') ?? links[0]!;
  return [...links, { language: 'x-default', href: fallback.href }];
}

/** The values that the templates share. */
export function frameOf(press: Press, place: Place, head: PageHead): Record<string, unknown> {
  const { edition } = place.pages;
  const { words } = edition;
  const root = rootOf(place);
  const isFront = place.path === '';
  const link = (path: string, label: string) => ({
    href: linkTo(place, path),
    label,
    isCurrent: place.path === path,
  });
  return {
    attributes: languageAttributes(edition.tongue, 'html'),
    policy: "default-src 'self'",
    root,
    style: root + press.style.path,
    inlineStyle: '',
    robots: '',
    title: head.title,
    pageTitle: isFront ? head.title : `${windowTitle(head)} · ${edition.siteTitle}`,
    siteTitle: edition.siteTitle,
    description: head.description,
    canonical: head.canonical,
    alternates: head.alternates,
    feeds: [
      ...head.feeds.flatMap((folder) => feedLinks(place, folder)),
      ...(press.shelves.has(edition.name) ? [catalogueLink(place)] : []),
    ],
    sharing: openGraph(press, place, head),
    statement: statementOf(press, place, head),
    masthead: renderBlocks(
      [head.masthead],
      contextOf(press, edition.tongue, root, { words, isDrawn: isFront ? 'all' : 'name' }),
    ),
    home: linkTo(place, ''),
    isFront,
    switches: head.counterparts.map((each) => switchTo(edition, place, each)),
    menu: [
      link('', words.frontPage),
      ...edition.sections.map(({ key, label }) => link(`sections/${key}`, label)),
    ],
    more: [
      link('articles', words.allArticles),
      link('archive', words.archive),
      link('authors', words.authors),
      link('topics', words.topics),
      ...(edition.books.length > 0 ? [link('books', words.books)] : []),
      link('about', words.about),
      link('search', words.search),
    ],
    words,
  };
}

/** No element of a window's title has a direction: marks say what is whose. */
function windowTitle({ title, titleInlines }: PageHead): string {
  return titleInlines ? isolatedText(titleInlines) : title;
}

function statementOf(press: Press, place: Place, { article }: PageHead): string {
  if (article) return articleStatement(press, place, article);
  return place.path === '' ? paperStatement(place) : '';
}

export const FEED_FORMATS = [
  { name: 'feed.xml', type: 'application/atom+xml', format: 'Atom' },
  { name: 'rss.xml', type: 'application/rss+xml', format: 'RSS' },
  { name: 'feed.json', type: 'application/feed+json', format: 'JSON' },
] as const;

/** Where the catalogues of an edition (OPDS) lie: below its folder. */
export const CATALOGUE = 'catalog';

/** How a reading system that is given a page finds the shelf (OPDS 1.2 §6). */
function catalogueLink(place: Place) {
  const { edition } = place.pages;
  return {
    href: `${rootOf(place)}${folderOf(edition.name, CATALOGUE)}index.xml`,
    type: 'application/atom+xml;profile=opds-catalog;kind=navigation',
    title: `${edition.siteTitle}: ${edition.words.catalogue}`,
  };
}

function feedLinks(place: Place, folder: string) {
  const { edition } = place.pages;
  const section = edition.sections.find(({ key }) => `sections/${key}` === folder)?.label;
  const title = section ? `${edition.siteTitle}: ${section}` : edition.siteTitle;
  return FEED_FORMATS.map(({ name, type, format }) => ({
    href: rootOf(place) + folderOf(edition.name, folder) + name,
    type,
    format,
    title: `${title} (${format})`,
  }));
}

function switchTo(edition: Edition, place: Place, { edition: name, path }: Counterpart) {
  const other = edition.editions.find((each) => each.name === name)!;
  return {
    attributes: languageAttributes(other.tongue, 'html'),
    language: other.tongue.language,
    href: linkTo(place, path, name),
    label: other.label,
    note: say(edition.words, 'otherEdition', { language: other.label }),
  };
}

/** An article as a list shows it, in its own language. */
export function cardOf(press: Press, place: Place, article: EditionArticle) {
  const { edition, languageLabel } = place.pages;
  const { tongue, words } = article;
  const context = contextOf(press, tongue, rootOf(place), { words, place });
  return {
    attributes: article.untranslated ? languageAttributes(article.tongue, 'html') : '',
    href: linkTo(place, article.slug),
    title: renderInlines(article.titleInlines, context),
    teaser: renderInlines(article.teaser, context),
    date: renderInlines(article.dateInlines, { ...context, tongue: edition.tongue }),
    section: article.section.label,
    sectionHref: linkTo(place, `sections/${article.section.key}`),
    language: article.untranslated ? languageLabel(article.tongue.language) : '',
  };
}

interface ContextParts {
  readonly words: MarkupContext['words'];
  readonly article?: EditionArticle;
  /** Links to other articles begin here; absent: they are whole addresses. */
  readonly place?: Place;
  /** What of the masthead stands as a drawing. */
  readonly isDrawn?: 'all' | 'name';
  /** How the page shows pictures; absent: in sizes. */
  readonly picture?: (article: EditionArticle, key: string, alt: string) => ShownPicture;
}

export function contextOf(
  press: Press,
  tongue: Tongue,
  root: string,
  { words, article, place, isDrawn, picture }: ContextParts,
): MarkupContext {
  return {
    tongue,
    flavour: 'html',
    notes: article?.notes ?? [],
    references: new Map(),
    words,
    ...(article ? { speaking: article.speaking } : {}),
    ...(place
      ? {
          wayTo: ({ edition, slug }, anchor) =>
            press.editions.some((each) => each.edition.name === edition)
              ? linkTo(place, slug, edition) + anchor
              : undefined,
        }
      : {}),
    ...(isDrawn
      ? {
          drawing: (text, role) =>
            role === 'name' || isDrawn === 'all' ? press.drawings.get(text) : undefined,
        }
      : {}),
    picture: (key, alt) => {
      if (!article) throw new Error(`the picture ${key} stands in no article`);
      return picture ? picture(article, key, alt) : pictureInSizes(press, article, key, root);
    },
  };
}

export function hashOf(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 10);
}

/**
 * The shared markup is XML; in HTML the slash of a void element says nothing and validators mind it.
 * As UTF-8 a page takes half the memory of the string that it was put together as.
 */
export function asHtml(markup: string): Uint8Array {
  return Buffer.from(markup.replaceAll(' />', '>'));
}
