/** Values as texts that can be hashed: maps and bytes, which JSON leaves out, are said, too. */
import { hashOf } from '../hash.js';

/** The same value gives the same text. */
export function said(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, name, found: unknown) {
    // Before `toJSON`, which would make a list of numbers from a buffer.
    const own = this[name];
    if (own instanceof Uint8Array) return hashOf(own);
    // The catalogue of a language, which every article of it brings along.
    if (name === 'words' && typeof own === 'object' && own !== null) return hashOfWords(own);
    return found instanceof Map ? ['map', ...found] : found;
  });
}

function hashOfWords(words: object): string {
  const known = hashesOfWords.get(words) ?? hashOf(JSON.stringify(words));
  hashesOfWords.set(words, known);
  return known;
}

const hashesOfWords = new WeakMap<object, string>();
