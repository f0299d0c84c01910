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

interface Known<T> {
  /** Undefined where a change may hide. */
  readonly times: string | undefined;
  readonly value: T;
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
  const files = new Map<string, Known<SourceFile>>();
  const pictures = new Map<string, Known<ReturnType<ReadPicture>>>();
  let configuration: Known<Configuration> | undefined;
  let look = NOTHING_SEEN;
  const timesOf = (path: string): string | undefined => {
    const shown = displayPath(root, path);
    return look.fresh.has(shown) ? undefined : look.seen[shown];
  };
  return {
    see: (seen) => {
      look = seen;
      for (const known of [files, pictures])
        for (const path of known.keys())
          if (!(displayPath(root, path) in seen.seen)) known.delete(path);
    },
    configuration: (read) => {
      const times = timesOfConfiguration(look);
      if (times === undefined || configuration?.times !== times)
        configuration = { times, value: read() };
      return configuration.value;
    },
    read: (_, path) => {
      const times = timesOf(path);
      const known = files.get(path);
      if (known && times !== undefined && known.times === times) return known.value;
      const now = readText(root, path);
      const value = known?.value.text === now.text ? known.value : now;
      files.set(path, { times, value });
      return value;
    },
    picture: (path, name) => {
      const times = timesOf(path);
      const known = pictures.get(path);
      if (known && times !== undefined && known.times === times) return known.value;
      const value = pictureAt(path, name);
      pictures.set(path, { times, value });
      return value;
    },
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
