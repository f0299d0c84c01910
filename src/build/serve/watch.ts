/**
 * When the paper's files change.
 *
 * What holds is what a look at their sizes and times tells; what the system reports of folders is only a
 * reason to look at once, since reports are lost, come twice, or speak of files under names that they
 * have for a moment.
 */
import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { seeInputs } from '../memory.js';

export interface Watch {
  readonly close: () => void;
}

/** Milliseconds from a report to a look: an editor that saves writes, renames and sets times. */
const CALM = 20;
/** Milliseconds after which a change may no longer hide behind an earlier one. */
const SETTLED = 150;
/** Milliseconds between looks without a report, and how many times longer than the look they are. */
const IDLE = 500;
const IDLE_FACTOR = 20;

/** @param onChange is waited for before the next look */
export function watchPaper(root: string, onChange: () => Promise<void>): Watch {
  const watchers = new Map<string, FSWatcher>();
  let last: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let due = Number.POSITIVE_INFINITY;
  let isLooking = false;
  let isHinted = false;
  let isClosed = false;

  const lookIn = (pause: number): void => {
    const at = performance.now() + pause;
    if (isClosed || at >= due) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(look, pause);
  };
  const hint = (): void => {
    if (isLooking) isHinted = true;
    else lookIn(CALM);
  };
  const look = async (): Promise<void> => {
    isLooking = true;
    isHinted = false;
    const begun = performance.now();
    const now = seen(root);
    const took = performance.now() - begun;
    follow(watchers, root, now.folders, hint);
    const isNew = last !== undefined && last !== now.state;
    last = now.state;
    if (isNew) await onChange();
    isLooking = false;
    due = Number.POSITIVE_INFINITY;
    lookIn(isHinted ? CALM : now.isFresh ? SETTLED : Math.max(IDLE, took * IDLE_FACTOR));
  };
  void look();
  return {
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
      watchers.clear();
    },
  };
}

interface Seen {
  readonly state: string;
  /** From the paper's folder, which is one of them as ''. */
  readonly folders: readonly string[];
  readonly isFresh: boolean;
}

/** A folder that goes while we look is looked at again. */
function seen(root: string): Seen {
  try {
    const { seen: files, fresh } = seeInputs(root);
    const folders = Object.keys(files).filter((path) => path.endsWith('/'));
    return { state: JSON.stringify(files), folders: ['', ...folders], isFresh: fresh.size > 0 };
  } catch (error) {
    return { state: String(error), folders: [''], isFresh: true };
  }
}

/** Has a watcher for each of these folders; where the system gives none, looks without a report do. */
function follow(
  watchers: Map<string, FSWatcher>,
  root: string,
  folders: readonly string[],
  hint: () => void,
): void {
  const wanted = new Set(folders);
  const leave = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  for (const folder of watchers.keys()) if (!wanted.has(folder)) leave(folder);
  for (const folder of wanted) {
    if (watchers.has(folder)) continue;
    try {
      const watcher = watch(join(root, folder), (event) => {
        // A folder that was renamed is reported to its own watcher, which is of no use from then on.
        if (event === 'rename' && folder !== '') leave(folder);
        hint();
      });
      watcher.on('error', () => leave(folder));
      watchers.set(folder, watcher);
    } catch {
      // Gone, or more than the system watches.
    }
  }
}
