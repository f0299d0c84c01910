/** Reading the project's files: the one place, with `write.ts`, that touches the disk. */
import { isUtf8 } from 'node:buffer';
import {
  closeSync,
  type Dirent,
  existsSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { SourceFile } from '../diagnostics/index.js';
// Not by the room's index, which is the whole reader: this is read before it is known that there is work to do.
import { LONGEST_TEXT } from '../source/size.js';

/** The folder that holds `site.yaml`, here or above; undefined when there is none. */
export function findProject(from: string): string | undefined {
  let folder = resolve(from);
  for (;;) {
    if (existsSync(join(folder, 'site.yaml'))) return folder;
    const parent = dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
}

/** A path as a person would type it, from the project's folder, with `/` on every system. */
export function displayPath(root: string, path: string): string {
  return relative(root, path).split(sep).join('/') || '.';
}

/**
 * Bytes of a text that are read: so many are more characters than any text may have, a mark of order and
 * letters of three bytes included. What has more is refused, however it goes on.
 */
const MOST_BYTES = 3 * (LONGEST_TEXT + 2);

/**
 * Decodes UTF-8; what is not UTF-8 becomes U+FFFD, which `source/` reports with its place. Of a text that is too
 * long the beginning, which is too long itself: whoever reads looks at the length (`source/size.ts`) before
 * anything else.
 */
export function readText(root: string, path: string): SourceFile {
  const text = decoded(startOf(path)).replace(/\r\n?/g, '\n');
  return new SourceFile(displayPath(root, path), text);
}

/** As a decoder of the web does, mark of order and all, but sound bytes at the speed of the machine. */
function decoded(bytes: Buffer): string {
  if (!isUtf8(bytes)) return new TextDecoder('utf-8').decode(bytes);
  const text = bytes.toString('utf8');
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function startOf(path: string): Buffer {
  if (sizeOf(path) <= MOST_BYTES) return readFileSync(path);
  const bytes = Buffer.alloc(MOST_BYTES);
  const file = openSync(path, 'r');
  try {
    return bytes.subarray(0, readSync(file, bytes));
  } finally {
    closeSync(file);
  }
}

/** In bytes. */
export function sizeOf(path: string): number {
  return statSync(path).size;
}

/** A file that need not be there: an empty text stands for it, so that a diagnostic can name it. */
export function readTextIfThere(root: string, path: string): SourceFile | undefined {
  return isFile(path) ? readText(root, path) : undefined;
}

export function readBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(path));
}

export function isFile(path: string): boolean {
  return statsOf(path)?.isFile() ?? false;
}

export function isFolder(path: string): boolean {
  return statsOf(path)?.isDirectory() ?? false;
}

/** Of what a link leads to; undefined where there is nothing, or links lead round in a circle. */
export function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ELOOP') throw error;
    return undefined;
  }
}

/** What a paper is made of, where it may be a link. */
const SOURCES = [
  'site.yaml',
  'accessibility.yaml',
  'templates',
  'templates/theme.yaml',
  'templates/html',
  'templates/epub',
  'locales',
  'articles',
];

/** Sources of a paper that are links out of its folder: whoever lends a paper lends no more than that. */
export function sourcesOutside(root: string): string[] {
  const home = realpathSync(root);
  return SOURCES.map((name) => join(root, name)).filter(
    (path) => existsSync(path) && !isInside(home, realpathSync(path)),
  );
}

/** Whether the files of a folder that a link leads to are the paper's: where it is a source, and stays within. */
export function isFollowed(root: string, path: string): boolean {
  return SOURCES.includes(path) && isInside(realpathSync(root), realpathSync(join(root, path)));
}

/**
 * Every file below `folder`, as absolute paths in code point order, so that no file system's order
 * shows in the output. Hidden names are left out.
 *
 * @param refused takes links that lead out of `folder`, or to no file
 */
export function filesBelow(folder: string, refused: string[] = []): string[] {
  if (!isFolder(folder)) return [];
  const home = realpathSync(folder);
  const found: string[] = [];
  const visit = (here: string): void => {
    for (const entry of readdirSync(here, { withFileTypes: true }).sort(byName)) {
      if (entry.name.startsWith('.')) continue;
      const path = join(here, entry.name);
      if (lstatSync(path).isSymbolicLink()) {
        // A link is followed to a file only, and only while it stays inside: no loops, no escape.
        if (existsSync(path) && isInside(home, realpathSync(path)) && isFile(path))
          found.push(path);
        else refused.push(path);
      } else if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) found.push(path);
    }
  };
  visit(folder);
  return found;
}

/** @param path absolute, of the file or of a folder around it */
export function isBelow(root: string, file: SourceFile, path: string): boolean {
  const here = join(root, file.path);
  const there = resolve(path);
  return here === there || here.startsWith(`${there}/`) || here.startsWith(`${there}\\`);
}

/** Of real paths: no link is followed. */
export function isInside(folder: string, path: string): boolean {
  return path.startsWith(folder + sep);
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
