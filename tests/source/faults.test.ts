/** What a person is told about one article: a line a case, `code line:column` for every fault. */
import { SourceFile } from '../../src/diagnostics/index.js';
import { plainText } from '../../src/document/index.js';
import { parseArticle, parseYamlFile, placesIn } from '../../src/source/index.js';
import { frontMatter, parse, sections } from '../support/house.js';

function told(text: string): string[] {
  return parse('articles/a/en.md', text).diagnostics.map(({ code, file, span }) => {
    const { line, column } = file.position(span?.start ?? 0);
    return `${code} ${line}:${column}`;
  });
}

/** A body below front matter of six lines: its first line is line 8. */
const body = (text: string) => told(`${frontMatter('T')}${text}`);
/** Front matter of exactly these lines, the first of them line 2. */
const front = (...lines: string[]) => told(`---\n${lines.join('\n')}\n---\n\nText.\n`);
const GOOD = ['title: T', 'date: 2024-01-02', 'section: culture'];

describe('characters that no text may hold are refused, however they are spelled', () => {
  const inBody: [string, string][] = [
    ['a&#x202E;b', 'md-016 8:2'],
    ['a&#8294;b', 'md-016 8:2'],
    ['a\u2028b', 'md-015 8:2'],
    ['a&#x2029;b', 'md-015 8:2'],
    ['a &rlm; b &lrm;', 'md-016 8:3, md-016 8:11'],
    ['- one\n- *two &#x202e;*', 'md-016 9:8'],
    ['| a |\n|---|\n| b&#0; |', 'md-015 10:4'],
    ['a&#1;b&#xD800;', 'md-015 8:2, md-015 8:7'],
    ['[a](https://x.org "t&#x202e;")', 'md-016 8:21'],
    ['![x](map.png "c&#x202e;")', 'md-016 8:16'],
    ['![x&#8206;](map.png)', 'md-016 8:4'],
    ['a[^1]\n\n[^1]: n&#8206;', 'md-016 10:8'],
    ['`&#x202E;` \\&#x202E;', ''],
  ];
  test.each(inBody)('%s', (text, wanted) => expect(body(text).join(', ')).toBe(wanted));

  const inFront: [string, string][] = [
    [String.raw`subtitle: "a\u202Eb"`, 'md-016 5:13'],
    [String.raw`subtitle: "a\0b\x01"`, 'md-015 5:13, md-015 5:16'],
    [String.raw`tags: ["\uD800"]`, 'md-014 5:9'],
    [String.raw`source: { name: "\U0000202E" }`, 'md-016 5:18, fm-006 5:17'],
    ['teaser: "a&#x202e;b"', 'md-016 5:11'],
    [String.raw`"s\u202E": x`, 'md-016 5:3, fm-007 5:1'],
    [String.raw`subtitle: "a\\u202Eb\u00e9"`, ''],
  ];
  test.each(inFront)('%s', (line, wanted) => expect(front(...GOOD, line).join(', ')).toBe(wanted));

  test('in every YAML file', () => {
    const { diagnostics } = parseYamlFile(new SourceFile('site.yaml', 'a: "\\u202E"\nb: \u202e\n'));
    expect(diagnostics.map((each) => `${each.code} ${each.span?.start}`).sort()).toEqual([
      'md-016 15',
      'md-016 4',
    ]);
  });
});

describe('faults of a line of Markdown in the front matter are said at their places', () => {
  test.each<[string, string]>([
    ['teaser: Some ~5~ and <b>', 'md-018 5:14, md-001 5:22'],
    ['bio: "by [a](other.md) and ~5~"', 'md-018 5:28'],
    ['teaser: >\n  one\n  two ~5~', 'md-018 7:7'],
    // An escape of YAML is not what the line says.
    ['teaser: "Some \\x7e5~"', 'md-018 5:9'],
  ])('%s', (line, wanted) => expect(front(...GOOD, line).join(', ')).toBe(wanted));

  test('links to other articles, too', () => {
    const text = `---\n${GOOD.join('\n')}\nteaser: One [two](../gone/) three\n---\n\nText.\n`;
    const { article } = parse('articles/a/en.md', text);
    const { span } = article!.links[0]!;
    expect(text.slice(span.start, span.end)).toBe('[two](../gone/)');
  });
});

test('Markdown in a caption is said there, though the description has it, too', () => {
  expect(body('![*a*](map.png "*a*")')).toEqual(['md-023 8:3', 'md-023 8:17']);
});

