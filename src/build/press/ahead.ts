/**
 * A thread that parses texts from the last while this one parses them from the first. It tells nothing: what it
 * parsed lies in the cache, where this thread finds it, and what it was at when the two met is parsed twice.
 */
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { Picture } from '../../document/index.js';
import type { ArticleSource } from '../../source/index.js';
import { readText } from '../files.js';
import { PATIENCE, within } from '../patience.js';
import { openTexts } from '../texts.js';

/** What the thread is sent. */
export interface Ahead {
  readonly root: string;
  readonly sources: readonly AheadSource[];
  /** Shared: how many this thread has begun from the first, and the place of the last that the other has. */
  readonly places: Int32Array;
}

/** A text by its path, its pictures without their pixels, which no text is read by. */
type AheadSource = Omit<ArticleSource, 'file'> & { readonly path: string };

const [BEGUN, LAST] = [0, 1];

/** Fewer are parsed before the thread has read its program. */
const MANY = 100;
const NO_BYTES = new Uint8Array();

/** Begins; to be told of every text that this thread comes to. */
export function parseAhead(
  thread: Worker,
  root: string,
  sources: readonly ArticleSource[],
): (source: ArticleSource) => void {
  if (sources.length < MANY) return () => {};
  const places = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  places[LAST] = sources.length;
  thread.postMessage({ root, sources: sources.map(lightened), places } satisfies Ahead);
  const placeOf = new Map(sources.map((source, place) => [source, place]));
  return (source) => {
    const place = placeOf.get(source);
    if (place !== undefined) Atomics.store(places, BEGUN, place + 1);
  };
}

function lightened({ file, ...source }: ArticleSource): AheadSource {
  const pictures = [...source.pictures].map(([name, picture]): [string, Picture] => [
    name,
    { ...picture, bytes: NO_BYTES },
  ]);
  return { ...source, path: file.path, pictures: new Map(pictures) };
}

/** On the thread: from the last to where the other is. */
export function parseFromLast(cacheFolder: string, { root, sources, places }: Ahead): void {
  const texts = openTexts(cacheFolder);
  for (;;) {
    const place = Atomics.sub(places, LAST, 1) - 1;
    if (place < Atomics.load(places, BEGUN)) return;
    const { path, ...source } = sources[place]!;
    try {
      const file = readText(root, join(root, path));
      within(PATIENCE, () => texts.keep({ file, ...source }));
    } catch {
      // Whatever is wrong is found again, and said, when this text is come to from the first.
    }
  }
}
