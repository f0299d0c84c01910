/**
 * The door of `node:vm`, for the one thing that it can do and no other part of Node: to stop work that
 * has no end, on the thread that does it. A loop is stopped, and so is a pattern that tries every way.
 */
import { type Context, createContext, Script } from 'node:vm';

/** Milliseconds that one article may take to read, or to draw. */
export const PATIENCE = 60_000;
/** Milliseconds that the templates of an article may take; they are filled in a thousandth of them, and nothing else is done meanwhile. */
const PATIENCE_WITH_PAGES = 3_000;

/** For templates, which are a paper's own, and may go round in circles. */
export function boundPage<T>(work: () => T): T {
  return within(PATIENCE_WITH_PAGES, work);
}

export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

/** Part of the time that a program has at least where nobody stopped it: less, and the clock alone went on. */
const AT_WORK = 1 / 3;
/** So often in all is work begun that was stopped from outside. */
const TRIES = 3;

/**
 * Gives what `work` gives; throws `TookTooLong` where it is not done in time. What it awaits is not watched. Within
 * another such work, that one's time counts for both. A program that was stopped (Ctrl-Z, a machine that slept) and
 * goes on does its work again, which therefore has to leave nothing half done.
 */
export function within<T>(milliseconds: number, work: () => T): T {
  if (isWatched) return work();
  for (let tried = 1; ; tried++) {
    const begun = process.cpuUsage();
    try {
      return watched(milliseconds, work);
    } catch (error) {
      const { user, system } = process.cpuUsage(begun);
      const wasAtWork = (user + system) / 1000 > milliseconds * AT_WORK;
      if (!(error instanceof TookTooLong) || wasAtWork || tried === TRIES) throw error;
    }
  }
}

function watched<T>(milliseconds: number, work: () => T): T {
  opened ??= { script: new Script('work()'), context: createContext({}) };
  const { script, context } = opened;
  Object.assign(context, { work });
  isWatched = true;
  try {
    return script.runInContext(context, { timeout: Math.ceil(milliseconds) }) as T;
  } catch (error) {
    const { code } = error as Partial<NodeJS.ErrnoException>;
    if (code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new TookTooLong(`not done within ${milliseconds} ms`);
  } finally {
    isWatched = false;
  }
}

let opened: { readonly script: Script; readonly context: Context } | undefined;
let isWatched = false;

/** Milliseconds of works that are watched as one: to begin a watch takes longer than to parse a text. */
const SPAN = 20;

/**
 * Does this for each in turn, several in one watch, and gives what these have given.
 *
 * @param milliseconds that each may take at least
 * @param tooLong what stands for one that took longer
 */
export function* eachWithin<T, R>(
  milliseconds: number,
  all: readonly T[],
  work: (each: T) => R,
  tooLong: (each: T) => R,
): Generator<readonly R[]> {
  for (let from = 0; from < all.length; ) {
    const done: R[] = [];
    let begun = 0;
    const several = (): void => {
      const end = performance.now() + SPAN;
      do {
        begun = done.length + 1;
        done.push(work(all[from + done.length]!));
      } while (from + done.length < all.length && performance.now() < end);
    };
    try {
      within(milliseconds + SPAN, several);
    } catch (error) {
      if (!(error instanceof TookTooLong)) throw error;
      // Time may be over just between two of them.
      if (begun > done.length) done.push(tooLong(all[from + done.length]!));
    }
    yield done;
    from += done.length;
  }
}
