/** The pages that lead to articles: front page, lists, indexes; and those beside them: about, not found. */
import type {
  Counterpart,
  EditionArticle,
  Entry,
  IndexPage,
  ListPage,
} from '../../edition/index.js';
import { languageAttributes, renderBlocks, renderInlines } from '../markup.js';
import { absolute, folderOf, linkTo, type Place, rootOf } from './address.js';
import type { Standalone } from './alone.js';
import {
  alternatesOf,
  asHtml,
  cardOf,
  contextOf,
  FEED_FORMATS,
  frameOf,
  frontAlternates,
  type PageHead,
  type Press,
  pageFile,
  type SiteFile,
} from './frame.js';
import { openGraph } from './open-graph.js';
import { LEAD, pictureInSizes } from './pictures.js';

/** Articles of each section on the front page, and the latest above them. */
const PER_SECTION = 4;
const LATEST = 7;

export function frontPage(press: Press, place: Place): SiteFile {
  const { edition, lists } = place.pages;
  const counterparts = everywhere(place);
  const frame = frameOf(press, place, {
    ...headOf(place, edition.siteTitle, counterparts),
    description: edition.siteDescription,
    alternates: frontAlternates(place, counterparts),
  });
  const [lead, ...others] = edition.articles.slice(0, LATEST);
  const sections = lists.filter((list) => list.kind === 'section' && list.path === list.first);
  const html = press.templates.render('front', {
    ...frame,
    lead: lead
      ? [{ ...cardOf(press, place, lead), pictures: leadPictures(press, place, lead) }]
      : [],
    articles: others.map((article) => cardOf(press, place, article)),
    sections: sections
      .filter((list) => list.articles.length > 0)
      .map((list) => ({
        label: renderInlines(
          list.heading,
          contextOf(press, edition.tongue, '', { words: edition.words }),
        ),
        href: linkTo(place, list.path),
        articles: list.articles.slice(0, PER_SECTION).map((each) => cardOf(press, place, each)),
      })),
    all: linkTo(place, 'articles'),
  });
  return pageFile(place, html);
}

/** The picture of the article that leads the front page; none where it has none. */
function leadPictures(press: Press, place: Place, article: EditionArticle): string[] {
  const { tongue, words, leadPicture } = article;
  if (!leadPicture) return [];
  const root = rootOf(place);
  const context = contextOf(press, tongue, root, {
    words,
    article,
    picture: (of, key) => ({ ...pictureInSizes(press, of, key, root, LEAD), isAtTop: true }),
  });
  return [renderBlocks([leadPicture], context)];
}

export function listPage(press: Press, place: Place, list: ListPage): SiteFile {
  const { pager } = list;
  const { edition } = place.pages;
  const frame = frameOf(press, place, {
    ...headOf(place, list.title, list.counterparts),
    titleInlines: list.titleInlines,
    feeds: list.kind === 'section' ? ['', list.first] : [''],
  });
  const html = press.templates.render('list', {
    ...frame,
    heading: renderInlines(
      list.heading,
      contextOf(press, edition.tongue, '', { words: edition.words }),
    ),
    articles: list.articles.map((article) => cardOf(press, place, article)),
    isEmpty: list.articles.length === 0,
    narrower: list.narrower.map((entry) => entryOf(place, entry)),
    pager: pager
      ? [
          {
            position: pager.position,
            newer: pager.newer === undefined ? '' : linkTo(place, pager.newer),
            older: pager.older === undefined ? '' : linkTo(place, pager.older),
            numbers: pager.pages.map((page) => ({ ...page, href: linkTo(place, page.path) })),
          },
        ]
      : [],
    sectionFeeds: list.kind === 'section' ? feedsBelow(place, list.first) : [],
  });
  return pageFile(place, html);
}

export function indexPage(press: Press, place: Place, index: IndexPage): SiteFile {
  const html = press.templates.render('index', {
    ...frameOf(press, place, headOf(place, index.title, index.counterparts)),
    heading: index.title,
    groups: index.groups.map(({ head, entries }) => ({
      heads: head ? [entryOf(place, head)] : [],
      entries: entries.map((entry) => entryOf(place, entry)),
    })),
  });
  return pageFile(place, html);
}

