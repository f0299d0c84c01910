import { type Inline, isolateForeign, type Tongue } from '../document/index.js';
import { type Catalogue, KEYS, type Key, primaryLanguage } from '../locale/index.js';
import type { Words } from './model.js';

/** Every word of one language. */
export function wordsOf(catalogue: Catalogue, language: string): Words {
  const known = wordsByLanguage.get(catalogue) ?? new Map<string, Words>();
  wordsByLanguage.set(catalogue, known);
  const words = known.get(language) ?? readWords(catalogue, language);
  known.set(language, words);
  return words;
}

/** Every article brings its words along, and all of a language the same. */
const wordsByLanguage = new WeakMap<Catalogue, Map<string, Words>>();

function readWords(catalogue: Catalogue, language: string): Words {
  const pairs = KEYS.map((key) => {
    const parts = catalogue.parts(language, key);
    const text = parts
      .map((part) => ('text' in part ? part.text : `{{${part.placeholder}}}`))
      .join('');
    return [key, text] as const;
  });
  return Object.fromEntries(pairs) as Words;
}

/** A sentence with inlines in the place of its placeholders, in logical order. */
export function fill(
  catalogue: Catalogue,
  tongue: Tongue,
  key: Key,
  values: Readonly<Record<string, readonly Inline[]>>,
): Inline[] {
  return catalogue
    .parts(tongue.language, key)
    .flatMap((part): readonly Inline[] =>
      'text' in part ? isolateForeign(part.text, tongue) : (values[part.placeholder] ?? []),
    );
}

/** Names joined as the language joins them: “A, B and C”, «الف، ب و ج». */
export function joinNames(
  catalogue: Catalogue,
  tongue: Tongue,
  names: readonly string[],
): Inline[] {
  return names.flatMap((name, index): Inline[] => {
    const last = index === names.length - 1;
    const separator =
      index === 0
        ? ''
        : catalogue.phrase(tongue.language, last ? 'lastNameSeparator' : 'nameSeparator');
    const before: Inline[] = separator === '' ? [] : [{ kind: 'text', text: separator }];
    return [...before, ...isolateForeign(name, tongue)];
  });
}

const NAME_KEYS: Readonly<Record<string, Key>> = {
  fa: 'languagePersian',
  en: 'languageEnglish',
  ps: 'languagePashto',
  de: 'languageGerman',
};

/** The name of a language as `words` say it; its tag where they have no name for it. */
export function languageWord(words: Words, language: string): string {
  const key = NAME_KEYS[primaryLanguage(language)];
  return key ? words[key] : language;
}

/** A sentence of `words` with plain text in the place of its placeholders. */
export function say(words: Words, key: Key, values: Readonly<Record<string, string>> = {}): string {
  return words[key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
}

/** The same with inlines in the place of its placeholders. */
export function sayInlines(
  words: Words,
  tongue: Tongue,
  key: Key,
  values: Readonly<Record<string, readonly Inline[]>>,
): Inline[] {
  return words[key]
    .split(/\{\{(\w+)\}\}/)
    .flatMap((part, at): readonly Inline[] =>
      at % 2 === 0 ? isolateForeign(part, tongue) : (values[part] ?? []),
    );
}

/** The name of a language in another: «انگلیسی»; its tag where the catalogue has no name for it. */
export function languageName(catalogue: Catalogue, language: string, within: string): string {
  return languageWord(wordsOf(catalogue, within), language);
}
