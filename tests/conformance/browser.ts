/** The publication on a server of its own, and a real Chromium that reads it. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { CHROMIUM, published } from './judges.js';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.pdf': 'application/pdf',
  '.epub': 'application/epub+zip',
};

export interface Served {
  /** Without a slash at its end. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** Files as they were packed when they were first asked for: the best packing takes longer than to show a page. */
const packed = new Map<string, Buffer>();

function packedAs(encoding: 'br' | 'gzip', path: string): Buffer {
  const key = `${encoding} ${path}`;
  const bytes =
    packed.get(key) ?? (encoding === 'br' ? brotliCompressSync : gzipSync)(readFileSync(path));
  packed.set(key, bytes);
  return bytes;
}

/**
 * @param below the path that the site lies under, such as `/paper`; empty: the root
 * @param facesAfter milliseconds that every face takes to come, each time it is asked for
 */
export async function serve(below = '', facesAfter?: number): Promise<Served> {
  const server: Server = createServer((request, response) => {
    const asked = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname);
    const inside = asked.slice(below.length).replace(/\/$/, '/index.html');
    const path = join('dist', normalize(inside));
    // Browsers ask for an icon by themselves.
    if (asked === '/favicon.ico') response.writeHead(204).end();
    else if (!asked.startsWith(below) || !existsSync(path)) response.writeHead(404).end();
    else {
      const type = TYPES[extname(path)] ?? 'application/octet-stream';
      const accepted = String(request.headers['accept-encoding'] ?? '');
      const encoding = accepted.includes('br') ? 'br' : 'gzip';
      if (/html|css/.test(type))
        response
          .writeHead(200, { 'content-type': type, 'content-encoding': encoding })
          .end(packedAs(encoding, path));
      else if (type === 'font/woff2' && facesAfter !== undefined)
        setTimeout(
          () =>
            response
              .writeHead(200, { 'content-type': type, 'cache-control': 'no-store' })
              .end(readFileSync(path)),
          facesAfter,
        );
      else response.writeHead(200, { 'content-type': type }).end(readFileSync(path));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}${below}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** @param fontconfig a configuration that says which faces the machine has; absent: all of its own */
export function openBrowser(fontconfig?: string): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    ...(fontconfig ? { env: { ...process.env, FONTCONFIG_FILE: fontconfig } } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** How many are looked at together: each waits for its network, its timers and its frames most of the time. */
export const TOGETHER = 3;

/** Looks at several of these together; what was found is in their order. */
export async function together<T, R>(
  items: readonly T[],
  look: (item: T, place: number) => Promise<R>,
): Promise<R[]> {
  const found: R[] = [];
  const waiting = [...items.entries()];
  const work = async (place: number): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      found[next[0]] = await look(next[1], place);
  };
  await Promise.all(Array.from({ length: TOGETHER }, (_, place) => work(place)));
  return found;
}

/** As `together`, in pages of this browser that go from one item to the next, for a new page takes longest. */
export async function onPages<T, R>(
  browser: Browser,
  options: BrowserContextOptions,
  items: readonly T[],
  look: (item: T, page: Page) => Promise<R>,
): Promise<R[]> {
  const pages = await Promise.all(Array.from({ length: TOGETHER }, () => browser.newPage(options)));
  const found = await together(items, (item, place) => look(item, pages[place]!));
  await Promise.all(pages.map((page) => page.close()));
  return found;
}

/** `dist/fa/…/index.html` as an address below a server's. */
export function addressOf(page: string): string {
  return page.replace(/^dist/, '').split('/').map(encodeURIComponent).join('/');
}

/** The longest page of each kind in each edition: `dist/fa/archive/1402/02/index.html` is a month. */
export function oneOfEachKind(): string[] {
  const kinds = new Map<string, string>();
  for (const page of published('.html')) {
    const [, edition, folder, ...rest] = page.split('/');
    const isArticle = /^\d{4}-/.test(folder ?? '');
    const name = isArticle
      ? `article ${rest[0] === 'index.html' || rest[0] === 'lite.html' ? rest[0] : 'single'}`
      : `${folder} ${rest.length}`;
    const key = `${edition} ${name}`;
    const known = kinds.get(key);
    if (!known || readFileSync(page).length > readFileSync(known).length) kinds.set(key, page);
  }
  return [...kinds.values()];
}

/** Cumulative layout shift of a page that has its faces. */
export async function shiftOf(page: Page): Promise<number> {
  const shift = await page.evaluate(`new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done(sum), 200);
  })`);
  return Number(shift);
}
