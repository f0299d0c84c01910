/** What is wrong with the links between articles of a paper. */
import { type Diagnostic, nearestWord } from '../diagnostics/index.js';
import { type Article, type ArticleLink, type Heading, plainText } from '../document/index.js';
import { folderOf, headingsOf, inFolders, isText } from './links.js';
import type { Site } from './site.js';
import { chooseVersion } from './versions.js';

/** A text and its links to other articles. */
export type LinkingText = Pick<Article, 'file' | 'links'>;

/** What the links of a paper are held against. */
export interface Sources {
  readonly site: Site;
  /** All that can stand, drafts too. */
  readonly articles: readonly Article[];
  /** Paths of all texts, those at fault too. */
  readonly texts: readonly string[];
  /** All that could be read, those at fault too. */
  readonly linking: readonly LinkingText[];
  /** Paths of the drafts that are not published. A text at fault will be when it is mended. */
  readonly waiting: ReadonlySet<string>;
}

type Fault = Pick<Diagnostic, 'severity' | 'code' | 'message' | 'hints'>;

/** Links to articles that are not there, have no such part, or are not published. */
export function faultsOfLinks({ site, articles, texts, linking, waiting }: Sources): Diagnostic[] {
  const read = inFolders(articles);
  const known = new Set([...texts, ...texts.map(folderOf)]);
  const isWaiting = ({ file }: LinkingText) => waiting.has(file.path);
  const faultOf = (from: LinkingText, link: ArticleLink): Fault | undefined => {
    if (!known.has(link.path)) return nowhere(link, texts);
    const versions = read.get(folderOf(link.path)) ?? [];
    const named = isText(link.path)
      ? versions.filter(({ file }) => file.path === link.path)
      : versions;
    if (named.length === 0) return undefined;
    if (named.every(isWaiting)) return isWaiting(from) ? undefined : waits(link);
    const standing = versions.filter((each) => !isWaiting(each));
    const shown = new Set(site.editions.map((edition) => chooseVersion(edition, standing)));
    const targets = named.filter((each) => shown.has(each));
    return targets.length === 0 ? unshown(link) : withoutHeading(link, targets);
  };
  return linking.flatMap((from) =>
    from.links.flatMap((link): Diagnostic[] => {
      const fault = faultOf(from, link);
      return fault ? [{ ...fault, file: from.file, span: link.span }] : [];
    }),
  );
}

function nowhere(link: ArticleLink, texts: readonly string[]): Fault {
  return lost(`there is no article “${link.path}”`, hintFor(link, texts));
}

function unshown({ path }: ArticleLink): Fault {
  return lost(
    `${path} stands in no edition, for the article has versions in their languages`,
    'lead to the article’s folder, without the name of a file',
  );
}

function waits({ path }: ArticleLink): Fault {
  return {
    severity: 'warning',
    code: 'md-003',
    message: `${path} is a draft: the link is set as plain text`,
    hints: ['it becomes a link when the article is published'],
  };
}

/** @param targets every text that the link leads to in some edition */
function withoutHeading({ anchor }: ArticleLink, targets: readonly Article[]): Fault | undefined {
  if (anchor === '') return undefined;
  const lacking = targets.filter((each) => !headingsOf(each).some(({ id }) => id === anchor));
  const [first] = lacking;
  if (!first) return undefined;
  const files = lacking.map(({ file }) => file.path).join(' and in ');
  const sound = targets.find((each) => !lacking.includes(each));
  const choice = sound ? `; or lead to ${nameOf(sound.file.path)} alone` : '';
  return lost(
    `nothing in ${files} is called “#${anchor}”`,
    headingsNear(anchor, headingsOf(first)) + choice,
  );
}

/** Headings that a person may have meant, as many as a line holds. */
const NEAR = 3;

function headingsNear(anchor: string, headings: readonly Heading[]): string {
  if (headings.length === 0) return 'it has no headings: lead to the whole article';
  const wanted = Number(/\d+/.exec(anchor)?.[0] ?? 1);
  const near = Math.max(0, Math.min(headings.length, wanted + 1) - NEAR);
  const some = headings
    .slice(near, near + NEAR)
    .map(({ id, children }) => `#${id} “${plainText(children)}”`);
  const count = headings.length > some.length ? ` (of ${headings.length})` : '';
  return `it has ${some.join(', ')}${count}`;
}

function lost(message: string, hint: string): Fault {
  return { severity: 'error', code: 'art-015', message, hints: [hint] };
}

function hintFor({ path }: ArticleLink, texts: readonly string[]): string {
  const folder = folderOf(path);
  const here = texts.filter((text) => folderOf(text) === folder);
  if (here.length > 0) return `the article has ${here.map(nameOf).join(', ')}`;
  const slugs = [...new Set(texts.map((text) => nameOf(folderOf(text))))];
  const near = nearestWord(nameOf(folder), slugs);
  return near ? `did you mean “${near}”?` : 'write the name of a folder below articles/';
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
