/** The tasks of a publication, each taken from the cache or done, on as many threads as are worth while. */
import { setImmediate } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { breathe } from '../breath.js';
import { TookTooLong, within } from '../patience.js';
import type { Shard } from '../wish.js';
import { type Cache, openCache, type Stored } from './cache.js';
import { isShared, patienceOf } from './effort.js';
import { type Key, openKeys } from './key.js';
import type { Material, Task, TaskKind } from './task.js';
import { type Crew, type Errand, type Finish, onThreads } from './threads.js';

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
  /** A thread that was begun ahead, and that whoever began it ends. */
  readonly hired?: Worker | undefined;
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

/** Tasks that are being done. */
export interface Run {
  /** In the order of the plan, whatever the number of threads; a bug of ours is an error of all that are not done. */
  readonly doing: readonly Doing[];
  readonly all: () => Promise<Done[]>;
  /** Gives up what is not done. */
  readonly stop: () => void;
}

export interface Doing {
  readonly task: Task;
  readonly done: Promise<Done>;
}

/** Fewer tasks than this are done before a thread has read its faces. */
const WORTH_A_THREAD = 8;

/** Begins with what the cache does not have. */
export async function beginAll(
  plan: readonly Task[],
  material: Material,
  workplace: Workplace,
): Promise<Run> {
  const tasks = ofShard(plan, workplace.shard);
  const cache = openCache(workplace.cacheFolder);
  const { recall, cacheFolder, patience, hired } = workplace;
  const keyOf = openKeys(material);
  const pending = tasks.map(openPromise<Done>);
  const errands: Errand[] = [];
  for (const [index, task] of tasks.entries()) {
    const key = keyOf(task);
    const stored = (isLookedInto(task) ? undefined : recall?.(key)) ?? cache.find(key);
    if (stored) pending[index]!.resolve({ task, reused: true, stored });
    else errands.push({ index, key, task });
    await breathe();
  }
  const reused = tasks.length - errands.length;
  let made = 0;
  const finish: Finish = (index, stored) => {
    const task = tasks[index]!;
    made += 1;
    pending[index]!.resolve({ task, reused: false, ...(stored ? { stored } : {}) });
    workplace.onProgress?.({ kind: task.kind, made, reused, all: tasks.length });
  };
  const fail = (error: unknown): void => {
    for (const { reject } of pending) reject(error);
  };
  const work = share(errands, workplace.jobs, hired !== undefined);
  const stop = begin(work, { cacheFolder, material, patience, hired }, cache, finish, fail);
  return {
    doing: tasks.map((task, index) => ({ task, done: pending[index]!.promise })),
    all: () => Promise.all(pending.map(({ promise }) => promise)),
    stop: () => {
      stop();
      fail(new Error('the build was given up'));
    },
  };
}

interface Pending<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

function openPromise<T>(): Pending<T> {
  let [resolve, reject]: [Pending<T>['resolve'], Pending<T>['reject']] = [() => {}, () => {}];
  const promise = new Promise<T>((...ways) => {
    [resolve, reject] = ways;
  });
  // Whoever waits for one of them hears of the error; nobody waits for all.
  promise.catch(() => {});
  return { promise, resolve, reject };
}

/** Whatever else is made only has to stand in its place. */
function isLookedInto({ kind }: Task): boolean {
  return kind === 'faces' || kind === 'picture';
}

/** Neighbours of a plan are alike: dealt out in turn, all parts are about as large. */
function ofShard(plan: readonly Task[], shard: Shard | undefined): readonly Task[] {
  return shard ? plan.filter((_, at) => at % shard.count === shard.index - 1) : plan;
}

interface Work {
  /** On this thread. */
  readonly here: readonly Errand[];
  readonly there: readonly Errand[];
  readonly threads: number;
}

/**
 * Few are for the thread that was begun ahead, the small ones first, for pages wait for them. Of many the
 * largest come first: a thread that begins with one at the end would be waited for.
 */
function share(errands: readonly Errand[], jobs: number, isHired: boolean): Work {
  const threads = Math.min(jobs, Math.floor(errands.length / WORTH_A_THREAD));
  if (threads > 1) return { here: [], there: inTurn(errands, (a, b) => b - a), threads };
  if (!isHired) return { here: inTurn(errands, (a, b) => b - a), there: [], threads: 0 };
  return { here: [], there: inTurn(errands, (a, b) => a - b), threads: 1 };
}

/**
 * What all pages wait for before the rest; what belongs to an article side by side, so that its page can be
 * drawn while others are under way.
 */
function inTurn(
  errands: readonly Errand[],
  compare: (a: number, b: number) => number,
): readonly Errand[] {
  const besides = new Map<unknown, Errand[]>();
  for (const errand of errands) {
    const { task } = errand;
    const of = ('article' in task ? task.article : undefined) ?? task;
    besides.set(of, [...(besides.get(of) ?? []), errand]);
  }
  return [...besides.values()]
    .flat()
    .sort(
      (a, b) =>
        Number(isShared(b.task)) - Number(isShared(a.task)) ||
        compare(patienceOf(a.task), patienceOf(b.task)),
    );
}

/** @returns stops */
function begin(
  { here, there, threads }: Work,
  crew: Crew,
  cache: Cache,
  finish: Finish,
  fail: (error: unknown) => void,
): () => void {
  const stops: (() => void)[] = [];
  let isStopped = false;
  const send = (errands: readonly Errand[], count: number, own: Crew): Promise<void> => {
    if (errands.length === 0 || isStopped) return Promise.resolve();
    const sent = onThreads(errands, count, own, finish);
    stops.push(sent.stop);
    return sent.done;
  };
  send(there, threads, crew).catch(fail);
  doHere(here, crew, cache, finish, () => isStopped)
    .then((left) => send(left, 1, { ...crew, hired: undefined }))
    .catch(fail);
  return () => {
    isStopped = true;
    for (const stop of stops) stop();
  };
}

/**
 * On this thread, until something hangs: it is given up, and faces that were stopped in the midst of their
 * work are not to be trusted with more. Gives what is left for a thread that has its own.
 */
async function doHere(
  errands: readonly Errand[],
  { material, patience }: Crew,
  cache: Cache,
  finish: Finish,
  isStopped: () => boolean,
): Promise<readonly Errand[]> {
  if (errands.length === 0) return [];
  // What draws is not read where threads do it.
  const { make, openPress } = await import('./make.js');
  const press = await openPress(material, cache);
  for (const [at, { index, key, task }] of errands.entries()) {
    if (isStopped()) return [];
    try {
      const made = await within(patience * patienceOf(task), () => make(press, task));
      finish(index, cache.store(key, made));
    } catch (error) {
      if (!(error instanceof TookTooLong)) throw error;
      if (!error.wasAtWork) return errands.slice(at);
      finish(index, undefined);
      return errands.slice(at + 1);
    }
    // A person may want to stop.
    await setImmediate();
  }
  return [];
}
