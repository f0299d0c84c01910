/// <reference lib="dom.iterable" />
/// <reference lib="dom" />
/** What is too long, too wide or too tall for a page, built by the program and looked at in a browser. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import JSZip from 'jszip';
import type { Browser, Page } from 'playwright-core';
import { frontMatter } from '../support/house.js';
import { filesOf, paper, withoutBooks } from '../support/paper.js';
import { makePng } from '../support/png.js';
import { openBrowser } from './browser.js';
import { CHROMIUM, judged } from './judges.js';

const CLI = join(process.cwd(), '.warraq/lib/cli.js');
const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const ADDRESS = `https://example.org/${'x'.repeat(120)}`;
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const tableOf = (columns: number, head: string, cell: (index: number) => string): string => {
  const indexes = Array.from({ length: columns }, (_, index) => index);
  const rows = [indexes.map(() => head), indexes.map(() => '---'), indexes.map(cell)];
  return rows.map(row).join('\n');
};
/** The second has as many columns as a table may have. */
const TABLES = [
  tableOf(12, 'Column', (index) => (index === 3 ? LONG : `1996–20${index + 10}`)),
  tableOf(50, 'Ab', (index) => `${index}`),
].join('\n\n');

const ENGLISH = `Words.[^1]

${TABLES}

<${ADDRESS}>

## ${LONG}

![Lines](lines.png)

![A tower](tower.png)

[^1]: The first note fills more than one line of a small page, as notes are wont to do.
`;
const PERSIAN = `واژه‌ها.[^1]\n\n${TABLES}\n\n[^1]: یادداشت نخست بیش از یک سطر از صفحه‌ای کوچک را می‌گیرد، چنان‌که رسم است.\n`;
const MIXED = 'نوشتهٔ ب با Title in English (and brackets)';

const png = (width: number, height: number): Buffer =>
  makePng({
    width,
    height,
    type: 6,
    depth: 8,
    interlaced: false,
    filter: 0,
    sample: (_, y, index) => (index === 3 && y % 20 < 2 ? 255 : 0),
  });

function build(): string {
  const [lines, tower] = [png(600, 300), png(300, 4000)];
  const inFolders = ['a', 'b', 'c'].flatMap((slug): [string, string | Buffer][] => [
    [`articles/${slug}/en.md`, frontMatter(`Of ${LONG}`) + ENGLISH],
    [`articles/${slug}/fa.md`, frontMatter(slug === 'b' ? MIXED : `واژهٔ ${LONG}`) + PERSIAN],
    [`articles/${slug}/lines.png`, lines],
    [`articles/${slug}/tower.png`, tower],
  ]);
  const root = withoutBooks(paper(Object.fromEntries(inFolders)));
  const { status, stderr } = spawnSync(process.execPath, [CLI, 'build'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  return join(root, 'dist');
}

const isThere = existsSync(CHROMIUM);
let browser: Browser;
let dist: string;
beforeAll(async () => {
  if (!isThere) return;
  dist = build();
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function open(
  path: string,
  width: number,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 600 }, colorScheme });
  await page.goto(`file://${join(dist, path)}`);
  return page;
}

describe('a page of the site', () => {
  judged('Chromium', isThere, 'never scrolls sideways', async () => {
    const faults: string[] = [];
    for (const width of [360, 1000, 1280]) {
      const page = await browser.newPage({ viewport: { width, height: 600 } });
      for (const path of filesOf(dist).filter((each) => each.endsWith('.html'))) {
        await page.goto(`file://${join(dist, path)}`);
        const wide = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        if (Number(wide) > 0) faults.push(`${path} at ${width} by ${wide}`);
      }
      await page.close();
    }
    expect(faults).toEqual([]);
  });

  judged('Chromium', isThere, 'keeps a mixed title in one line of words', async () => {
    const page = await open('fa/a/index.html', 1280);
    const displays = await page
      .locator('.steps strong span, .related a span')
      .evaluateAll((spans) => spans.map((span) => getComputedStyle(span).display));
    expect(displays.length).toBeGreaterThan(1);
    expect(new Set(displays)).toEqual(new Set(['inline']));
    await page.close();
  });

  judged('Chromium', isThere, 'shows pictures on paper in the dark, whole at once', async () => {
    const page = await open('en/a/index.html', 1280, 'dark');
    const shown = await page.locator('.text img').evaluateAll((pictures) =>
      Promise.all(
        (pictures as HTMLImageElement[]).map(async (picture) => {
          picture.loading = 'eager';
          await picture.decode();
          const { clientWidth, clientHeight, naturalWidth, naturalHeight } = picture;
          return {
            backgroundColor: getComputedStyle(picture).backgroundColor,
            isWhole: clientHeight <= innerHeight,
            // Within a pixel as wide as it is tall: nothing of its box is empty.
            isFilled: Math.abs(clientWidth - (clientHeight * naturalWidth) / naturalHeight) <= 1,
          };
        }),
      ),
    );
    const good = { backgroundColor: 'rgb(255, 255, 255)', isWhole: true, isFilled: true };
    expect(shown).toEqual([good, good]);
    await page.close();
  });
});

describe('a page of a book of 380 × 600', () => {
  judged('Chromium', isThere, 'holds all words, and notes begin behind their numbers', async () => {
    const page = await browser.newPage({ viewport: { width: 380, height: 600 } });
    const faults: string[] = [];
    for (const book of filesOf(dist).filter((path) => path.endsWith('.epub')))
      for (const document of await unpack(book)) {
        await page.goto(`file://${document}`);
        const found = await page.evaluate(inspectPages);
        faults.push(...found.map((fault) => `${book}: ${fault}`));
      }
    expect(faults).toEqual([]);
    await page.close();
  });
});

/** The documents of a book, beside it in a folder of its own. */
async function unpack(book: string): Promise<string[]> {
  const zip = await JSZip.loadAsync(readFileSync(join(dist, book)));
  const paths: string[] = [];
  for (const entry of Object.values(zip.files).filter(({ dir }) => !dir)) {
    const path = join(dist, `${book}-unpacked`, entry.name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, await entry.async('nodebuffer'));
    if (path.endsWith('.xhtml')) paths.push(path);
  }
  return paths;
}

/** Runs in the browser: sets the document in columns as e-readers do, and says what is wrong with it. */
function inspectPages(): string[] {
  const [PAGE, MARGIN] = [380, 20];
  const style = document.createElement('style');
  style.textContent = `html{height:600px}body{box-sizing:border-box;height:600px;width:${PAGE}px;margin:0;padding:${MARGIN}px;columns:340px;column-gap:${2 * MARGIN}px;column-fill:auto}`;
  document.head.append(style);
  const faults: string[] = [];
  const boxesOf = (node: Node): DOMRect[] => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter(({ width }) => width > 1);
  };
  const isRightToLeft = getComputedStyle(document.body).direction === 'rtl';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (const { left, right, width } of boxesOf(node)) {
      // Pages follow each other to the side that the book is read to.
      const along = isRightToLeft ? PAGE - right : left;
      const inPage = along - Math.floor(along / PAGE) * PAGE;
      if (inPage < MARGIN - 1 || inPage + width > PAGE - MARGIN + 1)
        faults.push(`beyond its page: ${node.textContent!.trim().slice(0, 30)}`);
    }
  for (const label of document.querySelectorAll('.note > .label')) {
    const number = label.getBoundingClientRect();
    const first = boxesOf(label.nextElementSibling!)[0]!;
    if (first.top > number.bottom || first.bottom < number.top)
      faults.push(`alone in its line: ${label.textContent}`);
  }
  return faults;
}
