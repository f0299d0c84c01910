/**
 * Writing the publication: whole or not at all.
 *
 * A build grows the next publication in a workshop beside the folder, `.dist.warraq/`, and swaps the
 * two at the end by renaming. Holds:
 *  1. the folder is the last whole publication until the next one is complete on the disk;
 *  2. a swap that was cut short leaves the last one in the workshop, and the next build puts it back;
 *  3. what no build of ours made is in the next publication as it was, hidden names, links, empty
 *     folders and modes included; where it stands in our way, nothing is written at all;
 *  4. only a workshop that carries our mark is ever deleted.
 */
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Diagnostic } from '../diagnostics/index.js';
import { carryInto, type Survey, survey } from './carry-over.js';
import { MANIFEST, manifestText, readManifest } from './manifest.js';
import { isAsMade, type Trace, traceOf } from './memory.js';
import { refusalOf, type Target } from './out-folder.js';
import { closeWorkshop, LAST, NEXT, openWorkshop } from './workshop.js';

export interface OutputFile {
  /** Relative to `--out`, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array | string;
  /** What it is known by in the next build; absent where it is written each time. */
  readonly hash?: string;
}

/** A file that lies elsewhere, and perhaps in the last publication, too. */
export interface KnownFile {
  readonly path: string;
  readonly size: number;
  /** SHA-256 of its bytes, or of all that they depend on. */
  readonly hash: string;
  /** Throws a fault of the disk where they are gone. */
  readonly read: () => Uint8Array;
}

/** A publication that grows in its workshop. */
export interface Growing {
  readonly add: (file: OutputFile | KnownFile) => void;
  /** Takes the place of the last one; with errors in what is returned, nothing was changed. */
  readonly finish: (how: 'whole' | 'part') => Diagnostic[];
  /** Every file that was added, once it stands in its place. */
  readonly traces: () => Record<string, Trace>;
}

/** Replaces the publication by `files`; with errors in what is returned, nothing was changed. */
export function publishWhole(target: Target, files: readonly OutputFile[]): Diagnostic[] {
  return publishFiles(target, files, 'whole');
}

/** Replaces some files of the publication; the rest stays as it is. */
export function publishPart(target: Target, files: readonly OutputFile[]): Diagnostic[] {
  return publishFiles(target, files, 'part');
}

function publishFiles(
  target: Target,
  files: readonly OutputFile[],
  how: 'whole' | 'part',
): Diagnostic[] {
  try {
    const growing = beginPublication(target);
    if ('refusal' in growing) return [growing.refusal];
    for (const file of files) growing.add(file);
    return growing.finish(how);
  } catch (error) {
    return [refusalByDisk(target, error)];
  } finally {
    closeWorkshop(target.folder);
  }
}

/**
 * Opens the workshop, which whoever began has to close at the end, whatever happens.
 *
 * @param last what the last build made, by path: such a file gets a second name in place of a copy
 */
