/** What a page says of itself to crawlers: JSON-LD in the words of schema.org. */
import { type Alternate, addressOf, type EditionArticle } from '../../edition/index.js';
import { absolute, folderOf, type Place } from './address.js';
import type { Press } from './frame.js';

type Json = string | boolean | readonly Json[] | { readonly [key: string]: Json | undefined };

/** The same on every page that shows the article: its address is that of the page that counts. */
export function articleStatement(press: Press, place: Place, article: EditionArticle): string {
  const { edition, onward } = place.pages;
  const { canonicalUrl, original, translations, date } = article;
  const authorPages = new Map(
    (onward.get(article.slug)?.authors ?? []).map(({ label, path }) => [
      label,
      absolute(edition, edition.name, path),
    ]),
  );
  const card = press.cards.get(canonicalUrl);
  return inScript({
    '@context': 'https://schema.org',
    '@type': typeOf(article),
    '@id': canonicalUrl,
    url: canonicalUrl,
    mainEntityOfPage: canonicalUrl,
    headline: article.title,
    description: article.description || undefined,
    inLanguage: article.tongue.language,
    datePublished: date,
    dateModified: article.updated ?? date,
    author: some(article.authors.map((name) => maker(place, article, name, authorPages.get(name)))),
    translator: some(article.translators.map((name) => maker(place, article, name))),
    translationOfWork: original ? version(place, article, original) : undefined,
    workTranslation: some(translations.map((each) => version(place, article, each))),
    articleSection: article.section.label,
    keywords: some(article.tags),
    image: card ? [`${edition.baseUrl}/${card.path}`] : undefined,
    creditText: article.sourceName,
    isBasedOn: article.sourceUrl,
    copyrightNotice: article.rights,
    isAccessibleForFree: true,
    encoding: some(encodings(press, place, article)),
    publisher: publisher(place),
  });
}

/** Of the front page: the paper and its edition. */
export function paperStatement(place: Place): string {
  const { edition } = place.pages;
  const url = absolute(edition, edition.name, '');
  return inScript({
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    '@id': url,
    url,
    name: edition.siteTitle,
    description: edition.siteDescription,
    inLanguage: edition.tongue.language,
    publisher: publisher(place),
  });
}

function publisher({ pages: { edition } }: Place): Json {
  return { '@type': 'NewsMediaOrganization', name: edition.publisher, url: `${edition.baseUrl}/` };
}

/** Who wrote or translated it: a person, unless the paper or the article says otherwise. */
function maker({ pages }: Place, { sourceName }: EditionArticle, name: string, url?: string): Json {
  const organisations = [...pages.edition.organisations, ...(sourceName ? [sourceName] : [])];
  const key = addressOf(name);
  const isPerson = organisations.every((each) => addressOf(each) !== key);
  return { '@type': isPerson ? 'Person' : 'Organization', name, url };
}

function typeOf({ isOpinion }: EditionArticle): string {
  return isOpinion ? 'OpinionNewsArticle' : 'NewsArticle';
}

function version(
  place: Place,
  article: EditionArticle,
  { url, title, tongue, translators }: Alternate,
): Json {
  return {
    '@type': typeOf(article),
    '@id': url,
    url,
    headline: title,
    inLanguage: tongue.language,
    translator: some(translators.map((name) => maker(place, article, name))),
  };
}

/** The article as files, as far as this build made them. */
function encodings(
  { sizes }: Press,
  { pages: { edition } }: Place,
  { slug }: EditionArticle,
): Json[] {
  const kinds = [
    { ending: 'pdf', encodingFormat: 'application/pdf' },
    { ending: 'epub', encodingFormat: 'application/epub+zip' },
  ];
  return kinds
    .filter(({ ending }) => sizes.has(`${edition.name}/${slug}/${slug}.${ending}`))
    .map(({ ending, encodingFormat }) => {
      const folder = `${edition.baseUrl}/${folderOf(edition.name, slug)}`;
      const contentUrl = `${folder}${encodeURIComponent(slug)}.${ending}`;
      return { '@type': 'MediaObject', encodingFormat, contentUrl };
    });
}

function some(list: readonly Json[]): readonly Json[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** HTML ends a script at `</script` and starts another one at `<!--`, whatever JSON thinks of it. */
function inScript(value: Json): string {
  return JSON.stringify(value).replace(/[<>]/g, (sign) => (sign === '<' ? '\\u003c' : '\\u003e'));
}
