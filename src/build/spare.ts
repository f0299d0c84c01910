/**
 * The publication before the last, kept in the cache: the next one begins with it, so that only what has
 * changed since is to be put in and taken out.
 *
 * Its files are second names of those of the last publication, but for those that it is known to differ in.
 * That it is as we left it is seen from its folders: names in them cannot change without their times, and a
 * file that is written over in place is written over in the last publication, too, whose files are looked at.
 */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Survey } from './carry-over.js';
import { nameHash } from './hash.js';
import { isFresh, type Memory } from './memory.js';
import { removeTree } from './workshop.js';

/** Of the folders of a publication, by path: what they were when they were last looked at. */
export type FolderTraces = Readonly<Record<string, string>>;

export interface Spare {
  readonly folders: FolderTraces;
  /** Paths at which it has another file than the last publication, or one of the two has none. */
  readonly differs: readonly string[];
}

export function sparePath(cacheFolder: string, folder: string): string {
  return join(cacheFolder, `spare-${nameHash(folder)}`);
}

/**
 * Makes the folder of the next publication of the spare, or an empty one where there is none to be trusted.
 *
 * @param path of the spare; absent: it is not looked for
 * @returns paths of the files in it that are those of the last publication
 */
export function takeSpare(
  path: string | undefined,
  next: string,
  last: Pick<Memory, 'outputs' | 'spare'>,
): Set<string> {
  if (path !== undefined && existsSync(path)) {
    if (last.spare && moved(path, next) && areAsMade(next, last.spare.folders, last.outputs)) {
      takeAway(next, last.spare.differs);
      const standing = new Set(Object.keys(last.outputs));
      for (const each of last.spare.differs) standing.delete(each);
      return standing;
    }
    removeTree(path);
    removeTree(next);
  }
  mkdirSync(next);
  return new Set();
}

/** What a publication leaves for the next one. */
export type Left = Pick<Memory, 'folders' | 'spare'>;

/** Whether nothing of others stands in a publication, but folders that have files of ours. */
export function isOursAlone({ carried }: Survey, made: ReadonlySet<string>): boolean {
  const ours = new Set([...made].flatMap((path) => [...foldersAbove(path)]));
  return carried.every(({ path, stats }) => stats.isDirectory() && ours.has(path));
}

/**
 * Keeps the publication that was replaced.
 *
 * @param made files of the one in `folder`
 * @param old files that the one in `replaced` may have
 * @param same those that are the very same in both
 */
export function leave(
  at: { readonly folder: string; readonly replaced: string; readonly spareAt: string },
  made: ReadonlySet<string>,
  old: ReadonlySet<string>,
  same: ReadonlySet<string>,
): Left {
  const folders = tracesOfFolders(at.folder, made);
  removeTree(at.spareAt);
  if (!moved(at.replaced, at.spareAt)) return { folders };
  const differs = [...new Set([...made, ...old])].filter((path) => !same.has(path));
  return { folders, spare: { folders: tracesOfFolders(at.spareAt, old), differs } };
}

/** Two disks have no way from one to the other. */
function moved(from: string, to: string): boolean {
  try {
    mkdirSync(dirname(to), { recursive: true });
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}

/** Takes files away, and folders that nothing is left in. */
export function takeAway(folder: string, paths: Iterable<string>): void {
  const emptied = new Set<string>();
  for (const path of paths) {
    rmSync(join(folder, path), { force: true });
    for (const above of foldersAbove(path)) emptied.add(above);
  }
  // The innermost first.
  for (const each of [...emptied].sort().reverse()) {
    const path = join(folder, each);
    if (existsSync(path) && readdirSync(path).length === 0) rmdirSync(path);
  }
}

/** Of all folders that hold these files; a name that comes to one so soon could not be told by its time. */
function tracesOfFolders(folder: string, paths: Iterable<string>): FolderTraces {
  const all = new Set(['']);
  for (const path of paths)
    for (const above of foldersAbove(path)) {
      if (all.has(above)) break;
      all.add(above);
    }
  return Object.fromEntries(
    [...all].flatMap((path) => {
      const stats = lstatSync(join(folder, path), { throwIfNoEntry: false });
      if (!stats) return [];
      return [[path, `${traceOfFolder(stats)}${isFresh(stats.mtimeMs) ? FRESH : ''}`]];
    }),
  );
}

const FRESH = ' fresh';

/** Whether folders hold the names that they held, and no other. */
export function areAsMade(
  folder: string,
  traces: FolderTraces,
  files: Readonly<Record<string, unknown>>,
): boolean {
  return Object.entries(traces).every(([path, trace]) => {
    const stats = lstatSync(join(folder, path), { throwIfNoEntry: false });
    if (!stats) return false;
    const found = traceOfFolder(stats);
    if (found === trace) return true;
    const isKnown = (name: string): boolean => {
      const inside = path === '' ? name : `${path}/${name}`;
      return Object.hasOwn(files, inside) || Object.hasOwn(traces, inside);
    };
    return trace === found + FRESH && readdirSync(join(folder, path)).every(isKnown);
  });
}

function traceOfFolder({ dev, ino, mode, mtimeMs }: Stats): string {
  return `${dev} ${ino} ${mode} ${mtimeMs}`;
}

/** The innermost first. */
function* foldersAbove(path: string): Generator<string> {
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
    yield path.slice(0, at);
}
