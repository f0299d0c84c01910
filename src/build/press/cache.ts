/**
 * What tasks made, kept by their keys under `.warraq/cache/`: a folder that may be deleted at any time,
 * or copied to another machine.
 *
 * An entry is a line of JSON, its hash before it and the bytes of what is only looked into behind it; what
 * is published lies beside, a file each, so that a publication has it by a second name. Holds: a file is
 * written under another name and renamed when it is whole, the entry after what lies beside it, and none is
 * ever written over; what is read is compared with its hashes, and what does not fit is as good as absent.
 * Nothing depends on the cache but time.
 */
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { breathe } from '../breath.js';
import { now } from '../clock.js';
import { hashOf } from '../hash.js';
import type { Fault } from './fault.js';
import type { Key } from './key.js';
import type { Made } from './task.js';

/** A file of an entry, or one that found no room on the disk. */
export interface StoredFile {
  /** Relative to `--out`, with `/`. */
  readonly path: string;
  readonly size: number;
  /** SHA-256 of its bytes. */
  readonly hash: string;
  /** Absent: the bytes lie in the cache. */
  readonly bytes?: Uint8Array;
}

/** Files in no folder are looked into by whoever asked for them. */
export function isPublished({ path }: Pick<StoredFile, 'path'>): boolean {
  return path.includes('/');
}

export interface Stored {
  readonly key: Key;
  readonly files: readonly StoredFile[];
  readonly faults: readonly Fault[];
  readonly missing: readonly string[];
  readonly facts?: unknown;
}

export interface Cache {
  /** Undefined where there is none, or none that is whole. */
  readonly find: (key: Key) => Stored | undefined;
  /** Never fails: what cannot be written stays in memory. */
  readonly store: (key: Key, made: Made) => Stored;
  /** The bytes of a file of an entry; undefined where the disk has other ones. */
  readonly read: (stored: Stored, file: StoredFile) => Uint8Array | undefined;
  /** Gives a published file of an entry that was found or stored a second name; false where the disk cannot. */
  readonly link: (stored: Stored, file: StoredFile, to: string) => boolean;
}

export function openCache(folder: string): Cache {
  const pathOf = (key: Key) => entryPath(folder, key);
  return {
    find: (key) => readEntry(pathOf(key), key),
    store: (key, made) => {
      const stored = storedOf(key, made);
      return writeEntry(pathOf(key), stored, made) ? stored : inMemory(stored, made);
    },
    read: (stored, file) => file.bytes ?? readFile(pathOf(stored.key), stored, file),
    link: (stored, file, to) => {
      if (file.bytes || !isPublished(file)) return false;
      return linked(besidePath(pathOf(stored.key), stored.files.indexOf(file)), to);
    },
  };
}

/** Whether entries can be written; tried, since rights of files do not tell all. */
export function isWritable(folder: string): boolean {
  const trial = join(folder, 'trial');
  try {
    placeWhole(trial, (growing) => writeFileSync(growing, ''));
    rmSync(trial, { force: true });
    return true;
  } catch {
    return false;
  }
}

/** Gives a file a second name; false on disks that know none, and from one disk to another. */
export function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch {
    return false;
  }
}

/** Entries that no build has asked for in this time go, milliseconds. */
const KEPT = 30 * 24 * 60 * 60 * 1000;
/** An entry's day of use is written down no more often than this. */
const DAY = 24 * 60 * 60 * 1000;

/** Once a day: says that entries are in use, and takes away those that have not been for long. */
export function tidyCache(folder: string, used: () => ReadonlySet<Key>, at = now()): void {
  const mark = join(folder, 'tidied');
  try {
    const last = statSync(mark, { throwIfNoEntry: false });
    if (last && at - last.mtimeMs < DAY) return;
    writeFileSync(mark, '');
    sweep(folder, at);
    tidyShelves(folder, used(), at);
  } catch {
    // Another build tidies, or the disk refuses: there is always a next time.
  }
}

/** What a build left half written that was killed; one that is at work has not been at it for a day. */
function sweep(folder: string, at: number): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (!name.endsWith(GROWING)) continue;
    // Another build may have made it whole by now.
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats && at - stats.mtimeMs > DAY) rmSync(path, { force: true });
  }
}

function tidyShelves(folder: string, used: ReadonlySet<Key>, at: number): void {
  for (const shelf of readdirSync(folder, { withFileTypes: true })) {
    if (!shelf.isDirectory() || shelf.name.length !== 2) continue;
    for (const name of readdirSync(join(folder, shelf.name))) {
      const path = join(folder, shelf.name, name);
      const age = at - statSync(path).mtimeMs;
      const [entry] = name.split('.');
      if (used.has(shelf.name + entry)) {
        if (age > DAY) utimesSync(path, at / 1000, at / 1000);
      } else if (age > KEPT) rmSync(path, { force: true });
    }
  }
}

export interface Merged {
  /** Entries that were taken over, that were there already, and that are not whole. */
  readonly taken: number;
  readonly known: number;
  readonly broken: number;
}

