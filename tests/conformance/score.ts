/**
 * How much of a text comes back, in percent of its words that are found in their order (the longest
 * common subsequence).
 *
 * strict: the same code points, half-spaces and digits included; marks of direction are dropped and
 *   quotation marks unified.
 * loose: compatibility forms folded, without half-spaces, kashidas, marks and outer punctuation; letters
 *   and digits of Arabic are those of Persian; words parted at a line's end are joined.
 */
export interface Score {
  readonly strict: number;
  readonly loose: number;
}

export function score(source: string, extracted: string): Score {
  return {
    strict: share(strictWords(source), strictWords(extracted)),
    loose: share(looseWords(source), looseWords(extracted)),
  };
}

/** To one decimal. */
function share(wanted: readonly string[], found: readonly string[]): number {
  return Math.round((1000 * commonLength(wanted, found)) / wanted.length) / 10;
}

const DIRECTION = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/g;

function strictWords(text: string): string[] {
  return unquoted(text.replace(DIRECTION, '').normalize('NFC')).split(/\s+/).filter(Boolean);
}

function looseWords(text: string): string[] {
  const folded = unquoted(
    text
      .replace(/(\p{L})[-‐\u00ad]\n(?=\p{Ll})/gu, '$1')
      .normalize('NFKC')
      .replace(DIRECTION, '')
      .replace(/[\u200b-\u200d\u00ad\u0640]/g, ''),
  )
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replaceAll('ي', 'ی')
    .replaceAll('ك', 'ک')
    .replace(/ۀ|هٔ/g, 'ه')
    .replace(/\p{M}/gu, '');
  const bare = (word: string) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  return folded.split(/\s+/).map(bare).filter(Boolean);
}

function unquoted(text: string): string {
  return text.replace(/[‘’‛′]/g, "'").replace(/[“”„]/g, '"');
}

/** Length of the longest common subsequence. */
function commonLength(a: readonly string[], b: readonly string[]): number {
  let previous = new Uint16Array(b.length + 1);
  let row = new Uint16Array(b.length + 1);
  for (const word of a) {
    for (let at = 0; at < b.length; at++)
      row[at + 1] = word === b[at] ? previous[at]! + 1 : Math.max(previous[at + 1]!, row[at]!);
    [previous, row] = [row, previous];
  }
  return previous[b.length]!;
}
