/**
 * What the last build of a folder was made from and what it made, by sizes and times of files: if all is
 * as it was, there is nothing to do; and a file that is still there need not be written again.
 *
 * It speaks only of times that the system sets and nobody can set back (`ctime`), and of none that lie so
 * near to the look at them that a later change might have the same.
 */

import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { now } from './clock.js';
import { isFollowed, statsOf } from './files.js';
import { nameHash } from './hash.js';
import type { Fault } from './press/fault.js';
import type { FolderTraces, Spare } from './spare.js';
import type { Weighing, Weight } from './weight.js';

/** Of a file that a build made: its size, times and number, and its hash where that is known. */
export type Trace = readonly [size: number, times: string, hash: string];

export interface Memory {
  /** Program, folder and wishes. */
  readonly order: string;
  /** Every file that was read or could have been, by its path in the paper's folder; absent: too fresh to tell. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, Trace>>;
  readonly faults: readonly Fault[];
  readonly weights: readonly Weight[];
  /** Of the publication; absent: things stand in it that we did not make. */
  readonly folders?: FolderTraces;
  /** Absent: there is none. */
  readonly spare?: Spare;
  /** By the keys of their pages, which `outputs` has as hashes. */
  readonly pages: Readonly<Record<string, PageFacts>>;
}

/** What drawing the pages of an article or a list has told. */
export interface PageFacts {
  readonly weighings: readonly Weighing[];
  /** Paths of the pictures that the pages show, in all their sizes. */
  readonly pictures: readonly string[];
}

/** Names in the paper's folder that a publication is made of. */
const SOURCES = ['site.yaml', 'accessibility.yaml', 'templates', 'locales', 'articles'];

/** How long a change may hide behind an earlier one: clocks of file systems tick, milliseconds. */
const TICK = 100;

/** Whether a change that comes after this one may have the same time, milliseconds. */
export function isFresh(time: number): boolean {
  return time > now() - TICK;
}

/** Sizes, times and numbers of files by their paths; folders with a slash. */
export interface Seen {
  readonly seen: Readonly<Record<string, string>>;
  /** Where a change may yet hide behind another. */
  readonly fresh: ReadonlySet<string>;
}

export const NOTHING_SEEN: Seen = { seen: {}, fresh: new Set() };

/** Looks at all that a publication is made of, or at these files and folders of it. */
export function seeInputs(root: string, paths: readonly string[] = SOURCES): Seen {
  const seen: Record<string, string> = {};
  const fresh = new Set<string>();
  const visit = (path: string): void => {
    const own = lstatSync(join(root, path), { throwIfNoEntry: false });
    if (!own) return;
    // A link counts as what it leads to, too.
    const stats = own.isSymbolicLink() ? (statsOf(join(root, path)) ?? own) : own;
    if (isFresh(Math.max(own.ctimeMs, stats.ctimeMs, stats.mtimeMs))) fresh.add(path);
    if (stats.isDirectory() && (own === stats || isFollowed(root, path))) {
      seen[`${path}/`] = own === stats ? '' : timesOf(own);
      for (const name of readdirSync(join(root, path)).sort())
        if (!name.startsWith('.')) visit(`${path}/${name}`);
    } else seen[path] = `${timesOf(own)} ${own === stats ? '' : timesOf(stats)}`;
  };
  for (const path of paths) visit(path);
  return { seen, fresh };
}

/** An earlier look with a new one at these folders in it. */
export function seeAgain(root: string, earlier: Seen, folders: readonly string[]): Seen {
  const isElsewhere = (path: string) =>
    !folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
  const now = seeInputs(root, folders);
  const elsewhere = Object.entries(earlier.seen).filter(([path]) => isElsewhere(path));
  return {
    seen: { ...Object.fromEntries(elsewhere), ...now.seen },
    fresh: new Set([...[...earlier.fresh].filter(isElsewhere), ...now.fresh]),
  };
}

export function isSameSeen(a: Seen['seen'], b: Seen['seen']): boolean {
  const paths = Object.keys(a);
  return paths.length === Object.keys(b).length && paths.every((path) => a[path] === b[path]);
}

/** Of a file that was made; undefined where it is not there. */
export function traceOf(path: string, hash = ''): Trace | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? [stats.size, `${stats.ino} ${stats.mtimeMs}`, hash] : undefined;
}

/** Whether the file that was made is there still. */
export function isAsMade(path: string, trace: Trace): boolean {
  const found = traceOf(path);
  return found !== undefined && found[0] === trace[0] && found[1] === trace[1];
}

export function memoryPath(cacheFolder: string, folder: string): string {
  return join(cacheFolder, `last-${nameHash(folder)}.json`);
}

/** A look at the paper and at what the last build left. */
export interface Look {
  readonly inputs: Seen;
  readonly memory: Memory;
  /** Of the file of the memory: another build may have written a new one since. */
  readonly trace: Trace | undefined;
}

/** @param earlier spares the reading where nothing was written since */
export function readMemory(path: string, earlier?: Look): Memory | undefined {
  if (earlier?.trace && isAsMade(path, earlier.trace)) return earlier.memory;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Memory;
  } catch {
    return undefined;
  }
}

/** Where nothing can be written, nothing is remembered. */
export function writeMemory(path: string, memory: Memory): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, JSON.stringify(memory));
    renameSync(`${path}.new`, path);
  } catch {
    // The next build works without.
  }
}

function timesOf({ size, mtimeMs, ctimeMs, ino }: Stats): string {
  return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
}

/** Whether a file that was made stands in `folder` as it was made, and has this hash; looked at once. */
export type Stands = (path: string, hash: string) => boolean;

export function standingIn(folder: string, { outputs }: Pick<Memory, 'outputs'>): Stands {
  const looks = new Map<string, boolean>();
  return (path, hash) => {
    const trace = outputs[path];
    if (trace?.[2] !== hash) return false;
    const stands = looks.get(path) ?? isAsMade(join(folder, path), trace);
    looks.set(path, stands);
    return stands;
  };
}

/** Sizes of the pages that have a key, with what is known of them; undefined where one is not as it was made. */
export function standingPages(
  { outputs, pages = {} }: Memory,
  stands: Stands,
): (key: string, paths: readonly string[]) => (PageFacts & { sizes: number[] }) | undefined {
  return (key, paths) => {
    const facts = pages[key];
    if (!facts || !paths.every((path) => stands(path, key))) return undefined;
    return { ...facts, sizes: paths.map((path) => outputs[path]![0]) };
  };
}
