/** Faults of site.yaml, theme, locales, templates and commands: each told once, at its place, with a hint. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { article, edit, hashOf, paper, warraq } from '../support/paper.js';

type Change = (root: string) => void;
const change =
  (path: string, from: string | RegExp, to: string): Change =>
  (root) =>
    edit(root, path, from, to);
const without =
  (path: string): Change =>
  (root) =>
    rmSync(join(root, path), { recursive: true });
const write =
  (path: string, text: string | Uint8Array): Change =>
  (root) =>
    writeFileSync(join(root, path), text);

const SITE = 'site.yaml';
const THEME = 'templates/theme.yaml';

/** Where a text first stands in a file of this paper, so that other lines may come and go. */
function lineOf(path: string, text: string): number {
  return (
    readFileSync(path, 'utf8')
      .split('\n')
      .findIndex((line) => line.includes(text)) + 1
  );
}
const FA = 'locales/fa/common.json';
const PAGE = 'templates/html/article.hbs';
const calendars = '[solar, gregorian]';

/** What was changed, and the only things that are told, in this order. */
const cases: [string, Change, ...string[]][] = [
  [
    'no calendar',
    change(SITE, calendars, '[]'),
    'site.yaml:16:16: error site-001: “editions.calendars” is empty',
  ],
  [
    'a calendar with a capital',
    change(SITE, calendars, '[Gregorian]'),
    'site.yaml:16:17: error site-001: a calendar is',
  ],
  [
    'a calendar twice',
    change(SITE, calendars, '[solar, solar]'),
    'site.yaml:16:24: error site-001: “solar” is there twice',
  ],
  [
    'a language that is none',
    change(SITE, 'fa-AF', 'fa-IR'),
    'site.yaml:15:15: error site-001: “fa-IR” is not a language',
  ],
  [
    'an edition with capitals',
    change(SITE, 'name: fa', 'name: FA'),
    'site.yaml:14:11: error site-001: “FA” cannot be a folder',
  ],
  [
    'an edition outside',
    change(SITE, 'name: fa', 'name: ../x'),
    'site.yaml:14:11: error site-001: “../x” cannot be a folder',
  ],
  [
    'an edition named as the assets',
    change(SITE, 'name: fa', 'name: assets'),
    'site.yaml:14:11: error site-001: “assets” is the folder',
  ],
  [
    'no edition',
    change(SITE, /editions:\n[\s\S]*?\n\n/, 'editions: []\n\n'),
    'site.yaml:13:11: error site-001: “editions” is empty',
  ],
  [
    'a section without a name',
    change(SITE, 'fa: تاریخ', 'fa: ""'),
    'site.yaml:37:9: error site-001: “sections.fa” is empty',
  ],
  [
    'a section with nothing',
    change(SITE, 'fa: تاریخ', 'fa:'),
    'site.yaml:37:5: error site-001: “sections.fa” is empty',
  ],
  [
    'no section',
    change(SITE, /sections:\n[\s\S]*$/, 'sections: []\n'),
    'site.yaml:32:11: error site-001: “sections” is empty',
  ],
  [
    'an address with a query',
    change(SITE, 'https://www.afgazad.com', 'https://a.b/c?d#e'),
    'site.yaml:3:6: error site-001: the address of a site has no “?”',
  ],
  [
    'an address that is a list',
    change(SITE, 'https://www.afgazad.com', '[a]'),
    'site.yaml:3:6: error site-001: “url” has to be a line of text',
  ],
  [
    'a mark of direction',
    change(SITE, 'monogram: AA-AA', 'monogram: "A\\u202eA"'),
    'site.yaml:22:15: error md-016',
  ],
  [
    'a mark of direction as it is',
    change(SITE, 'monogram: AA-AA', 'monogram: A\u200fA'),
    'site.yaml:22:14: error md-016',
  ],
  [
    'a mark of direction as it is in an English word',
    change('locales/en/common.json', '"Contents"', '"Con\u202etents"'),
    'locales/en/common.json:4:19: error md-016',
  ],
  ['a NUL', change(SITE, 'monogram: AA-AA', 'monogram: "A\\0A"'), 'site.yaml:22:15: error md-015'],
  [
    'a monogram in no face',
    change(SITE, 'AA-AA', 'A漢A'),
    'site.yaml:22:14: error pdf-001: no face has the character “漢”',
  ],
  [
    'a description in no face',
    change(SITE, 'Writing and', 'Writing 漢 and'),
    'site.yaml:10:15: error pdf-001: no face has the character “漢”',
  ],
  [
    'a size that is a word',
    change(THEME, 'textSize: 11.5', 'textSize: big'),
    `${THEME}:${lineOf(THEME, 'textSize: 11.5')}:11: error theme-001: “textSize” has to be a number`,
  ],
  [
    'a face that is none',
    change(THEME, 'face: nastaliq', 'face: nastalik'),
    `${THEME}:${lineOf(THEME, 'face: nastaliq')}:`,
  ],
  ['a group that is a word', change(THEME, /^page:\n[\s\S]*?\n(?=\w)/m, 'page: a4\n'), `${THEME}:`],
  [
    'a sign-off that is only words',
    write('accessibility.yaml', 'examined\n'),
    'accessibility.yaml:1:1: error sign-001: accessibility.yaml has to be a list of keys',
  ],
  [
    'a sign-off by nobody, on no day, with a report in no place',
    write('accessibility.yaml', 'certifier: ""\ndate: 2026-02-30\nreport: report.html\n'),
    'accessibility.yaml:1:12: error sign-001: “certifier” is empty',
    'accessibility.yaml:2:7: error sign-001: “2026-02-30” is no day of the calendar',
    'accessibility.yaml:3:9: error sign-001: “report.html” is not the address of a report',
  ],
  [
    'a sign-off without its day',
    write('accessibility.yaml', 'certifier: Somebody\ndat: 2026-01-01\n'),
    'accessibility.yaml:1:1: error sign-001: “date” is missing',
    'accessibility.yaml:2:1: error sign-001: there is no key “dat”',
  ],
  [
    'a sign-off that is no YAML',
    write('accessibility.yaml', 'certifier: [a\n'),
    'accessibility.yaml:',
  ],
  [
    'no locales at all',
    without('locales'),
    'locales/en/common.json:1:1: error loc-001: the file is missing',
  ],
  [
    'no Persian locale',
    without('locales/fa'),
    'site.yaml:15:15: error loc-002: the edition “fa” has no words',
  ],
  ['an empty word', change(FA, '"فهرست"', '""'), `${FA}:4:15: error loc-005: “contents” is empty`],
  [
    'a word that nobody sees',
    change(FA, '"فهرست"', '"\u200c\u0301"'),
    `${FA}:4:15: error loc-005: “contents” is empty`,
  ],
  [
    'a word in no face',
    change(FA, '"فهرست"', '"فهرست😀"'),
    `${FA}:4:21: error pdf-001: no face has the character “😀”`,
  ],
  ['a hidden mark in a word', change(FA, '"فهرست"', '"فهرست\\u202e"'), `${FA}:4:15: error md-016`],
  [
    'bytes that are no text',
    write('templates/html/site.css', Uint8Array.of(97, 0xff, 98)),
    'templates/html/site.css:1:2: error md-014',
  ],
  ['no article template', without(PAGE), `${PAGE}:1:1: error tpl-001: the file is missing`],
  ['an empty template', write(PAGE, '\n'), `${PAGE}:1:1: error tpl-001: the template is empty`],
  [
    'no style of the site',
    without('templates/html/site.css'),
    'templates/html/site.css:1:1: error tpl-001',
  ],
  [
    'no style of the books',
    without('templates/epub'),
    'templates/epub/book.css:1:1: error tpl-001',
  ],
  [
    'an unknown helper',
    write(PAGE, 'a\n{{iff title}}'),
    `${PAGE}:2:1: error tpl-001: there is no helper “iff”`,
  ],
  [
    'an open block',
    write(PAGE, '{{! {{#if x}} }}\n{{#each downloads}}\n{{#if title}}x{{/if}}\n'),
    `${PAGE}:2:1: error tpl-001: “{{#each downloads}}” is opened here`,
  ],
  [
    'blocks that cross',
    write(PAGE, '{{#if title}}\n{{#each downloads}}{{/if}}'),
    `${PAGE}:2:4: error tpl-001: “{{#each}}” is closed by “{{/if}}”`,
  ],
  [
    'a name of nothing',
    write(PAGE, 'a\nb {{titel.of.it}}'),
    `${PAGE}:2:3: error tpl-002: nothing in this tag has a value “of”`,
  ],
  [
    'an unknown partial',
    write(PAGE, 'a\n{{> hed}}'),
    `${PAGE}:2:1: error tpl-002: there is no partial “hed”`,
  ],
  [
    'a partial within itself',
    write('templates/html/partials/head.hbs', 'x\n {{> head}}'),
    'templates/html/partials/head.hbs:2:2: error tpl-002: the partial uses itself',
  ],
  [
    'a mark of direction that a template spells',
    change(PAGE, '<main id="text">', '<main id="text">&#x202E;'),
    `${PAGE}:${lineOf(PAGE, '<main id="text">')}:17: error md-016: “&#x202E;” stands for`,
  ],
  [
    'an unknown name behind “if”',
    write(PAGE, '<p>\n{{#if titel}}x{{/if}}'),
    `${PAGE}:2:7: error tpl-002: there is no value “titel” here`,
  ],
  [
    'an unknown name behind “with”, in a partial',
    write('templates/html/partials/footer.hbs', '{{#with wordz}}x{{/with}}'),
    'templates/html/partials/footer.hbs:1:9: error tpl-002: there is no value “wordz” here',
  ],
  [
    'an unknown name for “lookup”',
    write(PAGE, '{{lookup words "nots"}}'),
    `${PAGE}:1:1: error tpl-002: there is no value “nots” here`,
  ],
  [
    'a fault in a partial',
    write('templates/html/partials/head.hbs', 'x\n{{titel}}'),
    'templates/html/partials/head.hbs:2:3: error tpl-002: there is no value “titel”',
  ],
  [
    'no articles',
    without('articles'),
    'articles:1:1: error art-008: there is no article to publish',
  ],
  [
    'drafts only',
    change('articles/one/en.md', 'section:', 'draft: true\nsection:'),
    'articles:1:1: error art-008: every article is a draft',
  ],
];

