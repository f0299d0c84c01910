/** What is wrong with templates of pages is said at its tag, in whichever file that stands. */
import { SourceFile } from '../../src/diagnostics/index.js';
import { checkTemplates } from '../../src/render/html/index.js';
import { openTemplates } from '../../src/render/html/template.js';
import { htmlTemplates } from '../support/house.js';

/** The templates of the house, some of them changed. */
function templates(changed: Readonly<Record<string, string>>): Map<string, SourceFile> {
  const files = htmlTemplates();
  for (const [name, text] of Object.entries(changed)) files.set(name, new SourceFile(name, text));
  return files;
}

const told = (diagnostics: readonly ReturnType<typeof checkTemplates>[number][]): string[] =>
  diagnostics.map(({ file, span, message }) => {
    const { line, column } = file.position(span?.start ?? 0);
    return `${file.path}:${line}:${column} ${message}`;
  });

const check = (changed: Readonly<Record<string, string>>) =>
  told(checkTemplates(templates(changed)));

test('nothing is wrong with those of the house', () => {
  expect(check({})).toEqual([]);
});

describe('a tag of HTML', () => {
  test.each<[string, Record<string, string>, string]>([
    [
      'a page',
      { 'about.hbs': '<p>a\n<div class="{{title}}">' },
      'about.hbs:2:1 “<div>” is opened here and never closed',
    ],
    [
      'a list',
      { 'about.hbs': '<ul>\n{{#each a}}<li><span>{{b}}{{/each}}</ul>' },
      'about.hbs:2:16 “<span>” is opened here and never closed',
    ],
    [
      'an “else”',
      { 'about.hbs': '{{#if a}}b{{else}}\n<b>c{{/if}}' },
      'about.hbs:2:1 “<b>” is opened here and never closed',
    ],
    [
      'a partial',
      { 'partials/card.hbs': '<em>' },
      'partials/card.hbs:1:1 “<em>” is opened here and never closed',
    ],
    [
      'an inside',
      { 'about.hbs': '{{#> card}}<i>{{/card}}', 'partials/card.hbs': '\n{{> @partial-block}}' },
      'about.hbs:1:12 “<i>” is opened here and never closed',
    ],
    [
      'another',
      { 'about.hbs': '<div><a href="#"></div>' },
      'about.hbs:1:6 “<a>” is opened here and never closed',
    ],
    [
      'nothing',
      { 'about.hbs': 'a</section>' },
      'about.hbs:1:2 “</section>” closes what was not opened',
    ],
  ])('that %s leaves open is named', (_, changed, wanted) => {
    const said = check(changed).filter((each) => !/card/.test(wanted) || each.includes('card'));
    expect(said).toEqual([wanted]);
  });

  test.each<[string, string, string]>([
    ['a comment', '<p>a\n<!-- b\n<i>c</i>', '2:1 a comment is opened here and never closed'],
    [
      'a value of',
      '<p>\n<main id="text>\n<i class="a">b</i></main>',
      '2:1 a quotation mark (") in “<main>” is opened and never closed',
    ],
    [
      'a value, before one that begins with a blank, of',
      '<main id="text>\n<i class=" a">b</i></main>',
      '1:1 a quotation mark (") in “<main>” is opened and never closed',
    ],
    [
      'the last value of',
      "<main>\n<i class='a>b</i></main>",
      "2:1 a quotation mark (') in “<i>” is opened and never closed",
    ],
    ['the end of', '<main id="text"\n<i>b</i></main>', '1:1 “<main” has no “>”'],
  ])('%s a tag that is left open is named there, and nothing behind it', (_, text, wanted) => {
    const said = check({ 'about.hbs': text });
    expect(said.map((each) => each.slice(0, 'about.hbs:'.length + wanted.length))).toEqual([
      `about.hbs:${wanted}`,
    ]);
  });

  test.each([
    ['whose end may be left out', '<p>a<p>b<ul><li>c<li>d</ul><br><img alt=">">'],
    ['under one condition', '{{#if a}}<a href="{{a}}">{{/if}}b{{#if a}}</a>{{/if}}'],
    [
      'under one condition or its contrary',
      '{{#if a}}<b>{{else}}<b id="c">{{/if}}</b>{{#unless a}}<i>{{/unless}}{{#if a}}{{else}}</i>{{/if}}',
    ],
    ['whose name is a value', '<h{{level}}>a</h{{level}}>'],
    ['of a drawing', '<svg viewBox="0 0 1 1"><path d="M0 0"/><g/></svg><a href=/b/>c</a>'],
    [
      'that is none',
      '<!-- <div> --><script>"<div>"</script><style>a::after{content:"<b>"}</style>1 < 2',
    ],
    ['whose value holds signs of tags', `<i title="a > b < c" lang='en' class="d">e</i>`],
    ['with a value of each branch', `<i {{#if a}}title="a > b"{{else}}title="c < d"{{/if}}>e</i>`],
    ['around what a partial shows', '<div>{{> card}}{{{title}}}</div>'],
  ])('%s is none', (_, text) => {
    expect(check({ 'about.hbs': text })).toEqual([]);
  });
});