/** Takes over the whole entries of another cache. */
export async function mergeCache(from: string, into: string): Promise<Merged> {
  const other = openCache(from);
  let [taken, known, broken] = [0, 0, 0];
  for (const key of keysIn(from)) {
    const path = entryPath(into, key);
    const found = existsSync(path) ? undefined : other.find(key);
    if (found) {
      taken += 1;
      copyEntry(found, entryPath(from, key), path);
    } else if (existsSync(path)) known += 1;
    else broken += 1;
    await breathe();
  }
  return { taken, known, broken };
}

function copyEntry({ files }: Stored, from: string, to: string): void {
  const copy = (name: (path: string) => string): void =>
    placeWhole(name(to), (growing) => copyFileSync(name(from), growing));
  for (const [at, file] of files.entries())
    if (isPublished(file)) copy((path) => besidePath(path, at));
  copy((path) => path);
}

function keysIn(folder: string): Key[] {
  const shelves = readdirSync(folder).filter((name) => /^[0-9a-f]{2}$/.test(name));
  return shelves.flatMap((shelf) =>
    readdirSync(join(folder, shelf))
      .filter((name) => /^[0-9a-f]{62}$/.test(name))
      .map((name) => shelf + name),
  );
}

function entryPath(folder: string, key: Key): string {
  return join(folder, key.slice(0, 2), key.slice(2));
}

/** Where a published file of an entry lies. */
function besidePath(entry: string, index: number): string {
  return `${entry}.${index}`;
}

function storedOf(key: Key, { files, faults, missing, facts }: Made): Stored {
  const told = files.map(({ path, bytes }) => ({ path, size: bytes.length, hash: hashOf(bytes) }));
  return { key, files: told, faults, missing, ...(facts === undefined ? {} : { facts }) };
}

function inMemory(stored: Stored, made: Made): Stored {
  const files = stored.files.map((file, index) => ({ ...file, bytes: made.files[index]!.bytes }));
  return { ...stored, files };
}

function writeEntry(path: string, stored: Stored, made: Made): boolean {
  try {
    // What an earlier entry has beside it may stand in a publication: it goes, and is not written over.
    rmSync(path, { force: true });
    const { key: _, ...told } = stored;
    const line = JSON.stringify(told);
    const parts: Uint8Array[] = [Buffer.from(`${hashOf(line)} ${line}\n`)];
    for (const [at, file] of made.files.entries()) {
      if (isPublished(file)) placeBytes(besidePath(path, at), file.bytes);
      else parts.push(file.bytes);
    }
    placeBytes(path, Buffer.concat(parts));
    return true;
  } catch {
    return false;
  }
}

function placeBytes(path: string, bytes: Uint8Array): void {
  placeWhole(path, (growing) => writeFileSync(growing, bytes));
}

/** Ends the name of a file that is not whole yet. */
const GROWING = '.new';

/** Under another name until it is whole: two threads or machines may write one entry, and both write the same. */
function placeWhole(path: string, write: (growing: string) => void): void {
  const growing = `${path}.${process.pid}.${Math.trunc(performance.now() * 1000)}${GROWING}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    write(growing);
    renameSync(growing, path);
  } catch (error) {
    rmSync(growing, { force: true });
    throw error;
  }
}

/** Letters of a hash. */
const SEAL = 64;

function readEntry(path: string, key: Key): Stored | undefined {
  const bytes = readIfThere(path);
  const end = bytes?.indexOf(0x0a) ?? -1;
  if (!bytes || end < 0) return undefined;
  try {
    const [seal, line] = [bytes.toString('latin1', 0, SEAL), bytes.subarray(SEAL + 1, end)];
    if (hashOf(line) !== seal) return undefined;
    const stored = { key, ...(JSON.parse(line.toString()) as Omit<Stored, 'key'>) };
    const isWhole = stored.files.every((file) => readFile(path, stored, file, bytes));
    return isWhole && bytes.length === sizeOf(end, stored) ? stored : undefined;
  } catch {
    return undefined;
  }
}

/** Of the file of an entry whose line of JSON ends at `end`. */
function sizeOf(end: number, { files }: Stored): number {
  return files.reduce((sum, file) => sum + (isPublished(file) ? 0 : file.size), end + 1);
}

/** @param entry the file of the entry, where it has been read */
function readFile(
  path: string,
  { files }: Stored,
  wanted: StoredFile,
  entry?: Buffer,
): Uint8Array | undefined {
  const index = files.findIndex((file) => file.path === wanted.path);
  if (index < 0) return undefined;
  const found = isPublished(wanted)
    ? readIfThere(besidePath(path, index))
    : within(entry ?? readIfThere(path), files, index);
  return found?.length === wanted.size && hashOf(found) === wanted.hash ? found : undefined;
}

function within(
  entry: Buffer | undefined,
  files: readonly StoredFile[],
  index: number,
): Buffer | undefined {
  if (!entry) return undefined;
  const before = files.slice(0, index).filter((file) => !isPublished(file));
  const at = before.reduce((sum, { size }) => sum + size, entry.indexOf(0x0a) + 1);
  return entry.subarray(at, at + files[index]!.size);
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
