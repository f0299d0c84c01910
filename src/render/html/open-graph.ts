/** Open Graph (ogp.me): what is shown of a page where somebody shares its address. */
import type { EditionArticle } from '../../edition/index.js';
import { openGraphLocale } from '../../locale/index.js';
import { absolute, type Place } from './address.js';
import type { PageHead, Press } from './frame.js';

export interface Property {
  readonly property: string;
  readonly content: string;
}

/** Properties of a page in the order of the protocol; those without content are left out. */
export function openGraph(press: Press, place: Place, head: PageHead): Property[] {
  const { edition } = place.pages;
  const { article } = head;
  const { language } = article?.tongue ?? edition.tongue;
  const others = head.alternates
    .map((each) => each.language)
    .filter((each) => each !== 'x-default' && each !== language);
  const pairs: [property: string, content: string | undefined][] = [
    ['og:type', article ? 'article' : 'website'],
    ['og:title', head.title],
    ['og:description', head.description],
    ['og:url', head.canonical],
    ['og:site_name', edition.siteTitle],
    ['og:locale', openGraphLocale(language)],
    ...others.map((each): [string, string] => ['og:locale:alternate', openGraphLocale(each)]),
    ...cardProperties(press, place, head),
    ...(article ? articleProperties(place, article) : []),
  ];
  return pairs.flatMap(([property, content]) => (content ? [{ property, content }] : []));
}

/** The card of the page, else that of the edition. */
function cardProperties(
  { cards }: Press,
  { pages: { edition } }: Place,
  { canonical, title }: PageHead,
): [string, string][] {
  const own = cards.get(canonical);
  const card = own ?? cards.get(absolute(edition, edition.name, ''));
  if (!card) return [];
  return [
    ['og:image', `${edition.baseUrl}/${card.path}`],
    ['og:image:type', 'image/png'],
    ['og:image:width', String(card.width)],
    ['og:image:height', String(card.height)],
    ['og:image:alt', own ? title : edition.siteTitle],
  ];
}

function articleProperties(
  { pages: { edition, onward } }: Place,
  { slug, date, updated, section, tags }: EditionArticle,
): [string, string | undefined][] {
  const authors = onward.get(slug)?.authors ?? [];
  return [
    ['article:published_time', date],
    ['article:modified_time', updated],
    ...authors.map(({ path }): [string, string] => [
      'article:author',
      absolute(edition, edition.name, path),
    ]),
    ['article:section', section.label],
    ...tags.map((tag): [string, string] => ['article:tag', tag]),
  ];
}
