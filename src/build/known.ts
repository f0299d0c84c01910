/**
 * What the last build of a folder knew of texts, articles and entries of the cache, in one table: what has
 * not changed is neither read nor made again to be known.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ArticleFacts } from './article-facts.js';
import { hashOf } from './hash.js';
import type { Stored } from './press/cache.js';
import { type Key, programHash } from './press/key.js';
import type { TextFacts } from './text-facts.js';

type Table<T> = Readonly<Record<string, T>>;

export interface Known {
  /** By path: size and times of the file, and what was read in it. */
  readonly texts: Table<readonly [times: string, facts: TextFacts]>;
  /** By what `idsOfArticles` gives. */
  readonly articles: Table<ArticleFacts>;
  readonly entries: Readonly<Record<Key, Stored>>;
  /** The index of every edition. */
  readonly searches: Table<Stored>;
}

export const NOTHING_KNOWN: Known = { texts: {}, articles: {}, entries: {}, searches: {} };

/** @param memory where the last build is remembered */
export function knownPath(memory: string): string {
  return memory.replace(/last-(\w+)\.json$/, 'known-$1.json');
}

/** A table that is not whole, or that another program wrote, is as good as none. */
export function readKnown(path: string): Known {
  try {
    const bytes = readFileSync(path);
    const end = bytes.indexOf(0x0a);
    const table = bytes.subarray(end + 1);
    if (bytes.toString('latin1', 0, end) !== sealOf(table)) return NOTHING_KNOWN;
    return JSON.parse(table.toString()) as Known;
  } catch {
    return NOTHING_KNOWN;
  }
}

/** Where nothing can be written, nothing is known. */
export function writeKnown(path: string, known: Known): void {
  const table = Buffer.from(JSON.stringify(known));
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, Buffer.concat([Buffer.from(`${sealOf(table)}\n`), table]));
    renameSync(`${path}.new`, path);
  } catch {
    // The next build reads everything.
  }
}

function sealOf(table: Uint8Array): string {
  return hashOf(programHash(), table);
}
