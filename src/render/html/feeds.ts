/** Feeds of an edition and of each of its sections: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1. */
import { plainText } from '../../document/index.js';
import type { EditionArticle, EditionPages } from '../../edition/index.js';
import { escapeAttribute, escapeText, renderBlocks, renderNotes } from '../markup.js';
import { absolute, folderOf } from './address.js';
import { contextOf, type Press, type SiteFile } from './frame.js';
import { picturePath, smallPicture } from './pictures.js';

/** What a reader who looks once a week has not yet seen. */
const NEWEST = 20;

interface Feed {
  readonly pages: EditionPages;
  /** Below the edition's folder. */
  readonly path: string;
  readonly title: string;
  readonly articles: readonly FeedArticle[];
  /** RFC 3339. */
  readonly updated: string;
}

interface FeedArticle {
  readonly article: EditionArticle;
  readonly url: string;
  /** Whole, with addresses that hold outside of the site. */
  readonly html: string;
  /** What the publication has of it to take along, the book first. */
  readonly enclosures: readonly {
    readonly url: string;
    readonly type: string;
    /** Bytes. */
    readonly length: number;
  }[];
}

/** What a feed has, before anything of it is drawn. */
type FeedPlan = Omit<Feed, 'articles'> & { readonly articles: readonly EditionArticle[] };

export function feedPlans(pages: EditionPages): FeedPlan[] {
  const { edition, lists } = pages;
  const sections = lists.filter((list) => list.kind === 'section' && list.path === list.first);
  const feed = (path: string, title: string, articles: readonly EditionArticle[]): FeedPlan => ({
    pages,
    path,
    title,
    articles: articles.slice(0, NEWEST),
    updated: newest(articles.length > 0 ? articles : edition.articles),
  });
  return [
    feed('', edition.siteTitle, edition.articles),
    ...sections.map((list) =>
      feed(list.path, `${edition.siteTitle}: ${list.title}`, list.articles),
    ),
  ];
}

export function feedPaths(plan: FeedPlan): string[] {
  return ['feed.xml', 'rss.xml', 'feed.json'].map((name) => fileOf(plan, name));
}

export function feedFiles(press: Press, plans: readonly FeedPlan[]): SiteFile[] {
  const known = new Map<string, FeedArticle>();
  const whole = ({ pages, articles }: FeedPlan) =>
    articles.map((article) => {
      const made = known.get(article.slug) ?? feedArticle(press, pages, article);
      known.set(article.slug, made);
      return made;
    });
  return plans.flatMap((plan) => {
    const feed = { ...plan, articles: whole(plan) };
    const [atomPath, rssPath, jsonPath] = feedPaths(plan) as [string, string, string];
    return [
      { path: atomPath, bytes: atom(feed) },
      { path: rssPath, bytes: rss(feed) },
      { path: jsonPath, bytes: json(feed) },
    ];
  });
}

function fileOf({ pages, path }: FeedPlan, name: string): string {
  return [pages.edition.name, path, name].filter((part) => part !== '').join('/');
}

function feedArticle(
  press: Press,
  { edition }: EditionPages,
  article: EditionArticle,
): FeedArticle {
  const { slug, tongue, words } = article;
  const url = absolute(edition, edition.name, slug);
  const context = contextOf(press, tongue, '', {
    words,
    article,
    picture: (of, key) =>
      smallPicture(press, of, key, (each) => `${edition.baseUrl}/${picturePath(each)}`),
  });
  const parts = [
    renderBlocks(
      article.head.filter((block) => block.kind !== 'matter' || block.role !== 'title'),
      context,
    ),
    renderBlocks(article.body, context),
    renderNotes(context),
    renderBlocks(article.tail, context),
  ];
  // In a reader many articles stand on one page: an anchor has to say whose it is.
  const text = parts.join('\n').replaceAll(' href="#', ` href="${url}#`);
  const file = (ending: string, type: string) => {
    const length = press.sizes.get(`${edition.name}/${slug}/${slug}.${ending}`);
    return length === undefined ? [] : [{ url: `${url}${slug}.${ending}`, type, length }];
  };
  return {
    article,
    url,
    html: `<div lang="${tongue.language}" dir="${tongue.direction}">\n${text}\n</div>`,
    enclosures: [...file('epub', 'application/epub+zip'), ...file('pdf', 'application/pdf')],
  };
}

/** A day has no hour; its beginning in UTC stands for it. */
export function moment(day: string): string {
  return `${day}T00:00:00Z`;
}

export function newest(articles: readonly EditionArticle[]): string {
  const days = articles.map((article) => article.updated ?? article.date);
  return moment(days.sort().at(-1) ?? '1970-01-01');
}

/** RFC 4151: the same in every edition that is built, whatever the address of its page may become. */
export function tagOf({ edition }: EditionPages, article: EditionArticle): string {
  return `tag:${hostOf(edition)},${article.date}:${edition.name}/${article.slug}`;
}

/** Of an edition: it stands in the tags of all its articles. */
function hostOf(edition: EditionPages['edition']): string {
  const host = hosts.get(edition) ?? new URL(edition.baseUrl).hostname;
  hosts.set(edition, host);
  return host;
}

const hosts = new WeakMap<object, string>();

