/** What a book says of its accessibility (EPUB Accessibility 1.1 §2): only what is true of it. */
import { walkBlocks } from '../../document/index.js';
import { escapeAttribute, escapeText } from '../markup.js';
import type { Book } from './book.js';

/** Exactly these words (§4.2). */
const CLAIM = 'EPUB Accessibility 1.1 - WCAG 2.2 Level AA';

/** Metadata of the package document, computed from what the book holds. */
export function accessibilityMetadata(book: Book): string[] {
  const { words } = book;
  const { pictures, described, headings } = countsOf(book);
  const pages = book.chapters.some((chapter) => chapter.pages.length > 0);
  // A picture without a description may carry meaning: nobody has said that it does not.
  const isTextEnough = described === pictures;
  const isDescribed = pictures > 0 && isTextEnough;
  const features = [
    'tableOfContents',
    'readingOrder',
    'displayTransformability',
    ...(headings > 0 ? ['structuralNavigation'] : []),
    ...(isDescribed ? ['alternativeText'] : []),
    ...(pages ? ['pageNavigation', 'pageBreakMarkers'] : []),
  ];
  const summary = !isTextEnough
    ? words.accessibilitySummaryLacking
    : isDescribed
      ? words.accessibilitySummaryPictures
      : words.accessibilitySummary;
  const meta = (property: string, value: string) =>
    `<meta property="schema:${property}">${escapeText(value)}</meta>`;
  return [
    meta('accessMode', 'textual'),
    ...(pictures > 0 ? [meta('accessMode', 'visual')] : []),
    meta('accessModeSufficient', isTextEnough ? 'textual' : 'textual,visual'),
    ...features.map((each) => meta('accessibilityFeature', each)),
    meta('accessibilityHazard', 'none'),
    meta('accessibilitySummary', summary),
    ...(isTextEnough ? claim(book) : []),
  ];
}

/** Nobody but a person can know that a book conforms (§4.3), and no person can of what came later. */
function claim({ modified, parts: { signOff } }: Book): string[] {
  if (!signOff || modified > signOff.date) return [];
  const { certifier, date, report } = signOff;
  return [
    `<meta property="dcterms:conformsTo" id="conformance">${CLAIM}</meta>`,
    `<meta property="a11y:certifiedBy" refines="#conformance" id="certifier">${escapeText(certifier)}</meta>`,
    `<meta property="dcterms:date" refines="#certifier">${date}</meta>`,
    ...(report
      ? [
          `<link rel="a11y:certifierReport" refines="#certifier" href="${escapeAttribute(report)}"/>`,
        ]
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
