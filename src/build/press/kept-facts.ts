import { hashOf } from '../hash.js';
import type { Cache } from './cache.js';
import { programHash } from './key.js';
import { said } from './said.js';

/**
 * What follows from something and the program alone: found out once, then kept in the cache.
 *
 * @param name of the question
 * @param from what the answer follows from
 * @param find gives the answer, as JSON can say it
 */
export async function keptFacts<T>(
  cache: Cache,
  name: string,
  from: unknown,
  find: () => Promise<T>,
): Promise<T> {
  const key = hashOf(programHash(), name, said(from));
  const stored = cache.find(key);
  if (stored) return stored.facts as T;
  const facts = await find();
  cache.store(key, { files: [], faults: [], missing: [], facts });
  return facts;
}
