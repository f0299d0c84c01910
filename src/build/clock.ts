/** The clock of the machine, in one place: locks and caches grow old by it, and no file of a publication knows it. */

/** Milliseconds since 1970. */
export function now(): number {
  return Date.now();
}
