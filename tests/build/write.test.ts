/** What a publication does to the disk: where it may go, what it leaves alone, how it is cut short. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { targetOf } from '../../src/build/out-folder.js';
import { type OutputFile, publishPart, publishWhole } from '../../src/build/write.js';
import { article, filesOf, hashOf, paper, warraq } from '../support/paper.js';

const made: string[] = [];
afterAll(() => {
  for (const root of made) rmSync(root, { recursive: true, force: true });
});

/** A folder with these files; a name that ends in `/` is an empty folder. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'warraq-')));
  made.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path.endsWith('/') ? path : join(path, '..')), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(join(root, path), text);
  }
  return root;
}

function everything(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}

const page: OutputFile[] = [
  { path: 'index.html', bytes: 'one' },
  { path: 'en/a/index.html', bytes: 'two' },
];

function publish(
  root: string,
  files: readonly OutputFile[],
  how: typeof publishWhole = publishWhole,
  out = 'dist',
): string[] {
  const target = targetOf(root, out);
  if ('refusal' in target) return [target.refusal.message];
  return how(target, files).map((each) => `${each.file.path}: ${each.code} ${each.message}`);
}

describe('a publication is refused', () => {
  const places: [string, string][] = [
    ['.', 'is the paper’s own folder'],
    ['', 'an empty --out is the paper’s own folder'],
    ['..', 'is the paper’s own folder or holds it'],
    ['/', 'is the paper’s own folder or holds it'],
    ['site.yaml', 'site.yaml is a file'],
    ['site.yaml/x', 'site.yaml is a file'],
    ['articles', 'the place of the paper’s articles'],
    ['articles/x', 'the place of the paper’s articles'],
    ['way-to-articles', 'the place of the paper’s articles'],
    ['src', 'a place of the paper’s sources'],
    ['Node_Modules/x', 'a place of the paper’s sources'],
    ['templates/html', 'the place of the paper’s templates'],
    ['.git', 'a hidden place'],
    ['.warraq/site', 'a hidden place'],
    ['nowhere', 'a link to a folder that is not there'],
    ['/dev/null', 'is a file'],
    ['/proc/x', 'nothing can be written there'],
    ['x'.repeat(300), 'nothing can be written there'],
  ];
  test.each(places)('at --out %s, without a change', (out, words) => {
    const root = folderOf({
      'site.yaml': 's',
      'articles/a/en.md': 'a',
      'templates/html/x.hbs': 't',
    });
    symlinkSync('articles', join(root, 'way-to-articles'));
    symlinkSync('../no-such-place', join(root, 'nowhere'));
    const before = everything(root);
    expect(publish(root, page, publishWhole, out).join()).toContain(words);
    expect(everything(root)).toEqual(before);
  });

  test('by the program, with exit code 1', async () => {
    const root = paper({ 'articles/one/en.md': article });
    const { code, err } = await warraq(root, 'build', '--out', 'articles');
    expect(code).toBe(1);
    expect(err).toContain('articles:1:1: error out-001');
    expect(existsSync(join(root, 'articles/one/en.md'))).toBe(true);
  });

  const ways: [string, Record<string, string>][] = [
    ['a file of somebody’s', { 'dist/en/a/index.html': 'mine' }],
    ['a file where a folder goes', { 'dist/en': 'mine' }],
    ['a folder where a file goes', { 'dist/index.html/': '' }],
  ];
  test.each(ways)('where %s is in the way', (_name, files) => {
    const root = folderOf(files);
    const before = everything(root);
    expect(publish(root, page).join()).toContain('out-001 this is not ours');
    expect(everything(root)).toEqual(before);
  });

  test('where the workshop is not ours', () => {
    const root = folderOf({ '.dist.warraq/diary.txt': 'mine' });
    expect(publish(root, page).join()).toContain('is not ours');
    expect(everything(root)).toEqual(['.dist.warraq', '.dist.warraq/diary.txt']);
  });
});

describe('what is not ours', () => {
  const mine = {
    'dist/.htaccess': 'a',
    'dist/.git/HEAD': 'b',
    'dist/.well-known/x/key': 'c',
    'dist/en/a/mine.txt': 'd',
    'dist/empty/': '',
    'dist/en/empty/': '',
    'dist.previous/x': 'e',
    'dist.staging/y': 'f',
  };
  test('outlives every publication with its mode, links and empty folders', () => {
    const root = folderOf(mine);
    chmodSync(join(root, 'dist/.htaccess'), 0o600);
    chmodSync(join(root, 'dist/.git'), 0o555);
    symlinkSync('no/such/place', join(root, 'dist/en/link'));
    const before = everything(root);
    for (const files of [page, page.slice(0, 1), page])
      for (const how of [publishPart, publishWhole]) expect(publish(root, files, how)).toEqual([]);
    expect(everything(root).filter((path) => before.includes(path))).toEqual(before);
    expect(readFileSync(join(root, 'dist/.htaccess'), 'utf8')).toBe('a');
    expect(statSync(join(root, 'dist/.htaccess')).mode & 0o777).toBe(0o600);
    expect(statSync(join(root, 'dist/.git')).mode & 0o777).toBe(0o555);
    expect(readlinkSync(join(root, 'dist/en/link'))).toBe('no/such/place');
    chmodSync(join(root, 'dist/.git'), 0o755);
  });

  test('is published into where a link leads', () => {
    const root = folderOf({ 'web/robots.txt': 'r', 'paper/site.yaml': 's' });
    symlinkSync('../web', join(root, 'paper/dist'));
    expect(publish(join(root, 'paper'), page)).toEqual([]);
    expect(lstatSync(join(root, 'paper/dist')).isSymbolicLink()).toBe(true);
    expect(filesOf(join(root, 'web'))).toContain('robots.txt');
    expect(filesOf(join(root, 'web'))).toContain('en/a/index.html');
  });

  test('may be a list that cannot be read: then the same bytes count as ours, and others do not', () => {
    const root = folderOf({});
    publish(root, page);
    writeFileSync(join(root, 'dist/.warraq-manifest.json'), '{bad');
    expect(publish(root, page).join()).toContain('out-002');
    expect(publish(root, [{ path: 'index.html', bytes: 'new' }])).toEqual([]);
    rmSync(join(root, 'dist/.warraq-manifest.json'));
    expect(publish(root, [{ path: 'index.html', bytes: 'newer' }]).join()).toContain('not ours');
  });
});

describe('a build that was cut short', () => {
  const mark = { '.dist.warraq/made-by-warraq.txt': '' };
  test('while it wrote leaves the last publication', () => {
    const root = folderOf({ 'dist/x': 'x', '.dist.warraq/next/half': 'h', ...mark });
    expect(publish(root, page)).toEqual([]);
    expect(everything(root).filter((path) => path.startsWith('.dist'))).toEqual([]);
    expect(filesOf(join(root, 'dist'))).toContain('x');
  });

  test('between the two renames is mended by the next', () => {
    const root = folderOf({});
    publish(root, page);
    const before = hashOf(join(root, 'dist'));
    mkdirSync(join(root, '.dist.warraq/next'), { recursive: true });
    writeFileSync(join(root, '.dist.warraq/made-by-warraq.txt'), '');
    renameSync(join(root, 'dist'), join(root, '.dist.warraq/last'));
    expect(publish(root, page)).toEqual([]);
    expect(hashOf(join(root, 'dist'))).toBe(before);
    expect(existsSync(join(root, '.dist.warraq'))).toBe(false);
  });

  test('never loses the last publication to a folder made in its place', () => {
    const root = folderOf({
      'dist/new': 'n',
      '.dist.warraq/last/index.html': 'o',
      '.dist.warraq/next/half': 'h',
      ...mark,
    });
    expect(publish(root, page).join()).toContain('the last publication lies in .dist.warraq/last');
    expect(existsSync(join(root, '.dist.warraq/last/index.html'))).toBe(true);
  });
});
