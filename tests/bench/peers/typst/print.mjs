/** `print.mjs <folder of the peers> <sources> <output>`: PDFs of typst's sources, in one process. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { openTypst } from '../../typst.mjs';

const [peers, sources, output] = process.argv.slice(2);
const typst = openTypst(peers);
for (const name of readdirSync(sources)) {
  const source = readFileSync(join(sources, name), 'utf8');
  writeFileSync(join(output, name.replace(/\.typ$/, '.pdf')), typst.make(source));
  // The binding frees memory where the event loop turns.
  await setImmediate();
}
