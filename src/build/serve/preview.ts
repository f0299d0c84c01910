/** The paper as it is now: what a page looks like, and what is wrong. */
import { join } from 'node:path';
import { type Diagnostic, onlyOnce, SourceFile } from '../../diagnostics/index.js';
import { type CheckedProject, check } from '../check.js';
import { displayPath } from '../files.js';
import type { Seen } from '../memory.js';
import { nameplates } from '../nameplate.js';
import { openCache } from '../press/cache.js';
import { CACHE, FORMATS } from '../wish.js';
import { wordingOf } from '../wording.js';
import { openPressing } from './pressing.js';
import { type Made, openPublication, type Publication } from './publication.js';
import { openRecollection } from './recollection.js';
import { openFaceKeeper } from './web-faces.js';

export interface PreviewOptions {
  readonly root: string;
  readonly drafts: boolean;
  /** Something other than the paper's files changed what pages look like. */
  readonly onNew: (failure?: unknown) => void;
}

export interface Preview {
  /**
   * Reads the paper again; where more than articles is at fault, the last state stays.
   *
   * @param seen its files as they were just now
   */
  readonly refresh: (seen: Seen) => Promise<void>;
  /** A file as it was when it could last be made; undefined for what is none of the paper's. */
  readonly file: (path: string) => Promise<Made | undefined>;
  readonly diagnostics: () => readonly Diagnostic[];
}

export function openPreview({ root, drafts, onNew }: PreviewOptions): Preview {
  const recollection = openRecollection(root);
  const keeper = openFaceKeeper(onNew);
  const assets = new Map<string, Uint8Array>();
  const lastGood = new Map<string, Made>();
  let publication: Publication | undefined;
  let found: readonly Diagnostic[] = [];
  /** What was found when files were made, by path. */
  let atFiles = new Map<string, readonly Diagnostic[]>();

  const renew = async ({ project, editions }: NonNullable<CheckedProject['drawable']>) => {
    recollection.keep(project.articles);
    const cache = openCache(join(root, CACHE));
    const press = openPressing(project, editions, cache);
    const everything = editions.flatMap(({ articles }) => articles);
    const wording = await wordingOf(project, everything);
    const faces = await keeper.facesFor(wording, press);
    const drawings = await nameplates(editions, cache);
    publication = await openPublication({ project, editions, faces, drawings, press, assets });
    atFiles = new Map();
  };
  return {
    refresh: async (seen) => {
      recollection.see(seen);
      const checked = await checkNow(root, drafts, recollection);
      found = checked.diagnostics;
      if (checked.drawable && found.every(isOfArticles)) await renew(checked.drawable);
      else if (publication) return;
      forget(assets);
    },
    file: async (path) => {
      const made = await publication?.file(path);
      if (made && 'faults' in made) {
        atFiles.set(path, made.faults);
        return lastGood.get(path) ?? made;
      }
      if (made && path.endsWith('.html')) lastGood.set(path, made);
      return made;
    },
    diagnostics: () => onlyOnce([...found, ...[...atFiles.values()].flat()]),
  };
}

async function checkNow(
  root: string,
  drafts: boolean,
  recollection: ReturnType<typeof openRecollection>,
): Promise<CheckedProject> {
  const choice = { formats: FORMATS, editions: [], drafts, paths: [] };
  try {
    return await check(root, { ...choice, books: 'all', articles: 'all' }, recollection);
  } catch (error) {
    return { drawable: undefined, diagnostics: [unreadable(root, error)] };
  }
}

/** A file that may not be read, or that went while we read, is no bug of ours. */
function unreadable(root: string, error: unknown): Diagnostic {
  const { syscall, code, path } = error as Partial<NodeJS.ErrnoException>;
  if (syscall === undefined || path === undefined) throw error;
  return {
    code: 'art-014',
    severity: 'error',
    message: `the disk refuses this (${code})`,
    file: new SourceFile(displayPath(root, path), ''),
    hints: ['look whether it is there and may be read'],
  };
}

/** For an article at fault its last sound text stands in; nothing stands in for what all pages share. */
function isOfArticles({ severity, file, code }: Diagnostic): boolean {
  return severity !== 'error' || (file.path.startsWith('articles/') && code !== 'art-014');
}

const MOST_ASSETS = 2000;

/** Pages on the way ask for the newest of earlier files; a preview may run for weeks. */
function forget(assets: Map<string, Uint8Array>): void {
  for (const path of assets.keys()) {
    if (assets.size <= MOST_ASSETS) return;
    assets.delete(path);
  }
}
