/** What the cache, the threads and the lock may never change: the bytes of a publication. */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openCache, tidyCache } from '../../src/build/press/cache.js';
import { article, edit, filesOf, hashOf, paper, warraq, withoutBooks } from '../support/paper.js';
import { makePng } from '../support/png.js';

const CLI = join(process.cwd(), '.warraq/lib/cli.js');
const CACHE = '.warraq/cache';

function dots(width: number): Buffer {
  const sample = (x: number): number => (x % 2) * 255;
  return makePng({ width, height: 1, type: 0, depth: 8, interlaced: false, filter: 0, sample });
}

function smallPaper(): string {
  const root = paper({
    'articles/one/en.md': article,
    'articles/one/fa.md': article.replace('A title', 'عنوان'),
    'articles/two/en.md': article.replace('Some words', '![Two dots](dot.png)\n\nOther words'),
    'articles/two/dot.png': dots(2),
  });
  return withoutBooks(root);
}

/** The hash of what a build without a cache makes of the folder. */
async function cleanHash(root: string): Promise<string> {
  const clean = join(root, 'clean');
  const kept = join(root, '.kept');
  const cache = join(root, '.warraq');
  // Nothing that an earlier build left may help.
  if (existsSync(cache)) renameSync(cache, kept);
  const { code, err } = await warraq(root, 'build', '--out', 'clean', '--jobs', '1');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  rmSync(cache, { recursive: true });
  if (existsSync(kept)) renameSync(kept, cache);
  const hash = hashOf(clean);
  rmSync(clean, { recursive: true });
  return hash;
}

