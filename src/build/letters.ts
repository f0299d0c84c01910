/** Which letters a text has: each once and in one order, so that faces do not change with every word. */

export function lettersOf(texts: Iterable<string>): string {
  const letters = new Set<string>();
  for (const text of texts) for (const letter of text) letters.add(letter);
  return [...letters].sort().join('');
}
