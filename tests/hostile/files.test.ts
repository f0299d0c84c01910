/** Links, names and pictures that would lead out of a paper, into another file, or into no memory. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { readPicture } from '../../src/build/picture.js';
import { article, edit, filesOf, hashOf, paper, warraq, withoutBooks } from '../support/paper.js';
import { chunk, makePng } from '../support/png.js';

const SECRET = 'a-secret-of-another-folder';
const outside = mkdtempSync(join(tmpdir(), 'warraq-outside-'));
afterAll(() => rmSync(outside, { recursive: true }));
const DOT = makePng({
  width: 1,
  height: 1,
  type: 0,
  depth: 8,
  interlaced: false,
  filter: 0,
  sample: () => 0,
});

/** Puts a file or folder of a paper outside of it, and a link in its place. */
function lend(root: string, path: string): void {
  const away = join(outside, path.replaceAll('/', '-'));
  rmSync(away, { recursive: true, force: true });
  renameSync(join(root, path), away);
  symlinkSync(away, join(root, path));
}

describe('a link out of the paper is refused, and what it leads to is not read', () => {
  const LENT = [
    'site.yaml',
    'articles',
    'templates',
    'templates/theme.yaml',
    'templates/html',
    'templates/html/article.hbs',
    'templates/html/partials/head.hbs',
    'templates/epub',
    'templates/epub/book.css',
    'locales',
    'locales/fa/common.json',
    'articles/a',
    'articles/a/en.md',
    'articles/a/map.png',
  ];
  test.each(LENT)('%s', async (path) => {
    const text = article.replace('Some words', '![A map](map.png)\n\nSome words');
    const root = paper({ 'articles/a/en.md': text, 'articles/a/map.png': DOT });
    if (/\.(?:md|hbs|css|json|yaml)$/.test(path)) edit(root, path, /^/, `${SECRET} `);
    lend(root, path);
    const { code, out, err } = await warraq(root, 'check');
    expect(code).toBe(1);
    expect(err).toContain(`${path}:1:1: error art-009: this is a link`);
    expect(out + err).not.toContain(SECRET);
  });

  test('also where it leads round in a circle, or nowhere', async () => {
    const root = paper({ 'articles/a/en.md': article });
    symlinkSync('..', join(root, 'articles/a/up'));
    symlinkSync('itself.png', join(root, 'articles/a/itself.png'));
    symlinkSync('/nowhere', join(root, 'locales/nowhere.json'));
    const { code, err } = await warraq(root, 'check');
    expect(code).toBe(1);
    for (const path of ['articles/a/up', 'articles/a/itself.png', 'locales/nowhere.json'])
      expect(err).toContain(`${path}:1:1: error art-009: this is a link`);
  });

  test('a link within an old publication stays a link, and nothing is written through it', async () => {
    const root = withoutBooks(paper({ 'articles/a/en.md': article }));
    mkdirSync(join(root, 'dist'));
    const away = join(outside, 'away');
    mkdirSync(away);
    writeFileSync(join(away, 'index.html'), SECRET);
    symlinkSync(away, join(root, 'dist/en'));
    const { code, err } = await warraq(root, 'build', '--format', 'html');
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('out-001') });
    expect(filesOf(away).map((name) => readFileSync(join(away, name), 'utf8'))).toEqual([SECRET]);
  });
});

describe('the name of a folder', () => {
  const names = [
    'CON',
    'con',
    'aux',
    'com1',
    'a b',
    'a%2fb',
    'a\\b',
    '-',
    'a--b',
    'x'.repeat(200),
    'é',
    'K',
  ];
  test.each(names)('“%s” is refused', async (name) => {
    const root = paper({ [`articles/${name}/en.md`]: article });
    const { code, err } = await warraq(root, 'check');
    expect({ code, err }).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^articles\/.*:1:1: error art-003: /m),
    });
  });
});