test.each(cases)('%s', async (_name, make, ...places) => {
  const root = paper({ 'articles/one/en.md': article });
  make(root);
  const { code, err } = await warraq(root, 'check');
  const told = err.split('\n').filter((line) => /: (?:error|warning) /.test(line));
  expect(told.map((line, index) => line.slice(0, places[index]?.length))).toEqual(places);
  expect(err.match(/^ {2}hint: /gm)).toHaveLength(places.length);
  expect(code).toBe(1);
});

test('links of an article that is at fault otherwise are looked at, too', async () => {
  const other = article.replace(/date: .*/, 'date: 2024-02-30');
  const root = paper({ 'articles/one/en.md': `${other}[g](../gone/)\n` });
  // The second time what was read lies in the cache.
  for (const _ of [1, 2]) {
    const { err } = await warraq(root, 'check');
    expect(err).toContain('one/en.md:4:7: error fm-003');
    expect(err).toContain('one/en.md:9:1: error art-015');
  }
});

test('whoever asks about one article is told of it, its pictures and what all share', async () => {
  const root = paper({
    'articles/one/en.md': article.replace('words', '![](a.png "*c*")'),
    'articles/one/a.png': 'no picture',
    'articles/two/en.md': article.replace('words', '<b>').replace('section:', 'tagz: x\nsection:'),
  });
  edit(root, PAGE, '{{{body}}}', '{{body}}');
  for (const path of ['articles/one', 'articles/one/en.md']) {
    const { err } = await warraq(root, 'check', path);
    expect(err).not.toContain('articles/two');
    for (const file of ['articles/one/a.png', PAGE]) expect(err).toContain(`${file}:`);
  }
  const { err } = await warraq(root, 'check', 'articles/two');
  expect(err).toMatch(/two\/en\.md:5:1: warning fm-007[\s\S]*two\/en\.md:9:6: error md-001/);
});

