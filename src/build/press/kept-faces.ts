/** Faces of display, which all articles of an edition have in common: made once, then kept in the cache. */
import type { FaceShelf } from '../faces.js';
import { hashOf } from '../hash.js';
import type { Cache } from './cache.js';
import { programHash } from './key.js';

/** The same shelf; only what the cache lacks is made. */
export function withKeptFaces(shelf: FaceShelf, cache: Cache): FaceShelf {
  const known = new Map<string, Uint8Array>();
  return {
    ...shelf,
    subsetLines: (...about) => {
      const key = hashOf(programHash(), JSON.stringify(['face of lines', ...about]));
      const bytes =
        known.get(key) ?? kept(cache, key) ?? keep(cache, key, shelf.subsetLines(...about));
      known.set(key, bytes);
      return bytes;
    },
  };
}

function kept(cache: Cache, key: string): Uint8Array | undefined {
  const stored = cache.find(key);
  const [file] = stored?.files ?? [];
  return file && cache.read(stored!, file);
}

function keep(cache: Cache, key: string, bytes: Uint8Array): Uint8Array {
  cache.store(key, { files: [{ path: 'face', bytes }], faults: [], missing: [] });
  return bytes;
}
