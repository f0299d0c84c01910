import { SourceFile } from '../../src/diagnostics/index.js';
import { plainText } from '../../src/document/index.js';
import { buildEditions, readSite, readTheme } from '../../src/edition/index.js';
import { parseYamlFile } from '../../src/source/index.js';
import {
  catalogue,
  editionsOf,
  frontMatter,
  parse,
  site,
  sourceFile,
  theme,
} from '../support/house.js';

const EN = 'articles/2023-05-12-a/en.md';
const FA = 'articles/2023-05-12-a/fa.md';
const english = `${frontMatter('An English title')}1. One\n2. Two[^1]\n\n[^1]: Note.\n`;
const persian = `${frontMatter('عنوان فارسی')}1. یک\n2. دو[^1]\n\n[^1]: یادداشت.\n`;

describe('the masthead', () => {
  test('of the Persian edition', () => {
    const [fa] = editionsOf({ [FA]: persian });
    expect(plainText([fa!.articles[0]!.masthead]).trim().split('\n')).toEqual([
      'افغانستان آزاد – آزاد افغانستان',
      'AA-AA',
      'چو کشور نباشد تن من مباد / بدین بوم و بر زنده یک تن مباد',
      'همه سر به سر تن به کشتن دهیم / از آن به که کشور به دشمن دهیم',
      'www.afgazad.com / afgazad@gmail.com',
      'فرهنگ / Culture',
      '۲۲ ثور ۱۴۰۲ / ۱۲ می ۲۰۲۳',
    ]);
    expect(fa!.articles[0]!.masthead.tongue).toEqual({ language: 'fa-AF', direction: 'rtl' });
  });

  test('of the English edition', () => {
    const [, en] = editionsOf({ [EN]: english });
    const lines = plainText([en!.articles[0]!.masthead]).trim().split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'افغانستان آزاد – آزاد افغانستان',
      'Afghanistan Azad – Azad Afghanistan',
      'AA-AA',
    ]);
    expect(lines.slice(-2)).toEqual(['Culture / فرهنگ', '12 May 2023']);
  });
});

describe('an edition', () => {
  test('shows a translation where there is one, and joins the two', () => {
    const [fa, en] = editionsOf({ [EN]: english, [FA]: persian });
    expect([fa!.articles[0]!.title, en!.articles[0]!.title]).toEqual([
      'عنوان فارسی',
      'An English title',
    ]);
    expect(fa!.articles[0]!.untranslated).toBe(false);
    expect(fa!.articles[0]!.alternates.map((each) => each.edition)).toEqual(['fa', 'en']);
  });

  test('shows an untranslated article in its own language, and says so in the edition’s', () => {
    const [fa] = editionsOf({ [EN]: english });
    const article = fa!.articles[0]!;
    expect(article.untranslated).toBe(true);
    expect(article.tongue.language).toBe('en');
    const notice = article.head.find(
      (block) => block.kind === 'matter' && block.role === 'notice',
    )!;
    expect(notice.tongue!.language).toBe('fa-AF');
    expect(plainText([notice])).toBe(
      'این نوشته هنوز به فارسی برگردانده نشده و به زبان انگلیسی آمده است.\n',
    );
    expect(article.alternates.map((each) => each.edition)).toEqual(['en']);
    expect(article.canonicalUrl).toBe('https://www.afgazad.com/en/2023-05-12-a/');
    expect(article.words.notes).toBe('Notes');
  });

  test('settles digits in the language of the text', () => {
    const [fa, en] = editionsOf({ [EN]: english, [FA]: persian });
    const markers = (edition: typeof fa) => {
      const list = edition!.articles[0]!.body[0]!;
      return list.kind === 'list' ? list.items.map((item) => item.marker) : [];
    };
    expect(markers(fa)).toEqual(['۱.', '۲.']);
    expect(markers(en)).toEqual(['1.', '2.']);
    expect(fa!.articles[0]!.notes[0]!.label).toBe('۱');
  });

  test('puts the newest first', () => {
    const older = english.replace('2023-05-12', '2022-01-01');
    const [fa] = editionsOf({ [EN]: english, 'articles/older/en.md': older });
    expect(fa!.articles.map((article) => article.slug)).toEqual(['2023-05-12-a', 'older']);
  });

  test('does not publish the contact', () => {
    const [fa] = editionsOf({
      [EN]: english.replace('section:', 'contact: secret@example.org\nsection:'),
    });
    expect(JSON.stringify(fa)).not.toContain('secret@example.org');
  });
});

test('two folders of one name, and two files of one language, are faults', () => {
  const one = parse('articles/a/en.md', english).article!;
  const nested = { ...one, file: new SourceFile('articles/2023/a/en.md', '') };
  const alias = { ...one, file: new SourceFile('articles/a/en-copy.md', '') };
  const codes = (articles: (typeof one)[]) =>
    buildEditions({ site, theme, catalogue, articles }).diagnostics.map((each) => each.code);
  expect(codes([one, nested])).toEqual(['art-006']);
  expect(codes([one, alias])).toEqual(['art-007']);
});

