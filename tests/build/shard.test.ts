/** One publication by several machines: what each has drawn comes together into what one would make. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { article, edit, filesOf, hashOf, paper, warraq } from '../support/paper.js';

const COUNT = 3;
const CACHE = '.warraq/cache';

const home = mkdtempSync(join(tmpdir(), 'warraq-'));
let count = 0;

/** The same paper in a folder of its own, as every machine of a CI has it. */
function checkout(root: string): string {
  const copy = join(home, String(++count));
  cpSync(root, copy, { recursive: true });
  return copy;
}

afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

const original = paper({
  'articles/one/en.md': article,
  'articles/one/fa.md': article.replace('A title', 'عنوان'),
  'articles/two/en.md': article.replace('A title', 'Another title'),
});
const parts = Array.from({ length: COUNT }, () => checkout(original));
const said: { made: number; reused: number }[] = [];

beforeAll(async () => {
  for (const [at, root] of parts.entries()) {
    const { code, out, err } = await warraq(root, 'build', `--shard=${at + 1}/${COUNT}`, '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    said.push(JSON.parse(out));
  }
});

test('every part draws its share and publishes nothing', () => {
  for (const [at, root] of parts.entries()) {
    expect(said[at]!.made).toBeGreaterThan(0);
    expect(filesOf(root).filter((path) => path.startsWith('dist/'))).toEqual([]);
  }
  const counts = said.map(({ made }) => made);
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThan(2);
});

test('merged, they leave nothing to draw, and give the bytes of one machine', async () => {
  const whole = checkout(original);
  const merged = await warraq(whole, 'merge', ...parts);
  expect(merged.code).toBe(0);
  expect(merged.out.match(/taken over/g)).toHaveLength(COUNT);
  const { out } = await warraq(whole, 'build', '--json');
  const drawn = (JSON.parse(out).files as { path: string; reused: boolean }[]).filter(
    ({ path, reused }) => /\.(pdf|epub|png|woff2)$/.test(path) && !reused,
  );
  expect(drawn).toEqual([]);
  const alone = checkout(original);
  await warraq(alone, 'build', '--jobs', '1');
  expect(hashOf(join(whole, 'dist'))).toBe(hashOf(join(alone, 'dist')));
});

test('a cache alone is merged, too; what is not whole is left out, and made again', async () => {
  const [first] = parts as [string];
  const carried = join(home, 'part');
  cpSync(join(first, CACHE), carried, { recursive: true });
  const files = filesOf(carried);
  const entries = files.filter((path) => /^[0-9a-f]{2}\/[0-9a-f]{62}$/.test(path));
  const isBeside = (path: string) => files.includes(`${path}.0`);
  const [alone, among] = [entries.find((path) => !isBeside(path))!, entries.find(isBeside)!];
  for (const path of [alone, `${among}.0`]) {
    const broken = join(carried, path);
    writeFileSync(broken, readFileSync(broken).subarray(0, -1));
  }
  const whole = checkout(original);
  const { out } = await warraq(whole, 'merge', carried);
  expect(out).toBe(
    `${carried}: ${entries.length - 2} taken over, 0 there already, 2 not whole and left out\n`,
  );
  const again = await warraq(whole, 'merge', carried);
  expect(again.out).toContain(`0 taken over, ${entries.length - 2} there already`);
  await warraq(whole, 'build');
  const clean = checkout(original);
  await warraq(clean, 'build', '--jobs', '1');
  expect(hashOf(join(whole, 'dist'))).toBe(hashOf(join(clean, 'dist')));
});

test('every part says what is wrong with the texts', async () => {
  const root = checkout(original);
  edit(root, 'articles/one/en.md', 'title:', 'titel:');
  for (const part of ['1/2', '2/2']) {
    const { code, err } = await warraq(root, 'build', '--shard', part);
    expect(code).toBe(1);
    expect(err).toContain('articles/one/en.md');
  }
});

test.each(['0/3', '4/3', '1', 'x/2', '1/0'])('%s is no part', async (part) => {
  const { code, err } = await warraq(original, 'build', '--shard', part);
  expect(code).toBe(1);
  expect(err).toContain('the second of eight is 2/8');
});

test('folders that are not there are named, and nothing is taken over', async () => {
  const root = checkout(original);
  const nowhere = join(root, 'nowhere');
  const { code, err } = await warraq(root, 'merge', parts[0]!, nowhere);
  expect({ code, err }).toEqual({ code: 1, err: `warraq: there is no folder ${nowhere}\n` });
  expect(existsSync(join(root, CACHE))).toBe(false);
  expect(await warraq(root, 'merge')).toMatchObject({ code: 1 });
});