test('one run says faults of every kind at once', async () => {
  // Five characters of it make a word.
  const script = Array.from(
    { length: 2000 },
    (_, at) => String.fromCharCode(0x4e00 + at) + (at % 5 === 4 ? ' ' : ''),
  ).join('');
  const root = paper({
    'articles/one/en.md': article.replace('words', 'wor漢ds'),
    'articles/two/en.md': article.replace('Some words', '<b>Some</b> words'),
    'articles/three/en.md': article.replace('culture', 'nowhere'),
    'articles/four/en.md': article.replace('words', '漢 '.repeat(1000)),
    'articles/five/en.md': article.replace('words', `a${'\u0489'.repeat(1000)} \u0489`),
    'articles/six/en.md': article.replace('words', `a${'\u{1e2ec}'.repeat(1000)}`),
    'articles/seven/en.md': article.replace('words', script),
  });
  edit(root, PAGE, '{{{body}}}', '{{{bodi}}}');
  const drawn = await warraq(root, 'check');
  // Enough to find the others, too.
  expect(drawn.err.match(/four\/en\.md:8:\d+: error pdf-001/g)).toHaveLength(20);
  // A letter and its thousand marks are one fault, in one line that can be read.
  const five = drawn.err.match(/(?<=five\/en\.md:)8:\d+: error pdf-001.*$/gm) ?? [];
  expect([five.length, five.every((line) => line.length < 200)]).toEqual([2, true]);
  expect(drawn.err.match(/six\/en\.md:8:\d+: error pdf-001/g)).toHaveLength(1);
  // Of a script that no face has, enough to see that, and how many there are.
  expect(drawn.err.match(/seven\/en\.md:8:\d+: error pdf-001/g)).toHaveLength(100);
  expect(drawn.err).toContain(
    'seven/en.md:1:1: error pdf-001: no face has 1900 more of its characters',
  );
  for (const place of [
    'one/en.md:8:9: error pdf-001',
    'two/en.md:8:1: error md-001',
    'three/en.md:5:10: error fm-009',
    'article.hbs:',
  ])
    expect(drawn.err).toContain(place);
  edit(root, SITE, 'fa-AF', 'xx');
  edit(root, PAGE, '{{{bodi}}}', '{{{body}}');
  const read = await warraq(root, 'check');
  for (const place of [
    'site.yaml:15:15',
    'two/en.md:8:1: error md-001',
    'three/en.md:5:10: error fm-009',
    'article.hbs:',
  ])
    expect(read.err).toContain(place);
});