describe('Markdown is spoken of where none is read', () => {
  const meant = [
    '**a**',
    'a *b* c',
    '_a_',
    '`a`',
    '[a](b)',
    'a ![b](c.png)',
    'a[^1]',
    '**«کابل»**',
  ];
  const innocent = [
    'C* and C**',
    '2*3*4, 2 * 3 * 4',
    '*',
    'a_b_c, __init__',
    '[sic] and [کذا]',
    '[sic](1402)',
    'f[0](x',
    "l'`",
    'https://x.org/a_b_c',
    '5* hotels, 4* hotels',
    '\\*a\\*',
  ];
  const places = (text: string): [string, string[]][] => [
    ['title', front(`title: '${text.replaceAll("'", "''")}'`, ...GOOD.slice(1))],
    ['tag', front(...GOOD, `tags: ['${text.replaceAll("'", "''")}']`)],
    ['rights', front(...GOOD, `source: { name: A, rights: '${text.replaceAll("'", "''")}' }`)],
    ['caption', body(`![x](map.png "${text}")`)],
    ['verse', body(`\`\`\`verse\nc / ${text}\n\`\`\``)],
  ];
  test.each(meant)('%s', (text) => {
    for (const [place, said] of places(text)) expect([place, said.length]).toEqual([place, 1]);
    expect(body(`\`\`\`verse\nc / ${text}\n\`\`\``)[0]).toMatch(/^md-023 9:[567]/);
  });
  test.each(innocent)('but not of %s', (text) => {
    for (const [place, said] of places(text)) expect([place, said]).toEqual([place, []]);
  });
  test('nor of code, and never where it is read', () => {
    expect(body('```\n**a**\n```\n\n**a** `b`')).toEqual([]);
    expect(front(...GOOD, "teaser: '**a**'", "bio: '[a](https://x.org)'")).toEqual([]);
  });
});

test('a way to an article between pointed brackets is no link', () => {
  expect(body('See <../one/> and <../one/fa.md#s-1>, or <en.md>.')).toEqual([
    'md-003 8:5',
    'md-003 8:19',
    'md-003 8:42',
  ]);
  expect(body('`<../one/>` 1 <2 and 3> 2, <https://x.org/en.md>')).toEqual([]);
});

test('every name of HTML5 is decoded, and what is no name is left', () => {
  const { article } = parse(
    'articles/a/en.md',
    `${frontMatter('T')}&rarr; &eacute; &zwj;&zwnj;|&amp;lt; &nope; AT&T &#x1F600;\n`,
  );
  expect(plainText(article!.body).trim()).toBe('→ é \u200d\u200c|&lt; &nope; AT&T 😀');
});

describe('every fault of one article is said in one run', () => {
  const articles: [string, string, string][] = [
    ['no front matter', 'Text <b>.\n', 'fm-001 1:1, md-001 1:6'],
    ['nothing at all', '', 'fm-001 1:1, md-012 1:1'],
    [
      'front matter without an end',
      '---\ntitle: T\ndate: 2024-02-30\nsection: culture\n\nText <b>.\n',
      'fm-001 1:1, fm-003 3:7, md-001 6:6',
    ],
    [
      'front matter with four dashes',
      '----\ntitle: T\ndate: 2024-02-30\nsection: culture\n-----\n\n<b>\n',
      'fm-001 1:1, fm-001 5:1, fm-003 3:7, md-001 7:1',
    ],
    [
      'front matter below empty lines',
      '\n\n---\ntitle: T\ndate: 2024-01-02\nsection: nope\n---\nText.\n',
      'fm-001 1:1, fm-009 6:10',
    ],
    ['front matter in JavaScript', '---js\n{}\n---\n\n<b>\n', 'fm-005 1:4, md-001 5:1'],
    [
      'broken YAML below a wrong date',
      '---\ndate: 2024-02-30\ntitle: a: b\nsection: nope\n---\n\n<b>\n',
      'fm-002 3:8, fm-003 2:7, md-001 7:1',
    ],
    [
      'a wrong date and a lost picture',
      '---\ntitle: T\ndate: 2024-02-30\nsection: nope\nimage: nope.png\n---\n\n<b>\n',
      'fm-003 3:7, fm-009 4:10, fm-010 5:8, md-001 8:1',
    ],
    [
      'a line that is too long',
      `---\ntitle: T\ndate: 2024-02-30\nsection: culture\n---\n${'x'.repeat(20_001)}\n`,
      'md-013 6:1, fm-003 3:7',
    ],
    [
      'a group that has two faults',
      '---\ntitle: T\ndate: 2024-01-02\nsection: culture\nsource: { url: 5, x: y }\n---\nText.\n',
      'fm-006 5:19, fm-006 5:9, fm-006 5:16',
    ],
  ];
  test.each(articles)('%s', (_name, text, wanted) => expect(told(text).join(', ')).toBe(wanted));
});

