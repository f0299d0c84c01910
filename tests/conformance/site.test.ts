/** The site as a whole: under a sub-path and from a disk, its languages joined, its feeds, slow lines, mixed lines. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import bidiFactory, { type Bidi } from 'bidi-js';
import type { Browser } from 'playwright-core';
import {
  addressOf,
  oneOfEachKind,
  openBrowser,
  type Served,
  serve,
  shiftOf,
  together,
} from './browser.js';
import { CHROMIUM, judged, published } from './judges.js';

let served: Served;
let browser: Browser | undefined;

beforeAll(async () => {
  served = await serve('/a/paper');
  if (existsSync(CHROMIUM)) browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await served.close();
});

const articles = () =>
  published('index.html').filter((path) => /^dist\/\w+\/\d{4}-[^/]+\/index/.test(path));

/** Where the publication says it stands. */
const ORIGIN = /rel="canonical" href="([^"]+)\/"/.exec(
  readFileSync('dist/index.html', 'utf8'),
)![1]!;

describe('the site', () => {
  test.each([
    ['under a sub-path', 'http://paper.example/a/paper'],
    ['from a disk', 'file:///media/stick/paper'],
  ])('leads to files and anchors that are there, %s', (_where, base) => {
    const anchors = new Map<string, Set<string>>();
    const anchorsOf = (path: string): Set<string> => {
      const known =
        anchors.get(path) ??
        new Set([...readFileSync(path, 'utf8').matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!));
      anchors.set(path, known);
      return known;
    };
    const faults: string[] = [];
    let links = 0;
    for (const page of published('.html')) {
      const here = base + addressOf(page);
      for (const target of linksOf(readFileSync(page, 'utf8'))) {
        const isOurs = target.startsWith(`${ORIGIN}/`) || target === ORIGIN;
        if (!isOurs && /^(?:https?|mailto|tel|data):/.test(target)) continue;
        const url = new URL(isOurs ? base + (target.slice(ORIGIN.length) || '/') : target, here);
        if (!url.href.startsWith(`${base}/`)) faults.push(`${page}: ${target} leaves the site`);
        // Only a server makes a page of a folder, and only it is asked by whole addresses.
        const inside = decodeURIComponent(url.pathname).slice(new URL(base).pathname.length);
        const path = `dist${isOurs ? inside.replace(/\/$/, '/index.html') : inside}`;
        links += 1;
        if (!existsSync(path) || !statSync(path).isFile()) faults.push(`${page}: ${target}`);
        else if (url.hash !== '') {
          if (!anchorsOf(path).has(decodeURIComponent(url.hash.slice(1))))
            faults.push(`${page}: ${target} has no such anchor`);
        }
      }
    }
    expect(faults).toEqual([]);
    expect(links).toBeGreaterThan(2000);
  });

  judged(
    'Chromium',
    existsSync(CHROMIUM),
    'is whole under a sub-path and from a disk',
    async () => {
      const faults: string[] = [];
      const page = await browser!.newPage();
      page.on('requestfailed', (request) => faults.push(request.url()));
      page.on('response', (response) => {
        if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
      });
      for (const path of oneOfEachKind())
        for (const address of [
          served.address + addressOf(path),
          `file://${encodeURI(resolve(path))}`,
        ]) {
          await page.goto(address);
          await page.evaluate('document.fonts.ready.then(() => 0)');
        }
      await page.close();
      expect(faults).toEqual([]);
    },
  );

  judged(
    'Chromium',
    existsSync(CHROMIUM),
    'asks four times at most for an article, and for no script',
    async () => {
      const faults: string[] = [];
      for (const path of articles()) {
        const page = await browser!.newPage();
        const asked: string[] = [];
        page.on('request', (request) => {
          if (request.resourceType() !== 'image') asked.push(request.url());
        });
        await page.goto(served.address + addressOf(path));
        await page.evaluate('document.fonts.ready.then(() => 0)');
        if (asked.length > 4 || asked.some((url) => url.endsWith('.js')))
          faults.push(`${path}: ${asked.join(' ')}`);
        await page.close();
      }
      expect(faults).toEqual([]);
    },
  );

  judged(
    'Chromium',
    existsSync(CHROMIUM),
    'shows the text of every article within four seconds at 50 kbit/s, before its faces have come',
    async () => {
      const slow: string[] = [];
      await together(articles(), async (path) => {
        const context = await browser!.newContext({ viewport: { width: 1280, height: 800 } });
        const page = await context.newPage();
        const session = await context.newCDPSession(page);
        await session.send('Network.enable');
        await session.send('Network.emulateNetworkConditions', {
          offline: false,
          latency: 400,
          downloadThroughput: 50_000 / 8,
          uploadThroughput: 50_000 / 8,
        });
        await page.addInitScript(WATCH);
        await page.goto(served.address + addressOf(path), { waitUntil: 'load' });
        await page.evaluate('document.fonts.ready.then(() => 0)');
        const { painted, faces } = (await page.evaluate(PAINTED)) as {
          painted: Record<string, number>;
          faces: number;
        };
        for (const part of ['title', 'text'])
          if (!(painted[part]! < 4000)) slow.push(`${path}: ${part} at ${painted[part]} ms`);
        if (!(painted.text! < faces))
          slow.push(`${path}: its text waits for its faces, ${painted.text} and ${faces} ms`);
        const moved = await shiftOf(page);
        if (!(moved <= 0.02)) slow.push(`${path}: moves by ${moved}`);
        await context.close();
      });
      expect(slow).toEqual([]);
    },
  );

  judged(
    'Chromium',
    existsSync(CHROMIUM),
    'sets the words of mixed lines in the order of UAX #9',
    async () => {
      // As in typeset/bidi.ts: its types describe an ES module and Node loads it as CommonJS.
      const bidi = (bidiFactory as unknown as () => Bidi)();
      const page = await browser!.newPage({ viewport: { width: 1280, height: 800 } });
      let lines = 0;
      const faults: string[] = [];
      for (const path of articles()) {
        await page.goto(served.address + addressOf(path));
        await page.evaluate('document.fonts.ready.then(() => 0)');
        const paragraphs = (await page.evaluate(WORDS)) as {
          text: string;
          direction: 'ltr' | 'rtl';
          words: { at: number; x: number }[];
        }[];
        for (const { text, direction, words } of paragraphs) {
          const levels = bidi.getEmbeddingLevels(text, direction);
          const places = bidi.getReorderedIndices(text, levels);
          const visual = new Map(places.map((logical, place) => [logical, place]));
          const wanted = [...words].sort((a, b) => visual.get(a.at)! - visual.get(b.at)!);
          const found = [...words].sort((a, b) => a.x - b.x);
          lines += 1;
          if (wanted.some((word, place) => word !== found[place]))
            faults.push(`${path}: ${text.slice(0, 80)}`);
        }
      }
      await page.close();
      expect(faults).toEqual([]);
      expect(lines).toBeGreaterThan(50);
    },
  );

  test('joins its languages both ways, in the pages as in the map', () => {
    const heads = new Map<string, Map<string, string>>();
    for (const path of published('index.html')) {
      const html = readFileSync(path, 'utf8');
      const self = /rel="canonical" href="([^"]+)"/.exec(html)![1]!;
      const links = alternates(html);
      const own = /<html lang="([^"]+)"/.exec(html)![1]!;
      // Of an untranslated article the other edition's page counts, and that one says nothing here.
      if (path !== 'dist/index.html' && links.size > 0) {
        expect(links.get(own)).toBe(self);
        expect(links.has('x-default')).toBe(true);
        heads.set(self, links);
      }
    }
    for (const links of heads.values())
      for (const [language, href] of links)
        if (language !== 'x-default') expect(heads.get(href)).toEqual(links);
    const map = readFileSync('dist/sitemap.xml', 'utf8');
    for (const [, url] of map.matchAll(/<url>([\s\S]*?)<\/url>/g)) {
      const self = /<loc>([^<]+)/.exec(url!)![1]!;
      expect([self, alternates(url!)]).toEqual([self, heads.get(self) ?? new Map()]);
    }
    expect(heads.size).toBeGreaterThan(20);
  });

  judged('Chromium', existsSync(CHROMIUM), 'has feeds and maps that are well-formed', async () => {
    const page = await browser!.newPage();
    await page.goto(`${served.address}/index.html`);
    const faults: unknown[] = [];
    for (const path of published('.xml'))
      faults.push(
        await page.evaluate(
          `new DOMParser().parseFromString(${JSON.stringify(readFileSync(path, 'utf8'))}, 'application/xml')
            .querySelector('parsererror')?.textContent`,
        ),
      );
    await page.close();
    expect(faults.filter(Boolean)).toEqual([]);
  });

  test('has feeds with what their formats ask for', () => {
    for (const path of published('feed.xml')) {
      const text = readFileSync(path, 'utf8');
      const entries = text.split('<entry').slice(1);
      for (const part of [text.split('<entry')[0]!, ...entries])
        for (const element of ['title', 'id', 'updated'])
          expect(part.match(new RegExp(`<${element}>`, 'g'))).toHaveLength(1);
      for (const entry of entries) {
        expect(
          entry.match(/rel="enclosure" type="application\/(?:pdf|epub\+zip)"[^>]* length="\d+"/g),
        ).toHaveLength(2);
        expect(entry).toMatch(/^ xml:lang="(?:fa-AF|en)"/);
      }
    }
    for (const path of published('feed.json')) {
      const feed = JSON.parse(readFileSync(path, 'utf8'));
      expect(feed.version).toBe('https://jsonfeed.org/version/1.1');
      for (const item of feed.items)
        expect(typeof item.id === 'string' && item.content_html).toBeTruthy();
    }
  });
});

