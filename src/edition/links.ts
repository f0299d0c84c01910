/** Links between articles: from the places of their sources to the addresses of their pages. */
import { type Diagnostic, nearestWord } from '../diagnostics/index.js';
import {
  type Article,
  type ArticleLink,
  type ArticlePlace,
  copied,
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
 * A reader stays in his edition: the link leads to the version that stands there, whichever the way names;
 * only of the article itself the very text that is named is meant.
 *
 * @param articles published
 */
export function openAddresses(
  site: Site,
  articles: readonly Article[],
): (edition: SiteEdition, from: Article) => AddressOf {
  const byFolder = inFolders(articles);
  return (edition, from) => (place) => {
    const versions = byFolder.get(folderOf(place.path));
    if (!versions) return undefined;
    const own = folderOf(place.path) === folderOf(from.file.path);
    const named = own ? versions.find(({ file }) => file.path === place.path) : undefined;
    if (own && !named && place.path.endsWith('.md')) return undefined;
    const version = named ?? chooseVersion(edition, versions);
    const { language } = version.tongue;
    const owner = site.editions.find((each) => each.tongue.language === language) ?? edition;
    const anchor = place.anchor !== '' && hasHeading(version, place.anchor) ? place.anchor : '';
    return {
      href: pageAddress(site, owner.name, version.slug) + (anchor && `#${anchor}`),
      page: { edition: named ? owner.name : edition.name, slug: version.slug },
    };
  };
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

/** What the links of a paper are held against. */
export interface Sources {
  /** All that could be read, drafts too. */
  readonly articles: readonly Article[];
  /** Paths of all texts, those at fault too. */
  readonly texts: readonly string[];
  readonly published: readonly Article[];
}

/** Links to articles that are not there, have no such part, or are not published. */
export function faultsOfLinks({ articles, texts, published }: Sources): Diagnostic[] {
  const read = inFolders(articles);
  const shown = inFolders(published);
  const folders = new Set(texts.map(folderOf));
  const known = new Set([...texts, ...folders]);
  return articles.flatMap((from) =>
    from.links.flatMap((link): Diagnostic[] => {
      const say = (
        severity: Diagnostic['severity'],
        code: Diagnostic['code'],
        message: string,
        hint: string,
      ): Diagnostic[] => [
        { code, severity, message, file: from.file, span: link.span, hints: [hint] },
      ];
      const folder = folderOf(link.path);
      if (!known.has(link.path))
        return say('error', 'art-015', `there is no article “${link.path}”`, hintFor(link, texts));
      const versions = read.get(folder) ?? [];
      const target = versions.find(({ file }) => file.path === link.path) ?? versions[0];
      if (target && link.anchor !== '' && !hasHeading(target, link.anchor))
        return say(
          'error',
          'art-015',
          `nothing in ${target.file.path} is called “#${link.anchor}”`,
          'headings are counted: #s-1 is the first, or lead to the whole article',
        );
      const isOwn = folder === folderOf(from.file.path) && link.path === target?.file.path;
      if (target?.frontMatter.draft && (isOwn || !shown.has(folder)) && !from.frontMatter.draft)
        return say(
          'warning',
          'md-003',
          `${isOwn ? link.path : folder} is a draft: the link is set as plain text`,
          'it becomes a link when the article is published',
        );
      return [];
    }),
  );
}

function hintFor({ path }: ArticleLink, texts: readonly string[]): string {
  const folder = folderOf(path);
  const here = texts.filter((text) => folderOf(text) === folder);
  if (here.length > 0) return `the article has ${here.map(nameOf).join(' and ')}`;
  const slugs = [...new Set(texts.map((text) => nameOf(folderOf(text))))];
  const near = nearestWord(nameOf(folder), slugs);
  return near ? `did you mean “${near}”?` : 'write the name of a folder below articles/';
}

function hasHeading({ body, notes }: Article, id: string): boolean {
  let found = false;
  walkBlocks([...body, ...notes.flatMap((note) => note.blocks)], (block) => {
    found ||= block.kind === 'heading' && block.id === id;
  });
  return found;
}

/** Of a text its folder; a folder is its own. */
function folderOf(path: string): string {
  return path.endsWith('.md') ? path.slice(0, path.lastIndexOf('/')) : path;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function inFolders(articles: readonly Article[]): Map<string, Article[]> {
  const folders = new Map<string, Article[]>();
  for (const article of articles) {
    const folder = folderOf(article.file.path);
    const here = folders.get(folder);
    if (here) here.push(article);
    else folders.set(folder, [article]);
  }
  return folders;
}
