/** Links: to addresses, to headings of the article, and to other articles of the paper. */
import type { Span } from '../diagnostics/index.js';
import { type ArticlePlace, type Inline, type Link, plainText } from '../document/index.js';
import type { Token, Tokens } from './markdown.js';
import { decode, type Reader, report, runOn } from './reader.js';

/** Schemes that a link of a newspaper may have. */
const SCHEMES = new Set(['http', 'https', 'mailto', 'tel']);

/** @param inner reads what stands between the square brackets */
export function readLink(
  token: Tokens.Link,
  inner: (tokens: readonly Token[]) => Inline[],
  reader: Reader,
): Inline[] {
  const span = { start: reader.cursor, end: reader.cursor + token.raw.length };
  const children = inner(token.tokens);
  const href = decode(reader, token.href, span).trim();
  if (href === '' || href === '#') {
    reader.lostLinks.push(span);
    return children;
  }
  const target = targetOf(href, reader, span);
  if (!target) return children;
  if (plainText(children).trim() === '') {
    report(
      reader,
      'error',
      'md-003',
      'a link without words',
      span,
      'write “[the words](https://…)”',
    );
    return [];
  }
  if (target.place) reader.links.push({ ...target.place, span });
  return [
    {
      kind: 'link',
      ...target,
      children,
      span,
      ...(token.title ? { title: runOn(decode(reader, token.title, span)) } : {}),
    },
  ];
}

/** A way to an article between pointed brackets, where Markdown knows whole addresses alone. */
export function reportBareWays(text: string, span: Span, reader: Reader): void {
  for (const { 0: way, 1: path, index } of text.matchAll(
    /<(\.{1,2}\/[^\s<>]{0,200}|[\w-]{1,20}\.md)>/g,
  )) {
    const start = span.start + index;
    const own = { start, end: start + way.length };
    report(reader, 'error', 'md-003', 'a link without words', own, `write “[the words](${path})”`);
  }
}

/** Undefined where it is none that may stand, which is said then. */
function targetOf(
  href: string,
  reader: Reader,
  span: Span,
): Pick<Link, 'href' | 'place'> | undefined {
  const refuse = (message: string, hint: string): undefined => {
    report(reader, 'error', 'md-002', message, span, hint);
  };
  // Browsers skip control characters and blanks inside a scheme; so does this reading of it.
  const scheme = /^([a-z][a-z0-9+.-]*):/i
    .exec(href.replace(/[\s\p{Cc}]/gu, ''))?.[1]
    ?.toLowerCase();
  if ((scheme !== undefined && !SCHEMES.has(scheme)) || href.startsWith('//'))
    return refuse(
      `a link to “${href.slice(0, 60)}” is not allowed`,
      'links may begin with https:, http:, mailto: or tel:',
    );
  if (scheme === 'http' || scheme === 'https')
    return URL.canParse(href)
      ? { href: new URL(href).href }
      : refuse(
          `“${href.slice(0, 60)}” is not an address`,
          'write it as https://www.example.org/page',
        );
  if (scheme !== undefined || href.startsWith('#')) return { href };
  const place = placeOf(href, reader.file.path);
  if (place) return { href, place };
  return refuse(
    `“${href.slice(0, 60)}” does not say where it leads`,
    'write the whole address, beginning with https://, or the way to an article, such as ../its-folder/',
  );
}

/**
 * The article that a relative way leads to, such as `../its-folder/` or `../its-folder/fa.md#s-2`; undefined
 * for what looks like neither.
 *
 * @param from path of the text that the way begins at
 */
function placeOf(href: string, from: string): ArticlePlace | undefined {
  const [way, anchor = ''] = href.split('#', 2) as [string, string?];
  if (!/^\.{1,2}\/|\.md$/.test(way) || /^\/|\?/.test(way)) return undefined;
  const base = `paper:///${from.split('/').map(encodeURIComponent).join('/')}`;
  try {
    const path = decodeURIComponent(new URL(way, base).pathname);
    return { path: path.replace(/^\/|\/$/g, ''), anchor };
  } catch {
    // A percent sign that encodes nothing.
    return undefined;
  }
}