describe('configuration', () => {
  const siteText = sourceFile('site.yaml').text;
  const themeText = sourceFile('templates/theme.yaml').text;
  const siteFaults: [string, string, string, number][] = [
    ['an unknown key', 'url: https', 'ulr: https', 3],
    ['an address that is none', 'url: https://www.afgazad.com', 'url: afgazad', 3],
    ['two addresses, one behind the other', 'afgazad.com\n', 'afgazad.comjavascript://x\n', 3],
    ['an address with a path of none', 'afgazad.com\n', 'afgazad.com//x\n', 3],
    ['an unknown language', 'language: fa-AF', 'language: xx', 15],
    ['an unknown calendar', '[solar, gregorian]', '[lunar]', 16],
    ['two sections with one key', 'key: history', 'key: culture', 39],
    [
      'an opinion that is neither yes nor no',
      'key: history',
      'key: history\n    opinion: maybe',
      37,
    ],
    ['a bayt of one hemistich', ' / بدین بوم و بر زنده یک تن مباد', '', 25],
    ['a name that nobody sees', 'fa: تاریخ', 'fa: "\\u200c"', 37],
    ['a hemistich that nobody sees', 'چو کشور نباشد تن من مباد', '\u200c', 25],
    ['a missing name', '  en: Afghanistan Azad – Azad Afghanistan\n', '', 6],
  ];
  test.each(siteFaults)('site.yaml: %s is said with its line', (_name, from, to, line) => {
    const file = new SourceFile('site.yaml', siteText.replace(from, to));
    expect(file.text).not.toBe(siteText);
    const { value, diagnostics } = readSite(parseYamlFile(file).value!, file);
    expect(value).toBeUndefined();
    expect(
      diagnostics.every(
        (each) => each.code === 'site-001' && each.hints.length + each.message.length > 0,
      ),
    ).toBe(true);
    expect(diagnostics.map((each) => file.position(each.span!.start).line)).toContain(line);
  });

  test.each([
    ['www.afgazad.com:/', 'www.afgazad.com'],
    ['WWW.afgazad.com:443/', 'www.afgazad.com'],
    ['www.afgazad.com/a/../b/', 'www.afgazad.com/b'],
    ['آزاد.org/روز', 'xn--hgbkyk.org/%D8%B1%D9%88%D8%B2'],
  ])('site.yaml: the address %s is told as browsers write it', (written, read) => {
    const file = new SourceFile('site.yaml', siteText.replace('www.afgazad.com', written));
    const [fault] = readSite(parseYamlFile(file).value!, file).diagnostics;
    expect(fault?.hints).toEqual([`write “https://${read}”`]);
    const mended = new SourceFile('site.yaml', siteText.replace('www.afgazad.com', read));
    expect(readSite(parseYamlFile(mended).value!, mended).value?.url).toBe(`https://${read}`);
  });

  test('site.yaml: two sections with one name are said with their line, and do not stop the paper', () => {
    const named = siteText
      .replace('fa: تاریخ', 'fa: فرهنگ')
      .replace('en: Technology', 'en: culture');
    const file = new SourceFile('site.yaml', named);
    const { value, diagnostics } = readSite(parseYamlFile(file).value!, file);
    expect(value?.sections.length).toBe(4);
    const said = diagnostics.map(({ severity, span, message }) => {
      const { line, column } = file.position(span!.start);
      return `${line}:${column} ${severity} ${message.split(',')[0]}`;
    });
    expect(said).toEqual([
      '40:9 warning “فرهنگ” is the name of the section “history”',
      '44:9 warning “culture” is the name of the section “culture”',
    ]);
  });

  const themeFaults: [string, string, string][] = [
    ['a colour that is none', '"#1c1a17"', 'black'],
    ['a missing role', /( {2}bio:.*\n)/.exec(themeText)![1]!, ''],
    ['a size out of bounds', 'textSize: 11.5', 'textSize: 400'],
    ['an unknown face', 'face: nastaliq', 'face: comic'],
    ['margins without room for text', 'inner: 76', 'inner: 560'],
    ['a picture without room for words', 'height: 630, margin: 64', 'height: 200, margin: 100'],
  ];
  test('theme.yaml: a colour that YAML takes for a comment is told with its quotation marks', () => {
    const file = new SourceFile('templates/theme.yaml', themeText.replace('"#7a1f1f"', '#7a1f1f'));
    const { diagnostics } = readTheme(parseYamlFile(file).value!, file);
    expect(diagnostics.map(({ message, hints }) => [message, ...hints])).toEqual([
      ['“colours.accent” is empty', 'write “accent: "#7a1f1f"”, with the quotation marks'],
    ]);
  });

  test.each(themeFaults)('theme.yaml: %s is said', (_name, from, to) => {
    const file = new SourceFile('templates/theme.yaml', themeText.replace(from, to));
    expect(file.text).not.toBe(themeText);
    const { value, diagnostics } = readTheme(parseYamlFile(file).value!, file);
    expect(value).toBeUndefined();
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(diagnostics.every((each) => each.code === 'theme-001' && each.span !== undefined)).toBe(
      true,
    );
  });
});
