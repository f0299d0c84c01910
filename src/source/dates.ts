/** Calendar dates as editors write them. What can be read in two ways is an error, never a guess. */
import type { CalendarDate } from '../document/index.js';
import { gregorianDate, latinDigits, solarMonthOf, solarToGregorian } from '../locale/index.js';

export type ReadDate =
  | { readonly date: CalendarDate }
  | { readonly fault: 'impossible' | 'ambiguous'; readonly hint: string };

const FORMS = 'write “2023-05-12”, “12.05.2023” or “۲۲ ثور ۱۴۰۲”';

/**
 * `2023-05-12`; `12.05.2023`, always day, month, year; `۲۲ ثور ۱۴۰۲`; `1402-02-22 (sh)`.
 *
 * Digits of three kinds are read. A year below 1700 without a sign of its calendar is ambiguous.
 */
export function readDate(text: string): ReadDate {
  const plain = latinDigits(text.trim()).replace(/\s+/g, ' ');
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain);
  if (iso) {
    const date = numbersOf(iso[1], iso[2], iso[3]);
    return date.year < 1700
      ? { fault: 'ambiguous', hint: `write “${plain} (sh)” if the year is Solar Hijri` }
      : gregorian(date);
  }
  const solar = /^(\d{4})-(\d{1,2})-(\d{1,2}) \((?:sh|هش|ه‍?\.ش\.?)\)$/i.exec(plain);
  if (solar) return fromSolar(numbersOf(solar[1], solar[2], solar[3]));
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(plain);
  if (german) return gregorian(numbersOf(german[3], german[2], german[1]));
  const named = /^(\d{1,2}) (\S+) (\d{4})$/u.exec(plain);
  if (named) {
    const month = solarMonthOf(named[2]!);
    if (month !== undefined) return fromSolar(numbersOf(named[3], String(month), named[1]));
  }
  if (/^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$/.test(plain))
    return { fault: 'ambiguous', hint: `${FORMS}: it is then clear which number is the day` };
  return { fault: 'impossible', hint: FORMS };
}

function gregorian(date: CalendarDate): ReadDate {
  const found = gregorianDate(date);
  return found
    ? { date: found }
    : { fault: 'impossible', hint: 'the calendar has no such day: look at the month and the day' };
}

function fromSolar(date: CalendarDate): ReadDate {
  const found = solarToGregorian(date);
  if (found) return { date: found };
  if (!solarToGregorian({ ...date, month: 1, day: 1 }))
    return { fault: 'impossible', hint: `there is no year ${date.year} (sh): look at its digits` };
  const leap = date.month === 12 && date.day === 30;
  return {
    fault: 'impossible',
    hint: leap
      ? `۳۰ حوت is only in leap years: ${date.year} has 29 days of Hut`
      : 'months 1–6 have 31 days, 7–11 have 30, حوت has 29 or 30',
  };
}

function numbersOf(year = '', month = '', day = ''): CalendarDate {
  return { year: Number(year), month: Number(month), day: Number(day) };
}
