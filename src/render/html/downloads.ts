/** What a reader can take along from a page: files beside it, each with its size. */
import { say } from '../../edition/index.js';
import { folderOf, type Place } from './address.js';
import type { Press } from './frame.js';

export interface Download {
  readonly href: string;
  readonly label: string;
  readonly type: string;
  readonly format: string;
  /** Empty where nobody knows it yet. */
  readonly size: string;
}

/**
 * PDF and book, where the publication has them, and the page in one file.
 *
 * @param name of the files that lie beside the page, without their endings
 * @param single bytes of the page in one file; absent: there is none
 */
export function downloadsOf(
  { sizes }: Press,
  { pages, path }: Place,
  name: string,
  single?: number,
): Download[] {
  const { edition, digits } = pages;
  const { words } = edition;
  const folder = decodeURIComponent(folderOf(edition.name, path));
  const sizeOf = (ending: string) => sizes.get(`${folder}${name}.${ending}`);
  const kinds = [
    { ending: 'pdf', label: words.printableVersion, type: 'application/pdf', bytes: sizeOf('pdf') },
    {
      ending: 'epub',
      label: words.electronicBook,
      type: 'application/epub+zip',
      bytes: sizeOf('epub'),
    },
    { ending: 'html', label: words.singleFile, type: 'text/html', bytes: single },
  ];
  return kinds.flatMap(({ ending, label, type, bytes }) => {
    if (bytes === undefined) return [];
    const kilobytes = digits(Math.ceil(bytes / 1000));
    const size = bytes === 0 ? '' : say(words, 'kilobytes', { number: kilobytes });
    return [{ label, type, format: ending.toUpperCase(), href: `${name}.${ending}`, size }];
  });
}
