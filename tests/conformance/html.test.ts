/** Every page of the publication before the Nu checker and in a real Chromium. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { addressOf, oneOfEachKind, onPages, openBrowser, type Served, serve } from './browser.js';
import { CHROMIUM, hasCommand, JAVA, judged, published } from './judges.js';

const require = createRequire(join(process.cwd(), 'package.json'));

let served: Served;
let browser: Browser | undefined;

beforeAll(async () => {
  served = await serve();
  if (existsSync(CHROMIUM)) browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await served.close();
});

/** By how many pixels a page scrolls sideways. */
const SIDEWAYS = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

const urlOf = (page: string) => served.address + addressOf(page);

describe('the pages', () => {
  judged('the Nu checker (java)', hasCommand('java'), 'have no errors and no warnings', () => {
    const jar = join(dirname(require.resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');
    const output = spawnSync(
      'java',
      [...JAVA, '-jar', jar, '--format', 'json', '--exit-zero-always', ...published('.html')],
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
          });
          const page = await context.newPage();
          page.on('request', (request) => {
            if (!request.url().startsWith(served.address))
              faults.push(`a request to ${request.url()}`);
          });
          page.on('console', (message) => {
            if (message.type() === 'error') faults.push(`console: ${message.text()}`);
          });
          for (const path of oneOfEachKind()) {
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
            const wide = Number(await page.evaluate(SIDEWAYS));
            if (wide > 0) faults.push(`${where}: scrolls sideways by ${wide}`);
          }
          await context.close();
        }
      expect(faults).toEqual([]);
    },
  );

  judged('Chromium', existsSync(CHROMIUM), 'do not scroll sideways, not one of them', async () => {
    const phone = { viewport: { width: 360, height: 800 } };
    const wide = await onPages(browser!, phone, published('.html'), async (path, page) => {
      await page.goto(urlOf(path));
      return { path, by: Number(await page.evaluate(SIDEWAYS)) };
    });
    expect(wide.filter(({ by }) => by > 0)).toEqual([]);
  });

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
      expect(loaded.sort()).toEqual(['naskh', 'serif']);
      const name = await page.locator('.masthead-name .drawn').first().boundingBox();
      expect(name!.width).toBeGreaterThan(200);
      await page.close();
    },
  );
});
