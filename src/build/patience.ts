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
  return persistent(PATIENCE_WITH_PAGES, work);
}

export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';

  /** @param wasAtWork whether the program had its time; else somebody stopped it, or the machine slept, and the clock alone went on */
  constructor(
    message: string,
    readonly wasAtWork: boolean,
  ) {
    super(message);
  }
}

/** So often in all is work begun that was stopped from outside. */
const TRIES = 3;

/**
 * Gives what `work` gives, as `within` does; a program that was stopped (Ctrl-Z, a machine that slept) and goes on
 * does its work again, which therefore has to leave nothing half done.
 */
function persistent<T>(milliseconds: number, work: () => T): T {
  for (let tried = 1; ; tried++)
    try {
      return within(milliseconds, work);
    } catch (error) {
      if (!(error instanceof TookTooLong) || error.wasAtWork || tried === TRIES) throw error;
    }
}

/** Part of the time that a program has had at least where nobody stopped it: its threads together, on a busy machine. */
const AT_WORK = 1 / 3;

/**
 * Gives what `work` gives; throws `TookTooLong` where it is not done in time. What it awaits is not watched. Within
 * another such work, that one's time counts for both.
 */
export function within<T>(milliseconds: number, work: () => T): T {
  if (isWatched) return work();
  opened ??= { script: new Script('work()'), context: createContext({}) };
  const { script, context } = opened;
  const begun = process.cpuUsage();
  Object.assign(context, { work });
  isWatched = true;
  try {
    return script.runInContext(context, { timeout: Math.ceil(milliseconds) }) as T;
  } catch (error) {
    const { code } = error as Partial<NodeJS.ErrnoException>;
    if (code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    const { user, system } = process.cpuUsage(begun);
    const wasAtWork = (user + system) / 1000 > milliseconds * AT_WORK;
    throw new TookTooLong(`not done within ${milliseconds} ms`, wasAtWork);
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
      while (from + done.length < all.length) {
        begun = done.length + 1;
        done.push(work(all[from + done.length]!));
        if (performance.now() >= end) return;
      }
    };
    try {
      persistent(milliseconds + SPAN, several);
    } catch (error) {
      if (!(error instanceof TookTooLong)) throw error;
      // Time may be over just between two of them.
      if (begun > done.length) done.push(tooLong(all[from + done.length]!));
    }
    yield done;
    from += done.length;
  }
}
