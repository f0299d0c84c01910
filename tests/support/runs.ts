/** Runs of a property: a few in `npm test`, always the same; as many as are asked for in `npm run fuzz`. */
const LONG = Number(process.env.WARRAQ_FUZZ_RUNS ?? 0);
const SEED = Number(process.env.WARRAQ_FUZZ_SEED ?? 20261128);

export function runs(few: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: LONG > 0 ? LONG : few, seed: SEED };
}

/** Milliseconds that all runs of a property may take. */
export const TIME = 60_000 + LONG * 1_000;
