/**
 * What DAISY Ace says of books, all in one browser: an object of titles of assertions that fail, by book.
 *
 *   node judge.mjs BOOK.epub…
 *
 * The packages lie in `.warraq/judges/ace`; `.ci/judges` puts them there.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(join(process.cwd(), '.warraq/judges/ace/package.json'));
const ace = require('@daisy/ace-core');
const runner = require('@daisy/ace-axe-runner-puppeteer');

const out = mkdtempSync(join(tmpdir(), 'warraq-'));
const waiting = [...process.argv.slice(2).entries()];
const failed = {};

/** One browser serves all books: Ace would launch one for each, which takes longer than the book. */
const shared = { ...runner, launch: async () => {}, close: async () => {} };

async function examine() {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [index, book] = next;
    const options = { cwd: process.cwd(), outdir: join(out, String(index)) };
    const [, report] = await ace(book, options, shared);
    failed[book] = report.assertions.flatMap((document) =>
      document.assertions.map((assertion) => assertion['earl:test']['dct:title']),
    );
  }
}

await runner.launch();
try {
  await Promise.all(Array.from({ length: availableParallelism() }, examine));
} finally {
  await runner.close();
  rmSync(out, { recursive: true });
}
console.log(JSON.stringify(failed));