test('names of people and topics stay below the folder of their edition, each in a place of its own', async () => {
  const names = [
    '..',
    '.',
    '../../x',
    '/etc/passwd',
    '\\\\x\\y',
    'CON',
    'nul',
    'a/b',
    'a\\b',
    'a%2fb',
    'a?b',
    'a#b',
    '::',
    '***',
    'index',
    'index.html',
    '__proto__',
    'constructor',
    'toString',
    'é',
    'e\u0301',
    'É',
    '\ufb01',
    'fi',
    'K',
    'k',
    'ۀ',
    'هٔ',
    'x'.repeat(300),
    'ب'.repeat(300),
    'a\u200cb',
    'ab',
  ];
  const listed = names.map((name) => JSON.stringify(name)).join(', ');
  const text = article.replace('author: Somebody', `author: [${listed}]\ntags: [${listed}]`);
  const root = withoutBooks(paper({ 'articles/a/en.md': text }));
  const { code, err } = await warraq(root, 'build', '--format', 'html');
  expect({ code, errors: err.match(/^.*: error .*$/gm) }).toEqual({ code: 0, errors: null });
  const files = filesOf(join(root, 'dist'));
  const places = new Set(filesOf(root).map((path) => path.split('/')[0]));
  expect([...places].sort()).toEqual([
    '.warraq',
    'articles',
    'dist',
    'locales',
    'site.yaml',
    'templates',
  ]);
  for (const path of files) {
    expect(path.split('/').every((part) => part.length > 0 && Buffer.byteLength(part) <= 255)).toBe(
      true,
    );
    expect(path).not.toMatch(/[\\:*?"<>|]|(?:^|\/)\.\.?\/|(?:^|\/)(?:con|nul)(?:\/|\.)/i);
  }
  const same = files.map((path) => path.normalize('NFC').toLowerCase());
  expect(same.filter((path, index) => same.indexOf(path) !== index)).toEqual([]);
});

describe('a picture that would burst, or is none', () => {
  const header = (width: number, height: number, depth = 8, type = 6): Buffer => {
    const bytes = Buffer.alloc(13);
    bytes.writeUInt32BE(width, 0);
    bytes.writeUInt32BE(height, 4);
    bytes.set([depth, type, 0, 0, 0], 8);
    return chunk('IHDR', bytes);
  };
  const png = (...chunks: Buffer[]): Buffer =>
    Buffer.concat([DOT.subarray(0, 8), ...chunks, chunk('IEND', Buffer.alloc(0))]);
  /** Of an empty stream of zlib, as small as a stream can be. */
  const pixels = chunk('IDAT', Buffer.from('789c030000000001', 'hex'));
  const jpeg = (...segments: [marker: number, bytes: number[]][]): Buffer =>
    Buffer.concat([
      Buffer.from([0xff, 0xd8]),
      ...segments.map(([marker, bytes]) =>
        Buffer.from([0xff, marker, 0, bytes.length + 2, ...bytes]),
      ),
      Buffer.from([0xff, 0xd9]),
    ]);
  const frame: [number, number[]] = [0xc2, [8, 0, 16, 0, 16, 1, 1, 0x11, 0]];
  const scan: [number, number[]] = [0xda, [1, 1, 0, 0, 0, 0]];
  const cases: [string, Uint8Array, RegExp][] = [
    [
      '60,000 × 60,000 pixels',
      png(header(60_000, 60_000), pixels),
      /60000 × 60000 pixels; 50 million/,
    ],
    [
      'four thousand million by as many',
      png(header(0xffffffff, 0xffffffff), pixels),
      /million are the most/,
    ],
    ['fewer pixels than it says', png(header(5_000, 5_000), pixels), /too few or too many/],
    [
      'a length that leads out of the file',
      Buffer.concat([DOT.subarray(0, 8), Buffer.from('7fffffff49484452', 'hex')]),
      /cut short/,
    ],
    [
      'a second header, of another size',
      png(header(1, 1), header(60_000, 60_000), pixels),
      /a kind that PNG does not know/,
    ],
    [
      'what every program has to know, and none does',
      png(header(1, 1), chunk('CgBI', Buffer.alloc(4)), pixels),
      /a kind that PNG does not know/,
    ],
    ['half a PNG', DOT.subarray(0, DOT.length / 2), /cut short/],
    ['a PNG with a changed byte', Buffer.from(DOT).fill(7, 20, 21), /changed/],
    ['a JPEG of 65,535 × 65,535', jpeg([0xc0, [8, 255, 255, 255, 255, 3]]), /million are the most/],
    ['half a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xc0, 0, 17, 8]), /cut short/],
    [
      'a JPEG of a thousand scans',
      jpeg(frame, [0xc4, [0]], [0xdb, [0]], ...new Array<typeof scan>(1000).fill(scan)),
      /so many passes/,
    ],
    ['SVG with a script', Buffer.from('<svg onload="alert(1)"></svg>'), /an SVG drawing/],
    ['a page', Buffer.from('<!DOCTYPE html><script>alert(1)</script>'), /a web page/],
    ['nothing', new Uint8Array(), /empty/],
  ];
  test.each(cases)('%s', (_name, bytes, wanted) => {
    const before = process.memoryUsage().rss;
    expect(readPicture('a.png', bytes)).toMatch(wanted);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });
});

test('colours of a picture that would burst in a reader’s browser are left out', () => {
  const profile = (bytes: number): Buffer =>
    chunk('iCCP', Buffer.concat([Buffer.from('P\0\0'), deflateSync(Buffer.alloc(bytes))]));
  const withProfile = (bytes: number): string => {
    const afterHeader = DOT.indexOf('IDAT') - 4;
    const made = [DOT.subarray(0, afterHeader), profile(bytes), DOT.subarray(afterHeader)];
    const picture = readPicture('a.png', Buffer.concat(made));
    return typeof picture === 'string' ? picture : Buffer.from(picture.bytes).toString('latin1');
  };
  expect(withProfile(1_000)).toContain('iCCP');
  expect(withProfile(100_000_000)).toBe(DOT.toString('latin1'));
});

test('ten thousand pictures in a folder, of which one is shown, and one that is not there is asked for', async () => {
  const count = 10_000;
  const pictures = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`articles/a/p-${index}.png`, DOT]),
  );
  const text = `${article}\n![One](p-77.png)\n\n![None](somewhere.png)\n`;
  const root = withoutBooks(paper({ 'articles/a/en.md': text, ...pictures }));
  const { code, err } = await warraq(root, 'check');
  expect(code).toBe(1);
  expect(err).toMatch(
    /^articles\/a\/en\.md:12:1: error md-004: there is no picture “somewhere\.png”$/m,
  );
  expect(err.length).toBeLessThan(1000);
});

