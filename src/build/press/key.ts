/** What a task is known by: a hash of everything that its files depend on. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesBelow } from '../files.js';
import type { Material, Task } from './task.js';

/** SHA-256, hexadecimal. */
export type Key = string;

export function hashOf(...parts: readonly (string | Uint8Array)[]): Key {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/**
 * The program itself: its modules, the versions of what it leans on, and Node's, whose zlib packs the
 * files. Faces come with packages, and so with their versions.
 */
export function programHash(): Key {
  known ??= hashOf(
    process.version,
    process.arch,
    ...programFiles().map((path) => readFileSync(path)),
  );
  return known;
}

let known: Key | undefined;

function programFiles(): string[] {
  const modules = join(dirname(fileURLToPath(import.meta.url)), '../..');
  const home = dirname(modules.endsWith('lib') ? dirname(modules) : modules);
  const versions = ['package.json', 'package-lock.json'].map((name) => join(home, name));
  return [...filesBelow(modules), ...versions.filter((path) => existsSync(path))];
}

/** What the tasks of an edition share, with the program: the first part of their keys. */
export function seedOf(material: Material, edition: string | undefined): string {
  const { editions, ...shared } = material;
  const own = editions.filter(({ name }) => name === edition);
  return hashOf(programHash(), json({ ...shared, own }));
}

export function keyOf(seed: string, task: Task): Key {
  return hashOf(seed, json(task));
}

/** Says maps and bytes, which JSON leaves out; the same value gives the same text. */
function json(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, name, said: unknown) {
    // Before `toJSON`, which would make a list of numbers from a buffer.
    const own = this[name];
    if (own instanceof Uint8Array) return hashOf(own);
    return said instanceof Map ? ['map', ...said] : said;
  });
}
