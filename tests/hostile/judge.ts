/** Finds what a reader's program would run, or fetch from where it should not, in what we publish. */
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { readPdf } from '../render/pdf/read-pdf.js';

/** Elements that run something, bring something in, or change what the addresses of a page mean. */
const FORBIDDEN = new Set(
  'iframe frame frameset object embed applet base portal foreignobject use animate set handler'.split(
    ' ',
  ),
);
/** Attributes that hold an address. */
const ADDRESSES = new Set(
  'href src action formaction data poster background cite longdesc xlink:href srcset ping manifest'.split(
    ' ',
  ),
);
const SCHEMES = new Set(['http', 'https', 'mailto', 'tel']);

/**
 * @param script the only script that a page may have, by the end of its address
 * @returns a line for each offence
 */
export function offencesOfPage(html: string, script?: RegExp): string[] {
  const offences: string[] = [];
  walk(parse(html), (element) => {
    const attributes = new Map(
      element.attrs.map(({ prefix, name, value }) => [prefix ? `${prefix}:${name}` : name, value]),
    );
    if (FORBIDDEN.has(element.tagName.toLowerCase())) offences.push(`<${element.tagName}>`);
    if (element.tagName === 'script') offences.push(...offencesOfScript(element, script));
    if (element.tagName === 'style') offences.push(...offencesOfStyle(textOf(element)));
    if (element.tagName === 'meta' && attributes.get('http-equiv')?.toLowerCase() === 'refresh')
      offences.push('<meta http-equiv="refresh">');
    for (const [name, value] of attributes) {
      if (/^on/i.test(name) || name === 'srcdoc') offences.push(`${name}="${value}"`);
      if (name === 'style') offences.push(...offencesOfStyle(value));
      if (ADDRESSES.has(name) && !isHarmless(value, element.tagName))
        offences.push(`${name}="${value}"`);
    }
  });
  return offences;
}

function walk(node: Tree.Node, visit: (element: Tree.Element) => void): void {
  if ('tagName' in node) visit(node);
  if ('content' in node) walk(node.content, visit);
  if ('childNodes' in node) for (const child of node.childNodes) walk(child, visit);
}

function textOf(element: Tree.Element): string {
  return element.childNodes.map((node) => ('value' in node ? node.value : '')).join('');
}

/** Data is no program, but it has to be data. */
function offencesOfScript(element: Tree.Element, script: RegExp | undefined): string[] {
  const attribute = (name: string) => element.attrs.find((each) => each.name === name)?.value;
  if (attribute('type') === 'application/ld+json') {
    const isData = typeof JSON.parse(textOf(element)) === 'object';
    return isData && element.attrs.length === 1 ? [] : ['<script type="application/ld+json">'];
  }
  const source = attribute('src');
  const isOurs = source !== undefined && script?.test(source) && textOf(element) === '';
  return isOurs ? [] : [`<script>${textOf(element)}`];
}

function offencesOfStyle(css: string): string[] {
  const found = /expression\s*\(|javascript:|vbscript:|@import|behavior\s*:|-moz-binding/i.exec(
    css,
  );
  return found ? [`style: ${found[0]}`] : [];
}

/** A browser takes control characters and blanks out of a scheme (URL Standard, §4.4). */
function isHarmless(address: string, element: string): boolean {
  const plain = address.replace(/[\p{Cc} ]+/gu, '');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(plain)?.[1]?.toLowerCase();
  if (scheme === undefined) return !/^[\\/]{2}/.test(plain);
  // A picture within the page can be no more than pixels.
  if (element === 'img' && /^data:image\/(?:png|jpeg);base64,[\w+/=]+$/.test(plain)) return true;
  return SCHEMES.has(scheme);
}

/** RFC 4287 §3.1.1: what says that it is text is shown as it stands. */
const CARRIED =
  /<(content:encoded|content|description|summary)(?:\s(?![^>]*type="text")[^>]*)?>([\s\S]*?)<\/\1>/g;

/** Markup that a feed carries as text. */
export function offencesOfFeed(path: string, text: string): string[] {
  const decode = (escaped: string) =>
    escaped
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, '&');
  const carried = path.endsWith('.json')
    ? (JSON.parse(text) as { items?: { content_html?: string }[] }).items?.map(
        (item) => item.content_html ?? '',
      )
    : [...withoutChannel(text).matchAll(CARRIED)].map(([, , inner]) => decode(inner!));
  const elements = path.endsWith('.json') ? [] : offencesOfXml(text);
  return [...elements, ...(carried ?? []).flatMap((html) => offencesOfPage(html))];
}

/** RSS 2.0 has plain text in the description of a channel, and markup in that of an item. */
function withoutChannel(text: string): string {
  return text.replace(/<channel>[\s\S]*?(?=<item>|<\/channel>)/, '');
}

/** What would run where XML is shown by a browser, or taken for a book's page. */
export function offencesOfXml(text: string): string[] {
  return [...text.matchAll(/<([?!/]?[\w:-]+)([^<>]*)>/g)].flatMap(([tag, name, rest]) => {
    const attributes = [...rest!.matchAll(/([\w:-]+)\s*=\s*("[^"]*"|'[^']*')/g)];
    const isElement = /^(?:\w+:)?(?:script|iframe|object|embed|foreignObject)$/i.test(name!);
    const isDeclared = /^!(?:ENTITY|ATTLIST|NOTATION)|^\?(?!xml$)/i.test(name!);
    const isMarked = attributes.some(
      ([, key, value]) => /^on/i.test(key!) || (key === 'properties' && /scripted/.test(value!)),
    );
    return isElement || isDeclared || isMarked ? [tag] : [];
  });
}

/** Actions of a PDF that run or fetch something, and links with a scheme that no link of ours has. */
export function offencesOfPdf(bytes: Uint8Array): string[] {
  return [...readPdf(bytes).objects.values()].flatMap(({ text }) => offencesOfObject(text));
}

/** @param text the dictionary or value as written */
export function offencesOfObject(text: string): string[] {
  const links = [...text.matchAll(/\/URI \((.*)\)/g)].flatMap(([, uri]) =>
    SCHEMES.has(uri!.split(':')[0]!.toLowerCase()) ? [] : [`/URI (${uri})`],
  );
  return [...namesOf(text).filter((name) => ACTIONS.has(name)), ...links];
}

/** ISO 32000-1, §12.6.4: actions that run, fetch or send something, and what carries files. */
const ACTIONS = new Set(
  '/JavaScript /JS /Launch /SubmitForm /ImportData /GoToR /GoToE /EmbeddedFile /RichMedia /AA'.split(
    ' ',
  ),
);

/** Names of a dictionary, none of what stands within strings. */
function namesOf(text: string): string[] {
  const bare = text.replace(/\((?:[^()\\]|\\[\s\S])*\)|<[0-9A-Fa-f\s]*>(?!>)/g, ' ');
  return bare.match(/\/[^\s/<>[\]()]+/g) ?? [];
}
