/** Finding the articles: folders at any depth under `articles/`, one Markdown file a language. */
import { basename, dirname, extname } from 'node:path';
import { type Diagnostic, SourceFile } from '../diagnostics/index.js';
import type { Article, Picture } from '../document/index.js';
import { canonicalLanguage } from '../locale/index.js';
import { parseArticle } from '../source/index.js';
import { displayPath, filesBelow, readBytes, readText } from './files.js';
import { readPicture } from './picture.js';

const PICTURE_NAMES = new Set([
  '.png',
  '.jpg',
  '.jpeg',
  '.webp',
  '.gif',
  '.avif',
  '.svg',
  '.tif',
  '.tiff',
  '.bmp',
]);

/** 20 MB: more would not pass a slow line, and no newspaper page can show it. */
const LARGEST_PICTURE = 20 * 1024 * 1024;

export interface FoundArticles {
  readonly articles: readonly Article[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads and parses every language version below `articles/`; a fault in one hides no other. */
export function readArticles(
  root: string,
  folder: string,
  sections: ReadonlySet<string>,
): FoundArticles {
  const articles: Article[] = [];
  const diagnostics: Diagnostic[] = [];
  const paths = filesBelow(folder);
  const pictures = readPictures(root, paths, diagnostics);

  for (const path of paths.filter((each) => extname(each) === '.md')) {
    const file = readText(root, path);
    const stem = basename(path, '.md');
    const language = canonicalLanguage(stem);
    if (dirname(path) === folder) {
      diagnostics.push(
        fault('art-001', 'an article stands in a folder of its own', file, [
          `move it to ${displayPath(root, folder)}/${stem}/en.md, or fa.md if it is Persian`,
        ]),
      );
      continue;
    }
    if (!language) {
      diagnostics.push(
        fault('art-002', `“${stem}” is not a language that we know`, file, [
          'name the file after its language: fa.md, en.md, ps.md, de.md',
        ]),
      );
      continue;
    }
    const slug = basename(dirname(path));
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug)) {
      diagnostics.push(
        fault('art-003', `the folder “${slug}” cannot be part of an address`, file, [
          'name the folder with small Latin letters, digits and single hyphens, such as 2023-05-12-kabul',
        ]),
      );
      continue;
    }
    const parsed = parseArticle({
      file,
      slug,
      language,
      sections,
      pictures: pictures.get(dirname(path)) ?? new Map(),
    });
    diagnostics.push(...parsed.diagnostics);
    if (parsed.value) articles.push(parsed.value);
  }
  return { articles, diagnostics };
}

/** Pictures by the folder of the article, then by the path from that folder, as an article names them. */
function readPictures(
  root: string,
  paths: readonly string[],
  diagnostics: Diagnostic[],
): Map<string, Map<string, Picture>> {
  const folders = new Set(paths.filter((path) => extname(path) === '.md').map(dirname));
  const byFolder = new Map<string, Map<string, Picture>>();
  for (const path of paths) {
    if (!PICTURE_NAMES.has(extname(path).toLowerCase())) continue;
    const owner = nearest(path, folders);
    if (!owner) continue;
    const name = path
      .slice(owner.length + 1)
      .split('\\')
      .join('/');
    const bytes = readBytes(path);
    const file = new SourceFile(displayPath(root, path), '');
    const picture = readPicture(name, bytes);
    if (!picture || bytes.length > LARGEST_PICTURE) {
      diagnostics.push(
        picture
          ? fault(
              'art-005',
              `the picture is ${Math.round(bytes.length / 1048576)} MB; 20 MB is the most`,
              file,
              ['save a smaller copy, 2000 pixels wide at most'],
            )
          : fault('art-004', 'the picture is neither a PNG nor a JPEG in screen colours', file, [
              'save it as PNG or JPEG (RGB, not CMYK): every e-reader can show those',
            ]),
      );
      continue;
    }
    const here = byFolder.get(owner) ?? new Map<string, Picture>();
    here.set(name, picture);
    byFolder.set(owner, here);
  }
  return byFolder;
}

/** The article's folder that holds `path`, the innermost one. */
function nearest(path: string, folders: ReadonlySet<string>): string | undefined {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder))
    if (folders.has(folder)) return folder;
  return undefined;
}

function fault(
  code: Diagnostic['code'],
  message: string,
  file: SourceFile,
  hints: string[],
): Diagnostic {
  return { code, severity: 'error', message, file, hints };
}