test.each([
  ['{{#> foo}}a{{/foo}}', '1:1 there is no partial “foo”'],
  ['{{#each a}}\n {{> caard}}{{/each}}', '2:2 there is no partial “caard”'],
  ['{{lookup .}}', '1:1 “lookup” needs two values, a list and a name, and has 1'],
  ['{{#if}}a{{/if}}', '1:1 “if” needs one value, and has 0'],
  ['{{#each (lookup a)}}b{{/each}}', '1:9 “lookup” needs two values, a list and a name, and has 1'],
])('%s is a fault before any page is filled', (text, wanted) => {
  expect(check({ 'about.hbs': text })).toEqual([`about.hbs:${wanted}`]);
});

describe('no template asks another host, or runs a script within a tag', () => {
  const remote = (address: string) => `“${address}” lies on another host, which no page may ask`;
  test.each<[string, string]>([
    ['<img alt="" src="https://a.example/b.png">', `13 ${remote('https://a.example/b.png')}`],
    ['<script src=//a.example/b.js></script>', `9 ${remote('//a.example/b.js')}`],
    [
      '<link rel="preload stylesheet" href="HTTPS://a.example/b">',
      `32 ${remote('HTTPS://a.example/b')}`,
    ],
    ['<img srcset="b.png 1x, https://a.example/b 2x">', `6 ${remote('https://a.example/b 2x')}`],
    [
      '<iframe src="https://a.example/{{home}}"></iframe>',
      `9 ${remote('https://a.example/{{…}}')}`,
    ],
    ['{{#if a}}{{#unless b}}<img src="//a">{{/unless}}{{/if}}', `28 ${remote('//a')}`],
    ['<svg><use xlink:href="//a/b#c"/></svg>', `11 ${remote('//a/b#c')}`],
    [
      '<img src="{{style}}" onerror="x()">',
      '22 “onerror” is a script within a tag, which the policy of the site forbids',
    ],
    [
      '<a href=" java\nscript:x()">b</a>',
      '4 a “javascript:” address is a script, which the policy of the site forbids',
    ],
  ])('%s', (text, wanted) => {
    expect(check({ 'about.hbs': text })).toEqual([`about.hbs:1:${wanted}`]);
  });

  test('a link for readers to follow is none, nor is a word that only looks like an address', () => {
    const text =
      '<a href="https://a.example">b</a><link rel="license" href="https://a.example/c">' +
      '<img src="{{home}}/d.png" alt="https://a.example"><!-- <img src="https://a.example/e"> -->';
    expect(check({ 'about.hbs': text })).toEqual([]);
  });
});

test('whatever is HTML in the templates of the house is said where it is written as text', () => {
  const unescaped = /\{\{\{([^}]+)\}\}\}/g;
  for (const [name, { text }] of htmlTemplates())
    for (const { 0: tag, 1: value, index } of text.matchAll(unescaped)) {
      const changed = `${text.slice(0, index)}{{${value}}}${text.slice(index + tag.length)}`;
      const [said, ...others] = check({ [name]: changed });
      expect(others).toEqual([]);
      const line = text.slice(0, index).split('\n').length;
      expect(said).toMatch(`${name}:${line}:`);
      expect(said).toMatch(`“${value}” is HTML: readers would see its tags`);
    }
});

test('a helper without a value is said once, when pages are filled, too', () => {
  const set = openTemplates(templates({ 'about.hbs': '{{#if}}a{{/if}}' }));
  set.render('about', { title: 'a' });
  expect(told(set.diagnostics)).toEqual(['about.hbs:1:1 “if” needs one value, and has 0']);
});

test('a partial may be made where it is used', () => {
  expect(check({ 'about.hbs': '{{#*inline "own"}}a{{/inline}}{{> own}}' })).toEqual([]);
});

test('a partial that comes back to itself is named where it does, however deep a page uses it', () => {
  const set = openTemplates(
    templates({
      'about.hbs': '{{#each list}}{{#if this}}{{> outer}}{{/if}}{{/each}}',
      'partials/outer.hbs': 'a\n{{> inner}}',
      'partials/inner.hbs': 'b {{> outer}}',
    }),
  );
  set.render('about', { list: ['x'] });
  expect(told(set.diagnostics)).toEqual([
    'partials/inner.hbs:1:3 the partial uses itself without end',
  ]);
});
