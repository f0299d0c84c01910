/** Which links get a number for readers of paper, and what is written for them. */
import { editionsOf, frontMatter } from '../support/house.js';

const referencesOf = (language: 'fa' | 'en', text: string, more = '') => {
  const title = language === 'fa' ? 'یک عنوان' : 'A title';
  const editions = editionsOf({
    [`articles/a/${language}.md`]: frontMatter(title, more) + text,
  });
  return editions.find((each) => each.name === language)!.articles[0]!.references;
};

describe('the addresses of links', () => {
  test.each([
    ['words', '[a page](https://example.org/a)', ['https://example.org/a']],
    ['an address that is said', '<https://example.org/a>', []],
    ['one without its scheme', '[www.example.org/a](https://www.example.org/a/)', []],
    ['e-mail with words', '[write to us](mailto:desk@example.org)', ['desk@example.org']],
    ['e-mail that is said', '<desk@example.org>', []],
    [
      'the same address twice',
      '[a](https://example.org/a) [b](https://example.org/a)',
      ['https://example.org/a'],
    ],
    [
      'Persian behind percent signs',
      '[a](https://example.org/%DA%A9%D8%A7%D8%A8%D9%84)',
      ['https://example.org/کابل'],
    ],
    [
      'a space behind a percent sign',
      '[a](https://example.org/a%20b)',
      ['https://example.org/a%20b'],
    ],
    ['a percent sign alone', '[a](https://example.org/100%)', ['https://example.org/100%']],
  ])('%s', (_, text, expected) => {
    expect(referencesOf('en', text).map((each) => each.address)).toEqual(expected);
  });

  test('are numbered as they are read: a note at its mark, the source last', () => {
    const text =
      '[a](https://a.example/)[^n] [c](https://c.example/)\n\n[^n]: [b](https://b.example/)\n';
    const source = 'source:\n  name: Agency\n  url: https://d.example\n';
    expect(referencesOf('en', text, source).map(({ label, href }) => [label, href])).toEqual([
      ['[1]', 'https://a.example/'],
      ['[2]', 'https://b.example/'],
      ['[3]', 'https://c.example/'],
      ['[4]', 'https://d.example'],
    ]);
  });

  test('are numbered in the digits of the text', () => {
    expect(referencesOf('fa', '[اینجا](https://example.org)')[0]!.label).toBe('[۱]');
  });
});
