/** What a person asks for: formats, editions, articles, books. */

/** What may be deleted at any time, below the paper's folder. */
export const CACHE = '.warraq/cache';

export type Format = 'html' | 'pdf' | 'epub';
export const FORMATS: readonly Format[] = ['html', 'pdf', 'epub'];

export interface Choice {
  readonly formats: readonly Format[];
  /** Empty: all. */
  readonly editions: readonly string[];
  /** `named`: those alone that `paths` name. */
  readonly drafts: boolean | 'named';
  /** Absolute; folders or files below `articles/`; empty: all. */
  readonly paths: readonly string[];
  /** Names of the books in `site.yaml`; `none`: no book. */
  readonly books: readonly string[] | 'all' | 'none';
  /** Books alone: what `warraq bind` makes. */
  readonly articles: 'all' | 'none';
}

/** A part of the plan: every so-many-th task, from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

export function isWhole({ paths, editions, formats, articles }: Choice): boolean {
  const narrows = paths.length > 0 || editions.length > 0 || articles === 'none';
  return !narrows && formats.length === FORMATS.length;
}
