/// <reference lib="dom" />
/** The search page in Chromium: over HTTP, from a disk, under the policy, and without script. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { frontMatter } from '../support/house.js';
import { paper, warraq, withoutBooks } from '../support/paper.js';
import { CHROMIUM, judged } from './judges.js';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.woff2': 'font/woff2',
};
const HEADERS = { 'content-security-policy': "default-src 'self'" };

let server: Server;
let address: string;
let browser: Browser | undefined;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = join('dist', new URL(request.url ?? '/', 'http://x').pathname);
    // Browsers ask for an icon by themselves.
    if (request.url === '/favicon.ico') response.writeHead(204).end();
    else if (!existsSync(path)) response.writeHead(404).end();
    else
      response
        .writeHead(200, { 'content-type': TYPES[extname(path)] ?? '', ...HEADERS })
        .end(readFileSync(path));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  if (existsSync(CHROMIUM))
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu'],
    });
});

afterAll(async () => {
  await browser?.close();
  await new Promise((closed) => server.close(closed));
});

/** Articles in the order they are shown, by their addresses. */
async function results(page: Page): Promise<string[]> {
  await page.waitForFunction(() => document.querySelector('[role=status]')!.textContent !== '');
  return page.$$eval('.found a', (links) =>
    links.map((link) => link.getAttribute('href')!.split('/')[1]!),
  );
}

const TALIBAN = '2023-05-12-taliban-islamic-state';
const QUERIES: [edition: string, query: string, article: string][] = [
  ['fa', 'طالبان', TALIBAN],
  ['fa', 'دولت اسلامي', TALIBAN],
  ['fa', 'مي جنگند', TALIBAN],
  ['fa', 'میجنگند', TALIBAN],
  ['fa', 'می‌جنگند', TALIBAN],
  ['fa', '1402', TALIBAN],
  ['fa', '٢٠٢٣', TALIBAN],
  ['fa', 'روئل', TALIBAN],
  ['fa', 'نیم فاصله', '2025-02-14-half-space'],
  ['fa', 'slow lines', '2024-11-05-reading-slow-lines'],
  ['en', 'TALIBAN', TALIBAN],
  ['en', 'halfspace', '2025-02-14-half-space'],
  ['en', 'nowruz', '2024-03-20-nowruz-calendar'],
];

describe.each(['http', 'file'])('the search page by %s', (scheme) => {
  const chromiumIsThere = existsSync(CHROMIUM);
  const urlOf = (path: string) =>
    scheme === 'http' ? `${address}/${path}` : `file://${resolve('dist')}/${path}`;

  judged(
    'Chromium',
    chromiumIsThere,
    'finds what was asked for, however it is spelled',
    async () => {
      const page = await browser!.newPage();
      const faults: string[] = [];
      page.on('console', (message) => faults.push(message.text()));
      page.on('pageerror', (error) => faults.push(String(error)));
      for (const [edition, query, article] of QUERIES) {
        await page.goto(urlOf(`${edition}/search/index.html`));
        await page.fill('input[name=q]', query);
        await page.press('input[name=q]', 'Enter');
        expect([query, await results(page)]).toEqual([query, expect.arrayContaining([article])]);
        // The address says the query, and finds the same again.
        await page.reload();
        expect(await results(page)).toContain(article);
      }
      await page.click('.found a');
      expect(await page.title()).not.toBe('');
      expect(faults).toEqual([]);
      await page.close();
    },
  );

  judged('Chromium', chromiumIsThere, 'leads to the indexes without script', async () => {
    const context = await browser!.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(urlOf('fa/search/index.html'));
    expect(await page.isVisible('form')).toBe(false);
    expect(await page.isVisible('noscript')).toBe(true);
    const ways = await page.$$eval('.ways a', (links) => links.map((link) => link.textContent));
    expect(ways).toEqual(expect.arrayContaining(['همهٔ نوشته‌ها', 'بخش‌ها', 'بایگانی']));
    await context.close();
  });
});

/** What is shown of a result, its words and signs as a reader of the edition comes by them. */
function asRead(item: Element): string {
  const parts: { word: string; x: number }[] = [];
  const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    for (const { index, 0: word } of text.data.matchAll(/[\p{L}\p{M}]+|\p{N}+|[!)]/gu)) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      parts.push({ word, x: range.getBoundingClientRect().x });
    }
  }
  const sign = document.dir === 'rtl' ? -1 : 1;
  return parts
    .sort((a, b) => sign * (a.x - b.x))
    .map(({ word }) => word)
    .join(' ');
}

describe('a result', () => {
  const day = (title: string) => `${frontMatter(title).replace('2023-05-12', '2025-03-07')}متن.\n`;
  const articles = {
    'articles/robot/fa.md': day('آیندهٔ خبر و ChatGPT'),
    'articles/tags/fa.md': day('زبان (C++)'),
    'articles/word/en.md': day('The word كلمه!'),
  };
  const SHOWN: [edition: string, query: string, words: string][] = [
    ['fa', 'خبر', 'آیندهٔ خبر و ChatGPT ۱۷ حوت ۱۴۰۳ ۷ مارچ ۲۰۲۵'],
    ['fa', 'زبان', 'زبان C ) ۱۷ حوت ۱۴۰۳ ۷ مارچ ۲۰۲۵'],
    ['fa', 'word', '! كلمه word The ۱۷ حوت ۱۴۰۳ ۷ مارچ ۲۰۲۵'],
    ['en', 'word', 'The word كلمه ! 7 March 2025'],
    ['en', 'خبر', 'ChatGPT و خبر آیندهٔ 7 March 2025'],
  ];

  judged('Chromium', existsSync(CHROMIUM), 'keeps its title and its date apart', async () => {
    const root = withoutBooks(paper(articles));
    expect(await warraq(root, 'build', '--format', 'html')).toMatchObject({ code: 0 });
    const page = await browser!.newPage();
    for (const [edition, query, words] of SHOWN) {
      const search = join(root, `dist/${edition}/search/index.html`);
      await page.goto(`file://${search}?q=${encodeURIComponent(query)}`);
      const item = await page.waitForSelector('.found li');
      expect([query, await item.evaluate(asRead)]).toEqual([query, words]);
    }
    await page.close();
  });
});
