/** Pages that are open in browsers, told when what they show is no longer what there is. */
import type { ServerResponse } from 'node:http';
import { hashOf } from '../hash.js';
import { LIVE_SCRIPT } from './live-script.js';
import { COMMON } from './respond.js';

/** A page as a browser would be given it, without the script. */
export type Show = (path: string) => Promise<{ readonly bytes: Uint8Array }>;

export interface Live {
  /** A browser that shows `page`, which had the hash `seen`, wants to be told. */
  readonly join: (page: string, seen: string, response: ServerResponse) => Promise<void>;
  /** Something changed: tells those whose page did, and all of what is wrong. */
  readonly tell: () => Promise<void>;
  readonly close: () => void;
}

interface Guest {
  readonly page: string;
  readonly seen: string;
  readonly response: ServerResponse;
}

/** @param panel what is wrong, as HTML */
export function openLive(show: Show, panel: () => string): Live {
  const guests = new Set<Guest>();
  const tellGuest = async ({ page, seen, response }: Guest): Promise<void> => {
    const { bytes } = await show(page);
    event(response, 'faults', panel());
    if (seenHash(bytes) !== seen) event(response, 'reload', '');
  };
  return {
    join: async (page, seen, response) => {
      const guest = { page, seen, response };
      response.writeHead(200, { ...COMMON, 'Content-Type': 'text/event-stream; charset=utf-8' });
      response.write('retry: 500\n\n');
      guests.add(guest);
      response.on('close', () => guests.delete(guest));
      await tellGuest(guest);
    },
    tell: async () => {
      for (const guest of guests) await tellGuest(guest);
    },
    close: () => {
      for (const { response } of guests) response.end();
    },
  };
}

function event(response: ServerResponse, name: string, data: string): void {
  response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
}

function seenHash(bytes: Uint8Array): string {
  return hashOf(bytes).slice(0, 16);
}

/**
 * The page with the script at its end, which the policy of the page is made to allow.
 *
 * @param panel `none` for a page that says itself what is wrong
 */
export function withScript(path: string, bytes: Uint8Array, panel: 'over' | 'none'): Uint8Array {
  const html = Buffer.from(bytes).toString().replace(POLICY, allowing);
  const values = { page: path, seen: seenHash(bytes), panel };
  const data = Object.entries(values).map(([name, value]) => ` data-${name}="${attribute(value)}"`);
  const script = `<script src="/${LIVE_SCRIPT}"${data.join('')}></script>\n`;
  const end = html.lastIndexOf('</body>');
  return Buffer.from(end < 0 ? html + script : html.slice(0, end) + script + html.slice(end));
}

const POLICY = /(<meta http-equiv="Content-Security-Policy" content=")([^"]*)"/i;

/** Scripts and connections of this server, where a policy names other sources or none (CSP 3 §6.7). */
function allowing(_: string, before: string, policy: string): string {
  const directives = unescaped(policy)
    .split(';')
    .map((each) => each.trim());
  const sourcesOf = (name: string) =>
    directives.find((each) => each.startsWith(`${name} `))?.slice(name.length + 1);
  const added = ['script-src', 'connect-src'].map((name) => {
    const others = (sourcesOf(name) ?? sourcesOf('default-src') ?? '').replace("'none'", '');
    return `${name} ${[...new Set(["'self'", ...others.split(' ')])].join(' ').trim()}`;
  });
  const kept = directives.filter((each) => !/^(script|connect)-src /.test(each));
  return `${before}${attribute([...kept, ...added].join('; '))}"`;
}

/** As Handlebars escapes: by numbers, for a policy has none of the characters that it names. */
function unescaped(value: string): string {
  return value.replace(/&#x([\da-f]+);|&#(\d+);/gi, (_, hex, decimal) =>
    String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
  );
}

function attribute(text: string): string {
  return text.replace(/[&<>"']/g, (each) => `&#${each.charCodeAt(0)};`);
}
