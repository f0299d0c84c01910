/** Whatever is written: nothing throws, every fault has its place, and no page runs what a writer wrote. */
import fc from 'fast-check';
import { type Diagnostic, SourceFile } from '../../src/diagnostics/index.js';
import { plainText } from '../../src/document/index.js';
import { buildEditions, type EditionArticle } from '../../src/edition/index.js';
import { importDocument } from '../../src/import/index.js';
import { dumpLayout, layoutArticle } from '../../src/layout/index.js';
import { renderSite } from '../../src/render/html/index.js';
import { openTemplates } from '../../src/render/html/template.js';
import { parseYamlFile } from '../../src/source/index.js';
import { offencesOfPage } from '../hostile/judge.js';
import { articleOf } from '../hostile/places.js';
import { catalogue, faces, htmlTemplates, parse, site, theme } from '../support/house.js';
import { runs, TIME } from '../support/runs.js';
import { body, letter, lines, words } from './arbitraries.js';

const PATHS = ['articles/a/en.md', 'articles/a/fa.md'];
const TEMPLATES = htmlTemplates();

function expectPlaces(diagnostics: readonly Diagnostic[]): void {
  for (const { span, file, message, hints } of diagnostics) {
    expect(message).not.toBe('');
    expect(hints.length).toBeGreaterThan(0);
    if (!span) continue;
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.end).toBeGreaterThanOrEqual(span.start);
    expect(file.text.length).toBeGreaterThanOrEqual(span.end);
  }
}

function editionsOf(text: string) {
  const articles = PATHS.flatMap((path) => {
    const { article, diagnostics } = parse(path, text);
    expectPlaces(diagnostics);
    const isSound = diagnostics.every(({ severity }) => severity === 'warning');
    return article && isSound ? [article] : [];
  });
  return buildEditions({ site, theme, catalogue, articles });
}

function property<T>(name: string, few: number, check: fc.IProperty<T>): void {
  test(name, () => fc.assert(check, runs(few)), TIME);
}

property(
  'an article of any text is read, the same each time, or refused at its places',
  200,
  fc.property(lines, body, (front, text) => {
    for (const path of PATHS) {
      const written = articleOf(front, text);
      const [first, second] = [parse(path, written), parse(path, written)];
      expectPlaces(first.diagnostics);
      expect(JSON.stringify(second.article)).toBe(JSON.stringify(first.article));
    }
  }),
);

property(
  'a file of any text is read or refused',
  200,
  fc.property(words, (text) => expectPlaces(parse(PATHS[0]!, text).diagnostics)),
);

property(
  'pages of what was accepted are the same each time, and run nothing',
  8,
  fc.property(lines, body, (front, text) => {
    const { value: editions, diagnostics } = editionsOf(articleOf(front, text));
    expectPlaces(diagnostics);
    const pages = renderSite(editions, TEMPLATES);
    expect(pages.diagnostics).toEqual([]);
    for (const { path, bytes } of pages.value)
      if (path.includes('/a/')) expect(offencesOfPage(String(bytes))).toEqual([]);
    const again = renderSite(editions, TEMPLATES).value;
    expect(again.map(({ bytes }) => bytes)).toEqual(pages.value.map(({ bytes }) => bytes));
  }),
);

property(
  'paper holds every letter of what was accepted',
  40,
  fc.property(body, (text) => {
    for (const edition of editionsOf(articleOf([], text)).value)
      for (const article of edition.articles) {
        const layout = layoutArticle(article, edition, faces());
        if (layout.missing.length > 0) continue;
        const drawn = lettersOf(dumpLayout(layout));
        for (const letter of lettersOf(textOf(article))) expect(drawn).toContain(letter);
      }
  }),
);

const textOf = ({ body }: EditionArticle): string => plainText(body);
const lettersOf = (text: string): Set<string> =>
  new Set(text.normalize('NFC').match(/[\p{L}\p{N}]/gu) ?? []);

property(
  'any YAML is read or refused',
  300,
  fc.property(lines, (some) => {
    const file = new SourceFile('site.yaml', some.join('\n'));
    expectPlaces(parseYamlFile(file).diagnostics);
  }),
);

property(
  'any template is filled or refused',
  60,
  fc.property(words, (text) => {
    const file = new SourceFile('templates/html/about.hbs', text);
    const templates = openTemplates(new Map([...TEMPLATES, ['about.hbs', file]]));
    templates.render('about', { title: 'A title', style: 'x', words: { home: 'Home' } });
    expectPlaces(templates.diagnostics);
  }),
);

const context = {
  sections: site.sections.map(({ key, names }) => ({ key, names: Object.values(names) })),
  masthead: site.mastheadTexts,
};

property(
  'any document is imported as an article that can be read, or refused',
  200,
  fc.property(letter, (text) => {
    const { value, diagnostics } = importDocument(new SourceFile('letter.txt', text), context);
    expectPlaces(diagnostics);
    if (!value) return;
    const { diagnostics: found } = parse(
      `articles/${value.slug}/${value.language}.md`,
      value.markdown,
    );
    expectPlaces(found);
    // Its front matter is ours, and has to be sound whatever a writer's words are.
    expect(found.filter(({ code }) => /^fm-00[12578]$/.test(code))).toEqual([]);
    expect(value.slug).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
  }),
);
