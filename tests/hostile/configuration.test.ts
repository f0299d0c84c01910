/** Configuration that is none: every value of every file in turn, and templates that reach for more. */
import { readFileSync } from 'node:fs';
import { type Diagnostic, type Located, SourceFile } from '../../src/diagnostics/index.js';
import { buildEditions, readSite, readTheme } from '../../src/edition/index.js';
import { loadCatalogue } from '../../src/locale/index.js';
import { checkTemplates, renderSite } from '../../src/render/html/index.js';
import { parseYamlFile } from '../../src/source/index.js';
import {
  catalogue,
  frontMatter,
  htmlTemplates,
  localeFiles,
  parse,
  site,
  theme,
} from '../support/house.js';
import { offencesOfFeed, offencesOfPage } from './judge.js';
import { SCRIPTS } from './scripts.js';

const ARTICLE = parse('articles/a/en.md', `${frontMatter('A title', 'tags: [Kabul]\n')}Words.\n`)
  .article!;

/** Values of every wrong kind, as YAML writes them. */
const VALUES = [
  '',
  '[]',
  '{}',
  '[[[]]]',
  '{ a: { b: c } }',
  '1e999',
  '-1',
  '0',
  '0x7fffffffffffffff',
  '.nan',
  '-.inf',
  'true',
  '"\\0"',
  '"\\u202e"',
  '"__proto__"',
  '{ __proto__: x }',
  '{ constructor: x }',
  '"../../x"',
  '!!js/function "x"',
  '*alias',
  '&a [*a]',
  ...[
    'javascript:alert(1)',
    'JaVaScRiPt://x.org/%0aalert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '//x.org',
    'https://x.org/"onclick="x',
    'https://x.org/</script><script>alert(1)</script>',
    'https://user:secret@x.org',
    '"><script>alert(1)</script>',
    '</title><script>alert(1)</script>',
    'red;background:url(javascript:x)',
    '}</style><script>',
    'x'.repeat(10_000),
    `a${' '.repeat(100_000)}x`,
  ].map((text) => JSON.stringify(text)),
];

/** Spans of all values of a file, groups and lists included. */
function spansOf(value: Located): { start: number; end: number }[] {
  switch (value.kind) {
    case 'map':
      return [value.span, ...value.entries.flatMap((entry) => spansOf(entry.value))];
    case 'list':
      return [value.span, ...value.items.flatMap(spansOf)];
    default:
      return [value.span];
  }
}

function expectPlaces(diagnostics: readonly Diagnostic[]): void {
  for (const { file, span } of diagnostics)
    if (span) expect(file.text.length).toBeGreaterThanOrEqual(Math.max(span.start, span.end));
}

/**
 * What is read of a file with each of its values changed to some of ours, to others than the value before
 * it; undefined where it is refused.
 *
 * @param share one in so many of ours
 */
function* changed<T>(
  path: string,
  share: number,
  read: (
    yaml: Located,
    file: SourceFile,
  ) => { value: T | undefined; diagnostics: readonly Diagnostic[] },
): Generator<{ change: string; value: T | undefined }> {
  const text = readFileSync(path, 'utf8');
  const spans = spansOf(parseYamlFile(new SourceFile(path, text)).value!);
  for (const [at, { start, end }] of spans.entries())
    for (const value of VALUES.filter((_, index) => index % share === at % share)) {
      const file = new SourceFile(path, `${text.slice(0, start)} ${value}${text.slice(end)}`);
      const change = `${file.position(start).line}: ${value}`;
      const yaml = parseYamlFile(file);
      expectPlaces(yaml.diagnostics);
      const checked = yaml.value ? read(yaml.value, file) : undefined;
      if (!checked)
        expect({ change, faults: yaml.diagnostics.length }).not.toEqual({ change, faults: 0 });
      else expectPlaces(checked.diagnostics);
      yield { change, value: checked?.value };
    }
}

function offencesOfSite(...[input]: Parameters<typeof buildEditions>): string[] {
  const { value: editions } = buildEditions(input);
  if (editions.length === 0) return [];
  return renderSite(editions, htmlTemplates()).value.flatMap(({ path, bytes }) => {
    const text = String(bytes);
    const found = path.endsWith('.html')
      ? offencesOfPage(text)
      : /\.(?:xml|json)$/.test(path)
        ? offencesOfFeed(path, text)
        : [];
    return found.map((each) => `${path}: ${each}`);
  });
}