export function aboutPage(press: Press, place: Place): SiteFile {
  const { edition } = place.pages;
  const html = press.templates.render('about', {
    ...frameOf(press, place, headOf(place, edition.words.about, everywhere(place))),
    heading: edition.words.about,
    about: edition.about,
    addresses: edition.addresses.map((address) => ({
      address,
      href: address.includes('@') ? `mailto:${address}` : edition.baseUrl,
    })),
    editionFeeds: feedsBelow(place, ''),
  });
  return pageFile(place, html);
}

/** Without a script it leads to the indexes, as it does when nothing is found. */
export function searchPage(press: Press, place: Place): SiteFile {
  const { edition, indexes } = place.pages;
  const { words } = edition;
  const { script, folders } = press.search ?? { script: '', folders: new Map() };
  const html = press.templates.render('search', {
    ...frameOf(press, place, headOf(place, words.search, everywhere(place))),
    heading: words.search,
    script: script === '' ? '' : rootOf(place) + script,
    folder: folders.get(edition.name) ?? '',
    ways: [
      { label: words.allArticles, href: linkTo(place, 'articles') },
      ...indexes.map(({ title, path }) => ({ label: title, href: linkTo(place, path) })),
    ],
  });
  return pageFile(place, html);
}

/** A page for every wrong address, at any depth: its links are whole and its style lies in it. */
export function notFoundPage(press: Press, { notFound }: Standalone): SiteFile {
  const editions = press.editions.map(({ edition }) => ({
    attributes: languageAttributes(edition.tongue, 'html'),
    words: edition.words,
    siteTitle: edition.siteTitle,
    home: absolute(edition, edition.name, ''),
    all: absolute(edition, edition.name, 'articles'),
  }));
  const { edition } = press.editions[0]!;
  const html = press.templates.render('not-found', {
    ...notFound,
    attributes: languageAttributes(edition.tongue, 'html'),
    title: edition.words.pageNotFound,
    masthead: renderBlocks(
      [edition.masthead],
      contextOf(press, edition.tongue, '', { words: edition.words, isDrawn: 'all' }),
    ),
    editions,
  });
  return { path: '404.html', bytes: asHtml(html) };
}

/** The root of a site with several editions: no redirect, no script, a choice. */
export function languagePage(press: Press): SiteFile {
  const [pages] = press.editions;
  const { edition: first } = pages!;
  const editions = press.editions.map(({ edition }) => edition);
  const head: PageHead = {
    title: first.siteTitle,
    description: first.siteDescription,
    canonical: `${first.baseUrl}/`,
    masthead: first.masthead,
    alternates: [
      ...editions.map((edition) => ({
        language: edition.tongue.language,
        href: absolute(edition, edition.name, ''),
      })),
      { language: 'x-default', href: `${first.baseUrl}/` },
    ],
    counterparts: [],
    feeds: [],
  };
  const html = press.templates.render('language', {
    ...head,
    attributes: languageAttributes(first.tongue, 'html'),
    policy: "default-src 'self'",
    style: press.style.path,
    masthead: renderBlocks(
      [first.masthead],
      contextOf(press, first.tongue, '', { words: first.words, isDrawn: 'all' }),
    ),
    choices: editions.map((edition) => ({
      attributes: languageAttributes(edition.tongue, 'html'),
      href: `${edition.name}/index.html`,
      label: edition.label,
      title: edition.siteTitle,
      description: edition.siteDescription,
      choose: edition.words.chooseLanguage,
    })),
    sharing: openGraph(press, { pages: pages!, path: '' }, head),
    statement: '',
  });
  return { path: 'index.html', bytes: asHtml(html) };
}

function headOf(place: Place, title: string, counterparts: readonly Counterpart[]): PageHead {
  const { edition } = place.pages;
  return {
    title,
    description: `${title}. ${edition.siteDescription}`,
    canonical: absolute(edition, edition.name, place.path),
    masthead: edition.masthead,
    alternates: alternatesOf(place, counterparts),
    counterparts,
    feeds: [''],
  };
}

function everywhere({ pages: { edition }, path }: Place): Counterpart[] {
  return edition.editions
    .filter((each) => each.name !== edition.name)
    .map((each) => ({ edition: each.name, path, isSame: true }));
}

function entryOf(place: Place, { label, path, count }: Entry) {
  return { label, count, href: linkTo(place, path) };
}

function feedsBelow(place: Place, path: string) {
  const folder = rootOf(place) + folderOf(place.pages.edition.name, path);
  return FEED_FORMATS.map(({ name, type, format }) => ({ href: folder + name, type, format }));
}
