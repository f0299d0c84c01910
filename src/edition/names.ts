/** Authors and topics: one page a name, however its letters are spelled. */
import type { Diagnostic } from '../diagnostics/index.js';
import type { Article } from '../document/index.js';
import { foldText } from '../locale/index.js';
import type { EditionArticle } from './model.js';

/** A name, or several names of one person in the languages of the editions. */
export type NameKey = string;

/** Addresses hold Persian letters as they are; systems allow some 250 bytes a folder. */
const LONGEST = 60;

/** Names that Windows keeps for itself: no folder can have one, whatever stands behind a dot. */
export const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** Signs that make another word of the letters beside them: C, C++ and C#; R&D; A*. */
const SIGNS: Readonly<Record<string, string>> = {
  '+': 'plus',
  '-': 'minus',
  '#': 'sharp',
  '♯': 'sharp',
  '.': 'dot',
  '&': 'and',
  '*': 'star',
  '@': 'at',
  '%': 'percent',
};

/** Any symbol, and punctuation where it is part of a word: `C#` but no hashtag, `.NET`, `A-`. */
const MEANT = /(?<=[\p{L}\p{N}]#*)#|(?<=[\p{L}\p{N}-])-(?=-*$)|(?<!\S)\.(?=\p{L})|[&*@%]|\p{S}/gu;

/** Names that are remembered: as many as a large paper has authors and topics. */
const REMEMBERED = 10_000;

/** Every article asks for what its names come to, and most of them ask for the same. */
function remembering(of: (name: string) => string): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    if (known.size >= REMEMBERED) known.clear();
    const made = of(name);
    known.set(name, made);
    return made;
  };
}

/** A name as part of an address: small letters, digits and hyphens, Persian ones as they are. */
export const addressOf = remembering((name) => {
  const words = foldText(name)
    .replace(MEANT, (sign) => ` ${SIGNS[sign] ?? codePoints(sign)} `)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const short = shorten(words);
  // No other name ends so.
  if (DEVICE.test(short)) return `${short}-`;
  // A name of punctuation alone, such as “?!”, is told by its numbers.
  return short || codePoints(name).slice(0, LONGEST);
});

/** Signs that part what a blank would join: `A/B` is not `a b`, though addresses have hyphens for both. */
const PARTING = /[/\\|:;,،؛()[\]«»]+/u;

/** What two spellings of one name have in common; names of two keys may have one address. */
export const nameKey: (name: string) => NameKey = remembering((name) => {
  const parts = name
    .split(PARTING)
    .filter((part) => part.trim() !== '')
    .map(addressOf);
  return parts.length > 1 ? parts.join('/') : addressOf(name);
});

function codePoints(text: string): string {
  return [...text].map((each) => each.codePointAt(0)!.toString(16)).join('-');
}

/** Five digits of base 36. */
const MOST_SUM = 36 ** 5;

/** What is cut off is told by a sum: long names that begin alike stay apart. */
function shorten(words: string): string {
  const letters = [...words];
  if (letters.length <= LONGEST) return words;
  const sum = letters.reduce((sum, each) => (sum * 31 + each.codePointAt(0)!) % MOST_SUM, 0);
  return `${letters.slice(0, LONGEST).join('').replace(/-+$/, '')}-${sum.toString(36)}`;
}

/**
 * Which names are one person's: those that fold to one spelling, and those that stand for each other in
 * two languages of one article. Several authors are paired only when all but one are known already.
 *
 * @param editions the articles of each edition
 */