test('site.yaml: every value may be anything, and no page has a script of it', () => {
  let [all, accepted] = [0, 0];
  for (const { change, value } of changed('site.yaml', 18, readSite)) {
    all += 1;
    if (!value) continue;
    accepted += 1;
    // An article of a section that the site has no more is refused before it comes here.
    const isListed = value.sections.some(({ key }) => key === ARTICLE.frontMatter.section);
    const articles = isListed ? [ARTICLE] : [];
    const offences = offencesOfSite({ site: value, theme, catalogue, articles });
    expect({ change, offences }).toEqual({ change, offences: [] });
  }
  expect(Math.min(accepted, all - accepted)).toBeGreaterThan(10);
});

test('site.yaml: what is without measure is told at its place, all of it at once', () => {
  const text = readFileSync('site.yaml', 'utf8')
    .replace(/^ {2}en: Afghanistan .*$/m, `  en: ${'a'.repeat(301)}`)
    .replace(/^ {2}en: Writing .*$/m, `  en: ${'a'.repeat(1001)}`)
    .replace(/^ {4}- www.*$/m, `${'    - a\n'.repeat(20)}    - ${'a'.repeat(301)}`)
    .replace(/^ {4}- چو.*$/m, '    - a / b\n'.repeat(10_000))
    .replace('key: culture', `key: ${'a'.repeat(61)}`)
    .replace(
      /^sections:$/m,
      `$&\n${Array.from({ length: 200 }, (_, at) => `  - { key: k${at}, fa: ف, en: E }`).join('\n')}`,
    );
  const file = new SourceFile('site.yaml', text);
  const { value, diagnostics } = readSite(parseYamlFile(file).value!, file);
  expect(value).toBeUndefined();
  const lineOf = (words: string): number => text.slice(0, text.indexOf(words)).split('\n').length;
  const told = diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ span, message }) => `${file.position(span!.start).line} ${message}`);
  const verse = lineOf('- a / b');
  expect(told.map((each) => each.replace(/a{9,}/, 'a…'))).toEqual([
    `${lineOf('  en: aaa')} “name.en” has 301 characters; 300 are the most`,
    `${lineOf('  en: aaa') + 3} “description.en” has 1001 characters; 1000 are the most`,
    `${lineOf('- aaa')} “masthead.address” has 301 characters; 300 are the most`,
    `${verse + 20} “masthead.verse” may have 20 items at most`,
    `${lineOf('- aaa')} “masthead.address” may have 20 items at most`,
    `${lineOf('European') - 2} “sections” may have 200 items at most`,
    `${lineOf('key: aaa')} “a…” cannot be part of an address`,
  ]);
});

test('theme.yaml: every value may be anything, and no style has a script of it', () => {
  let [all, accepted] = [0, 0];
  const open = { site, catalogue, articles: [ARTICLE] };
  for (const { change, value } of changed('templates/theme.yaml', 12, readTheme)) {
    all += 1;
    if (!value) continue;
    accepted += 1;
    if (accepted > 5) continue;
    const offences = offencesOfSite({ ...open, theme: value });
    expect({ change, offences }).toEqual({ change, offences: [] });
  }
  expect(accepted).toBeGreaterThan(0);
  expect(all - accepted).toBeGreaterThan(accepted);
});

