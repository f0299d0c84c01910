/** What a page weighs over the wire, and whether it keeps to the budget of `site.yaml`. */
import { brotliCompressSync, constants } from 'node:zlib';
import type { Diagnostic } from '../diagnostics/index.js';
import { PAGE_FOLDERS, type Site, WEIGHED, type Weighed } from '../edition/index.js';
import { hashOf } from './hash.js';
import { hasArabicSign, SIGNS_FACE } from './letters.js';
import type { OutputFile } from './write.js';

/** A page with all that it needs to be read, without its pictures. */
export interface Weight {
  readonly kind: Weighed;
  readonly path: string;
  /** Bytes, brotli. */
  readonly bytes: number;
  readonly requests: number;
  /** What `site.yaml` allows. */
  readonly limit: number;
  /** Bytes of it in the face of signs such as ﷺ; absent: the page has none. */
  readonly signs?: number;
  /** Of what was packed as well as can be; absent where nothing was. */
  readonly hash?: string;
}

/** A face as a page fetches it. */
export interface FaceWeight {
  readonly path: string;
  readonly size: number;
}

/** A page as it was weighed; one that does not change, with its style and faces, is not weighed again. */
export interface Weighing {
  readonly path: string;
  readonly kind: Weighed;
  /** Bytes, brotli at its quick setting. */
  readonly bytes: number;
  /** The same at a closer one, where the quick one is over the budget. */
  readonly closer?: number;
  readonly requests: number;
  readonly signs?: number;
  /** Pictures that the page shows. */
  readonly sources: readonly string[];
}

/** Weighs the files of a site as they come; the style comes before the pages, and pictures behind them. */
export interface Scales {
  /** Undefined for a file that has no budget by itself. */
  readonly weigh: (file: OutputFile) => Weighing | undefined;
  /** Takes a page as an earlier build weighed it. */
  readonly trust: (weighing: Weighing, read: () => OutputFile) => void;
  /** Of each kind the heaviest by quick packing, as a server sends it; what an earlier build packed is not packed again. */
  readonly heaviest: (earlier?: readonly Weight[]) => Weight[];
  /**
   * Pages, faces, scripts and pictures over the budget.
   *
   * @param names finds the files of the pictures, as an editor knows them; asked only where one is too heavy
   */
  readonly overweight: (names: () => ReadonlyMap<string, string>) => Diagnostic[];
}

/** At most this many pages are named: a style that is too heavy makes every page so. */
const MOST_NAMED = 5;
/**
 * Of brotli, 0–11: for every page, which are compared by it; for those that are too heavy by it, which has pages a
 * quarter larger than the next; for those that are spoken of, as a server that packs once.
 */
const QUICK = 1;
const CLOSER = 5;
const BEST = 11;

export function openScales(site: Site, faces: readonly FaceWeight[]): Scales {
  let style: OutputFile | undefined;
  let styleBytes = 0;
  const limitOf = (kind: Weighed): number => site.budget.kilobytes[kind] * 1000;
  const named = new Set<string>();
  const heavy: OnScales[] = [];
  const top = new Map<Weighed, OnScales>();
  const note = (
    weight: Weight,
    weighAgain: OnScales['weighAgain'] = () => weight,
    closer = weight.bytes,
  ): void => {
    if (closer > weight.limit) heavy.push({ weight, weighAgain });
    const known = top.get(weight.kind);
    if (!known || weight.bytes > known.weight.bytes) top.set(weight.kind, { weight, weighAgain });
  };
  for (const { path, size } of faces) {
    const weight: Weight = { kind: 'face', path, bytes: size, requests: 1, limit: limitOf('face') };
    note(weight);
  }
  /** Bytes of style and faces that a page fetches, and its requests. */
  const besides = (kind: Weighed, text: string, styled: number) => {
    if (kind === 'lite' || kind === 'script') return { more: 0, requests: 1 };
    const used = facesOf(text, faces);
    const signs = used.find(isOfSigns);
    return {
      more: used.reduce((sum, { size }) => sum + size, styled),
      requests: 2 + used.length,
      ...(signs ? { signs: signs.size } : {}),
    };
  };
  const trust: Scales['trust'] = ({ sources, closer, ...weighing }, read) => {
    for (const source of sources) named.add(source);
    const weight: Weight = { ...weighing, limit: limitOf(weighing.kind) };
    const weighAgain: OnScales['weighAgain'] = (earlier) => {
      const file = read();
      const hash = hashOf(file.bytes, style?.bytes ?? '', JSON.stringify(faces));
      const known = earlier.find((each) => each.hash === hash);
      if (known) return { ...weight, bytes: known.bytes, hash };
      const styled = style ? packed(style, BEST) : 0;
      const { more } = besides(weight.kind, textOf(file), styled);
      return { ...weight, bytes: packed(file, BEST) + more, hash };
    };
    note(weight, weighAgain, closer);
  };
  return {
    trust,
    weigh: (file) => {
      const { path } = file;
      if (STYLE.test(path)) {
        style = file;
        styleBytes = packed(file, CLOSER);
      }
      if (named.has(path)) {
        const limit = limitOf('picture');
        const weight: Weight = {
          kind: 'picture',
          path,
          bytes: file.bytes.length,
          requests: 1,
          limit,
        };
        note(weight);
      }
      const kind = kindOf(path);
      if (kind === undefined) return undefined;
      const text = textOf(file);
      const sources = kind === 'article' || kind === 'front' ? sourcesIn(text) : [];
      const { more, ...told } = besides(kind, text, styleBytes);
      const bytes = packed(file, QUICK) + more;
      const isOver = bytes > limitOf(kind);
      const closer = isOver ? { closer: packed(file, CLOSER) + more } : {};
      const weighing = { path, kind, bytes, ...closer, ...told, sources };
      trust(weighing, () => file);
      return weighing;
    },
    heaviest: (earlier = []) => WEIGHED.flatMap((kind) => top.get(kind)?.weighAgain(earlier) ?? []),
    overweight: (names) => {
      const own = heavy.some(({ weight }) => weight.kind === 'picture') ? names() : undefined;
      return tooHeavy(heavy).map((weight) =>
        faultOf(weight, own?.get(weight.path) ?? weight.path, site),
      );
    },
  };
}