export function joinPeople(
  editions: readonly (readonly EditionArticle[])[],
): (name: string) => NameKey {
  const parent = new Map<NameKey, NameKey>();
  const find = (key: NameKey): NameKey => {
    const up = parent.get(key) ?? key;
    return up === key ? key : find(up);
  };
  const join = (one: string, other: string): void => {
    const [a, b] = [find(nameKey(one)), find(nameKey(other))].sort();
    if (a !== b) parent.set(b!, a!);
  };
  const pairs = translatedAuthors(editions);
  for (const [ours, theirs] of pairs)
    if (ours.length === 1 && theirs.length === 1) join(ours[0]!, theirs[0]!);
  for (const [ours, theirs] of pairs) {
    const isKnown = (name: string, others: readonly string[]) =>
      others.some((other) => find(nameKey(other)) === find(nameKey(name)));
    const left = ours.filter((name) => !isKnown(name, theirs));
    const right = theirs.filter((name) => !isKnown(name, ours));
    if (left.length === 1 && right.length === 1) join(left[0]!, right[0]!);
  }
  return (name) => find(nameKey(name));
}

/** The authors of every article that stands in two languages, as each of the two names them. */
function translatedAuthors(
  editions: readonly (readonly EditionArticle[])[],
): [readonly string[], readonly string[]][] {
  const [first, ...others] = editions;
  if (!first) return [];
  return others.flatMap((other) => {
    const bySlug = new Map(other.map((article) => [article.slug, article]));
    return first.flatMap((ours): [readonly string[], readonly string[]][] => {
      const theirs = bySlug.get(ours.slug);
      const isTranslated = theirs && theirs.tongue.language !== ours.tongue.language;
      return isTranslated ? [[ours.authors, theirs.authors]] : [];
    });
  });
}

/** Persian has ی and ک; the Arabic letters come from keyboards. */
const ARABIC_LETTERS = /[يكى]/u;

/** What comparing lets fall: who writes half-spaces, accents and other marks knows the name well. */
const FINE_MARKS = /[\u200c\p{M}]/gu;
const BLANKS = /\s/g;

function finenessOf(name: string): number {
  const count = (signs: RegExp): number => name.normalize('NFD').match(signs)?.length ?? 0;
  return count(FINE_MARKS) - count(BLANKS);
}

/** The best of the spellings of a name first: in Persian letters, then the most frequent, then the finest. */
function bySpelling(
  [one, ones]: readonly [string, number],
  [other, others]: readonly [string, number],
): number {
  const strays = Number(ARABIC_LETTERS.test(one)) - Number(ARABIC_LETTERS.test(other));
  const finer = finenessOf(other) - finenessOf(one);
  return strays || others - ones || finer || (one < other ? -1 : 1);
}

/** Of a name as it stands in articles, once or more often. */
export function bestSpelling(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [[best]] = [...counts].sort(bySpelling) as [[string, number]];
  return best;
}

/** Spellings of an author's or a topic's name that only look like the best one: ي for ی, a space for a half-space. */
export function strayNames(articles: readonly Article[]): Diagnostic[] {
  return [
    ...strays(articles, 'author', ({ authors }) => authors),
    ...strays(articles, 'tags', ({ tags }) => tags),
  ];
}

function strays(
  articles: readonly Article[],
  field: 'author' | 'tags',
  namesOf: (frontMatter: Article['frontMatter']) => readonly string[],
): Diagnostic[] {
  const spellings = new Map<NameKey, Map<string, Article[]>>();
  for (const article of articles)
    for (const name of namesOf(article.frontMatter)) {
      const key = nameKey(name);
      const known = spellings.get(key) ?? new Map<string, Article[]>();
      spellings.set(key, known);
      const theirs = known.get(name);
      if (theirs) theirs.push(article);
      else known.set(name, [article]);
    }
  return [...spellings.values()].flatMap((known) => {
    const [usual, ...others] = [...known].sort(([one, a], [other, b]) =>
      bySpelling([one, a.length], [other, b.length]),
    );
    return others.flatMap(([name, theirs]) =>
      theirs.map(({ file, frontMatter }): Diagnostic => {
        const { spans } = frontMatter;
        const span = spans[`${field}.${name}`] ?? spans[field];
        return {
          code: 'art-011',
          severity: 'warning',
          message: `“${name}” is “${usual![0]}” elsewhere in other letters; both have one page`,
          file,
          ...(span ? { span } : {}),
          hints: [`write “${usual![0]}” here, too`],
        };
      }),
    );
  });
}
