/** A paper in a folder of its own, and the whole program run on it. */
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/cli.js';
import { frontMatter } from './house.js';

const ROOT = process.cwd();
export const article = `${frontMatter('A title')}Some words (کابل).\n`;
const made: string[] = [];

/** A paper of its own, with these articles. */
export function paper(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), 'warraq-'));
  made.push(root);
  for (const name of ['site.yaml', 'templates', 'locales'])
    cpSync(join(ROOT, name), join(root, name), { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

afterAll(() => {
  for (const root of made) rmSync(root, { recursive: true, force: true });
});

export async function warraq(
  root: string,
  ...argv: string[]
): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await run(argv, {
    cwd: root,
    print: (text) => {
      out += text;
    },
    complain: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

export function filesOf(folder: string): string[] {
  return (
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      // A build that is at work may take one away meanwhile.
      .filter((path) => statSync(join(folder, path), { throwIfNoEntry: false })?.isFile())
      .sort()
  );
}

export function hashOf(folder: string): string {
  const hash = createHash('sha256');
  for (const path of filesOf(folder)) hash.update(path).update(readFileSync(join(folder, path)));
  return hash.digest('hex');
}

/** A paper that binds none: books are tasks like others, and slow ones. */
export function withoutBooks(root: string): string {
  edit(root, 'site.yaml', /^books:\n(?: .*\n)+/m, '');
  return root;
}

/** Changes one text of a paper; the text has to be there. */
export function edit(root: string, path: string, from: string | RegExp, to: string): void {
  const text = readFileSync(join(root, path), 'utf8');
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${path} has no ${from}`);
  writeFileSync(join(root, path), changed);
}
