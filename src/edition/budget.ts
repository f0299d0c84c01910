/** `budget:` of `site.yaml`: how heavy a page may be for readers on slow and costly lines. */
import type { MapReader, Span } from '../diagnostics/index.js';

/** Kinds of pages and files that have a budget. */
export const WEIGHED = ['article', 'front', 'list', 'lite', 'face', 'script', 'picture'] as const;
export type Weighed = (typeof WEIGHED)[number];

export interface Budget {
  /**
   * Kilobytes of 1,000 bytes over the wire (brotli), with all that a page needs but its pictures; of a
   * picture the size that a phone is given.
   */
  readonly kilobytes: Readonly<Record<Weighed, number>>;
  /** Where a person has set a limit. */
  readonly spans: Readonly<Partial<Record<Weighed, Span>>>;
}

/** At 50 kbit/s six kilobytes a second: an article within seven seconds, its light page within three. */
const DEFAULTS: Readonly<Record<Weighed, number>> = {
  article: 40,
  front: 60,
  list: 60,
  lite: 15,
  face: 15,
  script: 15,
  picture: 150,
};

/** Limits that are not set are the defaults. */
export function readBudget(reader: MapReader): Budget {
  const inner = reader.has('budget') ? reader.inner('budget') : undefined;
  inner?.rejectOthers(WEIGHED);
  const set = WEIGHED.filter((kind) => inner?.has(kind));
  const limits = set.map((kind) => [kind, inner?.number(kind, 1, 10_000) ?? DEFAULTS[kind]]);
  return {
    kilobytes: { ...DEFAULTS, ...Object.fromEntries(limits) },
    spans: Object.fromEntries(set.map((kind) => [kind, inner!.span(kind)])),
  };
}
