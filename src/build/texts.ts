/**
 * What parsing gives, kept in the cache: a text that has not changed is not parsed again, and its blocks
 * come back from there when they are asked for.
 */
import { type Article, onDemand } from '../document/index.js';
import { type ArticleSource, parseArticle } from '../source/index.js';
import type { Parse } from './articles.js';
import { hashOf } from './hash.js';
import { type Cache, openCache, type Stored } from './press/cache.js';
import { diagnosticOf, faultOf } from './press/fault.js';
import { type Key, programHash } from './press/key.js';
import type { Made } from './press/task.js';

export interface Texts {
  readonly parse: Parse;
  /** Of the texts that were asked for. */
  readonly keys: ReadonlySet<Key>;
}

type Blocks = Pick<Article, 'body' | 'notes'>;
/** Of an article that can stand; what is in the source is not said again. */
type Facts = Pick<Article, 'tongue' | 'frontMatter' | 'links'>;

export function openTexts(cacheFolder: string): Texts {
  const cache = openCache(cacheFolder);
  const keys = new Set<Key>();
  return {
    keys,
    parse: (source) => {
      const key = keyOf(source);
      keys.add(key);
      const stored = cache.find(key) ?? cache.store(key, parsed(source));
      const diagnostics = stored.faults.map((fault) => diagnosticOf(fault, () => source.file));
      return { value: articleOf(cache, stored, source), diagnostics };
    },
  };
}

/** Of everything that parsing looks at. */
function keyOf({ file, slug, language, sections, pictures, brokenPictures }: ArticleSource): Key {
  const around = {
    parsed: [file.path, slug, language, [...sections]],
    pictures: [...pictures].map(([name, { mediaType, width, height }]) => [
      name,
      mediaType,
      width,
      height,
    ]),
    broken: [...(brokenPictures ?? [])],
  };
  return hashOf(programHash(), JSON.stringify(around), file.text);
}

function parsed(source: ArticleSource): Made {
  const { value, diagnostics } = parseArticle(source);
  const faults = diagnostics.map(faultOf);
  if (!value) return { files: [], faults, missing: [] };
  const { tongue, frontMatter, body, notes, links } = value;
  const bytes = Buffer.from(JSON.stringify({ body, notes } satisfies Blocks));
  const facts: Facts = { tongue, frontMatter, links };
  return { files: [{ path: 'blocks', bytes }], faults, missing: [], facts };
}

function articleOf(cache: Cache, stored: Stored, source: ArticleSource): Article | undefined {
  const { file, slug, pictures } = source;
  const [blocks] = stored.files;
  if (!blocks) return undefined;
  const own = { file, slug, pictures, ...(stored.facts as Facts) };
  return onDemand(own, ['body', 'notes'], (): Blocks => {
    const bytes = cache.read(stored, blocks);
    // Somebody has emptied the cache while we build.
    if (!bytes) return parseArticle(source).value!;
    return JSON.parse(Buffer.from(bytes).toString()) as Blocks;
  });
}
