/** The catalogue as OPDS 2.0: the same lists as JSON, on the Readium Web Publication Manifest. */
import { primaryLanguage } from '../../locale/index.js';
import { absolute } from './address.js';
import {
  type Catalogue,
  languageFacets,
  neighbours,
  type Publication,
  pageName,
  type ShelfPage,
  titleOf,
} from './catalogue.js';
import { moment } from './feeds.js';
import { CATALOGUE } from './frame.js';

const FEED = 'application/opds+json';

/** The way to every list. */
export function jsonRoot(catalogue: Catalogue): string {
  const { edition, lists, updated } = catalogue;
  const others = edition.editions.filter(({ name }) => name !== edition.name);
  return written({
    metadata: { title: titleOf(catalogue), modified: updated },
    links: [
      { rel: 'self', href: ownAddress(catalogue, 'index'), type: FEED },
      { rel: 'start', href: 'index.json', type: FEED },
      ...others.map(({ name, label, tongue }) => ({
        rel: 'alternate',
        href: `../../${encodeURIComponent(name)}/${CATALOGUE}/index.json`,
        type: FEED,
        title: label,
        language: tongue.language,
      })),
    ],
    navigation: lists.map(({ name, title }) => ({
      href: `${encodeURIComponent(name)}.json`,
      title,
      type: FEED,
      rel: name === 'articles' ? 'http://opds-spec.org/sort/new' : 'subsection',
    })),
  });
}

/** A page of a list. */
export function jsonList(catalogue: Catalogue, page: ShelfPage): string {
  const { edition } = catalogue;
  const name = pageName(page, page.number);
  const newest = page.publications.map((each) => each.updated).sort();
  return written({
    metadata: {
      title: page.list.title,
      modified: moment(newest.at(-1)!),
      numberOfItems: page.list.publications.length,
      itemsPerPage: page.perPage,
      currentPage: page.number,
    },
    links: [
      { rel: 'self', href: ownAddress(catalogue, name), type: FEED },
      { rel: 'start', href: 'index.json', type: FEED },
      { rel: 'up', href: 'index.json', type: FEED },
      ...neighbours(page).map((each) => ({
        rel: each.rel,
        href: `${encodeURIComponent(each.name)}.json`,
        type: FEED,
      })),
    ],
    facets: [
      {
        metadata: { title: edition.words.language },
        links: languageFacets(catalogue, page, 'json').map(({ href, label, tongue, isActive }) => ({
          href,
          type: FEED,
          title: label,
          language: tongue.language,
          ...(isActive ? { rel: 'self' } : {}),
        })),
      },
    ],
    publications: page.publications.map((each) => publicationOf(catalogue, each)),
  });
}

function publicationOf({ edition }: Catalogue, publication: Publication) {
  const { tongue, translators, description, cover, page } = publication;
  const { width, height } = edition.theme.posters.cover;
  return {
    metadata: {
      '@type': 'http://schema.org/EBook',
      identifier: publication.id,
      title: publication.title,
      ...(publication.authors.length > 0
        ? { author: publication.authors.map((name) => ({ name })) }
        : {}),
      ...(translators.length > 0 ? { translator: translators.map((name) => ({ name })) } : {}),
      // Reading systems compare with the plain code.
      language: primaryLanguage(tongue.language),
      publisher: { name: publication.publisher },
      published: publication.published,
      modified: moment(publication.updated),
      ...(description ? { description } : {}),
      subject: publication.subjects.map(({ key, label }) => ({ name: label, code: key })),
      readingProgression: tongue.direction,
    },
    links: [
      ...publication.files.map(({ href, type, size }) => ({
        rel: 'http://opds-spec.org/acquisition/open-access',
        href,
        type,
        size,
      })),
      { rel: 'alternate', href: page, type: 'text/html' },
    ],
    ...(cover ? { images: [{ href: cover, type: 'image/png', width, height }] } : {}),
  };
}

/** A manifest has to say its own address whole; everything else is relative, so that a copy leads to itself. */
function ownAddress({ edition }: Catalogue, name: string): string {
  return `${absolute(edition, edition.name, CATALOGUE)}${encodeURIComponent(name)}.json`;
}

function written(feed: object): string {
  return `${JSON.stringify(feed, undefined, 1)}\n`;
}
