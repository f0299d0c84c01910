/**
 * Writing the publication: whole or not at all.
 *
 * A build grows the next publication in a workshop beside the folder, `.dist.warraq/`, and swaps the
 * two at the end by renaming. Holds:
 *  1. the folder is the last whole publication until the next one is complete on the disk;
 *  2. a swap that was cut short leaves the last one in the workshop, and the next build puts it back;
 *  3. what no build of ours made is in the next publication as it was, hidden names, links, empty
 *     folders and modes included; where it stands in our way, nothing is written at all;
 *  4. only a workshop that carries our mark is ever deleted;
 *  5. what was replaced may become the spare that the publication after the next begins with.
 */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Diagnostic } from '../diagnostics/index.js';
import { carryInto, type Survey, survey } from './carry-over.js';
import { isInside } from './files.js';
import { type LastPublication, NO_PUBLICATION, openFilling } from './filling.js';
import { MANIFEST, manifestText, readManifest } from './manifest.js';
import type { Trace } from './memory.js';
import { refusalOf, type Target } from './out-folder.js';
import { areAsMade, isOursAlone, type Left, leave } from './spare.js';
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
  /** Gives it a second name; false where the disk cannot. Absent: it lies nowhere by itself. */
  readonly link?: (to: string) => boolean;
}

/** A publication that grows in its workshop. */
export interface Growing {
  readonly add: (file: OutputFile | KnownFile) => void;
  /**
   * Takes the place of the last one; with errors in what is returned, nothing was changed.
   *
   * @param isReplaced tells of a file of the last one whether it goes where no other was added in its place
   */
  readonly finish: (isReplaced: (path: string) => boolean) => Diagnostic[];
  /** Every file that was added, once it stands in its place. */
  readonly traces: () => Record<string, Trace>;
  /** What the next build may begin with. */
  readonly left: () => Left;
}

/** Replaces the publication by `files`; with errors in what is returned, nothing was changed. */
export function publishWhole(target: Target, files: readonly OutputFile[]): Diagnostic[] {
  return publishFiles(target, files, () => true);
}

/** Replaces some files of the publication; the rest stays as it is. */
export function publishPart(target: Target, files: readonly OutputFile[]): Diagnostic[] {
  return publishFiles(target, files, () => false);
}

function publishFiles(
  target: Target,
  files: readonly OutputFile[],
  isReplaced: (path: string) => boolean,
): Diagnostic[] {
  try {
    const growing = beginPublication(target);
    if ('refusal' in growing) return [growing.refusal];
    for (const file of files) growing.add(file);
    return growing.finish(isReplaced);
  } catch (error) {
    return [refusalByDisk(target, error)];
  } finally {
    closeWorkshop(target.folder);
  }
}

/**
 * Opens the workshop, which whoever began has to close at the end, whatever happens.
 *
 * @param last what the last build made
 * @param spareAt where the publication before the last is kept; absent: nowhere
 */
export function beginPublication(
  target: Target,
  last: LastPublication = NO_PUBLICATION,
  spareAt?: string,
): Growing | { readonly refusal: Diagnostic } {
  const { folder } = target;
  const workshop = openWorkshop(target);
  if (typeof workshop !== 'string') return { refusal: workshop };
  const [next, replaced] = [join(workshop, NEXT), join(workshop, LAST)];
  const filling = openFilling(next, folder, last, spareAt);
  let left: Left = {};
  return {
    add: filling.add,
    finish: (isReplaced) => {
      const ours = readManifest(target);
      const made = filling.made();
      const kept = new Set([...ours.paths].filter((path) => !isReplaced(path) && !made.has(path)));
      filling.add({ path: MANIFEST, bytes: manifestText([...made, ...kept]) });
      filling.clear();
      made.add(MANIFEST);
      const old = new Set([...ours.paths, MANIFEST]);
      const isAsLeft = filling.hasBegunFull && isAsMade(folder, last);
      const found = isAsLeft ? NOTHING_ELSE : surveyed(folder, without(old, kept), made, next);
      const refusals = refusalsOf(target, found);
      if (refusals.length > 0) return [...ours.diagnostics, ...refusals];
      if (existsSync(folder)) {
        carryInto(next, folder, found.carried);
        chmodSync(next, statSync(folder).mode & 0o7777);
      }
      swap(folder, next, replaced);
      if (spareAt !== undefined && isOursAlone(found, made))
        left = leave({ folder, replaced, spareAt }, made, old, filling.same);
      return ours.diagnostics;
    },
    traces: filling.traces,
    left: () => left,
  };
}

function isAsMade(folder: string, { folders, outputs }: LastPublication): boolean {
  return folders !== undefined && areAsMade(folder, folders, outputs);
}

const NOTHING_ELSE: Survey = { carried: [], inTheWay: [], mounted: [] };

function surveyed(...[folder, ...about]: Parameters<typeof survey>): Survey {
  return existsSync(folder) ? survey(folder, ...about) : NOTHING_ELSE;
}

function without(paths: ReadonlySet<string>, others: ReadonlySet<string>): Set<string> {
  return new Set([...paths].filter((path) => !others.has(path)));
}

/**
 * Writes one file into the paper that must not be there yet.
 *
 * @param path from the paper's folder
 * @returns why not; undefined when it was written
 */
export function writeNew(root: string, path: string, text: string): string | undefined {
  const file = join(root, path);
  if (lstatSync(file, { throwIfNoEntry: false })) return `${path} is there already`;
  mkdirSync(dirname(file), { recursive: true });
  if (!isInside(realpathSync(root), realpathSync(dirname(file))))
    return `${dirname(path)} is a link out of the paper`;
  writeFileSync(file, text, { flag: 'wx' });
  return undefined;
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
