/** Languages and the direction of their scripts. */

export type Direction = 'ltr' | 'rtl';

export interface Tongue {
  readonly language: string;
  readonly direction: Direction;
}

interface KnownLanguage {
  /** BCP 47, modern. */
  readonly tag: string;
  /** Names of files and folders, and what people call it in configuration. */
  readonly aliases: readonly string[];
  readonly direction: Direction;
}

/**
 * Direction by a table and not by ICU: `Intl.Locale#textInfo` is missing in some engines and wrong
 * for languages that change their script.
 */
const LANGUAGES: readonly KnownLanguage[] = [
  { tag: 'fa-AF', aliases: ['fa', 'prs', 'dari', 'fa-af'], direction: 'rtl' },
  { tag: 'en', aliases: [], direction: 'ltr' },
  { tag: 'ps', aliases: ['ps-af', 'pashto'], direction: 'rtl' },
  { tag: 'uz-Arab', aliases: ['uz-arab'], direction: 'rtl' },
  { tag: 'ar', aliases: [], direction: 'rtl' },
  { tag: 'ur', aliases: [], direction: 'rtl' },
  { tag: 'de', aliases: [], direction: 'ltr' },
  { tag: 'fr', aliases: [], direction: 'ltr' },
  { tag: 'tr', aliases: [], direction: 'ltr' },
];

/** `fa`, `prs`, `dari` → `fa-AF`; undefined for a language that the program cannot set. */
export function canonicalLanguage(name: string): string | undefined {
  const wanted = name.toLowerCase();
  return LANGUAGES.find(
    (each) => each.tag.toLowerCase() === wanted || each.aliases.includes(wanted),
  )?.tag;
}

/** The tags of all languages that the program can set. */
export function knownLanguages(): string[] {
  return LANGUAGES.map((each) => each.tag);
}

/** The name of an article's file: `fa` of `fa-AF`, and the whole tag where its first part is ambiguous. */
export function fileLanguage(language: string): string {
  const primary = primaryLanguage(language);
  return canonicalLanguage(primary) === language ? primary : language;
}

/** The language with its direction; throws for one that `canonicalLanguage` did not give. */
export function tongueFor(language: string): Tongue {
  const known = LANGUAGES.find((each) => each.tag === language);
  if (!known) throw new Error(`not a canonical language: ${language}`);
  return { language: known.tag, direction: known.direction };
}

/** The primary subtag: `fa` of `fa-AF`. What e-readers compare with, and what paths say. */
export function primaryLanguage(language: string): string {
  return language.split('-')[0]!;
}

/** As Open Graph names a language, which it only knows with a country: `fa_AF`, `en_US`. */
export function openGraphLocale(language: string): string {
  const { language: primary, region } = new Intl.Locale(language).maximize();
  return `${primary}_${region}`;
}
