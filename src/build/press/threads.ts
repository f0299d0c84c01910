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

/** Milliseconds that a thread may take to read its program and its faces, and to be done with a text that it parses ahead. */
const LONGEST_START = 300_000;

/** Does the errands in turn; a thread that hangs is replaced. `done` comes when all are done, or were stopped. */
export function onThreads(
  errands: readonly Errand[],
  threads: number,
  { cacheFolder, material, patience, hired }: Crew,
  finish: Finish,
): { readonly done: Promise<void>; readonly stop: () => void } {
  const waiting = [...errands];
  /** Of all threads that are at work: each lets its thread go. */
  const leaves = new Set<() => void>();
  const stop = (): void => {
    waiting.length = 0;
    for (const leave of leaves) leave();
  };
  const done = new Promise<void>((resolve, reject) => {
    const fail = (error: unknown): void => {
      reject(error);
      stop();
    };
    const begin = (worker: Worker): void => {
      const sent: Errand[] = [];
      let isReady = false;
      let unwatch = (): void => {};
      const leave = (): void => {
        unwatch();
        worker.off('message', hear);
        leaves.delete(leave);
        void worker.terminate();
        if (leaves.size === 0 && waiting.length === 0) resolve();
      };
      const send = (): void => {
        if (!leaves.has(leave)) return;
        while (sent.length <= AHEAD && waiting.length > 0) {
          const errand = waiting.shift()!;
          sent.push(errand);
          worker.postMessage(errand satisfies Order);
        }
        if (sent.length > 0) watch();
        else leave();
      };
      const watch = (): void => {
        unwatch();
        const { task } = sent[0]!;
        unwatch = isReady
          ? ring(patience * patienceOf(task), giveUp)
          : ring(LONGEST_START, () => fail(new Error('a thread of the press does not begin')));
      };
      /** It hangs: what it was at is given up, the rest goes to another. */
      const giveUp = (): void => {
        const first = sent.shift()!;
        waiting.unshift(...sent);
        finish(first.index, undefined);
        if (waiting.length > 0) begin(hireThread(cacheFolder));
        leave();
      };
      const hear = (answer: typeof READY | Answer): void => {
        if (answer === READY) {
          isReady = true;
          if (sent.length > 0) watch();
          return;
        }
        const { index, stored, bug } = answer;
        if (bug !== undefined) {
          fail(new Error(bug));
          return;
        }
        sent.splice(
          sent.findIndex((errand) => errand.index === index),
          1,
        );
        finish(index, stored);
        send();
      };
      leaves.add(leave);
      worker.on('message', hear);
      worker.on('error', (error) => {
        // One that was let go may still fall over.
        if (leaves.has(leave)) fail(error);
      });
      worker.postMessage({ material } satisfies Order);
      send();
    };
    for (let count = 0; count < threads; count++)
      begin(count === 0 && hired ? hired : hireThread(cacheFolder));
  });
  return { done, stop };
}

/** An alarm goes by so many short waits, so that a program that was stopped for long, and goes on, loses one of them at most. */
const TICKS = 20;

/** @returns stops the alarm */
function ring(milliseconds: number, alarm: () => void): () => void {
  let left = TICKS;
  const timer = setInterval(() => {
    left -= 1;
    if (left > 0) return;
    clearInterval(timer);
    alarm();
  }, milliseconds / TICKS);
  return () => clearInterval(timer);
}
