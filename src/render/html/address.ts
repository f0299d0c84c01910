/** Where pages stand, and the ways between them. */
import type { Edition, EditionPages } from '../../edition/index.js';

/** A page's place: an edition and a folder in it, empty for the front page. */
export interface Place {
  readonly pages: EditionPages;
  /** Below the edition's folder. */
  readonly path: string;
  /** The front page of the only edition stands at the root of the site, too. */
  readonly isAtRoot?: true;
}

/** The way from a page to the site's root. */
export function rootOf({ path, isAtRoot }: Place): string {
  if (isAtRoot) return '';
  return '../'.repeat(1 + (path === '' ? 0 : path.split('/').length));
}

/** An address below an edition's folder, percent-encoded, with its slash. */
export function folderOf(edition: string, path: string): string {
  const parts = path === '' ? [] : path.split('/');
  return `${[edition, ...parts].map(encodeURIComponent).join('/')}/`;
}

/** From one page to another; with the file's name, so that it works from a disk too. */
export function linkTo(from: Place, path: string, edition = from.pages.edition.name): string {
  return `${rootOf(from)}${folderOf(edition, path)}index.html`;
}

export function absolute({ baseUrl }: Edition, edition: string, path: string): string {
  return `${baseUrl}/${folderOf(edition, path)}`;
}