/** As it was weighed quickly. */
interface OnScales {
  readonly weight: Weight;
  /** As a server sends it. */
  readonly weighAgain: (earlier: readonly Weight[]) => Weight;
}

/** The first that are over their budget even when they are packed as well as can be. */
function tooHeavy(heavy: readonly OnScales[]): Weight[] {
  const found: Weight[] = [];
  for (const { weighAgain } of heavy) {
    if (found.length === MOST_NAMED) break;
    const weight = weighAgain([]);
    if (weight.bytes > weight.limit) found.push(weight);
  }
  return found;
}

function faultOf(
  { kind, bytes, limit, signs }: Weight,
  name: string,
  { budget, file }: Site,
): Diagnostic {
  const span = budget.spans[kind];
  return {
    code: 'web-001',
    severity: 'error',
    message: `${name} weighs ${(bytes / 1000).toFixed(1)} kB over the wire; the budget of “${kind}” is ${limit / 1000} kB`,
    file,
    ...(span ? { span } : {}),
    hints: [
      kind === 'picture'
        ? 'save a photograph as JPEG, cut away what nobody needs to see, or raise the budget'
        : 'make the text, the style or the template lighter, or raise the budget',
      ...(signs === undefined
        ? []
        : [
            `${(signs / 1000).toFixed(1)} kB are the face of signs such as ﷺ, in its text or in titles beside it: words in their place weigh nothing`,
          ]),
    ],
  };
}

function packed({ bytes }: OutputFile, quality: number): number {
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
  return brotliCompressSync(bytes, { params }).length;
}

const STYLE = /^assets\/site-\w+\.css$/;
/** The script of the search; its index is asked for in parts, as a query needs them. */
const SCRIPT = /^assets\/search-\w+\.js$/;

function kindOf(path: string): Weighed | undefined {
  if (SCRIPT.test(path)) return 'script';
  if (path.endsWith('/lite.html')) return 'lite';
  const folders = path.split('/');
  if (folders.at(-1) !== 'index.html' || folders.length === 1) return undefined;
  if (folders.length === 2) return 'front';
  return PAGE_FOLDERS.includes(folders[1]!) ? 'list' : 'article';
}

/** What a page names as the sources of its pictures: the size that a phone is given, packed already. */
function sourcesIn(html: string): string[] {
  return [...html.matchAll(/<img src="[./]*(assets\/[^"]+)"/g)].map(([, source]) => source!);
}

function textOf({ bytes }: OutputFile): string {
  return typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString();
}

const ARABIC = /\p{Script=Arabic}/u;
const LATIN = /[\p{Script=Latin}\d]/u;

function isOfSigns({ path }: Pick<FaceWeight, 'path'>): boolean {
  return path.startsWith(`assets/${SIGNS_FACE}`);
}

/** A face is fetched when a page has letters of its script; tags and their values are no letters. */
function facesOf(html: string, faces: readonly FaceWeight[]): FaceWeight[] {
  const text = html.replace(/<(style|title|script)[\s\S]*?<\/\1>|<[^>]*>/g, '');
  return faces.filter(({ path }) => {
    if (isOfSigns({ path })) return hasArabicSign(text);
    const letters = path.startsWith('assets/naskh') ? ARABIC : LATIN;
    return letters.test(text);
  });
}