export function beginPublication(
  target: Target,
  last: Readonly<Record<string, Trace>> = {},
): Growing | { readonly refusal: Diagnostic } {
  const { folder } = target;
  const workshop = openWorkshop(target);
  if (typeof workshop !== 'string') return { refusal: workshop };
  const next = join(workshop, NEXT);
  mkdirSync(next);
  const hashes = new Map<string, string>();
  const folders = new Set<string>();
  const add = (file: OutputFile | KnownFile): void => {
    const { path } = file;
    const hash = file.hash ?? '';
    if (hashes.has(path)) throw new Error(`two outputs share one path: ${path}`);
    const to = pathInside(next, path);
    if (!folders.has(dirname(to))) mkdirSync(dirname(to), { recursive: true });
    folders.add(dirname(to));
    if ('bytes' in file) writeFileSync(to, file.bytes);
    else if (!linked(join(folder, path), to, last[path], file)) writeFileSync(to, file.read());
    hashes.set(path, hash);
  };
  return {
    add,
    finish: (how) => {
      const ours = readManifest(target);
      const kept = new Set(
        how === 'part' ? [...ours.paths].filter((path) => !hashes.has(path)) : [],
      );
      add({ path: MANIFEST, bytes: manifestText([...hashes.keys(), ...kept]) });
      const replaced = new Set([...ours.paths, MANIFEST].filter((path) => !kept.has(path)));
      const made = new Set(hashes.keys());
      const found = existsSync(folder) ? survey(folder, replaced, made, next) : undefined;
      const refusals = found ? refusalsOf(target, found) : [];
      if (refusals.length > 0) return [...ours.diagnostics, ...refusals];
      if (found) {
        carryInto(next, folder, found.carried);
        chmodSync(next, statSync(folder).mode & 0o7777);
      }
      swap(folder, next, join(workshop, LAST));
      return ours.diagnostics;
    },
    traces: () =>
      Object.fromEntries(
        [...hashes].flatMap(([path, hash]): [string, Trace][] => {
          const trace = traceOf(join(folder, path), hash);
          return trace ? [[path, trace]] : [];
        }),
      ),
  };
}

/** Gives a file of the last publication a second name, if it is the very one and the disk knows such. */
function linked(from: string, to: string, trace: Trace | undefined, file: KnownFile): boolean {
  if (!trace || trace[2] !== file.hash || !isAsMade(from, trace)) return false;
  try {
    linkSync(from, to);
    return true;
  } catch {
    return false;
  }
}

/** Writes one file that must not be there yet; false when it is. */
export function writeNew(path: string, text: string): boolean {
  if (existsSync(path)) return false;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { flag: 'wx' });
  return true;
}

function refusalsOf({ shown }: Target, { inTheWay, mounted }: Survey): Diagnostic[] {
  const [first] = inTheWay;
  const others = inTheWay.length > 1 ? `, and ${inTheWay.length - 1} more like it` : '';
  return [
    ...(first === undefined
      ? []
      : [
          refusalOf(
            `${shown}/${first}`,
            `this is not ours, and a publication would write over it${others}`,
            `move it away, or all of ${shown}/ if nothing in it is yours, or publish elsewhere with --out`,
          ),
        ]),
    ...mounted.map((path) =>
      refusalOf(
        `${shown}/${path}`,
        'another disk is mounted here',
        'publish into a folder of its own with --out',
      ),
    ),
  ];
}

/** The window between the two renames is the only time when the folder is not there. */
function swap(folder: string, next: string, last: string): void {
  if (existsSync(folder)) renameSync(folder, last);
  try {
    renameSync(next, folder);
  } catch (error) {
    if (existsSync(last)) renameSync(last, folder);
    throw error;
  }
}

function pathInside(folder: string, path: string): string {
  const inside = join(folder, path);
  if (!inside.startsWith(`${folder}/`) && !inside.startsWith(`${folder}\\`))
    throw new Error(`output outside of ${basename(folder)}: ${path}`);
  return inside;
}

/** Makes words of what the disk refuses; anything else is thrown on. */
export function refusalByDisk(target: Target, error: unknown): Diagnostic {
  const words = diskFault(error);
  if (words === undefined) throw error;
  return refusalOf(target.shown, words, 'publish into another folder with --out');
}

function diskFault(error: unknown): string | undefined {
  const { syscall, code } = error as Partial<NodeJS.ErrnoException>;
  if (syscall === undefined || code === undefined) return undefined;
  return `nothing can be written there: ${DISK_FAULTS[code] ?? 'the disk refuses'} (${code})`;
}

const DISK_FAULTS: Readonly<Record<string, string>> = {
  EACCES: 'permission is lacking',
  EPERM: 'permission is lacking',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EBUSY: 'a disk is mounted there, or a program holds the folder',
  ENAMETOOLONG: 'the name is too long',
};
