/** Our builds of a corpus: cold, with nothing changed, with one paragraph changed. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bytesOf, measured } from './measure.mjs';

/** As `npm run build` calls it. */
const BUILD = [
  '--max-semi-space-size=64',
  '--v8-pool-size=2',
  resolve('.warraq/lib/cli.js'),
  'build',
];

/**
 * A row for each state; that of the cold build is the first.
 *
 * @param formats what is given to `--format`
 */
export function* measureBuilds({ folder, articles }, formats) {
  for (const made of ['dist', '.warraq'])
    rmSync(join(folder, made), { recursive: true, force: true });
  const args = [...BUILD, '--format', formats];
  const build = (state) => ({
    name: 'warraq',
    formats,
    state,
    documents: articles.length,
    ...measured({ command: process.execPath, args, cwd: folder }),
    bytes: bytesOf(join(folder, 'dist')),
  });
  yield build('cold');
  yield build('nothing changed');
  const { file } = articles[articles.length >> 1];
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, `${text.trimEnd()} ${file.endsWith('fa.md') ? 'پایان' : 'The end'}.\n`);
  yield build('a paragraph changed');
  writeFileSync(file, text);
}
