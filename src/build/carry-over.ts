/** What stands in the folder of a publication and is not ours: found, and carried into the next one. */
import {
  chmodSync,
  constants,
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  type Stats,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';

export interface Carried {
  /** Relative to the folder, with `/`; a folder comes before what it holds. */
  readonly path: string;
  readonly stats: Stats;
}

export interface Survey {
  readonly carried: readonly Carried[];
  /** Paths that the new publication needs and that hold something else. */
  readonly inTheWay: readonly string[];
  /** Places where another disk is mounted: they cannot be moved. */
  readonly mounted: readonly string[];
}

/**
 * Looks through a publication's folder, hidden names included; follows no link.
 *
 * @param ours files that a build of ours made
 * @param made files of the new publication
 * @param next the folder in which those lie
 */
export function survey(
  folder: string,
  ours: ReadonlySet<string>,
  made: ReadonlySet<string>,
  next: string,
): Survey {
  const [ourFolders, madeFolders] = [foldersOf(ours), foldersOf(made)];
  const inTheWay: string[] = [];
  const mounted: string[] = [];
  const disk = lstatSync(folder).dev;
  const visit = (within: string): Carried[] =>
    readdirSync(join(folder, within))
      .sort()
      .flatMap((name): Carried[] => {
        const path = within === '' ? name : `${within}/${name}`;
        const stats = lstatSync(join(folder, path));
        const isMade = made.has(path);
        if (stats.dev !== disk) mounted.push(path);
        else if (stats.isDirectory() && !isMade) {
          const inner = visit(path);
          // A folder that held only files of ours goes with them; an empty one of somebody's stays.
          const stays = !ourFolders.has(path) || madeFolders.has(path) || inner.length > 0;
          return stays ? [{ path, stats }, ...inner] : [];
        } else if (madeFolders.has(path)) inTheWay.push(path);
        else if (!isMade) return ours.has(path) && stats.isFile() ? [] : [{ path, stats }];
        else if (
          !stats.isFile() ||
          !(ours.has(path) || isSame(join(folder, path), join(next, path)))
        )
          inTheWay.push(path);
        return [];
      });
  return { carried: visit(''), inTheWay, mounted };
}

/**
 * Puts what was found into the next publication: files by a second name of the same file, so that
 * both publications stay whole; folders and links anew. Modes are kept.
 */
export function carryInto(next: string, folder: string, carried: readonly Carried[]): void {
  for (const { path, stats } of carried) {
    const [from, to] = [join(folder, path), join(next, path)];
    if (stats.isDirectory()) mkdirSync(to, { recursive: true });
    else if (stats.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
    else linkOrCopy(from, to, stats);
  }
  // Innermost first, and at the end: a folder that forbids writing could not be filled.
  for (const { path, stats } of [...carried].reverse())
    if (stats.isDirectory()) chmodSync(join(next, path), stats.mode & 0o7777);
}

/** Some file systems know no second names. */
function linkOrCopy(from: string, to: string, stats: Stats): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (!stats.isFile()) throw error;
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    chmodSync(to, stats.mode & 0o7777);
  }
}

function isSame(path: string, other: string): boolean {
  return readFileSync(path).equals(readFileSync(other));
}

/** Every folder above these files. */
function foldersOf(paths: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const path of paths)
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
      folders.add(path.slice(0, at));
  return folders;
}
