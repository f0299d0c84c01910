/** What the words of a link say of its address. */
import type { Link } from './model.js';
import { plainText } from './plain-text.js';

/** The link leads out of the article, and its words do not say where to. */
export function hidesAddress({ href, children }: Link): boolean {
  const words = bare(plainText(children));
  return !href.startsWith('#') && words !== bare(href) && words !== bare(legible(href));
}

/** What of an address people write and leave out at will. */
function bare(address: string): string {
  return address
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:\/\/|mailto:|tel:)/, '')
    .replace(/^www\./, '')
    .replace(/\/$/, '');
}

/** An address as it is typed: letters for percent signs, as browsers show them, and no `mailto:`. */
export function legible(href: string): string {
  const address = href.replace(/^(?:mailto|tel):/, '');
  try {
    const decoded = decodeURI(address);
    return /[\s\p{C}]/u.test(decoded) ? address : decoded;
  } catch {
    // A percent sign that encodes nothing.
    return address;
  }
}
