/** What a page weighs over the wire, and whether it keeps to the budget of `site.yaml`. */
import { brotliCompressSync, constants } from 'node:zlib';
import type { Diagnostic } from '../diagnostics/index.js';
import { PAGE_FOLDERS, type Site, type Weighed } from '../edition/index.js';
import type { OutputFile } from './write.js';

/** A page with all that it needs to be read, without its pictures. */
export interface Weight {
  readonly kind: Weighed;
  readonly path: string;
  /** Bytes, brotli. */
  readonly bytes: number;
  readonly requests: number;
}

/** At most this many pages are named: a style that is too heavy makes every page so. */
const MOST_NAMED = 5;

/** Pages and faces over the budget. */
export function overweight(
  site: Site,
  pages: readonly OutputFile[],
  faces: readonly OutputFile[],
): Diagnostic[] {
  const heavy = weigh(pages, faces, 5).filter(
    ({ kind, bytes }) => bytes > site.budget.kilobytes[kind] * 1000,
  );
  return heavy.slice(0, MOST_NAMED).map(({ kind, path, bytes }) => {
    const span = site.budget.spans[kind];
    return {
      code: 'web-001',
      severity: 'error',
      message: `${path} weighs ${(bytes / 1000).toFixed(1)} kB over the wire; the budget of “${kind}” is ${site.budget.kilobytes[kind]} kB`,
      file: site.file,
      ...(span ? { span } : {}),
      hints: ['make the text, the style or the template lighter, or raise the budget'],
    };
  });
}

/** The heaviest of each kind, weighed as a server sends it. */
export function heaviest(files: readonly OutputFile[]): Weight[] {
  const faces = files.filter(({ path }) => path.endsWith('.woff2'));
  const rough = weigh(files, faces, 1);
  const kinds = [...new Set(rough.map(({ kind }) => kind))];
  const top = kinds.map((kind) =>
    rough.filter((each) => each.kind === kind).reduce((a, b) => (b.bytes > a.bytes ? b : a)),
  );
  const wanted = new Set(top.map(({ path }) => path));
  const chosen = files.filter(({ path }) => wanted.has(path) || path.endsWith('.css'));
  return weigh(chosen, faces, 11).filter(({ path }) => wanted.has(path));
}

/** @param quality of brotli, 0–11 */
function weigh(
  files: readonly OutputFile[],
  faces: readonly OutputFile[],
  quality: number,
): Weight[] {
  const packed = ({ bytes }: OutputFile): number =>
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }).length;
  const style = files.find(({ path }) => /^assets\/site-\w+\.css$/.test(path));
  const styleBytes = style ? packed(style) : 0;
  const pages = files.flatMap((file): Weight[] => {
    const kind = kindOf(file.path);
    if (kind === undefined) return [];
    const { path } = file;
    if (kind === 'lite') return [{ kind, path, bytes: packed(file), requests: 1 }];
    const used = facesOf(String(file.bytes), faces);
    const faceBytes = used.reduce((sum, { bytes }) => sum + bytes.length, 0);
    const bytes = packed(file) + styleBytes + faceBytes;
    return [{ kind, path, bytes, requests: 2 + used.length }];
  });
  const own = faces.map(
    ({ path, bytes }): Weight => ({ kind: 'face', path, bytes: bytes.length, requests: 1 }),
  );
  const scripts = files
    .filter(({ path }) => SCRIPT.test(path))
    .map((file): Weight => ({ kind: 'script', path: file.path, bytes: packed(file), requests: 1 }));
  return [...pages, ...own, ...scripts];
}

/** The script of the search; its index is asked for in parts, as a query needs them. */
const SCRIPT = /^assets\/search-\w+\.js$/;

function kindOf(path: string): Weighed | undefined {
  if (path.endsWith('/lite.html')) return 'lite';
  const folders = path.split('/');
  if (folders.at(-1) !== 'index.html' || folders.length === 1) return undefined;
  if (folders.length === 2) return 'front';
  return PAGE_FOLDERS.includes(folders[1]!) ? 'list' : 'article';
}

/** A face is fetched when a page has letters of its script; tags and their values are no letters. */
function facesOf(html: string, faces: readonly OutputFile[]): OutputFile[] {
  const text = html.replace(/<(style|title|script)[\s\S]*?<\/\1>|<[^>]*>/g, '');
  return faces.filter(({ path }) =>
    path.startsWith('assets/naskh')
      ? /\p{Script=Arabic}/u.test(text)
      : /[\p{Script=Latin}\d]/u.test(text),
  );
}
