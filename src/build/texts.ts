/**
 * What parsing gives, kept in the cache: a text that has not changed is not parsed again, and its blocks
 * come back from there when they are asked for.
 */
import { SourceFile } from '../diagnostics/index.js';
import { type Article, onDemand } from '../document/index.js';
import { type ArticleSource, parseArticle } from '../source/index.js';
import type { Parse } from './articles.js';
import { displayPath, readText } from './files.js';
import { hashOf } from './hash.js';
import { type Known, NOTHING_KNOWN } from './known.js';
import { NOTHING_SEEN, type Seen } from './memory.js';
import { type Cache, openCache, type Stored } from './press/cache.js';
import { diagnosticOf, faultOf } from './press/fault.js';
import { type Key, programHash } from './press/key.js';
import type { Made } from './press/task.js';
import { knowText, type TextFacts, textFactsOf } from './text-facts.js';

/** How texts are read: what has been read before need not be read again. */
export interface Texts {
  readonly read: (root: string, path: string) => SourceFile;
  /** Undefined where the text has to be parsed. */
  readonly recall: (source: ArticleSource) => ReturnType<Parse> | undefined;
  readonly parse: Parse;
  /** Whether `recall` knows it. */
  readonly isKnown: (source: ArticleSource) => boolean;
  /** Parses it into the cache, where that lacks it. */
  readonly keep: (source: ArticleSource) => void;
  /** Of the texts that were asked for. */
  readonly keys: () => Iterable<Key>;
  /** By all that an article was read from, its pictures included. */
  readonly idOf: (article: Article) => string;
  /** What the next build may know of them. */
  readonly known: () => Pick<Known, 'texts' | 'entries'>;
}

type Blocks = Pick<Article, 'body' | 'notes'>;
/** Of an article that can stand; what is in the source is not said again. Of another text the links alone. */
type Facts = Pick<Article, 'tongue' | 'frontMatter' | 'links'>;

/**
 * @param known what the last build knew
 * @param seen the files as they were before any of them was read
 */
export function openTexts(
  cacheFolder: string,
  known: Known = NOTHING_KNOWN,
  { seen, fresh }: Seen = NOTHING_SEEN,
): Texts {
  const cache = openCache(cacheFolder);
  const entries = new Map<Key, Stored>();
  const files = new Map<string, SourceFile>();
  const ids = new WeakMap<Article, string>();
  const keys = new WeakMap<ArticleSource, Key>();
  const keyOf = (source: ArticleSource): Key => {
    const key = keys.get(source) ?? hashOfSource(source);
    keys.set(source, key);
    return key;
  };
  /** Undefined for a file that may change without its times telling. */
  const timesOf = (path: string) => (fresh.has(path) ? undefined : seen[path]);
  const kept = (key: Key, source: ArticleSource): Stored =>
    cache.find(key) ?? cache.store(key, parsed(source));
  const articleIn = (key: Key, stored: Stored, source: ArticleSource): ReturnType<Parse> => {
    entries.set(key, stored);
    const diagnostics = stored.faults.map((fault) => diagnosticOf(fault, () => source.file));
    const value = articleOf(cache, stored, source);
    const { links } = stored.facts as Pick<Facts, 'links'>;
    if (value) ids.set(value, [key, ...picturesOf(source)].join());
    return { value, diagnostics, links };
  };
  return {
    read: (root, path) => {
      const shown = displayPath(root, path);
      const [times, facts] = known.texts[shown] ?? [];
      const isAsRead = facts !== undefined && times === timesOf(shown);
      const file = isAsRead
        ? new SourceFile(shown, () => readAgain(root, path, facts))
        : readText(root, path);
      if (isAsRead) knowText(file, facts);
      files.set(shown, file);
      return file;
    },
    recall: (source) => {
      const key = keyOf(source);
      const stored = known.entries[key];
      return stored ? articleIn(key, stored, source) : undefined;
    },
    isKnown: (source) => known.entries[keyOf(source)] !== undefined,
    keep: (source) => {
      kept(keyOf(source), source);
    },
    parse: (source) => {
      const key = keyOf(source);
      return articleIn(key, kept(key, source), source);
    },
    keys: () => entries.keys(),
    idOf: (article) => ids.get(article)!,
    known: () => ({
      texts: Object.fromEntries(
        [...files].flatMap(([path, file]): [string, Known['texts'][string]][] => {
          const times = timesOf(path);
          return times === undefined ? [] : [[path, [times, textFactsOf(file)]]];
        }),
      ),
      entries: Object.fromEntries(entries),
    }),
  };
}

/** A text that was known by its times, and that somebody wants to see after all. */
function readAgain(root: string, path: string, { hash }: TextFacts): string {
  const { text } = readText(root, path);
  if (hashOf(text) === hash) return text;
  const changed = new Error('the text was changed while we built');
  throw Object.assign(changed, { syscall: 'read', code: 'ECHANGED', path });
}

/** Of everything that parsing looks at. */
function hashOfSource({
  file,
  slug,
  language,
  sections,
  pictures,
  brokenPictures,
}: ArticleSource): Key {
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
  return hashOf(programHash(), JSON.stringify(around), textFactsOf(file).hash);
}

function picturesOf({ pictures }: ArticleSource): string[] {
  return [...pictures].map(([name, { bytes }]) => `${name} ${hashOf(bytes)}`);
}

function parsed(source: ArticleSource): Made {
  const { value, diagnostics, links } = parseArticle(source);
  const faults = diagnostics.map(faultOf);
  if (!value) return { files: [], faults, missing: [], facts: { links } };
  const { tongue, frontMatter, body, notes } = value;
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
