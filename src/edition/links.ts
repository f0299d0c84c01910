/** Links between articles: from the places of their sources to the addresses of their pages. */
import {
  type Article,
  type ArticlePlace,
  copied,
  type Heading,
  type Inline,
  type Link,
  mapInlines,
  walkBlocks,
} from '../document/index.js';
import type { Site, SiteEdition } from './site.js';
import { chooseVersion, pageAddress } from './versions.js';

/** What a link to an article that is published becomes. */
export type AddressOf = (place: ArticlePlace) => Pick<Link, 'href' | 'page'> | undefined;

/**
 * A way to a folder leads to the version of the edition that is read, one to a text to that very text. Where
 * the edition shows that, a reader stays in it.
 *
 * @param articles published
 */
export function openAddresses(
  site: Site,
  articles: readonly Article[],
): (edition: SiteEdition) => AddressOf {
  const byFolder = inFolders(articles);
  return (edition) => (place) => {
    const versions = byFolder.get(folderOf(place.path));
    if (!versions) return undefined;
    const version = isText(place.path)
      ? versions.find(({ file }) => file.path === place.path)
      : chooseVersion(edition, versions);
    const page = version && pageOf(site, edition, version, versions);
    if (!page) return undefined;
    const { anchor } = place;
    const isThere = anchor !== '' && headingsOf(version).some(({ id }) => id === anchor);
    const { canonical, shown } = page;
    return {
      href: pageAddress(site, canonical.name, version.slug) + (isThere ? `#${anchor}` : ''),
      page: { edition: shown.name, slug: version.slug },
    };
  };
}

/** Where a version stands for a reader of `edition`, and where it is at home; undefined where it stands nowhere. */
function pageOf(
  { editions }: Site,
  edition: SiteEdition,
  version: Article,
  versions: readonly Article[],
): { readonly shown: SiteEdition; readonly canonical: SiteEdition } | undefined {
  const showing = editions.filter((each) => chooseVersion(each, versions) === version);
  const owner = showing.find((each) => each.tongue.language === version.tongue.language);
  const shown = showing.includes(edition) ? edition : (owner ?? showing[0]);
  return shown && { shown, canonical: owner ?? shown };
}

export function withFrontMatterSettled(article: Article, addressOf: AddressOf): Article {
  if (article.links.length === 0) return article;
  const { teaser, bio, ...others } = article.frontMatter;
  const settle = (inlines: readonly Inline[]) => settled(inlines, addressOf);
  return copied(article, {
    frontMatter: { ...others, teaser: settle(teaser), bio: settle(bio) },
  });
}

export function withTextSettled(
  { links, body, notes }: Article,
  addressOf: AddressOf,
): Pick<Article, 'body' | 'notes'> {
  if (links.length === 0) return { body, notes };
  const settle = (inlines: readonly Inline[]) => settled(inlines, addressOf);
  return {
    body: mapInlines(body, settle),
    notes: notes.map((note) => ({ ...note, blocks: mapInlines(note.blocks, settle) })),
  };
}

/** A link to what is not published is its words alone. */
function settled(inlines: readonly Inline[], addressOf: AddressOf): Inline[] {
  return inlines.flatMap((inline): Inline[] => {
    if (!('children' in inline)) return [inline];
    const children = settled(inline.children, addressOf);
    if (inline.kind !== 'link' || !inline.place) return [{ ...inline, children }];
    const { place, ...link } = inline;
    const address = addressOf(place);
    return address ? [{ ...link, ...address, children }] : children;
  });
}

/** Whatever a link may lead to within an article. */
export function headingsOf({ body, notes }: Article): Heading[] {
  const headings: Heading[] = [];
  walkBlocks([...body, ...notes.flatMap((note) => note.blocks)], (block) => {
    if (block.kind === 'heading') headings.push(block);
  });
  return headings;
}

export function isText(path: string): boolean {
  return path.endsWith('.md');
}

/** Of a text its folder; a folder is its own. */
export function folderOf(path: string): string {
  return isText(path) ? path.slice(0, path.lastIndexOf('/')) : path;
}

export function inFolders(articles: readonly Article[]): Map<string, Article[]> {
  const folders = new Map<string, Article[]>();
  for (const article of articles) {
    const folder = folderOf(article.file.path);
    const here = folders.get(folder);
    if (here) here.push(article);
    else folders.set(folder, [article]);
  }
  return folders;
}
