/** What a template says that no browser would do for it: the policy of the site forbids other hosts and scripts in tags. */
import type { Diagnostic } from '../../diagnostics/index.js';
import { type Attribute, attributesOf, type MarkupTag, readMarkup } from './template-markup.js';
import { openPlaces, piecesOfFile, VALUE } from './template-text.js';
import type { ParsedTemplate } from './template-tree.js';

/** Comments, values and tags that a template leaves open; requests to other hosts; scripts within tags. */
export function faultsOfMarkup(template: ParsedTemplate): Diagnostic[] {
  const pieces = piecesOfFile(template);
  const place = openPlaces(pieces);
  const { tags, faults } = readMarkup(pieces.map(({ text }) => text).join(''));
  return [...faults, ...tags.flatMap(forbidden)].map(({ at, length, message, hint }) => {
    const hints = [hint];
    return { code: 'tpl-001', severity: 'error', message, ...place(at, length), hints };
  });
}

type Fault = Pick<Attribute, 'at' | 'length'> & { readonly message: string; readonly hint: string };

function forbidden(tag: MarkupTag): Fault[] {
  const attributes = attributesOf(tag);
  const rel = attributes.find(({ name }) => name === 'rel')?.value ?? '';
  return attributes.flatMap((attribute): Fault[] => {
    const said = forbiddenAttribute(tag.name, attribute, rel);
    return said ? [{ ...said, at: attribute.at, length: attribute.length }] : [];
  });
}

function forbiddenAttribute(
  tag: string,
  { name, value }: Attribute,
  rel: string,
): Pick<Fault, 'message' | 'hint'> | undefined {
  if (/^on[a-z]/.test(name))
    return {
      message: `“${name}” is a script within a tag, which the policy of the site forbids`,
      hint: 'take it away',
    };
  // Browsers pass over line feeds and tabs in an address.
  const addresses = (name === 'srcset' ? value.split(',') : [value]).map((each) =>
    each.replace(/[\t\n]/g, '').trim(),
  );
  if (LINKING.has(name) && addresses.some((each) => /^javascript:/i.test(each)))
    return {
      message: 'a “javascript:” address is a script, which the policy of the site forbids',
      hint: 'write the address of a page, or take the tag away',
    };
  const remote = addresses.find((each) => /^(?:[a-z][a-z\d+.-]*:)?\/\//i.test(each));
  if (remote === undefined || !isFetched(tag, name, rel)) return undefined;
  return {
    message: `“${remote.replaceAll(VALUE, '{{…}}')}” lies on another host, which no page may ask`,
    hint: 'put the file into the publication and write its way there, or take the tag away',
  };
}

/** Attributes that a browser goes to by itself, whatever their tag. */
const FETCHED = new Set(['src', 'srcset', 'poster', 'data', 'background', 'ping']);
const LINKING = new Set([...FETCHED, 'href', 'xlink:href', 'action', 'formaction']);
/** Of `<link>`: others, such as `canonical`, only say where something is. */
const FETCHING =
  /(?:^|\s)(?:stylesheet|icon|apple-touch-icon|mask-icon|manifest|(?:module)?preload|prefetch|prerender|preconnect|dns-prefetch)(?:\s|$)/i;

function isFetched(tag: string, attribute: string, rel: string): boolean {
  if (!/^(?:xlink:)?href$/.test(attribute)) return FETCHED.has(attribute);
  if (tag === 'link') return FETCHING.test(rel);
  return tag !== 'a' && tag !== 'area';
}
