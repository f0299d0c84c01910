/**
 * What tasks made, kept by their keys under `.warraq/cache/`: a folder that may be deleted at any time,
 * or copied to another machine.
 *
 * An entry is one file: a line of JSON, then the bytes of its files in turn. Holds: an entry is written
 * under another name and renamed when it is whole; what is read is compared with its hashes, and what
 * does not fit is as good as absent. Nothing depends on the cache but time.
 */
import {
  copyFileSync,
  existsSync,
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
export function isPublished({ path }: StoredFile): boolean {
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
  };
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
    tidyShelves(folder, used(), at);
  } catch {
    // Another build tidies, or the disk refuses: there is always a next time.
  }
}

function tidyShelves(folder: string, used: ReadonlySet<Key>, at: number): void {
  for (const shelf of readdirSync(folder, { withFileTypes: true })) {
    if (!shelf.isDirectory() || shelf.name.length !== 2) continue;
    for (const name of readdirSync(join(folder, shelf.name))) {
      const path = join(folder, shelf.name, name);
      const age = at - statSync(path).mtimeMs;
      if (used.has(shelf.name + name)) {
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
export function mergeCache(from: string, into: string): Merged {
  const other = openCache(from);
  let [taken, known, broken] = [0, 0, 0];
  for (const key of keysIn(from)) {
    const path = entryPath(into, key);
    if (existsSync(path)) known += 1;
    else if (!other.find(key)) broken += 1;
    else {
      taken += 1;
      placeWhole(path, (growing) => copyFileSync(entryPath(from, key), growing));
    }
  }
  return { taken, known, broken };
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
    if (existsSync(path)) rmSync(path);
    const { key: _, ...told } = stored;
    const head = Buffer.from(`${JSON.stringify(told)}\n`);
    const bytes = Buffer.concat([head, ...made.files.map((file) => file.bytes)]);
    placeWhole(path, (growing) => writeFileSync(growing, bytes));
    return true;
  } catch {
    return false;
  }
}

/** Under another name until it is whole: two threads or machines may write one entry, and both write the same. */
function placeWhole(path: string, write: (growing: string) => void): void {
  const growing = `${path}.${process.pid}.${Math.trunc(performance.now() * 1000)}.new`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    write(growing);
    renameSync(growing, path);
  } catch (error) {
    rmSync(growing, { force: true });
    throw error;
  }
}

function readEntry(path: string, key: Key): Stored | undefined {
  const bytes = readIfThere(path);
  const end = bytes?.indexOf(0x0a) ?? -1;
  if (!bytes || end < 0) return undefined;
  try {
    const told = JSON.parse(bytes.toString('utf8', 0, end)) as Omit<Stored, 'key'>;
    const stored = { key, ...told };
    let at = end + 1;
    for (const { size, hash } of stored.files) {
      if (hashOf(bytes.subarray(at, at + size)) !== hash) return undefined;
      at += size;
    }
    return at === bytes.length ? stored : undefined;
  } catch {
    return undefined;
  }
}

function readFile(path: string, { files }: Stored, wanted: StoredFile): Uint8Array | undefined {
  const bytes = readIfThere(path);
  if (!bytes) return undefined;
  let at = bytes.indexOf(0x0a) + 1;
  for (const file of files) {
    const found = bytes.subarray(at, at + file.size);
    if (file.path === wanted.path) return hashOf(found) === wanted.hash ? found : undefined;
    at += file.size;
  }
  return undefined;
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
