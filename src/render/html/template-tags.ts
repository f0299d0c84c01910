/**
 * Tags of HTML that a page opens and does not close, found before any page is filled.
 *
 * A page is read twice with its partials: once as if every condition held and every list had one item,
 * once as if none did. What is opened and closed under one condition agrees with itself in both.
 */
import type { Diagnostic } from '../../diagnostics/index.js';
import { readMarkup } from './template-markup.js';
import { openPlaces, type Piece, piecesOfPage } from './template-text.js';
import type { ParsedTemplates } from './template-tree.js';

/** HTML §13.1.2: elements without an end tag, and those whose end tag may be left out. */
const WITHOUT_END = new Set(
  (
    'area base br col embed hr img input link meta source track wbr ' +
    'html head body p li dt dd option optgroup thead tbody tfoot tr td th colgroup caption rt rp'
  ).split(' '),
);

/** Faults of a page, those in its partials too, perhaps twice. */
export function faultsOfTags(page: string, templates: ParsedTemplates): Diagnostic[] {
  return [true, false].flatMap((holds) => unbalanced(piecesOfPage(templates, page, holds)));
}

interface Tag {
  readonly name: string;
  readonly at: number;
}

function unbalanced(pieces: readonly Piece[]): Diagnostic[] {
  const faults: Diagnostic[] = [];
  const place = openPlaces(pieces);
  const say = (tag: string, at: number, message: string, hint: string): void => {
    const hints = [hint];
    faults.push({ code: 'tpl-001', severity: 'error', message, ...place(at, tag.length), hints });
  };
  const unclosed = ({ name, at }: Tag): void =>
    say(
      `<${name}`,
      at,
      `“<${name}>” is opened here and never closed`,
      `write “</${name}>” where it ends`,
    );
  const open: Tag[] = [];
  for (const { closes, name, at } of tagsIn(pieces.map(({ text }) => text).join(''))) {
    const from = closes ? open.findLastIndex((each) => each.name === name) : -1;
    if (!closes) open.push({ name, at });
    else if (from < 0)
      say(`</${name}`, at, `“</${name}>” closes what was not opened`, 'take it away');
    else for (const each of open.splice(from).slice(1)) unclosed(each);
  }
  for (const each of open) unclosed(each);
  return faults;
}

function* tagsIn(text: string): Generator<Tag & { readonly closes: boolean }> {
  for (const { name, closes, at, attributes } of readMarkup(text).tags) {
    // `<path d="…"/>` ends itself; a value without quotation marks may end in a slash.
    if (/(?:^|["'\s])\/$/.test(attributes)) continue;
    if (!WITHOUT_END.has(name)) yield { name, at, closes };
  }
}