/** All that a page names, as its reader's browser would ask for it. */
function linksOf(html: string): string[] {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  const plain = (value: string) => value.replace(/&(\w+);/g, (_, name: string) => named[name]!);
  const single = [...html.matchAll(/\s(?:href|src)="([^"]+)"/g)].map(([, target]) =>
    plain(target!),
  );
  const sets = [...html.matchAll(/\ssrcset="([^"]+)"/g)].flatMap(([, list]) =>
    plain(list!)
      .split(',')
      .map((each) => each.trim().split(' ')[0]!),
  );
  const cards = [...html.matchAll(/property="og:image" content="([^"]+)"/g)].map(([, url]) => url!);
  return [...single, ...sets, ...cards];
}

/** Asks Chromium, while the page is still coming, to tell when the title and the first paragraph are painted. */
const WATCH = `
  window.painted = {};
  new PerformanceObserver((list) => {
    for (const { identifier, renderTime } of list.getEntries()) window.painted[identifier] ??= Math.round(renderTime);
  }).observe({ type: 'element', buffered: true });
  const watched = { title: '.text h1', text: '.text > p' };
  new MutationObserver(() => {
    for (const [name, selector] of Object.entries(watched)) {
      const element = document.querySelector(selector);
      if (element && !element.hasAttribute('elementtiming')) element.setAttribute('elementtiming', name);
    }
  }).observe(document, { childList: true, subtree: true });
`;

