/** Every page of the publication before the Nu checker and in a real Chromium. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, extname, join, normalize } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { CHROMIUM, hasCommand, judged, published } from './judges.js';

const require = createRequire(join(process.cwd(), 'package.json'));
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.pdf': 'application/pdf',
  '.epub': 'application/epub+zip',
};

let server: Server;
let address: string;
let browser: Browser | undefined;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = join(
      'dist',
      normalize(new URL(request.url ?? '/', 'http://x').pathname).replace(/\/$/, '/index.html'),
    );
    // Browsers ask for an icon by themselves.
    if (request.url === '/favicon.ico') response.writeHead(204).end();
    else if (!existsSync(path)) response.writeHead(404).end();
    else
      response
        .writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' })
        .end(readFileSync(path));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  if (existsSync(CHROMIUM))
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    });
});

afterAll(async () => {
  await browser?.close();
  await new Promise((resolve) => server.close(resolve));
});

const urlOf = (page: string) => `${address}/${page.replace(/^dist\//, '')}`;

describe('the pages', () => {
  judged('the Nu checker (java)', hasCommand('java'), 'have no errors and no warnings', () => {
    const jar = join(dirname(require.resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');
    const output = spawnSync(
      'java',
      ['-jar', jar, '--format', 'json', '--exit-zero-always', ...published('.html')],
      { encoding: 'utf8', maxBuffer: 1 << 28 },
    ).stderr;
    const { messages } = JSON.parse(output) as {
      messages: { type: string; subType?: string; message: string; url: string }[];
    };
    const faults = messages.filter(
      // A file has no origin, so 'self' of the policy matches nothing here; Chromium below proves the policy.
      (each) =>
        (each.type !== 'info' || each.subType === 'warning') &&
        !/Content Security Policy/.test(each.message),
    );
    expect(faults.map((each) => `${each.url.replace(/.*dist/, 'dist')}: ${each.message}`)).toEqual(
      [],
    );
  });

  judged(
    'Chromium',
    existsSync(CHROMIUM),
    'break no rule of axe (WCAG 2.2 AA), do not scroll sideways, ask no other host',
    async () => {
      const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
      const faults: string[] = [];
      for (const width of [360, 1280])
        for (const colorScheme of ['light', 'dark'] as const) {
          const context = await browser!.newContext({
            viewport: { width, height: 800 },
            colorScheme,
            bypassCSP: true,
          });
          const page = await context.newPage();
          page.on('request', (request) => {
            if (!request.url().startsWith(address)) faults.push(`a request to ${request.url()}`);
          });
          page.on('console', (message) => {
            if (message.type() === 'error') faults.push(`console: ${message.text()}`);
          });
          for (const path of published('.html')) {
            const where = `${path} at ${width}, ${colorScheme}`;
            await page.goto(urlOf(path));
            await page.evaluate(axe);
            const violations = await page.evaluate(async () => {
              const { axe } = globalThis as unknown as {
                axe: {
                  run: (
                    options: object,
                  ) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
                };
              };
              const result = await axe.run({
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
              });
              return result.violations.map(
                (each) => `${each.id}: ${each.nodes[0]!.html.slice(0, 160)}`,
              );
            });
            faults.push(...violations.map((violation) => `${where}: ${violation}`));
            const wide = await page.evaluate(
              'document.documentElement.scrollWidth - document.documentElement.clientWidth',
            );
            if (Number(wide) > 0) faults.push(`${where}: scrolls sideways by ${wide}`);
          }
          await context.close();
        }
      expect(faults).toEqual([]);
    },
  );

  judged(
    'Chromium',
    existsSync(CHROMIUM),
    'show their own faces, the name in Nastaliq',
    async () => {
      const page = await browser!.newPage();
      const loaded: string[] = [];
      page.on('response', (response) => {
        if (response.url().endsWith('.woff2') && response.ok())
          loaded.push(response.url().split('/').at(-1)!.replace(/-.*/, ''));
      });
      await page.goto(urlOf('dist/fa/2023-05-12-taliban-islamic-state/index.html'));
      await page.evaluate('document.fonts.ready.then(() => 0)');
      expect(loaded).toEqual(expect.arrayContaining(['naskh', 'nastaliq', 'serif']));
      await page.close();
    },
  );

  test('lead nowhere that is not there', () => {
    const faults: string[] = [];
    for (const path of published('.html')) {
      const html = readFileSync(path, 'utf8');
      const ids = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]!));
      for (const [, target] of html.matchAll(/\s(?:href|src)="([^"]+)"/g)) {
        if (/^(?:https?|mailto|tel):/.test(target!)) continue;
        if (target!.startsWith('#')) {
          if (!ids.has(target!.slice(1))) faults.push(`${path}: ${target}`);
        } else if (!existsSync(join(dirname(path), target!.split('#')[0]!)))
          faults.push(`${path}: ${target}`);
      }
    }
    expect(faults).toEqual([]);
  });
});
