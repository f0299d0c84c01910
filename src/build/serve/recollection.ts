/** What `warraq serve` remembers of the paper from one look at the folder to the next. */
import { join } from 'node:path';
import type { SourceFile } from '../../diagnostics/index.js';
import type { Article, Picture } from '../../document/index.js';
import { type ArticleSource, parseArticle } from '../../source/index.js';
import type { Parse } from '../articles.js';
import type { Recall } from '../check.js';
import { displayPath, readText } from '../files.js';
import { NOTHING_SEEN, type Seen } from '../memory.js';
import { pictureAt, type ReadPicture } from '../pictures.js';
import type { Configuration } from '../project.js';
import { openTexts, type Texts } from '../texts.js';
import { CACHE } from '../wish.js';

export interface Recollection extends Recall {
  /** What is about to be read, as it was seen before. */
  readonly see: (seen: Seen) => void;
  /** These are sound: they stand in when their texts come to be at fault. */
  readonly keep: (articles: readonly Article[]) => void;
}

/** What was made of files, by the times that tell whether it still holds. */
interface Remembered<T> {
  /** The last one, unless `times` may hide a change or are others; else what `make` gives. */
  readonly at: (path: string, times: string | undefined, make: (last?: T) => T) => T;
  /** Only these paths are still there. */
  readonly keep: (isThere: (path: string) => boolean) => void;
}

function openRemembered<T>(): Remembered<T> {
  const known = new Map<string, { readonly times: string | undefined; readonly value: T }>();
  return {
    at: (path, times, make) => {
      const last = known.get(path);
      if (last && times !== undefined && last.times === times) return last.value;
      const value = make(last?.value);
      known.set(path, { times, value });
      return value;
    },
    keep: (isThere) => {
      for (const path of known.keys()) if (!isThere(path)) known.delete(path);
    },
  };
}

/**
 * Reads only files whose times changed, and parses only texts that did, or whose pictures or sections did, and
 * that no build has parsed. What is as it was is the very object that it was, so that whatever is known of it is
 * known still.
 */
export function openRecollection(root: string): Recollection {
  /** Only for the first reading: every state that a text goes through while it is written would be kept. */
  let texts: Pick<Texts, 'parse'> | undefined = openTexts(join(root, CACHE));
  const parsed = new Map<string, { source: ArticleSource; result: ReturnType<Parse> }>();
  const lastSound = new Map<string, Article>();
  const files = openRemembered<SourceFile>();
  const pictures = openRemembered<ReturnType<ReadPicture>>();
  const configurations = openRemembered<Configuration>();
  let look = NOTHING_SEEN;
  const timesOf = (path: string): string | undefined => {
    const shown = displayPath(root, path);
    return look.fresh.has(shown) ? undefined : look.seen[shown];
  };
  return {
    see: (seen) => {
      look = seen;
      for (const each of [files, pictures])
        each.keep((path) => displayPath(root, path) in seen.seen);
    },
    configuration: (read) => configurations.at(root, timesOfConfiguration(look), () => read()),
    read: (_, path) =>
      files.at(path, timesOf(path), (last) => {
        const now = readText(root, path);
        return last?.text === now.text ? last : now;
      }),
    picture: (path, name) => pictures.at(path, timesOf(path), () => pictureAt(path, name)),
    recall: (source) => {
      const known = parsed.get(source.file.path);
      return known && isSame(known.source, source) ? known.result : undefined;
    },
    parse: (source) => {
      const result = texts?.parse(source) ?? parseArticle(source);
      parsed.set(source.file.path, { source, result });
      return result;
    },
    lastSound,
    keep: (articles) => {
      texts = undefined;
      lastSound.clear();
      for (const article of articles) lastSound.set(article.file.path, article);
      for (const path of parsed.keys()) if (!lastSound.has(path)) parsed.delete(path);
    },
  };
}

/** Of all that is not an article, by path and times; undefined where a change may hide. */
function timesOfConfiguration({ seen, fresh }: Seen): string | undefined {
  const isOfArticle = (path: string) => /^articles(?:\/|$)/.test(path);
  if ([...fresh].some((path) => !isOfArticle(path))) return undefined;
  const times = Object.entries(seen).filter(([path]) => !isOfArticle(path));
  // A look at some folders has them behind the others.
  times.sort(([a], [b]) => (a < b ? -1 : 1));
  return times.length > 0 ? JSON.stringify(times) : undefined;
}

function isSame(a: ArticleSource, b: ArticleSource): boolean {
  return (
    a.file.text === b.file.text &&
    isSameSet(a.sections, b.sections) &&
    isSameSet(a.brokenPictures ?? new Set(), b.brokenPictures ?? new Set()) &&
    a.pictures.size === b.pictures.size &&
    [...a.pictures].every(([name, picture]) => isSamePicture(picture, b.pictures.get(name)))
  );
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((each) => b.has(each));
}

function isSamePicture(a: Picture, b: Picture | undefined): boolean {
  return a === b || (b !== undefined && Buffer.compare(a.bytes, b.bytes) === 0);
}