describe('a value that is empty or no words is refused', () => {
  const lines: [string, string][] = [
    ['author: []', 'fm-006 5:9'],
    ['author: ""', 'fm-006 5:9'],
    ['author: [A, ""]', 'fm-006 5:13'],
    ['author: [A, 5]', 'fm-006 5:13'],
    ['image: ""', 'fm-006 5:8'],
    ['tags: [""]', 'fm-006 5:8'],
    ['tags: [true]', 'fm-006 5:8'],
    ['draft:', 'fm-006 5:7'],
    ['subtitle: 5', 'fm-006 5:11'],
    ['teaser: false', 'fm-006 5:9'],
    ['source: { name: x, url: 5 }', 'fm-006 5:25'],
    ['source: { name: x, url: "https://[" }', 'fm-006 5:25'],
    ['source: { name: x, url: "https://a.org:b" }', 'fm-006 5:25'],
    ['updated: 2024-01-01', 'fm-011 5:10'],
    ['updated: 2024-01-02', ''],
    ['tags: []', ''],
    ['tags: [2023]', ''],
    ['author:', ''],
  ];
  test.each(lines)('%s', (line, wanted) => expect(front(...GOOD, line).join(', ')).toBe(wanted));

  test.each(['title: false', 'title: 5'])('%s', (line) => {
    expect(front(line, ...GOOD.slice(1))).toEqual(['fm-006 2:8']);
  });
});

describe('broken YAML is said where it breaks, with what to write instead', () => {
  const lines: [string, string, string][] = [
    ['subtitle: "abc\nauthor: A\nbio: B', 'fm-002 5:11', 'write another " at the end'],
    ["subtitle: 'abc\nauthor: A", 'fm-002 5:11', "write another ' at the end"],
    ['subtitle: "it is "so" good"', 'fm-002 5:19', 'write quotation marks within a value as “ ”'],
    ['subtitle: !foo x', 'fm-002 5:11', 'take the word with “!” away'],
    ['subtitle: @x', 'fm-002 5:11', 'begins with @'],
    ['tags: [a', 'fm-002 6:1', 'close the bracket'],
    ['subtitle: a: b', 'fm-002 5:11', 'into quotation marks'],
    ['title: b', 'fm-002 5:1', 'keep one of the two'],
  ];
  test.each(lines)('%s', (line, place, hint) => {
    const text = `---\n${[...GOOD, line].join('\n')}\n---\n\nText.\n`;
    expect(told(text)).toEqual([place]);
    expect(parse('articles/a/en.md', text).diagnostics[0]!.hints[0]).toContain(hint);
  });
});

describe('no words are lost and nothing empty is passed over in silence', () => {
  const cases: [string, string][] = [
    ['| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | 3 |', 'md-019 11:1'],
    ['- x\n\n  | a |\n  |---|\n  | 1 | 2 |', 'md-019 12:3'],
    ['| a | b |\n|---|---|\n| 1 \\| 2 | 3 | |\n| 1 |', ''],
    ['a\n\n```verse\n```', 'md-020 10:1'],
    ['```verse\n / \n```', 'md-020 9:2'],
    ['```verse\nmoon /\n```', 'md-020 9:1'],
    ['```verse\nmoon/sun\n```', 'md-021 9:1'],
    ['```verse\nmoon / sun\nhttps://x.org\n```', ''],
    ['a\n\n## \n\nb', 'md-020 10:1'],
    ['a\n\n## ![x](map.png)', 'md-005 10:4'],
    ['a\n\n>\n\nb', 'md-020 10:1'],
    ['- a\n-\n- c', 'md-020 9:1'],
    ['a[^1]\n\n[^1]:\n', 'md-020 10:1'],
    ['a\n\n```\n```', 'md-020 10:1'],
    [`${'| a '.repeat(13)}|\n${'|---'.repeat(13)}|\n`, 'md-022 8:1'],
    [`${'| a '.repeat(12)}|\n${'|---'.repeat(12)}|\n`, ''],
    ['- [ ] a\n- [x] b', 'md-018 8:3, md-018 9:3'],
    ['- [ ] a\n\n- [x] b', 'md-018 8:3, md-018 10:3'],
  ];
  test.each(cases)('%s', (text, wanted) => expect(body(text).join(', ')).toBe(wanted));
});

