/** Maps for crawlers: all pages with their versions in other languages, and the newest news. */
import type { Counterpart, EditionArticle, EditionPages } from '../../edition/index.js';
import { primaryLanguage } from '../../locale/index.js';
import { escapeAttribute, escapeText } from '../markup.js';
import { absolute } from './address.js';
import {
  type AlternateLink,
  alternatesOf,
  frontAlternates,
  type SiteFile,
  versionLinks,
} from './frame.js';

/** Google reads news of two days, a thousand at most. */
const NEWS_DAYS = 2;
const MOST_NEWS = 1000;

/** Paths of the maps, and of what tells crawlers of them. */
export const SITEMAPS = ['sitemap.xml', 'sitemap-news.xml', 'robots.txt'];

export function sitemapFiles(editions: readonly EditionPages[]): SiteFile[] {
  const { baseUrl } = editions[0]!.edition;
  return [
    { path: 'sitemap.xml', bytes: sitemap(editions) },
    { path: 'sitemap-news.xml', bytes: newsSitemap(editions) },
    {
      path: 'robots.txt',
      bytes: `User-agent: *\nAllow: /\n\nSitemap: ${baseUrl}/sitemap.xml\nSitemap: ${baseUrl}/sitemap-news.xml\n`,
    },
  ];
}

interface Address {
  readonly url: string;
  readonly alternates: readonly AlternateLink[];
  readonly changed?: string;
}

function sitemap(editions: readonly EditionPages[]): string {
  const urls = editions.flatMap(addressesOf).map(({ url, alternates, changed }) => {
    const lines = [
      `<loc>${escapeText(url)}</loc>`,
      ...(changed ? [`<lastmod>${changed}</lastmod>`] : []),
      ...alternates.map(
        ({ language, href }) =>
          `<xhtml:link rel="alternate" hreflang="${language}" href="${escapeAttribute(href)}"/>`,
      ),
    ];
    return `<url>\n${lines.join('\n')}\n</url>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls.join('\n')}
</urlset>
`;
}

/** Every page that counts: of an untranslated article only the one in its own edition. */
function addressesOf(pages: EditionPages): Address[] {
  const { edition, lists, indexes } = pages;
  const page = (path: string, counterparts: readonly Counterpart[]): Address => ({
    url: absolute(edition, edition.name, path),
    alternates: alternatesOf({ pages, path }, counterparts),
  });
  const everywhere = (path: string) =>
    edition.editions
      .filter((each) => each.name !== edition.name)
      .map((each): Counterpart => ({ edition: each.name, path, isSame: true }));
  return [
    { ...page('', []), alternates: frontAlternates({ pages, path: '' }, everywhere('')) },
    ...edition.articles
      .filter((article) => absolute(edition, edition.name, article.slug) === article.canonicalUrl)
      .map((article) => articleAddress(pages, article)),
    ...[...lists, ...indexes].map((each) => page(each.path, each.counterparts)),
    ...edition.books.map(({ name }) => page(`books/${name}`, everywhere(`books/${name}`))),
    page('about', everywhere('about')),
  ];
}

function articleAddress({ edition }: EditionPages, article: EditionArticle): Address {
  const real = new Map(article.alternates.map((each) => [each.edition, article.slug]));
  return {
    url: article.canonicalUrl,
    alternates: real.size > 1 ? versionLinks(edition, real) : [],
    changed: article.updated ?? article.date,
  };
}

/** Two days up to the newest article: a build knows no today. */
function newsSitemap(editions: readonly EditionPages[]): string {
  const all = editions.flatMap((pages) =>
    pages.edition.articles
      .filter(
        (each) => absolute(pages.edition, pages.edition.name, each.slug) === each.canonicalUrl,
      )
      .map((article) => ({ article, pages })),
  );
  const newest =
    all
      .map(({ article }) => article.date)
      .sort()
      .at(-1) ?? '';
  const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
  const news = all
    .filter(({ article }) => dayOf(newest) - dayOf(article.date) < NEWS_DAYS)
    .slice(0, MOST_NEWS)
    .map(
      ({ article, pages: { edition } }) => `<url>
<loc>${escapeText(article.canonicalUrl)}</loc>
<news:news>
<news:publication>
<news:name>${escapeText(edition.siteTitle)}</news:name>
<news:language>${primaryLanguage(article.tongue.language)}</news:language>
</news:publication>
<news:publication_date>${article.date}</news:publication_date>
<news:title>${escapeText(article.title)}</news:title>
</news:news>
</url>`,
    );
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
${news.join('\n')}
</urlset>
`;
}
