/** Our builds of a corpus: cold, with nothing changed, with one paragraph changed. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bytesOf, measured } from './measure.mjs';

/** As `npm run build` calls it. */
const BUILD = ['--max-semi-space-size=64', resolve('.warraq/lib/cli.js'), 'build'];

/**
 * @param formats what is given to `--format`
 * @returns a row for each state; that of the cold build is the first
 */
export function measureBuilds({ folder, articles }, formats) {
  for (const made of ['dist', '.warraq'])
    rmSync(join(folder, made), { recursive: true, force: true });
  const build = () => ({
    ...measured({ command: process.execPath, args: [...BUILD, '--format', formats], cwd: folder }),
    bytes: bytesOf(join(folder, 'dist')),
  });
  const row = (state, figures) => ({
    name: 'warraq',
    formats,
    state,
    documents: articles.length,
    ...figures,
  });
  const rows = [row('cold', build()), row('nothing changed', build())];
  const { file } = articles[articles.length >> 1];
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, `${text.trimEnd()} ${file.endsWith('fa.md') ? 'پایان' : 'The end'}.\n`);
  rows.push(row('a paragraph changed', build()));
  writeFileSync(file, text);
  return rows;
}
