/** What a book says of its accessibility (EPUB Accessibility 1.1 §2): only what is true of it. */
import { walkBlocks } from '../../document/index.js';
import { escapeText } from '../markup.js';
import type { Book } from './book.js';

/** Exactly these words (§4.2). */
const CLAIM = 'EPUB Accessibility 1.1 - WCAG 2.2 Level AA';

/** Metadata of the package document, computed from what the book holds. */
export function accessibilityMetadata(book: Book): string[] {
  const { words } = book;
  const { pictures, described, headings } = countsOf(book);
  const pages = book.chapters.some((chapter) => chapter.pages.length > 0);
  // A picture without words carries no meaning: its author was asked for them and said so.
  const isDescribed = pictures > 0 && described === pictures;
  const isTextEnough = described === pictures;
  const features = [
    'tableOfContents',
    'readingOrder',
    'displayTransformability',
    ...(headings > 0 ? ['structuralNavigation'] : []),
    ...(isDescribed ? ['alternativeText'] : []),
    ...(pages ? ['pageNavigation', 'pageBreakMarkers'] : []),
  ];
  const meta = (property: string, value: string) =>
    `<meta property="schema:${property}">${escapeText(value)}</meta>`;
  return [
    meta('accessMode', 'textual'),
    ...(pictures > 0 ? [meta('accessMode', 'visual')] : []),
    meta('accessModeSufficient', isTextEnough ? 'textual' : 'textual,visual'),
    ...features.map((each) => meta('accessibilityFeature', each)),
    meta('accessibilityHazard', 'none'),
    meta(
      'accessibilitySummary',
      isDescribed ? words.accessibilitySummaryPictures : words.accessibilitySummary,
    ),
    ...claim(book),
  ];
}

/** Nobody but a person can know that a book conforms (§4.3). */
function claim({ parts: { signOff } }: Book): string[] {
  if (!signOff) return [];
  const { certifiedBy, report } = signOff;
  return [
    `<meta property="dcterms:conformsTo" id="conformance">${CLAIM}</meta>`,
    `<meta property="a11y:certifiedBy" refines="#conformance" id="certifier">${escapeText(certifiedBy)}</meta>`,
    ...(report
      ? [`<link rel="a11y:certifierReport" refines="#certifier" href="${escapeText(report)}"/>`]
      : []),
  ];
}

function countsOf({ chapters }: Book) {
  let [pictures, described, headings] = [0, 0, 0];
  for (const { blocks } of chapters)
    walkBlocks(blocks, (block) => {
      if (block.kind === 'heading') headings += 1;
      if (block.kind !== 'figure') return;
      pictures += 1;
      if (block.alt !== '') described += 1;
    });
  return { pictures, described, headings };
}
