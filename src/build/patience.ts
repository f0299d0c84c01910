/**
 * The door of `node:vm`, for the one thing that it can do and no other part of Node: to stop work that
 * has no end, on the thread that does it. A loop is stopped, and so is a pattern that tries every way.
 */
import { type Context, createContext, Script } from 'node:vm';

/** Milliseconds that one article may take to read, or to draw. */
export const PATIENCE = 60_000;
/** Milliseconds that the template of a page may take; it is filled in a thousandth of them. */
const PATIENCE_WITH_PAGES = 10_000;

/** For templates, which are a paper's own, and may go round in circles. */
export function boundPage<T>(work: () => T): T {
  return within(PATIENCE_WITH_PAGES, work);
}

export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

/** Gives what `work` gives; throws `TookTooLong` where it is not done in time. What it awaits is not watched. */
export function within<T>(milliseconds: number, work: () => T): T {
  opened ??= { script: new Script('work()'), context: createContext({}) };
  const { script, context } = opened;
  Object.assign(context, { work });
  try {
    return script.runInContext(context, { timeout: Math.ceil(milliseconds) }) as T;
  } catch (error) {
    const { code } = error as Partial<NodeJS.ErrnoException>;
    if (code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new TookTooLong(`not done within ${milliseconds} ms`);
  }
}

let opened: { readonly script: Script; readonly context: Context } | undefined;
