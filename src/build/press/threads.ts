/** Threads of the press: each has the program and the faces by itself, and does what it is sent. */
import { Worker } from 'node:worker_threads';
import { compiledPath } from '../compiled.js';
import type { Ahead } from './ahead.js';
import type { Stored } from './cache.js';
import { patienceOf } from './effort.js';
import type { Key } from './key.js';
import type { Material, Task } from './task.js';

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

/** What is sent to a thread: texts to parse, if there are many, then what all tasks share, then a task after the other. */
export type Order = Ahead | { readonly material: Material } | Errand;

export interface Crew {
  readonly cacheFolder: string;
  readonly material: Material;
  /** Milliseconds that one article may take. */
  readonly patience: number;
  /** One that was begun ahead. */
  readonly hired?: Worker | undefined;
}

/** Without `stored` a task took longer than it may. */
export type Finish = (index: number, stored: Stored | undefined) => void;

/** Begins a thread, which reads its program and its faces until it is sent something. */
export function hireThread(cacheFolder: string): Worker {
  return new Worker(compiledPath('build/press/worker'), { workerData: cacheFolder });
}

/** Sent ahead of the one that a thread is at, so that it never waits for us. */
const AHEAD = 2;

/** Does the errands in turn; a thread that hangs is replaced. */
export function onThreads(
  errands: readonly Errand[],
  threads: number,
  { cacheFolder, material, patience, hired }: Crew,
  finish: Finish,
): { readonly done: Promise<void>; readonly stop: () => void } {
  const waiting = [...errands];
  const workers = new Set<Worker>();
  const stop = (): void => {
    for (const worker of workers) void worker.terminate();
  };
  const done = new Promise<void>((resolve, reject) => {
    const fail = (error: unknown): void => {
      stop();
      reject(error);
    };
    const begin = (worker: Worker): void => {
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
          worker.postMessage(errand satisfies Order);
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
          if (waiting.length > 0) begin(hireThread(cacheFolder));
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
        if (bug !== undefined) return fail(new Error(bug));
        sent.splice(
          sent.findIndex((errand) => errand.index === index),
          1,
        );
        finish(index, stored);
        send();
      });
      worker.on('error', fail);
      worker.postMessage({ material } satisfies Order);
      send();
    };
    for (let count = 0; count < threads; count++)
      begin(count === 0 && hired ? hired : hireThread(cacheFolder));
  });
  return { done, stop };
}
