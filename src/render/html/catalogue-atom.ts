/** The catalogue as OPDS 1.2: Atom feeds, one for finding the way, others with what can be taken along. */
import { escapeAttribute, escapeText } from '../markup.js';
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

const NAVIGATION = 'application/atom+xml;profile=opds-catalog;kind=navigation';
const ACQUISITION = 'application/atom+xml;profile=opds-catalog;kind=acquisition';

/** The way to every list. */
export function atomRoot(catalogue: Catalogue): string {
  const { edition, lists, updated } = catalogue;
  const others = edition.editions.filter(({ name }) => name !== edition.name);
  const entries = lists.map(({ name, title, publications }) => {
    const rel = name === 'articles' ? 'http://opds-spec.org/sort/new' : 'subsection';
    const newest = publications.map((each) => each.updated).sort();
    return [
      '<entry>',
      `<title>${escapeText(title)}</title>`,
      `<id>${escapeText(idOf(catalogue, name))}</id>`,
      `<updated>${moment(newest.at(-1)!)}</updated>`,
      link({ rel, href: `${encodeURIComponent(name)}.xml`, type: ACQUISITION, title }),
      `<content type="text">${escapeText(title)}</content>`,
      '</entry>',
    ].join('\n');
  });
  const links = [
    link({ rel: 'self', href: 'index.xml', type: NAVIGATION }),
    link({ rel: 'start', href: 'index.xml', type: NAVIGATION }),
    link({ rel: 'alternate', href: 'index.json', type: 'application/opds+json' }),
    ...others.map(({ name, label, tongue }) =>
      link({
        rel: 'alternate',
        href: `../../${encodeURIComponent(name)}/${CATALOGUE}/index.xml`,
        type: NAVIGATION,
        hreflang: tongue.language,
        title: label,
      }),
    ),
  ];
  return feed(catalogue, idOf(catalogue, 'index'), titleOf(catalogue), updated, [
    ...links,
    ...entries,
  ]);
}

/** A page of a list. */
export function atomList(catalogue: Catalogue, page: ShelfPage): string {
  const { words } = catalogue.edition;
  const name = pageName(page, page.number);
  const newest = page.publications.map((each) => each.updated).sort();
  const links = [
    link({ rel: 'self', href: `${encodeURIComponent(name)}.xml`, type: ACQUISITION }),
    link({ rel: 'start', href: 'index.xml', type: NAVIGATION }),
    link({ rel: 'up', href: 'index.xml', type: NAVIGATION }),
    ...neighbours(page).map((each) =>
      link({ rel: each.rel, href: `${encodeURIComponent(each.name)}.xml`, type: ACQUISITION }),
    ),
    ...languageFacets(catalogue, page, 'xml').map(({ href, label, tongue, isActive }) =>
      link({
        rel: 'http://opds-spec.org/facet',
        href,
        type: ACQUISITION,
        hreflang: tongue.language,
        title: label,
        'opds:facetGroup': words.language,
        ...(isActive ? { 'opds:activeFacet': 'true' } : {}),
      }),
    ),
  ];
  const entries = page.publications.map(entryOf);
  const updated = moment(newest.at(-1)!);
  return feed(catalogue, idOf(catalogue, name), page.list.title, updated, [...links, ...entries]);
}

function feed(
  { edition }: Catalogue,
  id: string,
  title: string,
  updated: string,
  content: readonly string[],
): string {
  const home = absolute(edition, edition.name, '');
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/terms/" xmlns:opds="http://opds-spec.org/2010/catalog" xml:lang="${edition.tongue.language}">
<id>${escapeText(id)}</id>
<title>${escapeText(title)}</title>
<updated>${updated}</updated>
<author><name>${escapeText(edition.publisher)}</name><uri>${escapeText(home)}</uri></author>
${content.join('\n')}
</feed>
`;
}

function entryOf(publication: Publication): string {
  const { tongue, translators, rights, description, page, cover } = publication;
  return [
    `<entry xml:lang="${tongue.language}">`,
    `<title>${escapeText(publication.title)}</title>`,
    `<id>${escapeText(publication.id)}</id>`,
    `<updated>${moment(publication.updated)}</updated>`,
    ...publication.authors.map((name) => `<author><name>${escapeText(name)}</name></author>`),
    ...translators.map((name) => `<contributor><name>${escapeText(name)}</name></contributor>`),
    `<dc:language>${tongue.language}</dc:language>`,
    `<dc:publisher>${escapeText(publication.publisher)}</dc:publisher>`,
    `<dc:issued>${publication.published}</dc:issued>`,
    ...publication.subjects.map(
      ({ key, label }) =>
        `<category term="${escapeAttribute(key)}" label="${escapeAttribute(label)}"/>`,
    ),
    ...(rights ? [`<rights>${escapeText(rights)}</rights>`] : []),
    ...(description ? [`<summary type="text">${escapeText(description)}</summary>`] : []),
    ...(cover
      ? ['image', 'image/thumbnail'].map((kind) =>
          link({ rel: `http://opds-spec.org/${kind}`, href: cover, type: 'image/png' }),
        )
      : []),
    link({ rel: 'alternate', href: page, type: 'text/html', hreflang: tongue.language }),
    ...publication.files.map(({ href, type, size }) =>
      link({
        rel: 'http://opds-spec.org/acquisition/open-access',
        href,
        type,
        ...(size === undefined ? {} : { length: String(size) }),
      }),
    ),
    '</entry>',
  ].join('\n');
}

function link(attributes: Readonly<Record<string, string>>): string {
  const all = Object.entries(attributes).map(
    ([key, value]) => `${key}="${escapeAttribute(value)}"`,
  );
  return `<link ${all.join(' ')}/>`;
}

/** The address of the feed, which is its name. */
function idOf({ edition }: Catalogue, name: string): string {
  return `${absolute(edition, edition.name, CATALOGUE)}${encodeURIComponent(name)}.xml`;
}
