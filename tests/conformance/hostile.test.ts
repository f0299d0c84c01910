/** All hostile texts in one paper, built by the program itself in all formats: it ends, in time and cleanly. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TEXTS } from '../hostile/texts.js';
import { article, paper, withoutBooks } from '../support/paper.js';

const CLI = join(process.cwd(), '.warraq/lib/cli.js');
/** Milliseconds; a program that is still at it then would be killed. */
const LONGEST = 60_000;
/** What is refused is not kept. */
const MEGABYTES = 1024;

test.each([
  ['build', '1'],
  ['build', '2'],
  ['check', '1'],
])(
  'warraq %s --jobs %s refuses each at its place, and a fault beside them too',
  (command, jobs) => {
    const paths = TEXTS.map((_, index) => `articles/t-${index}/en.md`);
    const beside = article.replace('Some words', '[Some words](javascript:alert)');
    const root = withoutBooks(
      paper({
        ...Object.fromEntries(TEXTS.map(([, content], index) => [paths[index]!, content])),
        'articles/z/en.md': beside,
        // No face has it: only drawing finds that.
        'articles/z-2/en.md': article.replace('Some words', 'Some 漢 words'),
      }),
    );
    const { status, signal, stdout, stderr } = spawnSync(
      process.execPath,
      [`--max-old-space-size=${MEGABYTES}`, CLI, command, '--jobs', jobs],
      { cwd: root, encoding: 'utf8', timeout: LONGEST, maxBuffer: 1 << 28 },
    );
    expect({ status, signal }).toEqual({ status: 1, signal: null });
    const said = stdout + stderr;
    expect(said).not.toContain('our bug');
    for (const [index, path] of paths.entries())
      expect({
        text: TEXTS[index]![0],
        said: new RegExp(`^${path}:\\d+:\\d+: (?:error|warning)`, 'm').test(said),
      }).toEqual({
        text: TEXTS[index]![0],
        said: true,
      });
    expect(said).toContain('articles/z/en.md:8:1: error md-002');
    expect(said).toContain('articles/z-2/en.md:8:6: error pdf-001');
    expect(existsSync(join(root, 'dist'))).toBe(false);
  },
);