test('what was refused leaves the last publication as it is', async () => {
  const root = withoutBooks(paper({ 'articles/a/en.md': article }));
  expect(await warraq(root, 'build', '--format', 'html')).toMatchObject({ code: 0 });
  const before = hashOf(join(root, 'dist'));
  lend(root, 'templates/html/site.css');
  expect(await warraq(root, 'build', '--format', 'html')).toMatchObject({ code: 1 });
  expect(hashOf(join(root, 'dist'))).toBe(before);
});

test.each([
  'site.yaml',
  'templates/theme.yaml',
  'templates/html/site.css',
  'locales/fa/common.json',
  'articles/a/en.md',
])('three thousand million bytes in %s are told, and not read', async (path) => {
  const root = withoutBooks(paper({ 'articles/a/en.md': article }));
  truncateSync(join(root, path), 3e9);
  const { code, err } = await warraq(root, 'check');
  expect(code).toBe(1);
  expect(err).toMatch(
    new RegExp(`^${path}:1:1: error md-013: the file has more than \\d+ characters$`, 'm'),
  );
});

test('of a document that is too long nothing is imported: its end would be lost', async () => {
  const root = withoutBooks(paper({ 'articles/a/en.md': article }));
  const line = 'A line of a letter that goes on and on.\n\n';
  const text = `Title\n12.05.2023\n[Article Body:]\n${line.repeat(100_000)}The end.\n`;
  writeFileSync(join(root, 'letter.txt'), text);
  const { code, err } = await warraq(root, 'import', 'letter.txt');
  expect(code).toBe(1);
  expect(err).toContain('letter.txt:1:1: error md-013: the file has more than 1000000 characters');
  expect(readdirSync(join(root, 'articles'))).toEqual(['a']);
});
