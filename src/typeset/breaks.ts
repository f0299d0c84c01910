/** The door of the UAX #14 line breaker, mended where it hurts Persian and newspapers. */
import LineBreaker from 'linebreak';

export interface Opportunity {
  /** UTF-16 offset at which a new line may begin. */
  readonly at: number;
  readonly required: boolean;
}

/** Where lines may be broken, in order; the end of the text is the last one. */
export function breakOpportunities(text: string): Opportunity[] {
  const breaker = new LineBreaker(text);
  const found: Opportunity[] = [];
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) {
    const required = next.required === true && next.position < text.length;
    if (required || next.position === text.length || isWelcome(text, next.position))
      found.push({ at: next.position, required });
  }
  return found;
}

/** A slash parts a line inside an address only: «و/یا», “km/h” and dates stay whole. */
function isWelcome(text: string, at: number): boolean {
  const before = text[at - 1];
  if (before === '/') return /\S*:\/\/\S*$/.test(text.slice(Math.max(0, at - 200), at));
  // «٪ ۲۵», «؋ ۲۵۰»: a sign stays with its number.
  return !(before === ' ' && /[٪؋$€£]/.test(text[at - 2] ?? '') && /[\d۰-۹]/.test(text[at] ?? ''));
}
