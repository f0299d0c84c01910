/** What the last build of a folder has left for this one, and this one leaves for the next. */
import { type ArticleFacts, articleFactsOf, idsOfArticles, knowArticle } from './article-facts.js';
import type { CheckedProject } from './check.js';
import type { LastPublication } from './filling.js';
import { hashOf } from './hash.js';
import { type Known, knownPath, readKnown, writeKnown } from './known.js';
import { type Look, type Memory, readMemory, standingIn } from './memory.js';
import { isPublished, type Stored } from './press/cache.js';
import { type Key, programHash } from './press/key.js';
import type { Done } from './press/pool.js';
import type { Texts } from './texts.js';

export interface LastBuild {
  readonly known: Known;
  /** Absent where there was none. */
  readonly publication?: Memory & LastPublication;
  /** What a task has made, where all of it stands in the publication. */
  readonly recall: (key: Key) => Stored | undefined;
  readonly lastSearch: (edition: string) => Stored | undefined;
}

export function recallLast(memoryFile: string, folder: string, look?: Look): LastBuild {
  const memory = readMemory(memoryFile, look);
  const known = readKnown(knownPath(memoryFile));
  const lastSearch = (edition: string) => known.searches[edition];
  if (!memory) return { known, lastSearch, recall: () => undefined };
  const stands = standingIn(folder, memory);
  return {
    known,
    lastSearch,
    publication: { ...memory, stands },
    recall: (key) => {
      const stored = known.entries[key];
      const files = stored?.files.filter(isPublished);
      return files?.every(({ path, hash }) => stands(path, hash)) ? stored : undefined;
    },
  };
}

type Drawable = NonNullable<CheckedProject['drawable']>;

/**
 * Tells what is known of articles that have not changed.
 *
 * @returns leaves for the next build what this one has seen
 */
export function recallArticles(
  { project, editions, versions }: Drawable,
  texts: Texts,
  known: Known,
): (memoryFile: string, done: readonly Done[]) => void {
  const words = [project.site.file, ...project.localeFiles].map(({ text }) => text);
  const paper = hashOf(programHash(), ...words);
  const ids = [...idsOfArticles(paper, editions, versions, texts.idOf)];
  for (const [article, id] of ids) {
    const facts = known.articles[id];
    if (facts) knowArticle(article, facts);
  }
  return (memoryFile, done) => {
    const articles = ids.map(([article, id]): [string, ArticleFacts] => [
      id,
      articleFactsOf(article),
    ]);
    const { texts: read, entries } = texts.known();
    writeKnown(knownPath(memoryFile), {
      texts: read,
      articles: Object.fromEntries(articles),
      entries: { ...entries, ...entriesOf(done) },
      searches: searchesOf(done),
    });
  };
}

/** Those that lie in the cache. */
function entriesOf(done: readonly Done[]): Known['entries'] {
  return Object.fromEntries(
    done.flatMap(({ stored }): [Key, Stored][] =>
      stored?.files.every(({ bytes }) => bytes === undefined) ? [[stored.key, stored]] : [],
    ),
  );
}

function searchesOf(done: readonly Done[]): Known['searches'] {
  return Object.fromEntries(
    done.flatMap(({ task, stored }): [string, Stored][] =>
      task.kind === 'search' && stored ? [[task.edition, stored]] : [],
    ),
  );
}
