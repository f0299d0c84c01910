/// <reference lib="dom.iterable" />
/// <reference lib="dom" />
/** Every e-book of the publication before EPUBCheck 5, the Nu checker and a browser. */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import JSZip from 'jszip';
import { type Browser, chromium } from 'playwright-core';
import { CHROMIUM, hasCommand, JUDGES, judged, published } from './judges.js';

const classes = `${JUDGES}/epubcheck`;
const isThere = existsSync(classes) && hasCommand('java');
const NU = 'node_modules/vnu-jar/build/dist/vnu.jar';

const FIVE = `${classes}/*`;
/** 4.2.6, which many shops still ask; only some systems have it, so nobody has to. */
const DEBIAN = '/usr/bin/epubcheck';

/** What a program of EPUBCheck says of books; only the sound ones have the status 0. */
function epubcheck(books: readonly string[], program: string) {
  const judge = 'tests/conformance/epubcheck/Judge.java';
  const result = spawnSync('java', ['-cp', program, judge, ...books], {
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

/** The books unpacked, each into a folder of its own: their documents. */
async function unpacked(): Promise<string[]> {
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

const run = promisify(execFile);

/** What failed, by its title. */
function assertionsIn(path: string): string[] {
  const report = JSON.parse(readFileSync(path, 'utf8'));
  return report.assertions.flatMap(
    (each: { assertions: { 'earl:test': { 'dct:title': string } }[] }) =>
      each.assertions.map((assertion) => assertion['earl:test']['dct:title']),
  );
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

  const ace = `${JUDGES}/ace/node_modules/.bin/ace-cli`;
  judged(
    'DAISY Ace',
    existsSync(ace) && existsSync(CHROMIUM),
    'are accessible: no assertion fails',
    async () => {
      const out = mkdtempSync(join(tmpdir(), 'warraq-'));
      const env = { ...process.env, PUPPETEER_EXECUTABLE_PATH: CHROMIUM };
      const books = [...published('.epub').entries()];
      const found: { book: string; failed: string[] }[] = [];
      const examine = async (): Promise<void> => {
        for (let next = books.shift(); next; next = books.shift()) {
          const [index, book] = next;
          const folder = join(out, String(index));
          await run(ace, ['--force', '--outdir', folder, book], { env }).catch(() => {});
          found.push({ book, failed: assertionsIn(join(folder, 'report.json')) });
        }
      };
      // It waits for its browser most of the time.
      await Promise.all(Array.from({ length: availableParallelism() + 1 }, examine));
      expect(found.filter(({ failed }) => failed.length > 0)).toEqual([]);
      expect(found).toHaveLength(published('.epub').length);
    },
  );

  judged('the Nu checker', existsSync(NU) && hasCommand('java'), 'are valid XHTML', async () => {
    // What is EPUB’s own, HTML does not know; a cover has no heading but its picture.
    const own = '.*Attribute “type” not allowed on element.*|.*Section lacks heading.*';
    const result = spawnSync(
      'java',
      ['-jar', NU, '--Werror', '--filterpattern', own, ...(await unpacked())],
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
        const page = await browser.newPage({ viewport: { width: 380, height: 600 } });
        const faults: string[] = [];
        for (const path of await unpacked()) {
          await page.goto(`file://${path}`);
          const found = await page.evaluate(inspect, manner);
          faults.push(...found.map((fault) => `${path.split('/').slice(-3).join('/')}: ${fault}`));
        }
        await page.close();
        expect(faults).toEqual([]);
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
