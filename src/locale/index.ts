export {
  gregorianDate,
  gregorianToSolar,
  isoDate,
  solarMonthLength,
  solarToGregorian,
} from './calendar.js';
export { type Catalogue, type LocaleFile, loadCatalogue, type PhrasePart } from './catalogue.js';
export { type Calendar, formatDate, solarMonths } from './dates.js';
export { formatInteger, latinDigits } from './digits.js';
export { KEYS, type Key } from './keys.js';
export {
  canonicalLanguage,
  fileLanguage,
  knownLanguages,
  primaryLanguage,
  tongueFor,
} from './language.js';
