/** What a reader can take along from a page: files beside it, each with its size. */
import { say } from '../../edition/index.js';
import { folderOf, type Place } from './address.js';
import type { Press } from './frame.js';

export interface Download {
  readonly href: string;
  readonly label: string;
  readonly type: string;
  readonly format: string;
  /** Empty where it is not known. */
  readonly size: string;
}

type Ending = 'pdf' | 'epub' | 'html';

/** @param name of the files that lie beside the page, without their endings */
export function downloadsOf(
  press: Press,
  place: Place,
  name: string,
  endings: readonly Ending[],
): Download[] {
  const { words } = place.pages.edition;
  const kinds = {
    pdf: { label: words.printableVersion, type: 'application/pdf', format: 'PDF' },
    epub: { label: words.electronicBook, type: 'application/epub+zip', format: 'EPUB' },
    html: { label: words.singleFile, type: 'text/html', format: 'HTML' },
  } as const satisfies Record<Ending, Partial<Download>>;
  return endings.map((ending) => {
    const href = `${name}.${ending}`;
    return { ...kinds[ending], href, size: sizeLabel(press, place, href) };
  });
}

function sizeLabel({ sizes }: Press, { pages, path }: Place, file: string): string {
  const { edition, digits } = pages;
  const bytes = sizes.get(decodeURIComponent(folderOf(edition.name, path)) + file);
  if (bytes === undefined) return '';
  return say(edition.words, 'kilobytes', { number: digits(Math.ceil(bytes / 1000)) });
}
