/** Builds that are killed, that find no room on the disk, and that follow upon each other in any order. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { article, filesOf, hashOf, paper, withoutBooks } from '../support/paper.js';

const CLI = join(process.cwd(), '.warraq/lib/cli.js');
const KILLS = 100;
const EDITS = 15;

function build(root: string): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'build'], {
    cwd: root,
    encoding: 'utf8',
  });
  return { code: status, said: stdout + stderr };
}

function smallPaper(): string {
  const root = paper({
    'articles/one/en.md': article,
    'articles/one/fa.md': article.replace('A title', 'عنوان'),
  });
  return withoutBooks(root);
}

/** What a build without a cache makes of the same sources. */
function cleanHash(root: string): string {
  const clean = mkdtempSync(join(tmpdir(), 'warraq-clean-'));
  for (const name of ['site.yaml', 'templates', 'locales', 'articles'])
    cpSync(join(root, name), join(clean, name), { recursive: true });
  const { code, said } = build(clean);
  expect({ code, said }).toMatchObject({ code: 0 });
  const hash = hashOf(join(clean, 'dist'));
  rmSync(clean, { recursive: true });
  return hash;
}

/** Numbers from 0 to 1, the same in every run (Lehmer's generator). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 0x7fffffff;
    return state / 0x7fffffff;
  };
}

/** Every file that the publication's list names is there, and no other. */
function isComplete(folder: string): boolean {
  const listed = JSON.parse(
    readFileSync(join(folder, '.warraq-manifest.json'), 'utf8'),
  ) as string[];
  return (
    JSON.stringify(filesOf(folder)) === JSON.stringify(['.warraq-manifest.json', ...listed].sort())
  );
}

test(`${KILLS} builds killed at any moment leave a whole publication, and nothing to clean up`, async () => {
  const root = smallPaper();
  const random = generator(20261125);
  const text = join(root, 'articles/one/en.md');
  const versions = ['words', 'letters'].map((word) => article.replace('words', word));
  const hashes = versions.map((version) => {
    writeFileSync(text, version);
    return cleanHash(root);
  });
  expect(build(root).code).toBe(0);
  let killed = 0;
  for (let round = 0; round < KILLS; round++) {
    writeFileSync(text, versions[round % 2]!);
    // Every third finds nothing made, so that threads and cache are cut short, too, and takes twice as long.
    const isCold = round % 3 === 0;
    if (isCold) rmSync(join(root, '.warraq'), { recursive: true, force: true });
    const child = spawn(process.execPath, [CLI, 'build'], { cwd: root, stdio: 'ignore' });
    const ended = new Promise((resolve) => child.on('close', resolve));
    await Promise.race([ended, setTimeout(random() * (isCold ? 2500 : 1250))]);
    if (child.kill('SIGKILL')) killed += 1;
    await ended;
    // Between two renames the last publication lies beside its place, and the next command puts it back.
    const last = join(root, '.dist.warraq/last');
    if (!existsSync(join(root, 'dist')) && existsSync(last)) {
      expect(hashes).toContain(hashOf(last));
      continue;
    }
    expect(isComplete(join(root, 'dist'))).toBe(true);
    expect(hashes).toContain(hashOf(join(root, 'dist')));
  }
  expect(killed).toBeGreaterThan(KILLS / 3);
  writeFileSync(text, versions[0]!);
  expect(build(root)).toMatchObject({ code: 0 });
  expect(hashOf(join(root, 'dist'))).toBe(hashes[0]);
  expect(readdirSync(root).filter((name) => name.startsWith('.dist'))).toEqual([]);
});

