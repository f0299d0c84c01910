/** The versions of one article: in which editions it stands, and which is a translation of which. */
import type { Article } from '../document/index.js';
import type { Catalogue } from '../locale/index.js';
import type { Alternate } from './model.js';
import type { Site, SiteEdition } from './site.js';
import { languageName } from './words.js';

export interface Versions {
  /** The editions that have the article in their own language. */
  readonly alternates: readonly Alternate[];
  /** What the text is a translation of, where that is published here, too. */
  readonly original?: Alternate;
  /** Translations of the text. */
  readonly translations: readonly Alternate[];
}

/**
 * A text that names a translator is one. Where no text does, or several do not, nobody said which was
 * written first, and neither do we.
 */
export function versionsOf(
  { site, catalogue }: { readonly site: Site; readonly catalogue: Catalogue },
  versions: readonly Article[],
  shown: Article,
): Versions {
  const stands = site.editions.flatMap((edition): [Article, Alternate][] => {
    const version = versions.find((each) => each.tongue.language === edition.tongue.language);
    return version ? [[version, alternate(site, catalogue, edition, version)]] : [];
  });
  const alternates = stands.map(([, each]) => each);
  const written = stands.filter(([, { translators }]) => translators.length === 0);
  const [first] = written;
  if (!first || written.length > 1) return { alternates, translations: [] };
  const [article, original] = first;
  return shown === article
    ? { alternates, translations: alternates.filter((each) => each !== original) }
    : { alternates, original, translations: [] };
}

function alternate(
  site: Site,
  catalogue: Catalogue,
  edition: SiteEdition,
  { slug, frontMatter: { title, translators } }: Article,
): Alternate {
  const { name, tongue } = edition;
  return {
    tongue,
    edition: name,
    label: languageName(catalogue, tongue.language, tongue.language),
    url: pageAddress(site, name, slug),
    title,
    translators,
  };
}

/** Absolute address of an article's page. */
export function pageAddress({ url }: Site, edition: string, slug: string): string {
  return `${url}/${edition}/${slug}/`;
}

/** The edition's own language; else English, else Persian, else the first by name. */
export function chooseVersion(edition: SiteEdition, versions: readonly Article[]): Article {
  const wanted = [edition.tongue.language, 'en', 'fa-AF'];
  for (const language of wanted) {
    const found = versions.find((version) => version.tongue.language === language);
    if (found) return found;
  }
  return [...versions].sort((a, b) => compare(a.tongue.language, b.tongue.language))[0]!;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