describe('the words of a locale', () => {
  const [english, persian] = [localeFiles[0]!, localeFiles[1]!];

  test('may be any text, and no page has a script of them', () => {
    for (const script of SCRIPTS.filter((_, index) => index % 8 === 2)) {
      const words = JSON.parse(english.file.text) as Record<string, string>;
      for (const [key, value] of Object.entries(words))
        words[key] = `${key} ${script} ${value.match(/\{\{\w+\}\}/g)?.join(' ') ?? ''}`;
      const file = new SourceFile(english.file.path, JSON.stringify(words));
      const { value, diagnostics } = loadCatalogue([{ language: 'en', file }, persian]);
      expectPlaces(diagnostics);
      if (value) {
        const offences = offencesOfSite({ site, theme, catalogue: value, articles: [ARTICLE] });
        expect({ script, offences }).toEqual({ script, offences: [] });
      } else expect({ script, faults: diagnostics.length }).not.toEqual({ script, faults: 0 });
    }
  });

  test.each([
    '',
    'null',
    '[]',
    '"x"',
    '{',
    '{"a": {"b": "c"}}',
    '{"__proto__": "x"}',
    '{"constructor": "x", "toString": "y"}',
    '{"home": 1e999}',
    '{"home": "\\ud800"}',
    '{"a\\": "x"}',
    `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
    `{"a": "${'x'.repeat(1_000_000)}"}`,
    `{"a": "a${' '.repeat(900_000)}b"}`,
    english.file.text.replace('"Contents"', () => `"${'x'.repeat(1_001)}"`),
    `[${'['.repeat(9999)}`,
    '{"home": "{{__proto__}} {{constructor}} $t(home) {{- x}}"}',
  ])('that are none: %.40s', (text) => {
    const file = new SourceFile(english.file.path, text);
    const { value, diagnostics } = loadCatalogue([{ language: 'en', file }, persian]);
    expect(value).toBeUndefined();
    expectPlaces(diagnostics);
    expect(diagnostics.map((each) => each.file.path)).toContain(file.path);
  });
});

describe('a template that reaches for more than its values', () => {
  const said = (text: string): string[] => {
    const file = new SourceFile('templates/html/about.hbs', text);
    const files = new Map([...htmlTemplates(), ['about.hbs', file]]);
    const faults = checkTemplates(files);
    const { value } = buildEditions({ site, theme, catalogue, articles: [ARTICLE] });
    const drawn = faults.length > 0 ? faults : renderSite(value, files).diagnostics;
    expectPlaces(drawn);
    return drawn.map((each) => {
      const { line, column } = each.file.position(each.span?.start ?? 0);
      return `${each.code} ${line}:${column} ${each.message}`;
    });
  };
  const templates: [string, string, string][] = [
    ['a prototype', '{{__proto__.x}}', 'tpl-002 1:3 there is no value “__proto__” here'],
    [
      'a constructor',
      'a\n {{constructor.constructor}}',
      'tpl-002 2:4 there is no value “constructor” here',
    ],
    ['a method of every object', '{{toString}}', 'tpl-002 1:3 there is no value “toString” here'],
    [
      'a constructor by its name',
      '{{lookup this "constructor"}}',
      'tpl-002 1:1 there is no value “constructor” here',
    ],
    [
      'a constructor within a block',
      '{{#with (lookup this "constructor")}}{{name}}{{/with}}',
      'tpl-002 1:9 there is no value “constructor” here',
    ],
    [
      'a constructor of the root',
      '{{@root.constructor}}',
      'tpl-002 1:3 there is no value “constructor” here',
    ],
    [
      'a value of a word',
      '{{pageTitle.length}}',
      'tpl-002 1:1 nothing in this tag has a value “length”: a name before it is wrong',
    ],
    ['the log', '{{log "x"}}', 'tpl-001 1:1 there is no helper “log”'],
    [
      'a helper of the machine',
      '{{helperMissing}}',
      'tpl-002 1:3 there is no value “helperMissing” here',
    ],
    ['a partial by a value', '{{> (lookup this "pageTitle")}}', 'tpl-002 1:1 there is no partial'],
    [
      'a partial that is not there',
      '{{> footer}}{{> head}}{{> itself}}',
      'tpl-002 1:23 there is no partial “itself”',
    ],
    [
      'a partial that is not there, with an inside',
      '{{#if style}}{{#>itself}}x{{/itself}}{{/if}}',
      'tpl-002 1:14 there is no partial “itself”',
    ],
    ['above the root', '{{../../../x}}', 'tpl-002 1:3 there is no value “x” here'],
  ];
  test.each(templates)('%s', (_name, text, wanted) => {
    const [first, ...others] = said(text);
    expect(first).toMatch(new RegExp(`^${wanted.replace(/[.*+?^$()|[\]\\]/g, '\\$&')}`));
    expect(others.filter((each) => !each.startsWith(wanted))).toEqual([]);
  });

  test.each([
    ['blocks that do not end', '{{#if style}}'.repeat(1000)],
    ['a hundred thousand braces', '{'.repeat(100_000)],
    [
      'helpers within each other',
      `{{lookup ${'(lookup this '.repeat(1000)}"a"${' "b")'.repeat(1000)} "c"}}`,
    ],
    ['a NUL', '{{\0}}'],
    ['a tag that breaks off', '{{> '],
  ])('%s', (_name, text) => {
    const faults = said(text);
    expect(faults.length).toBeGreaterThan(0);
    for (const fault of faults) expect(fault).toMatch(/^tpl-00[12] \d+:\d+ /);
  });
});
