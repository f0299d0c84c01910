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
import { chmodSync, existsSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Diagnostic } from '../diagnostics/index.js';
import { carryInto, type Survey, survey } from './carry-over.js';
import { MANIFEST, manifestText, readManifest } from './manifest.js';
import { refusalOf, type Target } from './out-folder.js';
import { closeWorkshop, LAST, NEXT, openWorkshop } from './workshop.js';

export interface OutputFile {
  /** Relative to `--out`, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array | string;
}

/** Replaces the publication by `files`; with errors in what is returned, nothing was changed. */
export function publishWhole(target: Target, files: readonly OutputFile[]): Diagnostic[] {
  return guarded(target, () => {
    const ours = readManifest(target);
    return [...ours.diagnostics, ...replace(target, files, ours.paths, new Set())];
  });
}

/** Replaces some files of the publication; the rest stays as it is. */
export function publishPart(target: Target, files: readonly OutputFile[]): Diagnostic[] {
  return guarded(target, () => {
    const ours = readManifest(target);
    const made = new Set(files.map((file) => file.path));
    const kept = new Set([...ours.paths].filter((path) => !made.has(path)));
    return [...ours.diagnostics, ...replace(target, files, ours.paths, kept)];
  });
}

/** Writes one file that must not be there yet; false when it is. */
export function writeNew(path: string, text: string): boolean {
  if (existsSync(path)) return false;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { flag: 'wx' });
  return true;
}

/** @param kept files of ours that stay as they are */
function replace(
  target: Target,
  files: readonly OutputFile[],
  ours: ReadonlySet<string>,
  kept: ReadonlySet<string>,
): Diagnostic[] {
  const made = new Map(files.map((file) => [file.path, file.bytes]));
  if (made.size !== files.length) throw new Error('two outputs share one path');
  made.set(MANIFEST, manifestText([...made.keys(), ...kept]));
  const replaced = new Set([...ours, MANIFEST].filter((path) => !kept.has(path)));

  const workshop = openWorkshop(target);
  if (typeof workshop !== 'string') return [workshop];
  const found = existsSync(target.folder) ? survey(target.folder, replaced, made) : undefined;
  const refusals = found ? refusalsOf(target, found) : [];
  if (refusals.length > 0) return refusals;

  const next = join(workshop, NEXT);
  mkdirSync(next);
  for (const [path, bytes] of made) writeInto(next, { path, bytes });
  if (found) {
    carryInto(next, target.folder, found.carried);
    chmodSync(next, statSync(target.folder).mode & 0o7777);
  }
  swap(target.folder, next, join(workshop, LAST));
  return [];
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

function writeInto(folder: string, file: OutputFile): void {
  const path = join(folder, file.path);
  if (!path.startsWith(`${folder}/`) && !path.startsWith(`${folder}\\`))
    throw new Error(`output outside of ${basename(folder)}: ${file.path}`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, file.bytes);
}

/** Leaves no workshop behind, and makes words of what the disk refuses. */
function guarded(target: Target, work: () => Diagnostic[]): Diagnostic[] {
  try {
    return work();
  } catch (error) {
    const words = diskFault(error);
    if (words === undefined) throw error;
    return [refusalOf(target.shown, words, 'publish into another folder with --out')];
  } finally {
    closeWorkshop(target.folder);
  }
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
