/** Finding the articles: folders at any depth under `articles/`, one Markdown file a language. */
import { basename, dirname, extname } from 'node:path';
import type { Diagnostic, DiagnosticCode, SourceFile } from '../diagnostics/index.js';
import type { Article } from '../document/index.js';
import { DEVICE, type LinkingText, PAGE_FOLDERS } from '../edition/index.js';
import { canonicalLanguage } from '../locale/index.js';
import { type ArticleSource, parseArticle } from '../source/index.js';
import { articleFiles, fault, tookTooLong } from './article-files.js';
import { breathe } from './breath.js';
import { displayPath, readText } from './files.js';
import { eachWithin, PATIENCE } from './patience.js';
import { type ReadPicture, readPictures } from './pictures.js';

/** Folders, files and addresses take the name twice; systems allow some 250 letters. */
const LONGEST_SLUG = 100;

export interface FoundArticles {
  readonly articles: readonly Article[];
  /** Every text that was found, sound or not. */
  readonly files: readonly SourceFile[];
  /** The links of these, as far as they could be read. */
  readonly linking: readonly LinkingText[];
  readonly diagnostics: readonly Diagnostic[];
}

export type Parse = typeof parseArticle;

/** Who reads often may remember what texts that did not change have given. */
export interface Reading {
  readonly parse: Parse;
  readonly read?: typeof readText;
  readonly picture?: ReadPicture;
  /** Undefined where a text has to be parsed. */
  readonly recall?: (source: ArticleSource) => ReturnType<Parse> | undefined;
  /** Begins with these in another place, and is told of each that is come to here. */
  readonly ahead?: (sources: readonly ArticleSource[]) => (source: ArticleSource) => void;
}

/**
 * Reads and parses every language version below `articles/`; a fault in one hides no other.
 *
 * @param patience milliseconds that one of them may take
 */
export async function readArticles(
  root: string,
  folder: string,
  sections: ReadonlySet<string>,
  { parse, read = readText, picture, recall, ahead }: Reading = { parse: parseArticle },
  patience = PATIENCE,
): Promise<FoundArticles> {
  const found = articleFiles(root, folder);
  const texts = new Map<string, SourceFile>();
  for (const path of found.paths) {
    if (extname(path) === '.md') texts.set(path, read(root, path));
    await breathe();
  }
  const pictures = await readPictures(root, found, texts, picture);
  const articles: Article[] = [];
  const linking: LinkingText[] = [];
  const diagnostics: Diagnostic[] = [...found.diagnostics, ...pictures.diagnostics];
  const sources: ArticleSource[] = [];
  for (const [path, file] of texts) {
    const name = nameOf(root, folder, path);
    const here = dirname(path);
    if ('code' in name) diagnostics.push(name);
    else
      sources.push({
        file,
        ...name,
        sections,
        pictures: pictures.byFolder.get(here) ?? new Map(),
        brokenPictures: pictures.broken.get(here) ?? new Set(),
      });
  }
  const comeTo = ahead?.(sources);
  const parsedOf = (source: ArticleSource): ReturnType<Parse> => {
    comeTo?.(source);
    return recall?.(source) ?? parse(source);
  };
  let place = 0;
  // What no limit of a parser foresees may cost an article, but not those beside it.
  for (const some of eachWithin(patience, sources, parsedOf, givenUp)) {
    for (const parsed of some) {
      const { file } = sources[place++]!;
      for (const each of parsed.diagnostics) diagnostics.push(each);
      linking.push({ file, links: parsed.links });
      if (parsed.value) articles.push(parsed.value);
    }
    await breathe();
  }
  return { articles, files: [...texts.values()], linking, diagnostics };
}

function givenUp({ file }: ArticleSource): ReturnType<Parse> {
  return { value: undefined, diagnostics: [tookTooLong('read', file)], links: [] };
}

/** Slug and language, which folder and file tell by their names. */
function nameOf(
  root: string,
  folder: string,
  path: string,
): { slug: string; language: string } | Diagnostic {
  const stem = basename(path, '.md');
  const shown = displayPath(root, path);
  if (dirname(path) === folder)
    return fault(
      'art-001',
      shown,
      'error',
      'an article stands in a folder of its own',
      `move it to ${displayPath(root, folder)}/${stem}/en.md, or fa.md if it is Persian`,
    );
  const language = canonicalLanguage(stem);
  if (!language)
    return fault(
      'art-002',
      shown,
      'error',
      `“${stem}” is not a language that we know`,
      'name the file after its language: fa.md, en.md, ps.md, de.md',
    );
  const slug = basename(dirname(path));
  const wrong = faultOfSlug(slug);
  return wrong ? fault(wrong.code, shown, 'error', wrong.message, wrong.hint) : { slug, language };
}

/** Why no article can have this name, and which it may have. */
export function faultOfSlug(
  slug: string,
): { readonly code: DiagnosticCode; readonly message: string; readonly hint: string } | undefined {
  const hint =
    'name the folder with small Latin letters, digits and single hyphens, such as 2023-05-12-kabul';
  const refuse = (message: string) => ({ code: 'art-003', message, hint }) as const;
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug))
    return refuse(`the folder “${slug}” cannot be part of an address`);
  if (DEVICE.test(slug))
    return refuse(`“${slug}” is a device to Windows, where no folder can have its name`);
  if (slug.length > LONGEST_SLUG)
    return refuse(
      `the name of the folder has ${slug.length} letters; ${LONGEST_SLUG} are the most`,
    );
  if (PAGE_FOLDERS.includes(slug))
    return {
      code: 'art-012',
      message: `“${slug}” is a page of the site already`,
      hint: `give the folder another name, such as 2023-05-12-${slug}`,
    };
  return undefined;
}
