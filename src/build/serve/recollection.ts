/** What `warraq serve` remembers of the articles from one look at the folder to the next. */
import type { Article, Picture } from '../../document/index.js';
import { type ArticleSource, parseArticle } from '../../source/index.js';
import type { Recall } from '../check.js';

export interface Recollection extends Recall {
  /** These are sound: they stand in when their texts come to be at fault. */
  readonly keep: (articles: readonly Article[]) => void;
}

/** Parses only texts that changed, or whose pictures or sections did. */
export function openRecollection(): Recollection {
  const parsed = new Map<
    string,
    { source: ArticleSource; result: ReturnType<typeof parseArticle> }
  >();
  const lastSound = new Map<string, Article>();
  return {
    parse: (source) => {
      const known = parsed.get(source.file.path);
      if (known && isSame(known.source, source)) return known.result;
      const result = parseArticle(source);
      parsed.set(source.file.path, { source, result });
      return result;
    },
    lastSound,
    keep: (articles) => {
      lastSound.clear();
      for (const article of articles) lastSound.set(article.file.path, article);
      for (const path of parsed.keys()) if (!lastSound.has(path)) parsed.delete(path);
    },
  };
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
  return b !== undefined && Buffer.compare(a.bytes, b.bytes) === 0;
}