async function build(root: string, ...more: string[]): Promise<string> {
  const { code, out, err } = await warraq(root, 'build', ...more);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

function entries(root: string): string[] {
  return filesOf(join(root, CACHE)).filter((path) => /^[0-9a-f]{2}\//.test(path));
}

const CHANGES: [string, (root: string) => void][] = [
  ['a word of a text', (root) => edit(root, 'articles/one/fa.md', 'کابل', 'هرات')],
  ['the title of a text', (root) => edit(root, 'articles/one/en.md', 'A title', 'Another title')],
  ['a picture', (root) => writeFileSync(join(root, 'articles/two/dot.png'), dots(3))],
  [
    'a template of pages',
    (root) => edit(root, 'templates/html/site.css', /$/, '\n/* x */ b { top: 0 }\n'),
  ],
  [
    'a template of books',
    (root) => edit(root, 'templates/epub/book.css', /$/, '\nb { color: red }\n'),
  ],
  ['the theme', (root) => edit(root, 'templates/theme.yaml', /textSize: [\d.]+/, 'textSize: 12')],
  [
    'a word of a locale',
    (root) => edit(root, 'locales/en/common.json', /"search": "[^"]*"/, '"search": "Look for"'),
  ],
  ['the name of the paper', (root) => edit(root, 'site.yaml', 'Azad Afghanistan', 'Azad Afghans')],
  [
    'a new article',
    (root) => {
      mkdirSync(join(root, 'articles/three'));
      writeFileSync(join(root, 'articles/three/en.md'), article.replace('A title', 'Three'));
    },
  ],
  ['an article less', (root) => rmSync(join(root, 'articles/one'), { recursive: true })],
];

describe('the cache', () => {
  const root = smallPaper();
  test('begins with what a clean build makes', async () => {
    await build(root);
    expect(hashOf(join(root, 'dist'))).toBe(await cleanHash(root));
  });

  test.each(CHANGES)('sees %s', async (_name, change) => {
    const before = hashOf(join(root, 'dist'));
    change(root);
    await build(root);
    const after = hashOf(join(root, 'dist'));
    expect(after).not.toBe(before);
    expect(after).toBe(await cleanHash(root));
  });

  test('draws only what has changed', async () => {
    const own = smallPaper();
    await build(own);
    const before = new Set(entries(own));
    edit(own, 'articles/one/en.md', 'words', 'letters');
    const { files } = JSON.parse(await build(own, '--json'));
    const made = files.filter(
      (file: { reused: boolean; path: string }) =>
        !file.reused && /\.(?:pdf|epub)$/.test(file.path),
    );
    expect(
      made
        .map(({ path }: { path: string }) => path)
        .filter((path: string) => !path.includes('/books/'))
        .sort(),
    ).toEqual(['en/one/one.epub', 'en/one/one.pdf']);
    expect(entries(own).filter((path) => !before.has(path)).length).toBeGreaterThan(0);
  });

  test('is swept of what a killed build left half written, and of nothing that one is at', () => {
    const own = join(paper({}), CACHE);
    const [key, now, hour] = ['ab'.padEnd(64, 'c'), Date.now(), 60 * 60 * 1000];
    const entry = join(own, 'ab', key.slice(2));
    const ages = { [entry]: 25, [`${entry}.0.7.1.new`]: 25, [`${entry}.7.2.new`]: 23 };
    mkdirSync(join(own, 'ab'), { recursive: true });
    for (const [path, age] of Object.entries({ ...ages, [join(own, 'trial.7.3.new')]: 25 })) {
      writeFileSync(path, '');
      utimesSync(path, new Date(now - age * hour), new Date(now - age * hour));
    }
    tidyCache(own, () => new Set([key]), now);
    expect(filesOf(own)).toEqual([`ab/${key.slice(2)}`, `ab/${key.slice(2)}.7.2.new`, 'tidied']);
  });

  test('draws no document anew for a budget, and no page for a word of another article', async () => {
    const own = smallPaper();
    await build(own);
    const drawnAfter = async (path: string, from: string | RegExp, to: string) => {
      edit(own, path, from, to);
      const { files } = JSON.parse(await build(own, '--json'));
      return (files as { reused: boolean; path: string }[])
        .filter(({ reused }) => !reused)
        .map((file) => file.path);
    };
    const byBudget = await drawnAfter('site.yaml', /^( {2}picture: )\d+/m, '$1149');
    expect(byBudget.filter((path) => /\.(pdf|epub)$/.test(path))).toEqual([]);
    const byWord = await drawnAfter('articles/one/en.md', 'words', 'letters');
    expect(byWord).toContain('en/one/index.html');
    expect(byWord.filter((path) => path.includes('/two/'))).toEqual([]);
  });

  test('may be deleted, or spoiled at any place', async () => {
    const own = smallPaper();
    await build(own);
    const hash = hashOf(join(own, 'dist'));
    entries(own).forEach((path, index) => {
      const file = join(own, CACHE, path);
      const bytes = readFileSync(file);
      if (index % 4 === 0) unlinkSync(file);
      else if (index % 4 === 1) writeFileSync(file, bytes.subarray(0, bytes.length - 1));
      else if (index % 4 === 2) writeFileSync(file, '');
      else {
        bytes[bytes.length - 7]! ^= 1;
        writeFileSync(file, bytes);
      }
    });
    rmSync(join(own, 'dist'), { recursive: true });
    await build(own);
    expect(hashOf(join(own, 'dist'))).toBe(hash);
  });

  test('gives no file back that was written over in the publication, whose file it is', async () => {
    const own = smallPaper();
    await build(own);
    const hash = hashOf(join(own, 'dist'));
    const book = join(own, 'dist/en/one/one.epub');
    expect(statSync(book).nlink).toBeGreaterThan(1);
    writeFileSync(book, 'mine');
    await build(own);
    expect(hashOf(join(own, 'dist'))).toBe(hash);
    rmSync(join(own, 'dist'), { recursive: true });
    await build(own);
    expect(hashOf(join(own, 'dist'))).toBe(hash);
  });
});

describe('the publication before the last, with which the next one begins', () => {
  /** A paper that has one. */
  async function paperWithSpare(): Promise<{ root: string; change: () => void; spare: string }> {
    const root = smallPaper();
    let changes = 0;
    const change = () => edit(root, 'articles/one/en.md', /words.*/, `words ${++changes}`);
    await build(root);
    change();
    await build(root);
    change();
    const name = readdirSync(join(root, CACHE)).find((each) => each.startsWith('spare-'));
    return { root, change, spare: join(root, CACHE, name!) };
  }

  test.each<[string, (root: string, spare: string) => void]>([
    ['is as it was left', () => {}],
    ['is gone', (_, spare) => rmSync(spare, { recursive: true })],
    ['has another file', (_, spare) => writeFileSync(join(spare, 'fa/more.html'), 'more')],
    ['lacks one', (_, spare) => unlinkSync(join(spare, 'fa/one/index.html'))],
    [
      'has a file in the place of another',
      (_, spare) => {
        unlinkSync(join(spare, 'fa/one/index.html'));
        writeFileSync(join(spare, 'fa/one/index.html'), 'other');
      },
    ],
    [
      'is written into through the last',
      (root) => writeFileSync(join(root, 'dist/fa/one/index.html'), 'other'),
    ],
    ['stands beside nothing', (root) => rmSync(join(root, 'dist'), { recursive: true })],
    ['has an article that goes', (root) => rmSync(join(root, 'articles/two'), { recursive: true })],
  ])('%s', async (_name, harm) => {
    const { root, change, spare } = await paperWithSpare();
    harm(root, spare);
    await build(root);
    const clean = await cleanHash(root);
    expect(hashOf(join(root, 'dist'))).toBe(clean);
    change();
    await build(root);
    expect(hashOf(join(root, 'dist'))).toBe(await cleanHash(root));
  });

  test('brings what is not ours along, for as long as it is there', async () => {
    const { root, change } = await paperWithSpare();
    const theirs = join(root, 'dist/en/one/theirs.txt');
    writeFileSync(theirs, 'theirs');
    for (const _ of ['once', 'twice', 'thrice']) {
      await build(root);
      expect(readFileSync(theirs, 'utf8')).toBe('theirs');
      change();
    }
    unlinkSync(theirs);
    await build(root);
    expect(hashOf(join(root, 'dist'))).toBe(await cleanHash(root));
  });
});

describe('a build with nothing to do', () => {
  test('says so, and sees what was done to the publication', async () => {
    const root = smallPaper();
    await build(root);
    // Files that have just changed are not trusted.
    await setTimeout(150);
    rmSync(join(root, CACHE), { recursive: true });
    await build(root);
    const hash = hashOf(join(root, 'dist'));
    expect(await build(root)).toContain('dist/ is as it should be');
    const page = join(root, 'dist/en/one/index.html');
    for (const harm of [() => unlinkSync(page), () => writeFileSync(page, 'mine')]) {
      harm();
      expect(await build(root)).toContain('published in dist/');
      expect(hashOf(join(root, 'dist'))).toBe(hash);
    }
    expect(await build(root, '--drafts')).toContain('published in dist/');
  });

  test('warns again of what it warned of', async () => {
    const root = paper({ 'articles/one/en.md': article.replace('Some words', '[Some](#) words') });
    await setTimeout(150);
    const first = await warraq(root, 'build');
    const second = await warraq(root, 'build');
    expect(first.err).toContain('articles/one/en.md:');
    expect(second.out).toContain('is as it should be');
    expect(second.err).toBe(first.err);
  });
});

describe('threads', () => {
  test('change no byte, whatever their number', async () => {
    const texts = Array.from({ length: 6 }, (_, index): [string, string] => [
      `articles/piece-${index}/en.md`,
      article.replace('A title', `Title ${index}`),
    ]);
    const root = paper(Object.fromEntries(texts));
    const hashes: string[] = [];
    for (const jobs of ['1', '3']) {
      rmSync(join(root, '.warraq'), { recursive: true, force: true });
      await build(root, '--jobs', jobs);
      hashes.push(hashOf(join(root, 'dist')));
    }
    expect(hashes[1]).toBe(hashes[0]);
  });

  test.each(['0', 'many', '1.5'])('are no %s', async (jobs) => {
    const { code, err } = await warraq(smallPaper(), 'build', '--jobs', jobs);
    expect(code).toBe(1);
    expect(err).toContain('is no number of threads');
  });
});

function begin(
  root: string,
  ...args: string[]
): {
  child: ChildProcess;
  said: () => string;
  end: Promise<number | null>;
} {
  const child = spawn(process.execPath, [CLI, ...(args.length > 0 ? args : ['build'])], {
    cwd: root,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      text += String(chunk);
    });
  const end = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, said: () => text, end };
}

function lockOf(root: string): string | undefined {
  const folder = join(root, CACHE);
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder).find((name) => name.endsWith('.lock'));
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 3000) throw new Error('waited for too long');
    await setTimeout(5);
  }
}

