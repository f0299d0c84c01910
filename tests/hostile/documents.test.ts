/** Documents of agencies that are none, or would never come to an end: what the importer says of each, and when. */
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printDiagnostics, SourceFile } from '../../src/diagnostics/index.js';
import { importDocument } from '../../src/import/index.js';
import { parse } from '../support/house.js';
import { paper, warraq } from '../support/paper.js';

const HEAD =
  'A title\n12.05.2023\nBy Somebody\nTeaser: T.\nAuthor Bio: B.\nSource: S\n\n[Article Body:]\n\n';
const SOUND = `${HEAD}Words.\n`;
const CONTEXT = { sections: [{ key: 'culture', names: ['Culture'] }], masthead: [] };
const bytes = (...parts: (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

const imported = (content: string | Uint8Array) =>
  importDocument(
    new SourceFile('letter.txt', new TextDecoder().decode(Buffer.from(content as string))),
    CONTEXT,
  );

test.each<[string, string | Uint8Array, string]>([
  ['.docx and .odt', bytes('PK\u0003\u0004', [20, 0, 0, 0, 8, 0]), 'imp-003 1:1 .docx'],
  ['.doc', bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), 'imp-003 1:1 .doc'],
  ['.rtf', '{\\rtf1\\ansi A title\\par}', 'imp-003 1:1 .rtf'],
  ['.pdf', '%PDF-1.7\n', 'imp-003 1:1 PDF'],
  ['.html', '\n<!DOCTYPE html><p>A title</p>', 'imp-003 1:1 web page'],
  ['a picture', bytes([0x89], 'PNG\r\n', [0x1a, 10, 0, 0, 0, 13]), 'imp-003 3:1 plain text'],
  ['UTF-16', utf16(`\ufeff${SOUND}`), 'md-014 1:1 UTF-16'],
  ['UTF-16, the other way round', utf16(`\ufeff${SOUND}`).swap16(), 'md-014 1:1 UTF-16'],
  ['UTF-16 without its mark', utf16(SOUND), 'imp-003 1:2 plain text'],
  ['Windows-1256', bytes(HEAD, 'a ', [0xdf, 0xc7, 0xc8, 0xe1], '\n'), 'md-014 10:3 UTF-8'],
  ['a surrogate in UTF-8', bytes(HEAD, 'a', [0xed, 0xa0, 0x80], 'b\n'), 'md-014 10:2 UTF-8'],
  ['a million characters', `${HEAD}${'some words\n\n'.repeat(90_000)}`, 'md-013 1:1 1000000'],
  ['a line without end', `${HEAD}${'word '.repeat(5_000)}\n`, 'md-013 10:1 20000'],
  ['blanks without end', `By${' '.repeat(900_000)}\n`, 'md-013 1:1 20000'],
  ['lines without end', `A title\n${'a\n'.repeat(40_000)}`, 'md-013 30001:1 30000'],
])('%s is refused, with words that help', (_name, content, wanted) => {
  const { value, diagnostics } = imported(content);
  expect(value).toBeUndefined();
  const [code, place, words] = wanted.split(/ (.*?) /, 3);
  expect(printDiagnostics(diagnostics)).toMatch(`letter.txt:${place}: error ${code}: `);
  expect(printDiagnostics(diagnostics)).toContain(words);
  expect(diagnostics).toHaveLength(1);
});

describe('what no bound of a text refuses is read in linear time', () => {
  const full = (line: string, lines = 49): string =>
    `${line.repeat(Math.floor(19_000 / line.length))}\n`.repeat(lines);
  test.each([
    ['blanks within lines', full(' ').replaceAll('\n', 'x\n')],
    ['empty lines', '\n'.repeat(900_000)],
    ['brackets that do not end', full('[a')],
    ['paragraphs to be joined', 'a\n\n'.repeat(29_000)],
    ['one paragraph of many lines', 'a\n'.repeat(29_000)],
    ['ends of sentences', full('.)')],
    ['addresses without an end', 'a-b.'.repeat(25).concat('\n\n').repeat(9_000)],
    ['line ends of word processors', full('By \u2028', 6)],
    ['one line of them that is long', 'words \u2028'.repeat(10_000)],
    ['escapes', full('\\\\')],
  ])('%s', (_name, text) => {
    for (const document of [
      `${HEAD}${text}`,
      `A title\n12.05.2023\n${text}\n[Article Body:]\nW.\n`,
    ]) {
      const before = process.cpuUsage();
      const { report } = imported(document).value!;
      expect(process.cpuUsage(before).user / 1e6).toBeLessThan(4);
      expect(report.length).toBeLessThan(500);
      expect(Math.max(...report.map((line) => line.length))).toBeLessThan(300);
    }
  });
});

test('a line end of a word processor is one, and a page that ends is no letter', () => {
  const { value } = imported(`${HEAD}One.\u2028Two.\fThree.\u2029\u2029Four\u0085Five.\n`);
  expect(value!.markdown).toMatch(/\nOne\. Two\. Three\.\n\nFour Five\.\n$/);
});

test.each([
  '../../../etc/passwd',
  'CON',
  '---',
  'x'.repeat(300),
  `x: 'y' # \\`,
  '\u202eabc',
  'عنوان',
  '<script>alert(1)</script>',
  '{{constructor}}',
])('“%.30s” is a title, and names a folder of the paper', (title) => {
  const { value } = imported(SOUND.replace('A title', () => title));
  expect(value!.slug).toMatch(/^2023-05-12(?:-[a-z0-9]+)*$/);
  expect(value!.slug.length).toBeLessThanOrEqual(35);
  const { article } = parse(`articles/${value!.slug}/en.md`, value!.markdown);
  if (!/[<\u202e]/.test(title)) expect(article!.frontMatter.title).toBe(title);
});

test('nothing is written through a link, and a terminal acts on no name or word of a document', async () => {
  const root = paper({
    'letter.txt': SOUND.replace('By Some', '\u001b[31mred\nBy Some'),
    '\u001b[31mred.txt': 'Words.\n',
    'away/keep.txt': '',
  });
  const slug = join(root, 'articles/2023-05-12-title');
  mkdirSync(slug, { recursive: true });
  symlinkSync(join(root, 'away/new.md'), join(slug, 'en.md'));
  const there = await warraq(root, 'import', 'letter.txt');
  expect(there).toMatchObject({ code: 1, err: expect.stringContaining('is there already') });
  writeFileSync(join(root, 'second.txt'), SOUND.replace('A title', 'Away'));
  const outside = paper({});
  symlinkSync(outside, join(root, 'articles/2023-05-12-away'));
  const before = readdirSync(outside);
  const { code, err } = await warraq(root, 'import', 'second.txt');
  expect({ code, err }).toMatchObject({
    code: 1,
    err: expect.stringContaining('is a link out of'),
  });
  expect([readdirSync(outside), readdirSync(join(root, 'away'))]).toEqual([before, ['keep.txt']]);

  writeFileSync(join(root, 'third.txt'), SOUND.replace('A title', 'Red\n\u001b[31mred'));
  const third = await warraq(root, 'import', 'third.txt');
  expect(third.out).toContain('left out: “<U+001B>[31mred”');
  const named = await warraq(root, 'import', '\u001b[31mred.txt');
  expect(named.err).toContain('<U+001B>[31mred.txt:1:1: error imp-001');
  expect(third.out + named.err).not.toContain('\u001b');
});
