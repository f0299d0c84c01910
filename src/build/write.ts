/**
 * Writing the publication: whole or not at all.
 *
 * A build writes into a staging folder beside `--out` and swaps the two at the end by renaming. Holds:
 *  1. `out` is the last whole publication until the new one is complete on the disk;
 *  2. a swap that was cut short leaves `out` under its `previous` name, and the next build puts it back;
 *  3. a file in `out` that no build of ours made is carried over, never deleted.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { displayPath, filesBelow } from './files.js';

export interface OutputFile {
  /** Relative to `--out`, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array | string;
}

const MANIFEST = '.warraq-manifest.json';

/** Replaces the publication in `out` by `files`. */
export function publishWhole(out: string, files: readonly OutputFile[]): void {
  const target = resolve(out);
  const staging = `${target}.staging`;
  const previous = `${target}.previous`;
  recover(target, staging, previous);

  const paths = new Set(files.map((file) => file.path));
  if (paths.size !== files.length) throw new Error('two outputs share one path');
  for (const file of files) writeInto(staging, file);
  carryOver(target, staging, paths);
  writeFileSync(join(staging, MANIFEST), `${JSON.stringify([...paths].sort(), null, 1)}\n`);

  if (existsSync(target)) renameSync(target, previous);
  renameSync(staging, target);
  rmSync(previous, { recursive: true, force: true });
}

/** Replaces some files of the publication, each by one rename; the rest stays as it is. */
export function publishPart(out: string, files: readonly OutputFile[]): void {
  const target = resolve(out);
  recover(target, `${target}.staging`, `${target}.previous`);
  const made = new Set([...readManifest(target), ...files.map((file) => file.path)]);
  for (const file of files) {
    const draft = `${file.path}.staging`;
    writeInto(target, { path: draft, bytes: file.bytes });
    renameSync(join(target, draft), join(target, file.path));
  }
  writeFileSync(join(target, MANIFEST), `${JSON.stringify([...made].sort(), null, 1)}\n`);
}

/** Writes one file that must not be there yet; false when it is. */
export function writeNew(path: string, text: string): boolean {
  if (existsSync(path)) return false;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { flag: 'wx' });
  return true;
}

function recover(target: string, staging: string, previous: string): void {
  if (!existsSync(target) && existsSync(previous)) renameSync(previous, target);
  rmSync(previous, { recursive: true, force: true });
  rmSync(staging, { recursive: true, force: true });
}

function writeInto(folder: string, file: OutputFile): void {
  const path = join(folder, file.path);
  if (!path.startsWith(`${folder}/`) && !path.startsWith(`${folder}\\`))
    throw new Error(`output outside of ${basename(folder)}: ${file.path}`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, file.bytes);
}

function carryOver(target: string, staging: string, made: ReadonlySet<string>): void {
  const ours = new Set(readManifest(target));
  for (const path of filesBelow(target)) {
    const name = displayPath(target, path);
    if (!ours.has(name) && !made.has(name))
      writeInto(staging, { path: name, bytes: readFileSync(path) });
  }
}

function readManifest(target: string): string[] {
  const path = join(target, MANIFEST);
  if (!existsSync(path)) return [];
  const list: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return Array.isArray(list) ? list.filter((each): each is string => typeof each === 'string') : [];
}
