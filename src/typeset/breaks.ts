/**
 * The door of the UAX #14 line breaker (Unicode 13 classes and pairs), mended for newspapers: what a
 * printer binds stays together (`bonds.ts`), addresses are parted where a reader sees that they go on
 * (`addresses.ts`), and quotation marks follow Unicode 15.1.
 */
import LineBreaker from 'linebreak';
import { addressesIn, breaksInAddress } from './addresses.js';
import { isBound } from './bonds.js';

export interface Opportunity {
  /** UTF-16 offset at which a new line may begin. */
  readonly at: number;
  readonly required: boolean;
  /** In a web or mail address, which is better left whole where it can be. */
  readonly inAddress: boolean;
}

/** Where lines may be broken, in order; the end of the text is the last one. */
export function breakOpportunities(text: string): Opportunity[] {
  const addresses = addressesIn(text);
  const isInAddress = (at: number) => addresses.some(({ start, end }) => start < at && at < end);
  const found: Opportunity[] = [];
  const breaker = new LineBreaker(text);
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) {
    const at = next.position;
    const required = next.required === true && at < text.length;
    if (required || at === text.length || !(isBound(text, at) || isInAddress(at)))
      found.push({ at, required, inAddress: false });
  }
  for (const at of behindQuotes(text)) found.push({ at, required: false, inAddress: false });
  for (const at of addresses.flatMap(breaksInAddress))
    found.push({ at, required: false, inAddress: true });
  return found.sort((a, b) => a.at - b.at);
}

/**
 * Between a closing quotation mark and a bracket: «خانه» (کابل). Up to Unicode 15.0 rule LB15 took the
 * mark for one that may as well open, and kept the space; since 15.1 (LB15a, LB15b) it does not.
 */
const BEHIND_QUOTE = /[^\s([{«‹“‘„][»›”’"'][\u2066-\u2069]* +(?=[\u2066-\u2069]*[([{„‚])/gu;

function behindQuotes(text: string): number[] {
  return [...text.matchAll(BEHIND_QUOTE)].map(({ index, 0: { length } }) => index + length);
}
