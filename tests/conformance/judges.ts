/** External judges: found, or said to be missing. With `CI=true` a missing judge is a failure. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A test that needs a judge: skipped with a clear name where it is missing, failed in CI. */
export function judged(
  judge: string,
  isThere: boolean,
  name: string,
  run: (() => void) | (() => Promise<void>),
): void {
  if (isThere) test(name, run);
  else if (process.env.CI === 'true')
    test(name, () => {
      throw new Error(`the judge “${judge}” is missing: .ci/judges installs it`);
    });
  else test.skip(`${name} (the judge “${judge}” is missing: .ci/judges installs it)`, run);
}

export function hasCommand(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
}

/** Standard output of a command; what it says on the error output is shown when it fails. */
export function run(command: string, args: readonly string[]): string {
  return execFileSync(command, [...args], { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
}

/** Every file of the publication with an ending; the build has to have run. */
export function published(ending: string): string[] {
  if (!existsSync('dist/index.html'))
    throw new Error('there is no dist/: npm run test:conformance builds it first');
  return readdirSync('dist', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => join('dist', path))
    .sort();
}

/** Those of single articles, which stand beside the article's page. */
export function publishedArticles(ending: string): string[] {
  return published(ending).filter((path) => !/[\\/]books[\\/]/.test(path));
}

/**
 * How judges in Java are run: none takes long enough to win back what its second compiler and several
 * collectors cost, and the Nu checker goes deep where only the first compiles.
 */
export const JAVA = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xss4m'];

export const JUDGES = '.warraq/judges';
export const CHROMIUM = '/usr/bin/chromium';
