/// <reference lib="dom.iterable" />
/// <reference lib="dom" />
/** Every e-book of the publication before EPUBCheck 5, the Nu checker and a browser. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import JSZip from 'jszip';
import { type Browser, chromium } from 'playwright-core';
import { onPages } from './browser.js';
import { CHROMIUM, hasCommand, JAVA, JUDGES, judged, published } from './judges.js';

const classes = `${JUDGES}/epubcheck`;
const isThere = existsSync(classes) && hasCommand('java');
const NU = 'node_modules/vnu-jar/build/dist/vnu.jar';

const FIVE = `${classes}/*`;
/** 4.2.6, which many shops still ask; only some systems have it, so nobody has to. */
const DEBIAN = '/usr/bin/epubcheck';

/** What a program of EPUBCheck says of books; only the sound ones have the status 0. */
function epubcheck(books: readonly string[], program: string) {
  const judge = 'tests/conformance/epubcheck/Judge.java';
  const result = spawnSync('java', [...JAVA, '-cp', program, judge, ...books], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const judged = [...result.stdout.matchAll(/^judged (\d+) (.*)$/gm)];
  return {
    said: result.stderr.replaceAll('\n\n', '\n').trim(),
    statuses: new Map(judged.map(([, status, book]) => [book!, Number(status)])),
  };
}

/** Every book of the publication before this program. */
function expectSound(program: string): void {
  const books = published('.epub');
  expect(books.length).toBeGreaterThan(0);
  const { said, statuses } = epubcheck(books, program);
  const unsound = books.filter((book) => statuses.get(book) !== 0);
  expect({ unsound, said: unsound.length > 0 ? said : '' }).toEqual({ unsound: [], said: '' });
}

let documents: Promise<string[]> | undefined;

/** The books unpacked once for all, each into a folder of its own: their documents. */
function unpacked(): Promise<string[]> {
  documents ??= unpack();
  return documents;
}

async function unpack(): Promise<string[]> {
  const root = mkdtempSync(join(tmpdir(), 'warraq-'));
  const documents: string[] = [];
  for (const [index, book] of published('.epub').entries()) {
    const zip = await JSZip.loadAsync(readFileSync(book));
    for (const [name, entry] of Object.entries(zip.files)) {
      const path = join(root, `${index}-${basename(book, '.epub')}`, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, await entry.async('nodebuffer'));
      if (name.endsWith('.xhtml')) documents.push(path);
    }
  }
  return documents;
}

/** Titles of what fails before DAISY Ace, by book. */
function ace(books: readonly string[]): Record<string, string[]> {
  const env = { ...process.env, PUPPETEER_EXECUTABLE_PATH: CHROMIUM };
  const judge = 'tests/conformance/ace/judge.mjs';
  const { status, stdout, stderr } = spawnSync(process.execPath, [judge, ...books], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

describe('the e-books', () => {
  judged('EPUBCheck 5', isThere, 'have no errors and no warnings', () => {
    expectSound(FIVE);
  });

  (existsSync(DEBIAN) && hasCommand('java') ? test : test.skip)(
    'have none before EPUBCheck 4.2.6 either',
    () => expectSound(DEBIAN),
  );

  judged('EPUBCheck 5', isThere, 'are really judged: a broken book fails', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'warraq-')), 'broken.epub');
    writeFileSync(path, 'no book');
    expect(epubcheck([path], FIVE).statuses.get(path)).toBeGreaterThan(0);
  });

  const aceIsThere = existsSync(`${JUDGES}/ace/node_modules`) && existsSync(CHROMIUM);
  judged('DAISY Ace', aceIsThere, 'are accessible: no assertion fails', () => {
    const books = published('.epub');
    expect(ace(books)).toEqual(Object.fromEntries(books.map((book) => [book, []])));
  });

  judged(
    'DAISY Ace',
    aceIsThere,
    'are really judged by it: a picture without words fails',
    async () => {
      const zip = await JSZip.loadAsync(readFileSync(published('.epub')[0]!));
      const cover = zip.file(/cover\.xhtml$/)[0]!;
      const silent = (await cover.async('string')).replace(/ alt="[^"]*"/, '');
      zip.file(cover.name, silent);
      const path = join(mkdtempSync(join(tmpdir(), 'warraq-')), 'silent.epub');
      writeFileSync(path, await zip.generateAsync({ type: 'nodebuffer' }));
      expect(ace([path])[path]).toContain('image-alt');
    },
  );

  judged('the Nu checker', existsSync(NU) && hasCommand('java'), 'are valid XHTML', async () => {
    // What is EPUB’s own, HTML does not know; a cover has no heading but its picture.
    const own = '.*Attribute “type” not allowed on element.*|.*Section lacks heading.*';
    const result = spawnSync(
      'java',
      [...JAVA, '-jar', NU, '--Werror', '--filterpattern', own, ...(await unpacked())],
      { encoding: 'utf8', maxBuffer: 1 << 26 },
    );
    expect(result.stderr).toBe('');
    expect(result.status).toBe(0);
  });
});