/** Milliseconds of what \`WATCH\` asked for, and when the first face had come. */
const PAINTED = `new Promise((done) => {
  const faces = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.woff2'));
  const first = Math.round(Math.min(...faces.map(({ responseEnd }) => responseEnd)));
  setTimeout(() => done({ painted: window.painted, faces: first }), 200);
})`;

function alternates(markup: string): Map<string, string> {
  return new Map(
    [...markup.matchAll(/rel="alternate" hreflang="([^"]+)" href="([^"]+)"/g)].map(
      ([, language, href]) => [language!, href!],
    ),
  );
}

/**
 * Every paragraph on one line: its text with isolates where the markup isolates, and the middle of the
 * first letter of each word.
 */
const WORDS = `(() => {
  const open = { ltr: '\\u2066', rtl: '\\u2067' };
  return [...document.querySelectorAll('.text > p:not(:has(br))')].map((p) => {
    p.style.whiteSpace = 'nowrap';
    let text = '';
    const words = [];
    const visit = (node) => {
      if (node.nodeType === 3) {
        for (const match of node.data.matchAll(/\\S+/gu)) {
          const letter = match[0].search(/[\\p{L}\\p{N}]/u);
          if (letter < 0) continue;
          const range = document.createRange();
          range.setStart(node, match.index + letter);
          range.setEnd(node, match.index + letter + 1);
          const box = range.getBoundingClientRect();
          if (box.width > 0) words.push({ at: text.length + match.index + letter, x: box.left + box.width / 2 });
        }
        text += node.data;
        return;
      }
      if (getComputedStyle(node).position === 'absolute') return;
      const dir = node === p ? undefined : node.getAttribute('dir');
      if (dir) text += open[dir];
      for (const child of node.childNodes) visit(child);
      if (dir) text += '\\u2069';
    };
    visit(p);
    return { text, direction: getComputedStyle(p).direction, words };
  });
})()`;
