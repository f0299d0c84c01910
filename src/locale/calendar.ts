/**
 * The Solar Hijri calendar of Afghanistan and Iran, to and from the Gregorian.
 *
 * Leap years follow the astronomical rule through the breaks that Borkowski computed
 * (K. M. Borkowski, “The Persian calendar for 3000 years”, Earth, Moon and Planets 74, 1996).
 * Tests compare every day from 1950 to 2060 with ICU.
 */

export interface CalendarDate {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  readonly day: number;
}

/** Years in which the cycle of leap years starts anew. */
const BREAKS = [
  -61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394,
  2456, 3178,
];
const FIRST_YEAR = BREAKS[0]!;
const LAST_YEAR = BREAKS.at(-1)! - 1;

interface SolarYear {
  /** Years since the last leap year; 0: a leap year. */
  readonly sinceLeap: number;
  readonly gregorianYear: number;
  /** Day of March on which the year begins. */
  readonly march: number;
}

function solarYear(year: number): SolarYear {
  const gregorianYear = year + 621;
  let leapDays = -14;
  let before = BREAKS[0]!;
  let jump = 0;
  for (const next of BREAKS.slice(1)) {
    jump = next - before;
    if (year < next) break;
    leapDays += Math.floor(jump / 33) * 8 + Math.floor((jump % 33) / 4);
    before = next;
  }
  const into = year - before;
  leapDays += Math.floor(into / 33) * 8 + Math.floor(((into % 33) + 3) / 4);
  if (jump % 33 === 4 && jump - into === 4) leapDays += 1;
  const gregorianLeapDays =
    Math.floor(gregorianYear / 4) -
    Math.floor(((Math.floor(gregorianYear / 100) + 1) * 3) / 4) -
    150;
  const shifted = jump - into < 6 ? into - jump + Math.floor((jump + 4) / 33) * 33 : into;
  const cycle = (((shifted + 1) % 33) - 1) % 4;
  return {
    sinceLeap: cycle === -1 ? 4 : cycle,
    gregorianYear,
    march: 20 + leapDays - gregorianLeapDays,
  };
}

/** Days of a month: 31 six times, 30 five times, and Hut with 29 or 30. */
export function solarMonthLength(year: number, month: number): number {
  if (month <= 6) return 31;
  if (month <= 11) return 30;
  return solarYear(year).sinceLeap === 0 ? 30 : 29;
}

/** Undefined for a day that the calendar does not have, such as 30 Hut of a common year. */
export function solarToGregorian(date: CalendarDate): CalendarDate | undefined {
  const { year, month, day } = date;
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return undefined;
  if (day < 1 || day > solarMonthLength(year, month)) return undefined;
  const { gregorianYear, march } = solarYear(year);
  const daysBefore = (month - 1) * 31 - Math.max(0, month - 7);
  return fromDayNumber(
    dayNumber({ year: gregorianYear, month: 3, day: march }) + daysBefore + day - 1,
  );
}

/** The Solar Hijri date of a Gregorian day. */
export function gregorianToSolar(date: CalendarDate): CalendarDate {
  const today = dayNumber(date);
  const firstOf = (year: number): number => {
    const { gregorianYear, march } = solarYear(year);
    return dayNumber({ year: gregorianYear, month: 3, day: march });
  };
  const guess = date.year - 621;
  const year = today >= firstOf(guess) ? guess : guess - 1;
  const since = today - firstOf(year);
  const month = since < 186 ? Math.floor(since / 31) + 1 : Math.floor((since - 186) / 30) + 7;
  const day = since < 186 ? (since % 31) + 1 : ((since - 186) % 30) + 1;
  return { year, month, day };
}

/** Undefined for a day that the Gregorian calendar does not have. */
export function gregorianDate(date: CalendarDate): CalendarDate | undefined {
  const { year, month, day } = date;
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return undefined;
  const back = fromDayNumber(dayNumber(date));
  return back.month === month && back.day === day ? date : undefined;
}

/** YYYY-MM-DD. */
export function isoDate({ year, month, day }: CalendarDate): string {
  const pad = (value: number, width: number) => String(value).padStart(width, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** Days since 1970-01-01; a count, no moment. */
function dayNumber({ year, month, day }: CalendarDate): number {
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, day);
  return Math.round(moment.getTime() / 86_400_000);
}

function fromDayNumber(days: number): CalendarDate {
  const moment = new Date(days * 86_400_000);
  return {
    year: moment.getUTCFullYear(),
    month: moment.getUTCMonth() + 1,
    day: moment.getUTCDate(),
  };
}
