/** The pictures of all articles, read and checked before any text names them. */
import { dirname, extname } from 'node:path';
import type { Diagnostic, SourceFile } from '../diagnostics/index.js';
import type { Picture } from '../document/index.js';
import { type ArticleFiles, fault } from './article-files.js';
import { breathe } from './breath.js';
import { displayPath, readBytes, sizeOf } from './files.js';
import { readPicture } from './picture.js';
import { isTooLarge } from './png.js';

const ENDINGS = new Set(
  '.png .jpg .jpeg .jpe .jfif .webp .gif .avif .svg .tif .tiff .bmp .heic .heif .jxl .jp2 .psd'.split(
    ' ',
  ),
);

/** 20 MB: more would not pass a slow line, and no newspaper page can show it. */
const LARGEST_PICTURE = 20 * 1024 * 1024;

/** What to do with a picture that is too large, and with one that is broken or of another kind. */
const SMALLER = 'save a smaller copy, 2000 pixels wide at most';
const ANEW =
  'open it in a picture program and save it again as PNG, or as JPEG in the colours of a screen (RGB)';

export interface FoundPictures {
  /** By the folder of the article, then by the path from there, as an article names them. */
  readonly byFolder: ReadonlyMap<string, ReadonlyMap<string, Picture>>;
  /** Pictures that are there and cannot be shown, in the same order. */
  readonly broken: ReadonlyMap<string, ReadonlySet<string>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** A picture by its path and its name; or what is wrong with it; undefined where it is too large to be read. */
export type ReadPicture = (path: string, name: string) => Picture | string | undefined;

export const pictureAt: ReadPicture = (path, name) =>
  sizeOf(path) > LARGEST_PICTURE ? undefined : readPicture(name, readBytes(path));

/**
 * @param texts the texts of the articles, by absolute path
 */
export async function readPictures(
  root: string,
  { paths, refused, diagnostics: found }: ArticleFiles,
  texts: ReadonlyMap<string, SourceFile>,
  read: ReadPicture = pictureAt,
): Promise<FoundPictures> {
  const folders = new Set([...texts.keys()].map(dirname));
  const byFolder = new Map<string, Map<string, Picture>>();
  const broken = new Map<string, Set<string>>();
  const diagnostics: Diagnostic[] = [];
  const ownerless = new Set<string>();
  for (const path of refused) {
    const owner = nearest(path, folders);
    if (owner) entryOf(broken, owner, () => new Set<string>()).add(displayPath(owner, path));
  }
  for (const path of paths) {
    if (!ENDINGS.has(extname(path).toLowerCase())) continue;
    const owner = nearest(path, folders);
    if (!owner) {
      ownerless.add(dirname(path));
      continue;
    }
    await breathe();
    const name = displayPath(owner, path);
    const picture = read(path, name);
    if (picture !== undefined && typeof picture !== 'string') {
      entryOf(byFolder, owner, () => new Map<string, Picture>()).set(name, picture);
      continue;
    }
    entryOf(broken, owner, () => new Set<string>()).add(name);
    const where = placesOf(name, owner, texts);
    diagnostics.push(
      picture === undefined
        ? fault(
            'art-005',
            displayPath(root, path),
            'error',
            `the picture is ${Math.round(sizeOf(path) / 1048576)} MB; 20 MB is the most${where}`,
            SMALLER,
          )
        : fault(
            'art-004',
            displayPath(root, path),
            'error',
            `${picture}${where}`,
            isTooLarge(picture) ? SMALLER : ANEW,
          ),
    );
  }
  // Of a text that is refused, its picture is spoken of when that is mended.
  const spoken = new Set(found.map(({ file }) => dirname(file.path)));
  for (const folder of ownerless)
    if (!spoken.has(displayPath(root, folder))) diagnostics.push(withoutText(root, folder));
  return { byFolder, broken, diagnostics };
}

function withoutText(root: string, folder: string): Diagnostic {
  return fault(
    'art-017',
    displayPath(root, folder),
    'warning',
    'there is a picture here and no text: nothing of it is published',
    'write the article beside it, in a file such as en.md or fa.md, or move the picture to its article',
  );
}

/** ` (used in articles/a/en.md:12:3)`: where the texts of the folder name the picture. */
function placesOf(name: string, owner: string, texts: ReadonlyMap<string, SourceFile>): string {
  const places = [...texts].flatMap(([path, file]) => {
    if (dirname(path) !== owner) return [];
    const at = Math.max(file.text.indexOf(name), file.text.indexOf(encodeURI(name)));
    if (at < 0) return [];
    const { line, column } = file.position(at);
    return [`${file.path}:${line}:${column}`];
  });
  return places.length > 0 ? ` (used in ${places.join(', ')})` : '';
}

/** The article's folder that holds `path`, the innermost one. */
function nearest(path: string, folders: ReadonlySet<string>): string | undefined {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder))
    if (folders.has(folder)) return folder;
  return undefined;
}

function entryOf<V>(map: Map<string, V>, key: string, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
