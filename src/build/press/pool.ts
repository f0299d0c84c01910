/** The tasks of a publication, each taken from the cache or done, on as many threads as are worth while. */
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { compiledPath } from '../compiled.js';
import { TookTooLong, within } from '../patience.js';
import type { Shard } from '../wish.js';
import { type Cache, openCache, type Stored } from './cache.js';
import { type Key, openKeys } from './key.js';
import { make, openPress } from './make.js';
import type { Material, Task, TaskKind } from './task.js';

/** What a thread begins with. */
export interface Hand {
  readonly cacheFolder: string;
  readonly material: Material;
}
export interface Errand {
  readonly index: number;
  readonly key: Key;
  readonly task: Task;
}
/** A thread has its faces: whatever it takes from now on is the task's. */
export const READY = 'ready';

export interface Answer {
  readonly index: number;
  readonly stored?: Stored | undefined;
  /** What went wrong, where it is no fault of the text. */
  readonly bug?: string;
}

export interface Workplace {
  readonly cacheFolder: string;
  /** Threads at most. */
  readonly jobs: number;
  /** Milliseconds that one article may take. */
  readonly patience: number;
  readonly onProgress?: (progress: Progress) => void;
  /** What a task is known to have made, where all of it stands in the publication. */
  readonly recall?: (key: Key) => Stored | undefined;
  /** The last index of an edition. */
  readonly lastSearch?: (edition: string) => Stored | undefined;
  /** Absent: all tasks are done here. */
  readonly shard?: Shard;
}

/** How far the tasks are. */
export interface Progress {
  readonly kind: TaskKind;
  readonly made: number;
  readonly reused: number;
  readonly all: number;
}

/** A task that was done or found; without `stored` it took longer than it may. */
export interface Done {
  readonly task: Task;
  readonly reused: boolean;
  readonly stored?: Stored;
}

/** Fewer tasks than this are done before a thread has read its faces. */
const WORTH_A_THREAD = 8;

/** Gives what was made in the order of the tasks, whatever the number of threads. */
export async function doAll(
  plan: readonly Task[],
  material: Material,
  workplace: Workplace,
): Promise<Done[]> {
  const tasks = ofShard(plan, workplace.shard);
  const cache = openCache(workplace.cacheFolder);
  const { recall } = workplace;
  const keyOf = openKeys(material);
  const done: Done[] = [];
  const errands: Errand[] = [];
  for (const [index, task] of tasks.entries()) {
    const key = keyOf(task);
    const stored = (isLookedInto(task) ? undefined : recall?.(key)) ?? cache.find(key);
    if (stored) done[index] = { task, reused: true, stored };
    else errands.push({ index, key, task });
  }
  const reused = tasks.length - errands.length;
  let made = 0;
  const finish = (index: number, stored: Stored | undefined): void => {
    const task = tasks[index]!;
    made += 1;
    done[index] = { task, reused: false, ...(stored ? { stored } : {}) };
    workplace.onProgress?.({ kind: task.kind, made, reused, all: tasks.length });
  };
  // The largest first: a thread that begins with one at the end would be waited for.
  errands.sort((a, b) => effort(b.task) - effort(a.task) || a.index - b.index);
  const threads = Math.min(workplace.jobs, Math.floor(errands.length / WORTH_A_THREAD));
  const { cacheFolder, patience } = workplace;
  const hand = { material, cacheFolder, patience };
  const left = threads > 1 ? errands : await here(errands, hand, cache, finish);
  if (left.length > 0) await onThreads(left, Math.max(1, threads), hand, finish);
  return done;
}

/** Whatever else is made only has to stand in its place. */
function isLookedInto({ kind }: Task): boolean {
  return kind === 'faces' || kind === 'picture';
}

/** Neighbours of a plan are alike: dealt out in turn, all parts are about as large. */
function ofShard(plan: readonly Task[], shard: Shard | undefined): readonly Task[] {
  return shard ? plan.filter((_, at) => at % shard.count === shard.index - 1) : plan;
}

type Finish = (index: number, stored: Stored | undefined) => void;
type PatientHand = Hand & Pick<Workplace, 'patience'>;

/**
 * On this thread, until something hangs: it is given up, and faces that were stopped in the midst of their
 * work are not to be trusted with more. Gives what is left for a thread that has its own.
 */
async function here(
  errands: readonly Errand[],
  { material, patience }: PatientHand,
  cache: Cache,
  finish: Finish,
): Promise<readonly Errand[]> {
  if (errands.length === 0) return [];
  const press = await openPress(material, cache);
  for (const [at, { index, key, task }] of errands.entries()) {
    try {
      const made = await within(patience * patienceOf(task), () => make(press, task));
      finish(index, cache.store(key, made));
    } catch (error) {
      if (!(error instanceof TookTooLong)) throw error;
      finish(index, undefined);
      return errands.slice(at + 1);
    }
    // A person may want to stop.
    await setImmediate();
  }
  return [];
}

/** Sent ahead of the one that a thread is at, so that it never waits for us. */
const AHEAD = 2;

function onThreads(
  errands: readonly Errand[],
  threads: number,
  { patience, ...hand }: PatientHand,
  finish: Finish,
): Promise<void> {
  const waiting = [...errands];
  const workers = new Set<Worker>();
  return new Promise((resolve, reject) => {
    const stop = (error: unknown): void => {
      for (const worker of workers) void worker.terminate();
      reject(error);
    };
    const begin = (): void => {
      const worker = new Worker(compiledPath('build/press/worker'), { workerData: hand });
      const sent: Errand[] = [];
      let isReady = false;
      let alarm: NodeJS.Timeout | undefined;
      workers.add(worker);
      const leave = (): void => {
        clearTimeout(alarm);
        workers.delete(worker);
        void worker.terminate();
        if (workers.size === 0 && waiting.length === 0) resolve();
      };
      const send = (): void => {
        while (sent.length <= AHEAD && waiting.length > 0) {
          const errand = waiting.shift()!;
          sent.push(errand);
          worker.postMessage(errand);
        }
        const [first] = sent;
        if (first) watch(first);
        else leave();
      };
      const watch = (first: Errand): void => {
        clearTimeout(alarm);
        if (!isReady) return;
        alarm = setTimeout(() => {
          // It hangs: what it was at is given up, the rest goes to another.
          sent.shift();
          waiting.unshift(...sent);
          finish(first.index, undefined);
          if (waiting.length > 0) begin();
          leave();
        }, patience * patienceOf(first.task));
      };
      worker.on('message', (answer: typeof READY | Answer) => {
        if (answer === READY) {
          isReady = true;
          if (sent[0]) watch(sent[0]);
          return;
        }
        const { index, stored, bug } = answer;
        if (bug !== undefined) return stop(new Error(bug));
        sent.splice(
          sent.findIndex((errand) => errand.index === index),
          1,
        );
        finish(index, stored);
        send();
      });
      worker.on('error', stop);
      send();
    };
    for (let count = 0; count < threads; count++) begin();
  });
}

/** About how many articles a task is worth. */
function effort(task: Task): number {
  switch (task.kind) {
    case 'book':
      return task.book.articles.length;
    case 'search':
      return task.count / 5;
    case 'faces':
      return 20;
    case 'picture':
      return 5;
    case 'article':
      return 1;
    case 'card':
      return 0.5;
  }
}

/** How many times the patience for one article a task may take. */
function patienceOf(task: Task): number {
  return Math.max(1, effort(task));
}