describe('two builds at once', () => {
  test('take turns, and the second says so', async () => {
    const root = smallPaper();
    const first = begin(root);
    await until(() => lockOf(root) !== undefined);
    const second = begin(root);
    expect([await first.end, await second.end]).toEqual([0, 0]);
    expect(second.said()).toContain(`another build is at it (process ${first.child.pid})`);
    expect(hashOf(join(root, 'dist'))).toBe(await cleanHash(root));
  });

  test('are one where the first was killed', async () => {
    const root = smallPaper();
    const first = begin(root);
    await until(() => lockOf(root) !== undefined);
    first.child.kill('SIGKILL');
    await first.end;
    expect(lockOf(root)).toBeDefined();
    expect(await build(root)).toContain('published in dist/');
    expect(lockOf(root)).toBeUndefined();
  });

  test('are one where the lock is not to be read', async () => {
    const root = smallPaper();
    await build(root);
    const memory = readdirSync(join(root, CACHE)).find((name) => /^last-.*\.json$/.test(name))!;
    const lock = join(root, CACHE, memory.replace('.json', '.lock'));
    for (const text of [
      '',
      '{"process":',
      JSON.stringify({ process: 2 ** 30, machine: hostname() }),
    ]) {
      writeFileSync(lock, text);
      edit(root, 'articles/one/en.md', /words/, 'words and words');
      expect(await build(root)).toContain('published in dist/');
    }
  });
});

