/**
 * One publication by many machines: each draws a part of the plan into its cache, one joins the caches
 * and publishes from there.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, onlyOnce } from '../diagnostics/index.js';
import { check } from './check.js';
import { beginTasks, endTasks } from './draw.js';
import { isFolder } from './files.js';
import { type Merged, mergeCache } from './press/cache.js';
import { type PublishOptions, workplaceOf } from './publish.js';
import { openTexts } from './texts.js';
import { CACHE, type Shard } from './wish.js';

export interface DrawnShard {
  readonly diagnostics: readonly Diagnostic[];
  /** Tasks of this part that were done, and that the cache had. */
  readonly made: number;
  readonly reused: number;
}

/** Draws a part of the plan into the cache and publishes nothing. Every machine says what is wrong with the texts. */
export async function drawShard(options: PublishOptions, shard: Shard): Promise<DrawnShard> {
  const { root } = options;
  const texts = openTexts(join(root, CACHE));
  const { drawable, diagnostics: found } = await check(root, options, texts);
  if (!drawable) return { diagnostics: onlyOnce(found), made: 0, reused: 0 };
  const { project, editions } = drawable;
  const place = { ...workplaceOf(options), shard };
  const pressed = await endTasks(await beginTasks(project, editions, options, 'publish', place));
  const reused = pressed.done.filter((each) => each.reused).length;
  return {
    diagnostics: onlyOnce([...found, ...pressed.diagnostics]),
    made: pressed.done.length - reused,
    reused,
  };
}

/**
 * Takes over what other machines have drawn; nothing where one of the folders is not there.
 *
 * @param folders of the paper there, or of its cache alone
 */
export async function mergeFrom(
  root: string,
  folders: readonly string[],
): Promise<{ readonly lacking: readonly string[] } | { readonly merged: readonly Merged[] }> {
  const lacking = folders.filter((folder) => !isFolder(folder));
  if (lacking.length > 0) return { lacking };
  const caches = folders.map((folder) => {
    const inside = join(folder, CACHE);
    return existsSync(inside) ? inside : folder;
  });
  const merged: Merged[] = [];
  for (const cache of caches) merged.push(await mergeCache(cache, join(root, CACHE)));
  return { merged };
}
