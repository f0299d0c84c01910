/** One document of a book before the gate: direction, language, structure, and what a voice would say. */
import type { Tongue } from '../../document/index.js';
import { primaryLanguage } from '../../locale/index.js';
import { type OpenElement, readXml } from './xml-events.js';

/** What others may link to in a document, and where it leads itself. */
export interface Place {
  readonly ids: ReadonlySet<string>;
  readonly links: readonly string[];
  /** Pictures. */
  readonly sources: readonly string[];
}

/** Faults in words; the text without what the program adds; the document's ids and links. */
export function faultsOfDocument(
  xhtml: string,
  tongue: Tongue,
): { faults: string[]; text: string; place: Place } {
  const faults = new Set<string>(faultsOfCharacters(xhtml));
  const ids = new Set<string>();
  const links: string[] = [];
  const sources: string[] = [];
  let [text, level, headings, hasArticle] = ['', 0, 0, false];
  const broken = readXml(xhtml, {
    open: (element) => {
      const { name, attributes } = element;
      for (const fault of faultsOfElement(element, tongue)) faults.add(fault);
      const id = attributes.get('id');
      if (id !== undefined) {
        if (ids.has(id)) faults.add(`the id “${id}” is there twice`);
        if (!/^[a-z][a-z0-9-]*$/.test(id)) faults.add(`the id “${id}” is not ASCII`);
        ids.add(id);
      }
      if (name === 'a') links.push(attributes.get('href') ?? '');
      if (name === 'img') sources.push(attributes.get('src') ?? '');
      if (/^(?:article|section|nav)$/.test(name)) hasArticle = true;
      if (/^h[1-6]$/.test(name)) {
        const own = Number(name[1]);
        if (own === 1) headings += 1;
        if (own > level + 1 && level > 0) faults.add(`a heading of level ${own} follows ${level}`);
        level = own;
      }
    },
    text: (said, around) => {
      if (!around.isAdded) text += said;
      const fault = languageFault(said, around);
      if (fault) faults.add(fault);
    },
    close: ({ name, attributes }, said) => {
      const isEmpty = said.trim() === '';
      if (name === 'title' && isEmpty) faults.add('the document has no title');
      if (name === 'a' && isEmpty && !attributes.has('aria-label')) faults.add('a link is empty');
      if (name === 'th' && isEmpty) faults.add('the header of a column is empty');
    },
  });
  if (broken !== undefined)
    faults.add(`it is not well-formed at “${xhtml.slice(broken, broken + 40)}”`);
  if (headings > 1) faults.add('there is more than one h1');
  if (!hasArticle) faults.add('there is no article or section');
  return { faults: [...faults], text, place: { ids, links, sources } };
}

function faultsOfCharacters(xhtml: string): string[] {
  return [
    ...(/&#/.test(xhtml) ? ['there are numeric references'] : []),
    ...(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(xhtml)
      ? ['there are invisible marks of direction']
      : []),
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    ...(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]/.test(xhtml)
      ? ['there are control characters']
      : []),
  ];
}

/** Elements that carry the direction of the whole document, since e-readers differ in which they heed. */
const CARRIERS = /^(?:html|body|article|section|nav)$/;
const FORBIDDEN = /^(?:script|iframe|object|embed|form|style)$/;
/** What a part is to e-readers, and the role that tells it to a voice (EPUB Type to ARIA mappings). */
const ROLES: Readonly<Record<string, string>> = {
  noteref: 'doc-noteref',
  footnote: 'doc-footnote',
  pagebreak: 'doc-pagebreak',
  colophon: 'doc-colophon',
  toc: 'doc-toc',
  'page-list': 'doc-pagelist',
};

function faultsOfElement({ name, attributes }: OpenElement, tongue: Tongue): string[] {
  const faults: string[] = [];
  const { language, direction } = tongue;
  if (CARRIERS.test(name) && !attributes.get('class')?.startsWith('notes')) {
    if (attributes.get('dir') !== direction) faults.push(`<${name}> has no dir="${direction}"`);
    for (const key of ['lang', 'xml:lang'])
      if (attributes.get(key) !== language) faults.push(`<${name}> has no ${key}="${language}"`);
  }
  if (FORBIDDEN.test(name) || [...attributes.keys()].some((key) => /^on|^style$/.test(key)))
    faults.push(`there is a script or a style in <${name}>`);
  if (name === 'img') {
    const alt = attributes.get('alt');
    if (alt === undefined) faults.push('a picture has no description');
    if (alt === 'image-placeholder') faults.push('a picture has a placeholder for its description');
    if (/^[a-z]+:|\.\./i.test(attributes.get('src') ?? '')) faults.push('a picture lies elsewhere');
  }
  const role = ROLES[attributes.get('epub:type') ?? ''];
  if (role && name !== 'nav' && name !== 'a' ? attributes.get('role') !== role : false)
    faults.push(`<${name}> has no role="${role}"`);
  if (name === 'a' && attributes.get('epub:type') === 'noteref' && attributes.get('role') !== role)
    faults.push(`<a> has no role="${role}"`);
  if (/^prs\b/.test(attributes.get('lang') ?? '')) faults.push('“prs” is no language of readers');
  return faults;
}

/** Letters of the one script under a language of the other, unless they stand apart by direction. */
function languageFault(
  text: string,
  { name, language, direction, isAdded }: OpenElement,
): string | undefined {
  // Code is of no language.
  if (isAdded || language === '' || name === 'code') return undefined;
  const shown = text.trim().slice(0, 30);
  const isArabic = ['fa', 'ps', 'ar', 'ur'].includes(primaryLanguage(language));
  if (!isArabic && /\p{Script=Arabic}/u.test(text))
    return `Persian letters are marked as “${language}”: “${shown}”`;
  if (isArabic && direction === 'rtl' && /\p{Script=Latin}{2}/u.test(text))
    return `Latin letters are marked as “${language}”: “${shown}”`;
  return undefined;
}
