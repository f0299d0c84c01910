/** The search of the site: its script, and the index of each edition as files. */
import { plainText } from '../document/index.js';
import type { Edition, EditionArticle } from '../edition/index.js';
import { type SearchDocument, searchIndex } from '../search/index.js';
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

/** The index of an edition; the path of each part names the folder of this very index. */
export function searchFiles(edition: string, documents: readonly SearchDocument[]): MadeFile[] {
  const { manifest, words, results } = searchIndex(documents);
  const parts: [string, unknown][] = [
    ['index', manifest],
    ...words.map((each, index): [string, unknown] => [`words-${index}`, each]),
    ...results.map((each, index): [string, unknown] => [`results-${index}`, each]),
  ];
  const scripts = parts.map(([name, part]) => ({
    name,
    text: `warraqPart(${JSON.stringify(name)},${JSON.stringify(part)})\n`,
  }));
  // One name for all, so that no part of an old index meets one of a new.
  const folder = nameHash(scripts.map(({ text }) => text).join(''));
  return scripts.map(({ name, text }) => ({
    path: `${edition}/search/${folder}/${name}.js`,
    bytes: Buffer.from(text),
  }));
}

/** Where the index lies, below the search page of its edition. */
export function searchFolder(files: readonly { readonly path: string }[]): string {
  return `${files[0]!.path.split('/').at(-2)}/`;
}

export function searchDocuments(edition: Edition): SearchDocument[] {
  return edition.articles.map(documentOf);
}

function documentOf(article: EditionArticle): SearchDocument {
  const { slug, title, tongue, untranslated, head, body, tail, notes } = article;
  const date = plainText(article.dateInlines);
  const matter = [article.section.label, date, ...article.tags, plainText(head)];
  const text = [plainText(body), ...notes.map(({ blocks }) => plainText(blocks)), plainText(tail)];
  const href = `../${encodeURIComponent(slug)}/index.html`;
  return {
    title,
    matter: matter.join('\n'),
    text: text.join('\n'),
    result: untranslated
      ? [href, title, date, tongue.language, tongue.direction]
      : [href, title, date],
  };
}
