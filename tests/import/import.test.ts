/** The owner's document: nothing of it is lost, and our own parser reads what comes out. */
import { readFileSync } from 'node:fs';
import { SourceFile } from '../../src/diagnostics/index.js';
import { plainText } from '../../src/document/index.js';
import { importDocument } from '../../src/import/index.js';
import { parse, site } from '../support/house.js';

const text = readFileSync('tests/import/globetrotter.txt', 'utf8');
const context = {
  sections: site.sections.map((section) => ({
    key: section.key,
    names: Object.values(section.names),
  })),
  masthead: site.mastheadTexts,
};
const imported = importDocument(new SourceFile('globetrotter.txt', text), context).value!;
const { article, diagnostics } = parse(`articles/${imported.slug}/en.md`, imported.markdown);

const words = (value: string): string[] => value.match(/[\p{L}\p{N}$]+/gu) ?? [];

describe('the owner’s document', () => {
  test('is named after its date and title', () => {
    expect(imported.slug).toBe('2023-05-12-taliban-islamic-state');
    expect(imported.language).toBe('en');
  });

  test('loses no word of its body, in order', () => {
    const [, body] = text.split('[Article Body:]');
    const wanted = words(
      body!
        .split('Brittani Banks')[0]!
        .replace(/\]\(#\)/g, '')
        .replace(/\\/g, ''),
    );
    expect(wanted.length).toBeGreaterThan(1300);
    expect(words(plainText(article!.body))).toEqual(wanted);
  });

  test('joins the paragraph that a page break cut in two', () => {
    expect(article!.body).toHaveLength(22);
    expect(plainText(article!.body)).toContain(
      're-establish their rule over the country, but they have been prevented',
    );
  });

  test('becomes front matter that our own parser reads without an error', () => {
    expect(diagnostics.map((each) => each.code)).toEqual(['md-003']);
    expect(article!.frontMatter).toMatchObject({
      title: "The Taliban and the Islamic State Continue to Fight for Afghanistan's Future",
      authors: ['John P. Ruehl'],
      date: { year: 2023, month: 5, day: 12 },
      section: 'european-languages',
      source: { name: 'Globetrotter' },
      contact: 'Brittani Banks, Production Editor and Outreach Coordinator/brittani@ind.media',
    });
    expect(plainText(article!.frontMatter.teaser)).toContain('opportunity for expansion');
  });

  test('mends the doubled escapes and keeps the fifty lost links for an editor', () => {
    expect(plainText(article!.body)).toContain('$1 to $3 trillion');
    expect(imported.markdown.match(/\]\(#\)/g)).toHaveLength(50);
    expect(imported.report.join('\n')).toContain('50 links have lost their targets');
  });

  test('is the article that stands in articles/', () => {
    expect(readFileSync(`articles/${imported.slug}/en.md`, 'utf8')).toBe(imported.markdown);
  });
});

test('a document of another form is refused with a hint', () => {
  const { value, diagnostics: faults } = importDocument(
    new SourceFile('letter.txt', 'Dear editor,\n\nhello.\n'),
    context,
  );
  expect(value).toBeUndefined();
  expect(faults[0]).toMatchObject({ code: 'imp-001' });
});

describe('a document is told everything that it lacks', () => {
  const told = (text: string) =>
    importDocument(new SourceFile('x.txt', text), context).diagnostics.map(
      ({ code, message, file, span }) =>
        `${code} ${file.position(span?.start ?? 0).line} ${message}`,
    );
  const [title, date, marker] = [
    'imp-002 1 no title was found',
    'imp-002 1 no date was found',
    'imp-001 1 the document has no line “[Article Body:]”',
  ];
  const cases: [string, string, string[]][] = [
    ['neither date nor title', 'By Me\n[Article Body:]\nText.\n', [title, date]],
    [
      'an impossible date and no title',
      'By Me\n31.02.2023\n[Article Body:]\nText.\n',
      [title, 'imp-002 2 “31.02.2023” is not a date that can be read'],
    ],
    ['neither title, date nor text', 'By Me\nTeaser: Words.\n', [marker, title, date]],
    [
      'a title and a date, but no line above the text',
      `A title\n12.05.2023\n\n${'word '.repeat(60)}\n`,
      [marker],
    ],
  ];
  test.each(cases)('%s', (_name, text, wanted) => expect(told(text)).toEqual(wanted));
});
