/**
 * When the paper's files change.
 *
 * What holds is what a look at their sizes and times tells; what the system reports of folders is only a
 * reason to look at once, since reports are lost, come twice, or speak of files under names that they
 * have for a moment.
 */
import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { isSameSeen, NOTHING_SEEN, type Seen, seeAgain, seeInputs } from '../memory.js';

export interface Watch {
  /** The last look that was whole. */
  readonly seen: () => Seen;
  readonly close: () => void;
}

/** Milliseconds from a report to a look: an editor that saves writes, renames and sets times. */
const CALM = 20;
/** Milliseconds after which a change may no longer hide behind an earlier one. */
const SETTLED = 150;
/** Milliseconds between looks without a report, and how many times longer than the look they are. */
const IDLE = 500;
const IDLE_FACTOR = 20;

/** Looks in a row that came to nothing and are no chance any more. */
const LASTING = 2;
/** Folders that are looked at alone; more take longer than everything. */
const FEW = 30;

/** @param onChange is waited for before the next look */
export function watchPaper(root: string, onChange: () => Promise<void>): Watch {
  const watchers = new Map<string, FSWatcher>();
  let last: Look | undefined;
  /** Looks in a row of which nothing came, for a folder went meanwhile, or may not be read. */
  let broken = 0;
  /** The last that was at everything: when it was, and milliseconds until the next has to be. */
  let whole = { at: Number.NEGATIVE_INFINITY, lasts: 0 };
  let timer: NodeJS.Timeout | undefined;
  let due = Number.POSITIVE_INFINITY;
  let isLooking = false;
  const reported = new Set<string>();
  let isClosed = false;

  const lookIn = (pause: number): void => {
    const at = performance.now() + pause;
    if (isClosed || at >= due) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(look, pause);
  };
  const report = (folder: string): void => {
    reported.add(folder);
    if (!isLooking) lookIn(CALM);
  };
  /** What was reported is looked at alone, for a look at everything takes long in a large paper. */
  const lookNow = (): Look | undefined => {
    const begun = performance.now();
    const folders = [...reported];
    reported.clear();
    const isFew = folders.length > 0 && folders.length <= FEW && !folders.includes('');
    const isEnough = isFew && begun < whole.at + whole.lasts;
    if (last && broken === 0 && isEnough) return lookAt(root, last.inputs, folders);
    const now = lookAt(root);
    const ended = performance.now();
    whole = { at: ended, lasts: Math.max(IDLE, (ended - begun) * IDLE_FACTOR) };
    return now;
  };
  const look = async (): Promise<void> => {
    isLooking = true;
    const earlier = last;
    const now = lookNow();
    const wasBroken = broken > 0;
    broken = now ? 0 : broken + 1;
    last = now ?? last;
    if (now) follow(watchers, root, now.folders, report);
    const isNew = wasBroken || (earlier && now && isOther(earlier.inputs, now.inputs));
    // What went a moment ago is seen to be gone at the next look; what may not be read is to be said.
    if (now ? isNew : broken === LASTING) await onChange();
    isLooking = false;
    due = Number.POSITIVE_INFINITY;
    const mayHide = broken > 0 || (last?.inputs.fresh.size ?? 0) > 0;
    lookIn(reported.size > 0 ? CALM : mayHide ? SETTLED : whole.lasts);
  };
  void look();
  return {
    seen: () => last?.inputs ?? NOTHING_SEEN,
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
      watchers.clear();
    },
  };
}

interface Look {
  readonly inputs: Seen;
  /** From the paper's folder, which is one of them as ''. */
  readonly folders: readonly string[];
}

/** What may have hidden a change, and can no longer, is read once more, for its times will not tell. */
function isOther(earlier: Seen, now: Seen): boolean {
  return (
    !isSameSeen(earlier.seen, now.seen) || [...earlier.fresh].some((path) => !now.fresh.has(path))
  );
}

/** At everything, or at these folders where the rest is as it was; undefined where one goes while we look. */
function lookAt(root: string, earlier?: Seen, folders: readonly string[] = []): Look | undefined {
  try {
    const inputs = earlier ? seeAgain(root, earlier, folders) : seeInputs(root);
    const all = Object.keys(inputs.seen).filter((path) => path.endsWith('/'));
    return { inputs, folders: ['', ...all] };
  } catch {
    return undefined;
  }
}

/** Has a watcher for each of these folders; where the system gives none, looks without a report do. */
function follow(
  watchers: Map<string, FSWatcher>,
  root: string,
  folders: readonly string[],
  report: (folder: string) => void,
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
        report(folder.replace(/\/$/, ''));
      });
      watcher.on('error', () => leave(folder));
      watchers.set(folder, watcher);
    } catch {
      // Gone, or more than the system watches.
    }
  }
}
