/** Modules as `npm run compile` made them, for browsers and threads, wherever this one runs. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readText } from './files.js';

/** @param name path below `src/`, without its ending */
export function compiledPath(name: string): string {
  const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
  const folder = root.endsWith('.warraq') ? join(root, 'lib') : join(root, '.warraq/lib');
  return join(folder, `${name}.js`);
}

export function compiled(name: string): string {
  const path = compiledPath(name);
  return readText(dirname(path), path).text;
}
