#!/usr/bin/env node
/**
 * Makes the README's pictures from dist/: page, PDF and e-book of the first article, in both editions.
 *
 *   npm run build && node docs/pictures.mjs        needs chromium, pdftoppm and unzip
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
const shoot = (name, url, size) =>
  execFileSync(
    'chromium',
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--hide-scrollbars',
      `--screenshot=docs/${name}.png`,
      `--window-size=${size}`,
      url,
    ],
    { stdio: 'ignore' },
  );

for (const edition of ['fa', 'en']) {
  const slug = readdirSync(join('dist', edition))
    .filter((each) => /^\d/.test(each))
    .sort()[0];
  const base = join('dist', edition, slug);
  shoot(`page-${edition}`, `file://${resolve(base, 'index.html')}`, '800,1000');
  execFileSync('pdftoppm', [
    '-r',
    '80',
    '-png',
    '-f',
    '1',
    '-l',
    '1',
    '-singlefile',
    join(base, `${slug}.pdf`),
    `docs/pdf-${edition}`,
  ]);
  execFileSync('unzip', ['-q', '-o', join(base, `${slug}.epub`), '-d', join(folder, edition)]);
  shoot(`book-${edition}`, `file://${join(folder, edition, 'OEBPS', 'text.xhtml')}`, '500,760');
}
