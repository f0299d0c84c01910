/** What a request asks for, and whether it may. */
import { isIP } from 'node:net';

/** The path of a file of the publication, as the address says it; undefined for what can be none. */
export function pathOf(url: string): string | undefined {
  const [raw] = url.split(/[?#]/, 1);
  if (!raw?.startsWith('/')) return undefined;
  const path = decoded(raw.slice(1));
  // Decoded once and never again: what is still encoded is a name like any other.
  if (path === undefined || FORBIDDEN.test(path)) return undefined;
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

/** Control characters, backslashes, and parts that lead elsewhere. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const FORBIDDEN = /[\u0000-\u001f\u007f\\]|(?:^|\/)\.{0,2}\/|(?:^|\/)\.\.?$/;

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** A request's target, and the server where it names one, as for a proxy (RFC 9112 §3.2.2). */
export function targetIn(url: string): { readonly server?: string; readonly target: string } {
  const [, server, target] = /^http:\/\/([^/?#]*)(.*)$/i.exec(url) ?? [];
  return server === undefined ? { target: url } : { server, target: target || '/' };
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * Whether a request is for us, by its header `Host`. A page of somebody else's whose name was made to
 * lead to this machine asks under that name.
 *
 * @param host that we were told to listen at; where it is all of them, any number is ours
 */
export function isOurs(header: string | undefined, host: string): boolean {
  const name = /^(\[[\da-f:.]+\]|[^:[\]/]+)(?::\d{1,5})?$/i.exec(header ?? '')?.[1];
  if (name === undefined) return false;
  const bare = name.replace(/^\[|\]$/g, '').toLowerCase();
  if (['localhost', '127.0.0.1', '::1', host.toLowerCase()].includes(bare)) return true;
  return ['0.0.0.0', '::'].includes(host) && isIP(bare) !== 0;
}

/** As it stands in an address. */
export function hostInAddress(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}
