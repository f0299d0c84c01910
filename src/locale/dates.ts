/**
 * Dates as readers write them.
 *
 * The month names are tables of our own: ICU writes سنبله with a hamza, puts invisible marks into
 * Persian dates, and has Iranian names for the Solar months in English.
 */
import { type CalendarDate, gregorianToSolar } from './calendar.js';
import { formatInteger } from './digits.js';
import { primaryLanguage } from './language.js';

export type Calendar = 'solar' | 'gregorian';

/** The names that Afghanistan gives the Solar months, from Nowruz on. */
export const solarMonths: readonly string[] = [
  'حمل',
  'ثور',
  'جوزا',
  'سرطان',
  'اسد',
  'سنبله',
  'میزان',
  'عقرب',
  'قوس',
  'جدی',
  'دلو',
  'حوت',
];

const SOLAR_LATIN = 'Hamal Sawr Jawza Saratan Asad Sunbula Mizan Aqrab Qaws Jadi Dalw Hut'.split(
  ' ',
);

const GREGORIAN_PERSIAN =
  'جنوری فبروری مارچ اپریل می جون جولای اگست سپتمبر اکتوبر نومبر دسمبر'.split(' ');

/** `۲۲ ثور ۱۴۰۲`, `۱۲ می ۲۰۲۳`, `12 May 2023`; without any invisible mark. */
export function formatDate(date: CalendarDate, language: string, calendar: Calendar): string {
  const shown = calendar === 'solar' ? gregorianToSolar(date) : date;
  const day = formatInteger(shown.day, language);
  const year = formatInteger(shown.year, language);
  return `${day} ${monthName(shown.month, language, calendar)} ${year}`;
}

/** `ثور ۱۴۰۲`, `May 2023`: a month of a calendar, 1–12. */
export function formatMonth(
  { year, month }: { readonly year: number; readonly month: number },
  language: string,
  calendar: Calendar,
): string {
  return `${monthName(month, language, calendar)} ${formatInteger(year, language)}`;
}

export function monthName(month: number, language: string, calendar: Calendar): string {
  const persian = primaryLanguage(language) === 'fa';
  if (calendar === 'solar') return (persian ? solarMonths : SOLAR_LATIN)[month - 1]!;
  if (persian) return GREGORIAN_PERSIAN[month - 1]!;
  return monthFormat(language).format(new Date(Date.UTC(2000, month - 1, 1)));
}

/** One a language: they are dear to make. */
const monthFormats = new Map<string, Intl.DateTimeFormat>();

function monthFormat(language: string): Intl.DateTimeFormat {
  const format =
    monthFormats.get(language) ??
    new Intl.DateTimeFormat(language, { calendar: 'gregory', month: 'long', timeZone: 'UTC' });
  monthFormats.set(language, format);
  return format;
}
