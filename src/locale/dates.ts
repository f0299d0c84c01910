/**
 * Dates as readers write them.
 *
 * The month names are tables of our own: ICU writes سنبله with a hamza, puts invisible marks into
 * Persian dates, and has Iranian names for the Solar months in English.
 */
import { type CalendarDate, gregorianToSolar } from './calendar.js';
import { formatInteger } from './digits.js';
import { primaryLanguage, tongueFor } from './language.js';

export type Calendar = 'solar' | 'gregorian';

const words = (text: string): readonly string[] => text.split(' ');

/** The names that Afghanistan gives the Solar months in Dari, from Nowruz on. */
const SOLAR_DARI = words('حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت');

const SOLAR_PASHTO = words('وری غویی غبرګولی چنګاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه کب');
const SOLAR_LATIN = words('Hamal Sawr Jawza Saratan Asad Sunbula Mizan Aqrab Qaws Jadi Dalw Hut');

const GREGORIAN: Readonly<Record<string, readonly string[]>> = {
  fa: words('جنوری فبروری مارچ اپریل می جون جولای اگست سپتمبر اکتوبر نومبر دسمبر'),
  ps: words('جنوري فبروري مارچ اپرېل مۍ جون جولای اګست سپټمبر اکتوبر نومبر ډسمبر'),
};

/** Languages without names of their own for the Solar months take those of their script. */
function solarNames(language: string): readonly string[] {
  if (primaryLanguage(language) === 'ps') return SOLAR_PASHTO;
  return tongueFor(language).direction === 'rtl' ? SOLAR_DARI : SOLAR_LATIN;
}

/** 1–12 of a Solar month as Dari or Pashto has it; undefined for any other word. */
export function solarMonthOf(name: string): number | undefined {
  const month = Math.max(SOLAR_DARI.indexOf(name), SOLAR_PASHTO.indexOf(name)) + 1;
  return month > 0 ? month : undefined;
}

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
  if (calendar === 'solar') return solarNames(language)[month - 1]!;
  const own = GREGORIAN[primaryLanguage(language)];
  if (own) return own[month - 1]!;
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
