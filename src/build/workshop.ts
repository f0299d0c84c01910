/** The folder in which the next publication grows, beside the last one and on the same disk. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Diagnostic } from '../diagnostics/index.js';
import { refusalOf, type Target } from './out-folder.js';

/** In the workshop: the publication that grows, and the one that was replaced. */
export const NEXT = 'next';
export const LAST = 'last';

const MARK = 'made-by-warraq.txt';
const MARK_TEXT =
  'Warraq makes its next publication here, and takes this folder away when it is done.\n';

/** Opens an empty workshop, after mending what an earlier build left; gives its path or a refusal. */
export function openWorkshop({ folder, shown }: Target): string | Diagnostic {
  const workshop = workshopOf(folder);
  const name = basename(workshop);
  if (isThere(workshop) && !isOurs(workshop))
    return refusalOf(
      shown,
      `${name} stands beside it, where our next publication grows, and is not ours`,
      'give it another name',
    );
  putBack(folder);
  // Somebody made the folder anew while the last publication was out of its place.
  if (existsSync(join(workshop, LAST)) && existsSync(join(workshop, NEXT)))
    return refusalOf(
      shown,
      `a build was cut short, and the last publication lies in ${name}/${LAST}`,
      `take ${shown}/ away and build again: it will be put back`,
    );
  closeWorkshop(folder);
  makeFolder(workshop);
  writeFileSync(join(workshop, MARK), MARK_TEXT);
  return workshop;
}

/** Puts the last publication back where a swap was cut short. */
export function putBack(folder: string): void {
  const last = join(workshopOf(folder), LAST);
  if (!existsSync(folder) && existsSync(last) && isOurs(workshopOf(folder)))
    renameSync(last, folder);
}

/** Takes the workshop away; one that is not ours, or that holds the only copy, stays. */
export function closeWorkshop(folder: string): void {
  const workshop = workshopOf(folder);
  if (!isThere(workshop) || !isOurs(workshop)) return;
  const [next, last] = [join(workshop, NEXT), join(workshop, LAST)];
  if (existsSync(last) && (existsSync(next) || !existsSync(folder))) return;
  try {
    removeTree(next);
    removeTree(last);
    // The mark goes at the end: a workshop that was cleared in part is still known as ours.
    rmSync(workshop, { recursive: true, force: true });
  } catch {
    // The publication stands where it should; the next build clears again.
  }
}

function workshopOf(folder: string): string {
  return join(dirname(folder), `.${basename(folder)}.warraq`);
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

function isOurs(workshop: string): boolean {
  if (!lstatSync(workshop).isDirectory()) return false;
  const names = readdirSync(workshop);
  return names.length === 0 || names.includes(MARK);
}

/** Level by level: Node's own `recursive` never ends where a system folder such as /proc refuses. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

/** Folders that forbid writing would keep what they hold. */
export function removeTree(folder: string): void {
  if (!isThere(folder)) return;
  unlock(folder);
  rmSync(folder, { recursive: true, force: true });
}

function unlock(folder: string): void {
  if ((lstatSync(folder).mode & 0o700) !== 0o700) chmodSync(folder, 0o700);
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) unlock(join(folder, entry.name));
}
