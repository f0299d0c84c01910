import type { Note } from './model.js';

/** Where the note of an id stands in a list; undefined for one that is not there. */
export const positionOfNote = positions<Note>(({ id }) => id);

/**
 * Finds what a list holds by a key that is its own. The list is walked once, however often it is asked:
 * a text may have as many references as there is room for.
 */
export function positions<T>(
  keyOf: (each: T) => string,
): (list: readonly T[], key: string) => number | undefined {
  const walked = new WeakMap<readonly T[], ReadonlyMap<string, number>>();
  return (list, key) => {
    const known = walked.get(list) ?? new Map(list.map((each, index) => [keyOf(each), index]));
    walked.set(list, known);
    return known.get(key);
  };
}
