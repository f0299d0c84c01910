/** What a book says of its accessibility follows from what it holds. */
import { accessibilityMetadata } from '../../../src/render/epub/accessibility.js';
import { articleBook } from '../../../src/render/epub/article-book.js';
import type { ArticleParts } from '../../../src/render/epub/index.js';
import { partsOf } from '../../support/books.js';
import { editionsOf, frontMatter } from '../../support/house.js';

/** The metadata of a book of this text, as `property: value`. */
function metadataOf(text: string, more: Partial<ArticleParts> = {}, name = 'en'): string[] {
  const editions = editionsOf({ [`articles/a/${name}.md`]: text });
  const edition = editions.find((each) => each.name === name)!;
  const article = edition.articles[0]!;
  const parts = { ...partsOf(article, edition), ...more };
  return accessibilityMetadata(articleBook(article, edition, parts)).map((element) =>
    element
      .replace(/^<meta property="(?:schema:)?([^"]*)"[^>]*>(.*)<\/meta>$/, '$1: $2')
      .replace(/^<link rel="([^"]*)".*href="([^"]*)"\/>$/, '$1: $2'),
  );
}

const TEXT = `${frontMatter('A title')}Words.\n`;
const DESCRIBED = `${TEXT}\n![A map.](map.png)\n`;
const LACKING = `${DESCRIBED}\n![](map.png)\n`;

describe('a book of', () => {
  test('text alone is for eyes and ears alike', () => {
    const metadata = metadataOf(TEXT);
    expect(metadata).toContain('accessMode: textual');
    expect(metadata).toContain('accessModeSufficient: textual');
    expect(metadata.join()).not.toMatch(/visual|alternativeText|structuralNavigation/);
  });

  test('pictures that are all described says so', () => {
    const metadata = metadataOf(DESCRIBED);
    for (const each of ['accessMode: visual', 'accessModeSufficient: textual'])
      expect(metadata).toContain(each);
    expect(metadata).toContain('accessibilityFeature: alternativeText');
    expect(metadata.join()).toContain('its pictures have descriptions');
  });

  test('pictures of which one has no description promises none', () => {
    const metadata = metadataOf(LACKING);
    expect(metadata).toContain('accessModeSufficient: textual,visual');
    expect(metadata).not.toContain('accessModeSufficient: textual');
    expect(metadata.join()).not.toContain('alternativeText');
    expect(metadata.join()).toContain('some of its pictures have no description');
  });

  test('headings, or pages, says that one may go from one to the next', () => {
    const withHeading = metadataOf(`${TEXT}\n## A heading\n\nWords.\n`);
    expect(withHeading).toContain('accessibilityFeature: structuralNavigation');
    expect(withHeading).toContain('accessibilityFeature: pageNavigation');
    expect(metadataOf(TEXT, { pages: [] }).join()).not.toMatch(/page/);
  });

  test('Persian says it in Persian', () => {
    expect(metadataOf(DESCRIBED, {}, 'fa').join()).toContain('تصویرهای آن شرح دارند');
    expect(metadataOf(LACKING, {}, 'fa').join()).toContain('برخی از تصویرهای آن شرح ندارند');
  });
});

describe('a claim to conform', () => {
  const signOff = {
    certifier: 'A & B',
    date: '2023-05-12',
    report: 'https://example.org/report?a=1&b=2',
  };

  test('is made by a person, never by the program', () => {
    expect(metadataOf(TEXT).join()).not.toMatch(/conformsTo|certifi/);
    expect(metadataOf(TEXT, { signOff }).slice(-4)).toEqual([
      'dcterms:conformsTo: EPUB Accessibility 1.1 - WCAG 2.2 Level AA',
      'a11y:certifiedBy: A &amp; B',
      'dcterms:date: 2023-05-12',
      'a11y:certifierReport: https://example.org/report?a=1&amp;b=2',
    ]);
  });

  test('is not made for a text of a later day, nor for one that was changed later', () => {
    const earlier = { signOff: { ...signOff, date: '2023-05-11' } };
    expect(metadataOf(TEXT, earlier).join()).not.toContain('conformsTo');
    const changed = TEXT.replace('section:', 'updated: 2023-05-13\nsection:');
    expect(metadataOf(changed, { signOff }).join()).not.toContain('conformsTo');
  });

  test('is not made for a picture that nobody described', () => {
    expect(metadataOf(DESCRIBED, { signOff }).join()).toContain('conformsTo');
    expect(metadataOf(LACKING, { signOff }).join()).not.toContain('conformsTo');
  });
});
