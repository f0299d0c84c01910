/** Modules for browsers, as `npm run compile` made them. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readText } from './files.js';

/** The text of a module, wherever this one runs. */
export function compiled(name: string): string {
  const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
  const folder = root.endsWith('.warraq') ? join(root, 'lib') : join(root, '.warraq/lib');
  return readText(folder, join(folder, `${name}.js`)).text;
}
