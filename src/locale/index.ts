export {
  gregorianDate,
  gregorianToSolar,
  isoDate,
  solarMonthLength,
  solarToGregorian,
} from './calendar.js';
export { type Catalogue, type LocaleFile, loadCatalogue, type PhrasePart } from './catalogue.js';
export { type Calendar, formatDate, formatMonth, monthName, solarMonthOf } from './dates.js';
export { formatInteger, latinDigits } from './digits.js';
export { foldText } from './fold.js';
export { KEYS, type Key } from './keys.js';
export {
  canonicalLanguage,
  fileLanguage,
  knownLanguages,
  openGraphLocale,
  primaryLanguage,
  tongueFor,
} from './language.js';
