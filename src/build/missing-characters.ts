/** Characters that no face has, told where a person can mend them. */
import type { Diagnostic, SourceFile, Span } from '../diagnostics/index.js';
import type { EditionArticle } from '../edition/index.js';
import type { Faces } from '../layout/index.js';
import { placesIn } from '../source/index.js';
import type { Project } from './project.js';

/**
 * What layout could not show of an article: said at the places of the text that hold it, or of
 * `site.yaml` and the locales, whose words stand around every article.
 */
export function missingCharacters(
  project: Project,
  article: EditionArticle,
  characters: readonly string[],
): Diagnostic[] {
  const texts = project.articles
    .filter((each) => each.slug === article.slug)
    .sort((a, b) => rank(a.tongue.language, article) - rank(b.tongue.language, article))
    .map((each) => each.file);
  return told(characters, [...texts, project.site.file, ...project.localeFiles], texts[0]!);
}

/** The paper's own words, which are not all on paper: those of `site.yaml`, and of the locales. */
export interface OwnWords {
  readonly site: string;
  readonly locales: string;
}

export function ownWords({ site, catalogue }: Project): OwnWords {
  const named = [
    site.name,
    site.description,
    ...site.sections.map((section) => section.names),
    ...site.books.map((book) => book.titles),
  ].flatMap((names) => Object.values(names));
  return { site: [...named, ...site.mastheadTexts].join(''), locales: catalogue.characters };
}

/** Characters of a text that no face has. */
export function withoutFace(text: string, faces: Faces): string[] {
  const fonts = [
    faces.naskh.regular,
    faces.nastaliq.regular,
    faces.serif.regular,
    faces.mono.regular,
  ];
  return [...new Set(text.normalize('NFC'))].filter(
    (each) =>
      !/[\s\p{Default_Ignorable_Code_Point}]/u.test(each) &&
      !fonts.some((font) => font.hasCharacter(each.codePointAt(0)!)),
  );
}

/** @param lacking what no face has of the paper's own words */
export function wordsWithoutFace(
  { site, localeFiles }: Project,
  lacking: { readonly [K in keyof OwnWords]: readonly string[] },
): Diagnostic[] {
  return [
    ...told(lacking.site, [site.file], site.file),
    ...told(lacking.locales, localeFiles, localeFiles[0]!),
  ];
}

/** A character in each word would be said thousands of times: so many places are enough to find it. */
const MOST_PLACES = 20;
/** A text in a script that no face has would have thousands: so many are enough to see that. */
const MOST_CHARACTERS = 100;

/** At the places of these files; of `whole` where the search finds none. */
function told(
  characters: readonly string[],
  files: readonly SourceFile[],
  whole: SourceFile,
): Diagnostic[] {
  if (characters.length === 0) return [];
  const claim = openClaims();
  const searches = files.map((file) => ({ file, find: placesIn(file) }));
  // One that is part of another is no second fault where that one stands.
  const longestFirst = [...characters].sort((a, b) => b.length - a.length);
  const others = longestFirst.length - MOST_CHARACTERS;
  const found = longestFirst.slice(0, MOST_CHARACTERS).flatMap((character): Diagnostic[] => {
    const all = searches.flatMap(({ file, find }) =>
      find(character).map((span) => ({ file, span })),
    );
    const places: { file: SourceFile; span?: Span }[] =
      all.length > 0 ? all.filter(claim).slice(0, MOST_PLACES) : [{ file: whole }];
    const named = `“${shortened([...character], '')}” (${codePoints(character)})`;
    return places.map((place) => faultOf(`no face has the character ${named}`, place));
  });
  if (others <= 0) return found;
  return [...found, faultOf(`no face has ${others} more of its characters`, { file: whole })];
}

function faultOf(
  message: string,
  place: { readonly file: SourceFile; readonly span?: Span },
): Diagnostic {
  const hints = ['write it in Persian or Latin letters, or as a picture'];
  return { code: 'pdf-001', severity: 'error', message, ...place, hints };
}

/** Says whether nobody has claimed anything of a place before, and claims it. */
function openClaims(): (place: { readonly file: SourceFile; readonly span: Span }) => boolean {
  const claimed = new Map<SourceFile, Set<number>>();
  return ({ file, span: { start, end } }) => {
    const offsets = claimed.get(file) ?? new Set();
    claimed.set(file, offsets);
    const before = offsets.size;
    for (let at = start; at < end; at++) offsets.add(at);
    return offsets.size - before === end - start;
  };
}

/** The version that is shown comes first. */
function rank(language: string, article: EditionArticle): number {
  return language === article.tongue.language ? 0 : 1;
}

/** `U+6F22`, or several of them for one that is put together. */
function codePoints(character: string): string {
  const each = [...character].map(
    (point) => `U+${point.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`,
  );
  return shortened(each, ' ');
}

/** As many as the longest of emoji are made of; marks can stand on a letter by the thousand. */
const MOST_PARTS = 10;

function shortened(parts: readonly string[], between: string): string {
  if (parts.length <= MOST_PARTS) return parts.join(between);
  return [...parts.slice(0, MOST_PARTS), '…'].join(between);
}
