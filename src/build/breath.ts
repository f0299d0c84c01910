/** Long work on the main thread stops for breath, so that a person can stop it, and a server answers. */
import { setImmediate } from 'node:timers/promises';

/** Milliseconds between two breaths: short to a person, and long beside what a breath takes. */
const PACE = 40;

let last = 0;

/** To be awaited often: lets all who wait have their turn when it is time. */
export async function breathe(): Promise<void> {
  if (performance.now() - last < PACE) return;
  await setImmediate();
  last = performance.now();
}

/** `map` for work that is long in all. */
export async function eachInTurn<T, R>(all: readonly T[], work: (each: T) => R): Promise<R[]> {
  const results: R[] = [];
  for (const each of all) {
    results.push(work(each));
    await breathe();
  }
  return results;
}
