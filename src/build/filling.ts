/** Filling the folder of the next publication: what the last one has, too, is not written again. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Memory, type Stands, type Trace, traceOf } from './memory.js';
import { linked } from './press/cache.js';
import { takeAway, takeSpare } from './spare.js';
import type { KnownFile, OutputFile } from './write.js';

/** What is known of the publication that stands there. */
export interface LastPublication extends Pick<Memory, 'outputs' | 'folders' | 'spare'> {
  readonly stands: Stands;
}

export const NO_PUBLICATION: LastPublication = { outputs: {}, stands: () => false };

export interface Filling {
  readonly add: (file: OutputFile | KnownFile) => void;
  /** Paths of what was added. */
  readonly made: () => Set<string>;
  /** Files that the last publication has, too: not copies, but the very same. */
  readonly same: ReadonlySet<string>;
  /** It began with the publication before the last. */
  readonly hasBegunFull: boolean;
  /** Takes away what was not added. */
  readonly clear: () => void;
  /** Every file that was added, once it stands in `folder`. */
  readonly traces: () => Record<string, Trace>;
}

/**
 * @param next the folder to be filled, which is not there yet
 * @param folder of the last publication
 * @param last its files get second names in place of copies
 * @param spareAt where the publication before it may lie
 */
export function openFilling(
  next: string,
  folder: string,
  last: LastPublication,
  spareAt: string | undefined,
): Filling {
  /** Files that are in there already, and in the last publication. */
  const standing = takeSpare(spareAt, next, last);
  const hasBegunFull = standing.size > 0;
  const hashes = new Map<string, string>();
  const folders = new Set<string>();
  const same = new Set<string>();
  return {
    add: (file) => {
      const { path } = file;
      if (hashes.has(path)) throw new Error(`two outputs share one path: ${path}`);
      hashes.set(path, file.hash ?? '');
      const to = pathInside(next, path);
      const stands = standing.delete(path);
      const isSame = !('bytes' in file) && last.stands(path, file.hash);
      if (isSame && stands) {
        same.add(path);
        return;
      }
      // Never over the old one: that is a name of the last publication's.
      if (stands) rmSync(to);
      if (!folders.has(dirname(to))) mkdirSync(dirname(to), { recursive: true });
      folders.add(dirname(to));
      if (isSame && linked(join(folder, path), to)) same.add(path);
      else if ('bytes' in file) writeFileSync(to, file.bytes, { flag: 'wx' });
      else if (isSame || !file.link?.(to)) writeFileSync(to, file.read(), { flag: 'wx' });
    },
    made: () => new Set(hashes.keys()),
    same,
    hasBegunFull,
    clear: () => takeAway(next, standing),
    traces: () =>
      Object.fromEntries(
        [...hashes].flatMap(([path, hash]): [string, Trace][] => {
          const trace = same.has(path) ? last.outputs[path] : traceOf(join(folder, path), hash);
          return trace ? [[path, trace]] : [];
        }),
      ),
  };
}

function pathInside(folder: string, path: string): string {
  const inside = join(folder, path);
  if (!inside.startsWith(`${folder}/`) && !inside.startsWith(`${folder}\\`))
    throw new Error(`output outside of ${basename(folder)}: ${path}`);
  return inside;
}
