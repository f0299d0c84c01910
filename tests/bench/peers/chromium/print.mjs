/** `print.mjs <list of pages> <output>`: PDFs of pages in one browser, as many tabs as there are cores. */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { CHROMIUM } from '../../peers.mjs';

const PAGE = {
  format: 'A4',
  margin: { top: '22mm', bottom: '24mm', left: '25mm', right: '25mm' },
  tagged: true,
  displayHeaderFooter: true,
  headerTemplate: '<span></span>',
  footerTemplate: '<p class="pageNumber" style="width:100%;text-align:center;font-size:8pt"></p>',
};

const [list, output] = process.argv.slice(2);
const waiting = readFileSync(list, 'utf8').trim().split('\n').entries();
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
});
await Promise.all(Array.from({ length: availableParallelism() }, printWaiting));
await browser.close();

async function printWaiting() {
  const tab = await browser.newPage();
  for (const [number, path] of waiting) {
    await tab.goto(pathToFileURL(path).href);
    await tab.evaluate(() => document.fonts.ready);
    await tab.pdf({ ...PAGE, path: join(output, `${number}.pdf`) });
  }
}
