/** Single tasks, found in the cache or done at once. */
import type { Edition } from '../../edition/index.js';
import { materialOf } from '../draw.js';
import type { Cache, Stored, StoredFile } from '../press/cache.js';
import { openKeys } from '../press/key.js';
import { make, openPress } from '../press/make.js';
import type { Task } from '../press/task.js';
import type { Project } from '../project.js';

export interface PressedFile extends Pick<StoredFile, 'path'> {
  readonly bytes: Uint8Array;
}

/** What a task gave. */
export interface PressedTask {
  readonly task: Task;
  readonly stored: Stored;
  readonly files: readonly PressedFile[];
}

/** @param tasks that give what is wanted: the first that the cache has, or else the last is done */
export type DoTask = (...tasks: readonly [Task, ...Task[]]) => Promise<PressedTask>;

export function openPressing(project: Project, editions: readonly Edition[], cache: Cache): DoTask {
  const material = materialOf(project, editions);
  const keyFor = openKeys(material);
  /** Undefined where the cache lacks it, or lost it a moment ago. */
  const found = (task: Task): PressedTask | undefined => {
    const stored = cache.find(keyFor(task));
    const files = stored?.files.flatMap((file): PressedFile[] => {
      const bytes = cache.read(stored, file);
      return bytes ? [{ path: file.path, bytes }] : [];
    });
    return stored && files?.length === stored.files.length ? { task, stored, files } : undefined;
  };
  return async (...tasks) => {
    for (const task of tasks) {
      const there = found(task);
      if (there) return there;
    }
    const task = tasks.at(-1)!;
    const made = await make(await openPress(material, cache), task);
    return { task, stored: cache.store(keyFor(task), made), files: made.files };
  };
}