/** What an e-reader does to a document: pages of 380 × 600, and its own will about styles. */
const READERS = {
  'with our style': 'ours',
  'without any style': 'no-style',
  'with the direction forced': 'forced',
} as const;

describe('in pages of 380 × 600', () => {
  let browser: Browser;
  beforeAll(async () => {
    if (existsSync(CHROMIUM)) browser = await chromium.launch({ executablePath: CHROMIUM });
  });
  afterAll(async () => {
    await browser?.close();
  });

  for (const [name, manner] of Object.entries(READERS))
    judged(
      'Chromium',
      existsSync(CHROMIUM),
      `${name} nothing overflows and lines begin at their side`,
      async () => {
        const size = { viewport: { width: 380, height: 600 } };
        const found = await onPages(browser, size, await unpacked(), async (path, page) => {
          await page.goto(`file://${path}`);
          const faults = await page.evaluate(inspect, manner);
          return faults.map((fault) => `${path.split('/').slice(-3).join('/')}: ${fault}`);
        });
        expect(found.flat()).toEqual([]);
      },
    );
});

/** Runs in the browser: sets the document in columns as e-readers do, and says what is wrong with it. */
function inspect(manner: string): string[] {
  const { documentElement: root, body } = document;
  const article = body.querySelector('article,section,nav')!;
  const own = article.getAttribute('dir')!;
  if (manner === 'no-style') for (const link of document.querySelectorAll('link')) link.remove();
  // Readium forces the book’s direction upon the root of every document.
  if (manner === 'forced') root.setAttribute('dir', own === 'rtl' ? 'ltr' : 'rtl');
  const style = document.createElement('style');
  style.textContent =
    'html{height:600px}body{box-sizing:border-box;height:600px;width:380px;margin:0;padding:20px;columns:340px;column-gap:40px;column-fill:auto}img{max-width:100%;max-height:560px}pre{white-space:pre-wrap}';
  document.head.append(style);
  const faults: string[] = [];
  const WIDTH = 340;
  for (const element of article.querySelectorAll<HTMLElement>('p,h1,h2,h3,li,table,pre,figure')) {
    for (const box of element.getClientRects())
      if (box.width > WIDTH + 1)
        faults.push(`${element.localName} is ${Math.round(box.width)} wide`);
    if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      faults.push(`${element.localName} overflows: ${element.textContent?.slice(0, 30)}`);
  }
  for (const element of article.querySelectorAll<HTMLElement>('.text > p')) {
    const direction = element.getAttribute('dir') ?? own;
    const computed = getComputedStyle(element);
    const isAtStart = computed.textAlign === 'start' || computed.textAlign === 'justify';
    if (computed.direction !== direction) faults.push(`a paragraph runs ${computed.direction}`);
    if (!isAtStart) faults.push(`a paragraph is aligned to ${computed.textAlign}`);
  }
  return faults;
}