function atom({ pages, path, title, articles, updated }: Feed): string {
  const { edition } = pages;
  const home = absolute(edition, edition.name, path);
  const { language, direction } = edition.tongue;
  const entries = articles.map((each) => atomEntry(pages, each));
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}" xml:base="${escapeAttribute(home)}">
<title>${directed(title, direction)}</title>
<subtitle>${directed(edition.siteDescription, direction)}</subtitle>
<id>${escapeText(home)}</id>
<link rel="self" type="application/atom+xml" href="${escapeAttribute(home)}feed.xml"/>
<link rel="alternate" type="text/html" hreflang="${language}" href="${escapeAttribute(home)}"/>
<updated>${updated}</updated>
<author><name>${escapeText(edition.publisher)}</name></author>
${entries.join('\n')}
</feed>
`;
}

function atomEntry(pages: EditionPages, { article, url, html, enclosures }: FeedArticle): string {
  const { edition } = pages;
  const { language, direction } = article.tongue;
  const lines = [
    `<entry xml:lang="${language}">`,
    `<title>${directed(article.title, direction)}</title>`,
    `<id>${escapeText(tagOf(pages, article))}</id>`,
    `<link rel="alternate" type="text/html" hreflang="${language}" href="${escapeAttribute(url)}"/>`,
    ...article.alternates
      .filter((each) => each.edition !== edition.name)
      .map(
        (each) =>
          `<link rel="alternate" type="text/html" hreflang="${each.tongue.language}" href="${escapeAttribute(absolute(edition, each.edition, article.slug))}"/>`,
      ),
    ...enclosures.map(
      ({ url: href, type, length }) =>
        `<link rel="enclosure" type="${type}" href="${escapeAttribute(href)}" length="${length}"/>`,
    ),
    `<published>${moment(article.date)}</published>`,
    `<updated>${moment(article.updated ?? article.date)}</updated>`,
    ...article.authors.map((name) => `<author><name>${escapeText(name)}</name></author>`),
    ...article.translators.map(
      (name) => `<contributor><name>${escapeText(name)}</name></contributor>`,
    ),
    `<category term="${escapeAttribute(article.section.key)}" label="${escapeAttribute(article.section.label)}"/>`,
    ...(article.rights ? [`<rights>${escapeText(article.rights)}</rights>`] : []),
    ...(article.description
      ? [`<summary type="text">${directed(article.description, direction)}</summary>`]
      : []),
    `<content type="html">${escapeText(html)}</content>`,
    '</entry>',
  ];
  return lines.join('\n');
}

/** XML knows no direction: U+200F before the words tells a reader's title line where it begins. */
function directed(text: string, direction: 'ltr' | 'rtl'): string {
  return escapeText(direction === 'rtl' ? `\u200f${text}` : text);
}

function rss({ pages, path, title, articles, updated }: Feed): string {
  const { edition } = pages;
  const home = escapeText(absolute(edition, edition.name, path));
  const items = articles.map(({ article, url, html, enclosures }) => {
    const lines = [
      '<item>',
      `<title>${directed(article.title, article.tongue.direction)}</title>`,
      `<link>${escapeText(url)}</link>`,
      `<guid isPermaLink="false">${escapeText(tagOf(pages, article))}</guid>`,
      `<pubDate>${rfc822(article.date)}</pubDate>`,
      ...article.authors.map((name) => `<dc:creator>${escapeText(name)}</dc:creator>`),
      `<dc:language>${article.tongue.language}</dc:language>`,
      `<category>${escapeText(article.section.label)}</category>`,
      // RSS 2.0: that of an item is HTML, in which words have to be escaped themselves.
      `<description>${escapeText(escapeText(article.description))}</description>`,
      `<content:encoded>${escapeText(html)}</content:encoded>`,
      // RSS takes one.
      ...enclosures
        .slice(0, 1)
        .map(
          (each) =>
            `<enclosure url="${escapeAttribute(each.url)}" length="${each.length}" type="${each.type}"/>`,
        ),
      '</item>',
    ];
    return lines.join('\n');
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${directed(title, edition.tongue.direction)}</title>
<link>${home}</link>
<description>${directed(edition.siteDescription, edition.tongue.direction)}</description>
<language>${edition.tongue.language.toLowerCase()}</language>
<lastBuildDate>${rfc822(updated.slice(0, 10))}</lastBuildDate>
<atom:link rel="self" type="application/rss+xml" href="${home}rss.xml"/>
${items.join('\n')}
</channel>
</rss>
`;
}

const DAYS = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `Fri, 12 May 2023 00:00:00 +0000` */
function rfc822(day: string): string {
  const date = new Date(moment(day));
  const [year, month, of] = day.split('-') as [string, string, string];
  return `${DAYS[date.getUTCDay()]}, ${of} ${MONTHS[Number(month) - 1]} ${year} 00:00:00 +0000`;
}

function json({ pages, path, title, articles }: Feed): string {
  const { edition } = pages;
  const home = absolute(edition, edition.name, path);
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: home,
    feed_url: `${home}feed.json`,
    description: edition.siteDescription,
    language: edition.tongue.language,
    authors: [{ name: edition.publisher, url: `${edition.baseUrl}/${folderOf(edition.name, '')}` }],
    items: articles.map(({ article, url, html, enclosures }) => ({
      id: tagOf(pages, article),
      url,
      title: article.title,
      content_html: html,
      content_text: plainText([...article.head, ...article.body]).trim(),
      summary: article.description,
      date_published: moment(article.date),
      date_modified: moment(article.updated ?? article.date),
      authors: article.authors.map((name) => ({ name })),
      tags: [article.section.label, ...article.tags],
      language: article.tongue.language,
      attachments: enclosures.map(({ url: address, type, length }) => ({
        url: address,
        mime_type: type,
        size_in_bytes: length,
      })),
    })),
  };
  return `${JSON.stringify(feed, undefined, 1)}\n`;
}
