/** Texts that are too large, too deep, or no texts at all, and what a person is told of each. */

/** Front matter of six lines and an empty one: a body begins on line 8. */
const HEAD = "---\ntitle: 'A title'\nauthor: Somebody\ndate: 2023-05-12\nsection: culture\n---\n\n";
const body = (text: string): string => `${HEAD}${text}\n`;
/** Lines of front matter from line 6 on. */
const front = (text: string): string => HEAD.replace('---\n\n', `${text}\n---\n\nWords.\n`);
const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');
const table = (columns: number, rows: number): string => {
  const row = (cell: string) => `|${` ${cell} |`.repeat(columns)}`;
  return [row('a'), row('---'), ...new Array<string>(rows).fill(row('b'))].join('\n');
};

/** A text or its bytes, and every fault as `code line:column`, or the first of many before `…`. */
export const TEXTS: readonly (readonly [string, string | Uint8Array, string])[] = [
  ['ten thousand quotations within each other', body(`${'>'.repeat(10_000)} a`), 'md-013 8:1'],
  ['quotations with blanks', body(`${'> '.repeat(9_999)} a`), 'md-013 8:1'],
  ['quotations and items by turns', body(`${'> - '.repeat(30)}a`), 'md-013 8:33'],
  ['ten thousand items in a line', body(`${'- '.repeat(9_999)}a`), 'md-013 7:1'],
  ['six hundred steps', body(lines(600, (i) => `${'  '.repeat(i)}- a`)), 'md-013 108:1'],
  ['ten thousand brackets', body('['.repeat(10_000)), 'md-013 8:1'],
  ['ten thousand pictures that do not end', body('![a'.repeat(6_000)), 'md-013 8:1'],
  ['ten thousand stars that open', body('*a '.repeat(6_000)), 'md-013 8:1'],
  [
    'notes within notes',
    body(`a[^0]\n\n${lines(9_999, (i) => `[^${i}]: n[^${i + 1}]`)}`),
    'md-013 27:1',
  ],
  ['a table of a thousand columns', body(table(1_000, 1)), 'md-022 8:1'],
  ['a table of thirty thousand rows', body(table(2, 30_000)), 'md-013 30002:1'],
  ['a million footnotes', body(lines(1_000_000, (i) => `[^${i}]: n`)), 'md-013 1:1'],
  [
    'thirty thousand footnotes',
    body(`${lines(15_000, (i) => `a[^${i}]\n`)}\n${lines(15_000, (i) => `[^${i}]: n`)}`),
    'md-013 45002:1',
  ],
  ['a paragraph of five megabytes', body('words '.repeat(830_000)), 'md-013 1:1'],
  ['a paragraph of many lines', body('some words\n'.repeat(2_000)), 'md-013 8:1'],
  ['a word of a megabyte', body('a'.repeat(1_000_000)), 'md-013 1:1'],
  ['a word of half a megabyte', body('a'.repeat(500_000)), 'md-013 8:1'],
  ['escapes without number', body(`${'\\*'.repeat(9_900)}\n`.repeat(20)), 'md-013 8:1'],
  ['fifty megabytes', body('some words\n\n'.repeat(4_400_000)), 'md-013 1:1'],
  ['nothing', '', 'fm-001 1:1, md-012 1:1'],
  ['nothing but NULs', new Uint8Array(100_000), 'md-013 1:1, md-015 1:1, …'],
  [
    'every control character of ASCII and Latin 1',
    body(
      lines(160, (i) =>
        i === 9 || i === 10 || (i > 31 && i < 127) ? '' : `a${String.fromCharCode(i)}b\n`,
      ),
    ),
    'md-015 8:2, …',
  ],
  ['surrogates in UTF-8', bytesOf(HEAD, [0x61, 0xed, 0xa0, 0x80, 0x62]), 'md-014 8:2'],
  [
    'bytes that are no UTF-8',
    bytesOf(HEAD, [0x61, 0xc0, 0xaf, 0x62, 0xff, 0xfe, 0x63, 0xf4, 0x90, 0x80, 0x80]),
    'md-014 8:2, md-014 8:5, md-014 8:8',
  ],
  ['UTF-16', Buffer.from(`\ufeff${body('a')}`, 'utf16le'), 'md-014 1:1'],
  [
    'UTF-16, the other way round',
    Buffer.from(`\ufeff${body('a')}`, 'utf16le').swap16(),
    'md-014 1:1',
  ],
  [
    'Trojan source',
    body('access \u202e\u2066// check \u2069\u2066 \u200f\u061c'),
    'md-016 8:8, md-016 8:9, md-016 8:19, md-016 8:20, md-016 8:22, md-016 8:23',
  ],
  [
    'aliases that explode',
    front(
      `tags: &a [x, x, x, x, x, x, x, x, x]\n${lines(9, (i) => `k${i}: &b${i} [${`*${i === 0 ? 'a' : `b${i - 1}`}, `.repeat(9)}]`)}`,
    ),
    'fm-002 7:10, …',
  ],
  ['a key that is an alias', front('x: &a tags\n*a : y'), 'fm-002 7:1, fm-007 6:1, fm-007 7:1'],
  [
    'lists of YAML within each other',
    front(`tags: ${'['.repeat(9_000)}`),
    'md-013 6:7, fm-002 6:71',
  ],
  ['items of YAML within each other', front(`tags:\n  ${'- '.repeat(9_000)}a`), 'fm-002 7:1'],
  ['twenty thousand keys', front(lines(20_000, (i) => `k${i}: a`)), 'fm-007 6:1, …'],
  ['one key ten thousand times', front(lines(10_000, () => 'subtitle: a')), 'fm-002 7:1'],
  [
    'names of a megabyte, a line each',
    front(`tags:\n${lines(1_000, (i) => `  - topic ${i}`)}\ntranslator: ${'a'.repeat(1_001)}`),
    'md-013 1007:13, md-013 574:5',
  ],
  [
    'a title of sixteen thousand letters',
    HEAD.replace('A title', 'a'.repeat(16_000)),
    'md-013 2:8, md-012 7:1',
  ],
  [
    'words that nobody sees',
    front("subtitle: '\u200c'\ntags: ['\u0301\u064e', 'Kabul']"),
    'fm-006 6:11, fm-006 7:8',
  ],
  ['a function of YAML', front('subtitle: !!js/function "function () {}"'), 'fm-002 6:11'],
  ['bytes of YAML', front('subtitle: !!binary aGk='), 'fm-002 6:11'],
  ['a second document of YAML', front('...\ntitle: Another'), 'fm-002 7:1'],
  [
    'keys that every object has',
    front('__proto__: { a: b }\nconstructor: a\ntoString: b\nsource: { __proto__: c, name: N }'),
    'fm-007 6:1, fm-007 7:1, fm-007 8:1, fm-006 9:11',
  ],
  [
    'a section that every object has',
    HEAD.replace('culture', 'constructor'),
    'fm-009 5:10, md-012 7:1',
  ],
  [
    'notes, pictures and links of names that every object has',
    body('a[^__proto__] b[^constructor] [c](#toString)\n\n![d](__proto__)\n\n[^constructor]: n'),
    'md-004 10:1, md-008 8:2, md-002 8:31',
  ],
  ['a picture above its folder', body('![a](../../../etc/passwd)'), 'md-004 8:1'],
  ['a picture above its folder, encoded', body('![a](%2e%2e/%2e%2e/etc/passwd)'), 'md-004 8:1'],
  ['a picture above its folder, by references', body('![a](&period;&period;/x.png)'), 'md-004 8:1'],
  ['a picture at the root', body('![a](/etc/passwd)'), 'md-004 8:1'],
  ['a picture on another machine', body('![a](\\\\\\\\x\\y.png)'), 'md-004 8:1'],
  ['a picture by address', body('![a](file:///etc/passwd)'), 'md-004 8:1'],
  ['a lead picture above its folder', front('image: ../../../etc/passwd'), 'fm-010 6:8'],
];

function bytesOf(head: string, bytes: readonly number[]): Uint8Array {
  return Buffer.concat([Buffer.from(head), Uint8Array.from(bytes), Buffer.from('\n')]);
}