test('a cache that cannot be written is spoken of, and stops no build', async () => {
  const root = smallPaper();
  // Whoever runs the tests may be allowed to write everywhere: what is tried finds a folder in its place.
  mkdirSync(join(root, CACHE, 'trial/taken'), { recursive: true });
  const { code, err } = await warraq(root, 'build', '--format', 'html');
  expect(code).toBe(0);
  expect(err.match(/^\S+: warning out-003: .*$/gm)).toEqual([
    '.warraq/cache:1:1: warning out-003: nothing can be written here: the next build draws everything anew',
  ]);
});

test('a publication that finds its place taken ends at once, whatever threads are at', async () => {
  const root = smallPaper();
  for (let at = 0; at < 8; at++)
    cpSync(join(root, 'articles/one'), join(root, `articles/more-${at}`), { recursive: true });
  mkdirSync(join(root, '.dist.warraq'));
  writeFileSync(join(root, '.dist.warraq/mine.txt'), 'mine');
  const { code, err } = await warraq(root, 'build', '--jobs', '2');
  expect(err).toContain('error out-001: .dist.warraq stands beside it');
  expect(code).toBe(1);
  expect(readFileSync(join(root, '.dist.warraq/mine.txt'), 'utf8')).toBe('mine');
}, 30_000);