test('a picture that is there but broken is not called missing', () => {
  const text = `${frontMatter('T', 'image: b.png\n')}![x](b.png)\n`;
  const { diagnostics } = parseArticle({
    file: new SourceFile('articles/a/en.md', text),
    slug: 'a',
    language: 'en',
    sections,
    pictures: new Map(),
    brokenPictures: new Set(['b.png']),
  });
  expect(diagnostics).toEqual([]);
});

describe('what is nested too deeply is said at its place, in time, and hides no other fault', () => {
  const many = (text: string, count: number) => text.repeat(count);
  const lines = (text: string, count: number) => many(`${many(text, 3000)}\n`, count);
  const deep: [string, string, string][] = [
    ['three thousand pairs of stars', `${many('**', 3000)}a${many('**', 3000)}`, '8:1'],
    ['open and closed stars', `${many('*a ', 3000)}${many(' b*', 3000)}`, '8:1'],
    ['strokes and stars', many('~~a *b ', 900), '8:1'],
    ['stars over many lines', `${lines('*a _b ', 20)}${lines('c_ d* ', 20)}`, '8:1'],
    ['brackets and stars over many lines', `${lines('[a *b ', 20)}${lines('c*](u', 20)}`, '8:1'],
    ['twenty levels', `${many('*a **b ', 10)}x${many(' y** z*', 10)}`, '8:1'],
    ['stars in a table', `| a |\n|---|\n| ${many('**', 3000)}a${many('**', 3000)} |`, '10:3'],
    ['stars in a note', `a[^1]\n\n[^1]: ${many('**', 3000)}a${many('**', 3000)}`, '10:7'],
    ['lists within lists', `${many('- ', 5000)}a`, '7:1'],
  ];
  test.each(deep)('%s', (_name, text, place) => {
    const before = performance.now();
    expect(body(`${text}\n`)).toEqual([`md-013 ${place}`]);
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  test('other faults are said too', () => {
    expect(body(`${many('**', 3000)}a${many('**', 3000)}\n\n<b>\n`)).toEqual([
      'md-013 8:1',
      'md-001 10:1',
    ]);
  });

  test('a page of one endless word is read in time', () => {
    const before = performance.now();
    body(`${many('a', 19_000)}\n`.repeat(40));
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  test('many emphasised words in one paragraph are no fault', () => {
    expect(body(many('*a* **b** [c](https://x.org) 2*3 snake_case_name ', 300))).toEqual([]);
  });
});

describe('every place of a character is found, however it is spelled', () => {
  const cases: [string, string, string, string[]][] = [
    ['a.md', '😀', 'a 😀 b 😀', ['😀', '😀']],
    ['a.md', '😀', 'a&#x1F600;b &#128512;', ['&#x1F600;', '&#128512;']],
    ['a.md', '→', '&rarr; &amp;rarr; →', ['&rarr;', '→']],
    [
      'a.md',
      '😀',
      '---\ntitle: "\\U0001F600 \\ud83d\\ude00"\n---\n\\U0001F600\n',
      ['\\U0001F600', '\\ud83d\\ude00'],
    ],
    ['site.yaml', '→', 'monogram: "A\\u2192"\n', ['\\u2192']],
    ['common.json', '→', '{ "a": "\\\\u2192 \\u2192" }', ['\\u2192']],
    ['a.md', '👩‍👧', 'x 👩&zwj;👧 y', ['👩&zwj;👧']],
    ['a.md', '→', 'nothing', []],
  ];
  test.each(cases)('%s: %s in %j', (path, character, text, wanted) => {
    const places = placesIn(new SourceFile(path, text))(character);
    expect(places.map((each) => text.slice(each.start, each.end))).toEqual(wanted);
  });
});

test.each(['\u200c', '&#x200b;', '****', '| |\n|-|\n| |'])(
  'a body without ink is none: %s',
  (text) => {
    expect(body(`${text}\n`)).toContain('md-012 7:1');
  },
);

test('a tab is a space', () => {
  const { article } = parse('articles/a/en.md', `${frontMatter('T')}one&Tab;two\tthree\n`);
  expect(plainText(article!.body)).toBe('one two three\n');
});
