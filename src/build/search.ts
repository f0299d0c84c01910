/** The search of the site: its script, and the index of each edition as files. */
import { isolatedText, plainText } from '../document/index.js';
import type { Edition, EditionArticle } from '../edition/index.js';
import {
  concord,
  concordanceBytes,
  concordanceOf,
  type Manifest,
  namesIn,
  type SearchDocument,
  searchIndex,
} from '../search/index.js';
import { compiled } from './compiled.js';
import { nameHash } from './hash.js';
import type { MadeFile } from './press/task.js';
import type { OutputFile } from './write.js';

/** Modules of the script, each before those that import it. */
const MODULES = ['fold', 'find', 'browser'];

/** The script, which all editions share. */
export function searchScriptFile(): OutputFile {
  const bytes = searchScript();
  return { path: `assets/search-${nameHash(bytes)}.js`, bytes };
}

/**
 * The compiled modules as one script: joined, without what joins them. Browsers load no modules from a
 * disk.
 */
function searchScript(): string {
  const parts = MODULES.map((name) =>
    compiled(`search/${name}`)
      .replace(/^import .*?;$/gms, '')
      .replace(/^export /gm, '')
      .replace(/^\s*(?:\/\*\*?[\s\S]*?\*\/|\/\/.*)$\n?/gm, '')
      .trim(),
  );
  return `(() => {\n${parts.join('\n')}\n})();\n`;
}

/** The articles of an edition, and what is known of them. */
export interface Corpus {
  /** What the articles are known by, the newest first. */
  readonly names: readonly string[];
  /** What the last index was made from; absent: nothing is known. */
  readonly earlier?: Uint8Array;
  /** Those that are not in there. */
  readonly documents: Readonly<Record<string, SearchDocument>>;
}

export function corpusOf(
  { articles }: Edition,
  nameOf: (article: EditionArticle) => string,
  earlier: Uint8Array | undefined,
): Corpus {
  const known = earlier ? namesIn(earlier) : new Set();
  const named = articles.map((article): [string, EditionArticle] => [nameOf(article), article]);
  const unknown = named.filter(([name]) => !known.has(name));
  return {
    names: named.map(([name]) => name),
    ...(earlier ? { earlier } : {}),
    documents: Object.fromEntries(unknown.map(([name, each]) => [name, documentOf(each)])),
  };
}

/** Among the files of an index: what the next is made from. It has no folder, for nobody publishes it. */
export const CONCORDANCE = 'concordance';

/** The index of an edition: first what names all of its parts, in a folder whose name tells it. */
export function searchFiles(edition: string, { names, documents, earlier }: Corpus): MadeFile[] {
  const concordance = concord(names, documents, earlier && concordanceOf(earlier));
  const { firstWords, perShard, words, results } = searchIndex(concordance);
  const shards = [
    words.map((part) => shardOf(edition, 'words', part)),
    results.map((part) => shardOf(edition, 'results', part)),
  ];
  const [wordNames, resultNames] = shards.map((each) => each.map(({ name }) => name));
  const manifest: Manifest = { firstWords, perShard, words: wordNames!, results: resultNames! };
  const index = scriptOf('index', JSON.stringify(manifest));
  return [
    { path: `${edition}/search/${nameHash(index)}/index.js`, bytes: Buffer.from(index) },
    ...new Map(shards.flat().map(({ file }) => [file.path, file])).values(),
    { path: CONCORDANCE, bytes: concordanceBytes(concordance) },
  ];
}

function shardOf(
  edition: string,
  kind: string,
  part: unknown,
): { readonly name: string; readonly file: MadeFile } {
  const text = JSON.stringify(part);
  const name = `${kind}-${nameHash(text)}`;
  const bytes = Buffer.from(scriptOf(name, text));
  return { name, file: { path: `${edition}/search/${name}.js`, bytes } };
}

function scriptOf(name: string, part: string): string {
  return `warraqPart(${JSON.stringify(name)},${part})\n`;
}

/** Where the index lies, below the search page of its edition. */
export function searchFolder(files: readonly { readonly path: string }[]): string {
  return `${files[0]!.path.split('/').at(-2)}/`;
}

function documentOf(article: EditionArticle): SearchDocument {
  const { slug, title, titleInlines, tongue, untranslated, head, body, tail, notes } = article;
  const date = plainText(article.dateInlines);
  const matter = [article.section.label, date, ...article.tags, plainText(head)];
  const text = [plainText(body), ...notes.map(({ blocks }) => plainText(blocks)), plainText(tail)];
  const href = `../${encodeURIComponent(slug)}/index.html`;
  const shown = [href, isolatedText(titleInlines), isolatedText(article.dateInlines)] as const;
  return {
    title,
    matter: matter.join('\n'),
    text: text.join('\n'),
    result: untranslated ? [...shown, tongue.language, tongue.direction] : shown,
  };
}
