/** What was asked of which program: two builds of one order and the same inputs make the same files. */

import { hashOf } from './hash.js';
import type { Target } from './out-folder.js';
import { programHash } from './press/key.js';
import type { Choice } from './wish.js';

export function orderOf(
  { formats, editions, drafts, paths, books, articles }: Choice,
  { folder }: Target,
): string {
  const wish = JSON.stringify({ formats, editions, drafts, paths, books, articles, folder });
  return hashOf(programHash(), wish);
}