describe('any sequence of edits', () => {
  test(`of ${EDITS} ends with what a clean build makes`, () => {
    const root = smallPaper();
    const random = generator(7);
    const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
    const slugs = () => readdirSync(join(root, 'articles'));
    const append = (path: string, more: string) =>
      writeFileSync(join(root, path), readFileSync(join(root, path), 'utf8') + more);
    let count = 0;
    const edits: (() => void)[] = [
      () => {
        count += 1;
        mkdirSync(join(root, `articles/new-${count}`));
        const language = pick(['en', 'fa']);
        const title = language === 'fa' ? `عنوان ${'ا'.repeat(count)}` : `Title ${count}`;
        writeFileSync(
          join(root, `articles/new-${count}/${language}.md`),
          article.replace('A title', title),
        );
      },
      () => {
        const slug = pick(slugs());
        append(
          `articles/${slug}/${pick(readdirSync(join(root, 'articles', slug)))}`,
          `\nMore ${random()} «کابل».\n`,
        );
      },
      () => {
        const slug = pick(slugs());
        count += 1;
        renameSync(join(root, 'articles', slug), join(root, `articles/moved-${count}`));
      },
      () => {
        if (slugs().length > 2) rmSync(join(root, 'articles', pick(slugs())), { recursive: true });
      },
      () =>
        append(
          `templates/html/${pick(['site.css', 'lite.css'])}`,
          `\nb { top: ${Math.floor(random() * 9)}px }\n`,
        ),
      () => append('templates/epub/book.css', `\nb { top: ${Math.floor(random() * 9)}px }\n`),
      () => {
        const path = join(root, 'locales/fa/common.json');
        const text = readFileSync(path, 'utf8');
        writeFileSync(
          path,
          text.replace(/"search": "[^"]*"/, `"search": "${pick(['جستجو', 'جست‌وجو', 'یافتن'])}"`),
        );
      },
      () => {
        const path = join(root, 'site.yaml');
        writeFileSync(
          path,
          readFileSync(path, 'utf8').replace(
            /Azad Afghan\w+/,
            pick(['Azad Afghanistan', 'Azad Afghans']),
          ),
        );
      },
    ];
    for (let step = 1; step <= EDITS; step++) {
      pick(edits)();
      const { code, said } = build(root);
      expect(code === 0 ? '' : said).toBe('');
      if (step % 5 === 0) expect(hashOf(join(root, 'dist'))).toBe(cleanHash(root));
    }
  });
});

/** A disk of a few megabytes, where the machine lets us have one. */
function smallDisk(megabytes: number): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'warraq-disk-'));
  const made = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  if (made.status === 0) return folder;
  rmSync(folder, { recursive: true });
  return undefined;
}

const disk = process.platform === 'linux' && process.getuid?.() === 0 ? smallDisk(8) : undefined;
afterAll(() => {
  if (disk) execFileSync('umount', [disk]);
  if (disk) rmSync(disk, { recursive: true });
});

const aDisk = (run: () => void): void => {
  const name = 'a full disk leaves the last publication whole';
  // Only a system administrator may mount one: its lack is no fault of the machine.
  if (disk) test(name, run);
  else test.skip(`${name} (this user may not mount a small disk)`, run);
};

aDisk(() => {
  const source = smallPaper();
  const root = join(disk!, 'paper');
  cpSync(source, root, { recursive: true });
  expect(build(root)).toMatchObject({ code: 0 });
  const before = hashOf(join(root, 'dist'));
  const filler = join(disk!, 'filler');
  const text = join(root, 'articles/one/en.md');
  for (const room of [0, 40, 200, 600]) {
    writeFileSync(text, article.replace('words', `words ${room}`));
    // All that is free but so many kilobytes.
    const free = Number(
      execFileSync('df', ['--output=avail', '-k', disk!], { encoding: 'utf8' }).split('\n')[1],
    );
    writeFileSync(filler, Buffer.alloc(Math.max(0, free - room) * 1024));
    const { code, said } = build(root);
    expect({ code, said }).toMatchObject({ code: 1 });
    expect(said).toContain('the disk is full');
    expect(hashOf(join(root, 'dist'))).toBe(before);
    expect(readdirSync(root).filter((name) => name.startsWith('.dist'))).toEqual([]);
    rmSync(filler);
  }
  expect(build(root)).toMatchObject({ code: 0 });
  expect(hashOf(join(root, 'dist'))).toBe(cleanHash(root));
});
