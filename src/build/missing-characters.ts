/** Characters that no face has, told where a person can mend them. */
import type { Diagnostic, SourceFile, Span } from '../diagnostics/index.js';
import type { EditionArticle } from '../edition/index.js';
import type { Faces } from '../layout/index.js';
import { placesOf } from '../source/index.js';
import type { Project } from './project.js';

/**
 * What layout could not show of an article: said at every place of the text that holds it, or of
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

/**
 * What no face has of the paper's own words, which are not all on paper: those of `site.yaml` and of
 * the locales.
 */
export function wordsWithoutFace(
  { site, catalogue, localeFiles }: Project,
  faces: Faces,
): Diagnostic[] {
  const ours = [
    site.name,
    site.description,
    ...site.sections.map((section) => section.names),
    ...site.books.map((book) => book.titles),
  ].flatMap((names) => Object.values(names));
  const fonts = [
    faces.naskh.regular,
    faces.nastaliq.regular,
    faces.serif.regular,
    faces.mono.regular,
  ];
  const lacking = (text: string): string[] =>
    [...new Set(text.normalize('NFC'))].filter(
      (each) =>
        !/[\s\p{Default_Ignorable_Code_Point}]/u.test(each) &&
        !fonts.some((font) => font.hasCharacter(each.codePointAt(0)!)),
    );
  return [
    ...told(lacking([...ours, ...site.mastheadTexts].join('')), [site.file], site.file),
    ...told(lacking(catalogue.characters), localeFiles, localeFiles[0]!),
  ];
}

/** At every place of these files; of `whole` where the search finds none. */
function told(
  characters: readonly string[],
  files: readonly SourceFile[],
  whole: SourceFile,
): Diagnostic[] {
  return characters.flatMap((character): Diagnostic[] => {
    const found = files.flatMap((file) =>
      placesOf(character, file).map((span) => ({ file, span })),
    );
    const places: { file: SourceFile; span?: Span }[] =
      found.length > 0 ? found : [{ file: whole }];
    return places.map((place) => ({
      code: 'pdf-001',
      severity: 'error',
      message: `no face has the character “${character}” (${codePoints(character)})`,
      ...place,
      hints: ['write it in Persian or Latin letters, or as a picture'],
    }));
  });
}

/** The version that is shown comes first. */
function rank(language: string, article: EditionArticle): number {
  return language === article.tongue.language ? 0 : 1;
}

/** `U+6F22`, or several of them for one that is put together. */
function codePoints(character: string): string {
  return [...character]
    .map((each) => `U+${each.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');
}
