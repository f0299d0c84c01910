/** Where a publication may go: a folder that holds nothing of the paper's sources. */
import { existsSync, lstatSync, realpathSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { type Diagnostic, SourceFile } from '../diagnostics/index.js';
import { displayPath, isFolder } from './files.js';

/** What a person or a tool of theirs keeps in the paper's folder; hidden names are refused as well. */
const SOURCES = ['articles', 'templates', 'locales', 'src', 'tests', 'docs', 'node_modules'];

/** The folder of a publication. */
export interface Target {
  /** Absolute, without links in it; it need not be there yet. */
  readonly folder: string;
  /** As a person would type it, from the paper's folder. */
  readonly shown: string;
}

/** Settles `--out`, or says why it cannot be. A link is followed: `dist -> ../web` publishes there. */
export function targetOf(root: string, out: string): Target | { readonly refusal: Diagnostic } {
  const wanted = resolve(root, out);
  const shown = displayPath(root, wanted);
  const refuse = (message: string, hint = 'name a folder of its own, such as --out dist') => ({
    refusal: refusalOf(shown, message, hint),
  });
  const there = nearestThere(wanted);
  if (there !== wanted && isLink(wanted))
    return refuse(
      `${shown} is a link to a folder that is not there`,
      'make the folder or take the link away',
    );
  if (!isFolder(there)) return refuse(`${displayPath(root, there)} is a file, not a folder`);

  const folder = resolve(realpathSync(there), wanted.slice(there.length).replace(/^[\\/]+/, ''));
  const home = realpathSync(root);
  if (holds(folder, home))
    return refuse(`${out === '' ? 'an empty --out' : shown} is the paper’s own folder or holds it`);
  for (const name of SOURCES) {
    const path = join(home, name);
    if (!existsSync(path)) continue;
    const source = realpathSync(path);
    if (holds(source, folder) || holds(folder, source))
      return refuse(
        `${shown} is the place of the paper’s ${name}, which a publication would replace`,
      );
  }
  const inside = holds(home, folder) ? folder.slice(home.length + 1).split(sep) : [];
  if (SOURCES.includes(inside[0]?.toLowerCase() ?? ''))
    return refuse(`${shown} is a place of the paper’s sources`);
  if (inside[0]?.startsWith('.')) return refuse(`${shown} is a hidden place for tools`);
  return { folder, shown };
}

export function refusalOf(path: string, message: string, hint: string): Diagnostic {
  const file = new SourceFile(path, '');
  return { code: 'out-001', severity: 'error', message, file, hints: [hint] };
}

/** `path`, or the nearest folder above it that is there. */
function nearestThere(path: string): string {
  let here = path;
  while (!existsSync(here) && dirname(here) !== here) here = dirname(here);
  return here;
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

/** Is `inner` the folder `outer` or below it? */
function holds(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}