describe('a person who stops a build', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s finds the last publication and nothing beside it', async (signal, code) => {
    const root = smallPaper();
    await build(root);
    const before = hashOf(join(root, 'dist'));
    edit(root, 'articles/one/en.md', 'words', 'letters');
    rmSync(join(root, CACHE), { recursive: true });
    const { child, end, said } = begin(root);
    // It has read the three texts and begun to draw.
    await until(() => existsSync(join(root, CACHE)) && entries(root).length > 3);
    const asked = performance.now();
    child.kill(signal);
    expect(await end).toBe(code);
    expect(performance.now() - asked).toBeLessThan(5000);
    expect(said()).toContain('warraq: the build was stopped; dist is as it was\n');
    expect(readdirSync(root).filter((name) => name.startsWith('.dist'))).toEqual([]);
    expect(lockOf(root)).toBeUndefined();
    expect(hashOf(join(root, 'dist'))).toBe(before);
    expect(statSync(join(root, 'dist')).isDirectory()).toBe(true);
  });

  test.each([
    [['check'], 'the check was stopped; nothing was written'],
    [['build', '--shard', '1/1'], 'the part was stopped; what it drew lies whole in .warraq/cache'],
  ])('is told what stands there: %j', async (args, words) => {
    const root = smallPaper();
    const { child, end, said } = begin(root, ...args);
    await until(() => existsSync(join(root, CACHE)) && entries(root).length > 0);
    child.kill('SIGINT');
    expect(await end).toBe(130);
    expect(said()).toContain(`warraq: ${words}`);
    expect(said()).not.toContain(' error ');
    expect(readdirSync(root)).not.toContain('dist');
    expect((await warraq(root, 'build', '--format', 'html')).code).toBe(0);
  });

  test.each([
    ['begins to grow', '.dist.warraq'],
    ['changes places', 'dist'],
  ])('is told which publication stands there when the next one %s', async (_what, name) => {
    const root = smallPaper();
    await build(root, '--format', 'html');
    const before = hashOf(join(root, 'dist'));
    edit(root, 'articles/one/en.md', 'words', 'letters');
    const { child, end, said } = begin(root, 'build', '--format', 'html');
    const watcher = watch(root, (_event, changed) => {
      if (changed === name) child.kill('SIGINT');
    });
    const code = await end;
    watcher.close();
    const isLast = hashOf(join(root, 'dist')) === before;
    const stopped = `the build was stopped; dist ${isLast ? 'is as it was' : 'is the new publication'}`;
    // It may have come to its end before it heard us.
    expect(said()).toContain(code === 0 ? 'published in dist/' : stopped);
    expect([0, 130]).toContain(code);
    expect(readFileSync(join(root, 'dist/en/one/index.html'), 'utf8')).toContain(
      isLast ? 'Some words' : 'Some letters',
    );
    expect(readdirSync(root).filter((each) => each.startsWith('.dist'))).toEqual([]);
    expect(lockOf(root)).toBeUndefined();
    await build(root, '--format', 'html');
    expect(hashOf(join(root, 'dist'))).not.toBe(before);
  });

  test('while parts are joined finds whole entries, and goes on from there', async () => {
    const root = smallPaper();
    const part = openCache(join(root, 'part'));
    const files = [{ path: 'en/some.pdf', bytes: Buffer.alloc(1000, 'x') }];
    const keys = Array.from({ length: 1200 }, (_, at) => `${at}`.padStart(64, '0'));
    for (const key of keys) part.store(key, { files, faults: [], missing: [] });
    for (const share of [0, 0.3, 0.6]) {
      const { child, end, said } = begin(root, 'merge', 'part');
      await until(
        () => existsSync(join(root, CACHE)) && entries(root).length > keys.length * share * 2,
      );
      child.kill('SIGINT');
      expect(await end).toBe(130);
      expect(said()).toContain('warraq: the merge was stopped; what it took over lies whole');
      const whole = openCache(join(root, CACHE));
      const taken = new Set(entries(root).map((path) => path.replace('/', '').replace(/\..*/, '')));
      expect(entries(root).filter((path) => path.endsWith('.new'))).toEqual([]);
      expect([...taken].filter((key) => !whole.find(key))).toEqual([]);
      expect(taken.size).toBeLessThan(keys.length);
    }
    expect((await warraq(root, 'merge', 'part')).out).toMatch(
      /\d+ taken over, \d+ there already\n$/,
    );
    expect(keys.filter((key) => !openCache(join(root, CACHE)).find(key))).toEqual([]);
  });

  test('stops a server in the only way that it ends, so that is no fault', async () => {
    const { child, end, said } = begin(smallPaper(), 'serve', '--port', '0');
    await until(() => said().includes('http://'));
    child.kill('SIGINT');
    expect(await end).toBe(0);
  });
});