test('an empty folder of articles never takes the place of a publication', async () => {
  const root = paper({ 'articles/one/en.md': article });
  expect((await warraq(root, 'build', '--format', 'html')).code).toBe(0);
  const before = hashOf(join(root, 'dist'));
  rmSync(join(root, 'articles/one'), { recursive: true });
  expect((await warraq(root, 'build', '--format', 'html')).code).toBe(1);
  expect(hashOf(join(root, 'dist'))).toBe(before);
});

const slips: [string[], string][] = [
  [['bild'], 'there is no command “bild”: did you mean “build”?'],
  [['build', '--nope'], 'there is no option “--nope”: warraq --help lists them'],
  [['build', '--formats', 'pdf'], 'there is no option “--formats”: did you mean “--format”?'],
  [['build', '--out'], '“--out” needs a value behind it'],
  [['serve', '--host', ''], '“--host” is empty'],
  [['serve', '--host='], '“--host” is empty'],
  [['build', '--out', '--json'], '“--out” needs a value behind it'],
  [['build', '--drafts=yes'], '“--drafts” stands alone'],
  [['build', '--edition', 'de'], 'there is no edition “de”\n  hint: there are fa, en'],
  [['build', 'nothere'], 'nothere:1:1: error cli-001: there is no article here'],
  [['build', '/etc'], 'error cli-001: there is no article here'],
  [['build', 'articles/draft'], 'articles/draft:1:1: error cli-001: this is a draft'],
  [['new', 'foo', '--language', '../../y'], '“../../y” is not a language that we know: fa, en'],
  [['new', 'foo', '--language', 'xx'], '“xx” is not a language that we know'],
  [['new', 'a'.repeat(101)], 'the name of the folder has 101 letters; 100 are the most'],
];
test.each(slips)('warraq %j is answered in words', async (argv, words) => {
  const root = paper({
    'articles/one/en.md': article,
    'articles/draft/en.md': article.replace('section:', 'draft: true\nsection:'),
  });
  const { code, err } = await warraq(root, ...argv);
  expect(err).toContain(words);
  expect(code).toBe(1);
  expect(existsSync(join(root, 'dist'))).toBe(false);
});

test('a new article is named after its language, whatever it was called', async () => {
  const root = paper({});
  mkdirSync(join(root, 'articles'));
  expect((await warraq(root, 'new', 'foo', '--language', 'dari')).out).toContain(
    'articles/foo/fa.md',
  );
  expect((await warraq(root, 'new', 'foo', '--language', 'uz-arab')).out).toContain(
    'articles/foo/uz-Arab.md',
  );
});
