/** Addresses of the web and of mail: where they are in a text, and where a line may part them. */

/** UTF-16 offsets, half open, without the punctuation of the sentence around it. */
export interface Address {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** With a scheme, from `www.`, a mail address, or a host with a path. */
const ADDRESS =
  /(?:[a-z][a-z\d+.-]*:\/\/|www\.)[^\s\u2066-\u2069<>«»"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:[\w-]+\.)+[a-z]{2,}\/[^\s\u2066-\u2069<>«»"]+/giu;
const SENTENCE_END = /[.,;:!?،؛؟)\]'’”…]+$/u;

export function addressesIn(text: string): Address[] {
  if (!/[/@]|www\./i.test(text)) return [];
  return [...text.matchAll(ADDRESS)].map(({ 0: match, index }) => {
    const address = match.replace(SENTENCE_END, '');
    return { start: index, end: index + address.length, text: address };
  });
}

/** Characters that stay at both ends of an address. */
const LEAST = 3;

/** What no line begins with, nor a part of an address. */
const NO_START = /[/)\]}»”’"'.,;:!]/;

/**
 * Offsets in the whole text: behind a slash, and before a mark that tells the reader that the address
 * goes on. Never behind a hyphen or a full stop, which would look like ours.
 */
export function breaksInAddress({ start, text }: Address): number[] {
  const found: number[] = [];
  for (let at = LEAST + 1; at <= text.length - LEAST; at++) {
    const before = text[at - 1]!;
    const after = text[at]!;
    const isBehindSlash = before === '/' && !NO_START.test(after);
    const isBeforeMark = /[?&=#%~_.@-]/.test(after) && /[\p{L}\p{N}]/u.test(before);
    if (isBehindSlash || isBeforeMark) found.push(start + at);
  }
  return found;
}
