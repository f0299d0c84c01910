/** Days in the configuration, in either calendar. */
import type { MapReader } from '../diagnostics/index.js';
import type { CalendarDate } from '../document/index.js';
import { gregorianDate, isoDate, latinDigits, solarToGregorian } from '../locale/index.js';

/** YYYY-MM-DD of `2023-05-12`, or of `1402-02-22 (sh)`; undefined where there is none. */
export function readDay(reader: MapReader, key: string): string | undefined {
  if (!reader.has(key)) return undefined;
  const text = reader.text(key);
  if (text === undefined) return undefined;
  const found = /^(\d{4})-(\d{1,2})-(\d{1,2})( \(sh\))?$/.exec(latinDigits(text));
  const written: CalendarDate = {
    year: Number(found?.[1]),
    month: Number(found?.[2]),
    day: Number(found?.[3]),
  };
  const isSolar = found?.[4] !== undefined;
  const date = !found
    ? undefined
    : isSolar
      ? solarToGregorian(written)
      : written.year >= 1700
        ? gregorianDate(written)
        : undefined;
  return date
    ? isoDate(date)
    : reader.wrong(
        reader.span(key),
        `“${text}” is no day of the calendar`,
        'write “2023-05-12”, or “1402-02-22 (sh)”',
      );
}
