/** One table of every block and inline through all three renderers; the masthead is the same in each. */
import { EpubCheck } from '@likecoin/epubcheck-ts';
import JSZip from 'jszip';
import { SourceFile } from '../../src/diagnostics/index.js';
import {
  type Block,
  type Inline,
  type MastheadRole,
  plainText,
  type Role,
  walkBlocks,
  walkInlines,
} from '../../src/document/index.js';
import type { Edition, EditionArticle } from '../../src/edition/index.js';
import { layoutArticle } from '../../src/layout/index.js';
import { renderEpub } from '../../src/render/epub/index.js';
import { renderSite } from '../../src/render/html/index.js';
import { renderPdf } from '../../src/render/pdf/index.js';
import { BOOK_TEMPLATES, partsOf } from '../support/books.js';
import { EVERY_KIND } from '../support/every-kind.js';
import { editionsOf, faces, htmlTemplates } from '../support/house.js';

const BLOCKS: readonly Block['kind'][] = [
  'paragraph',
  'heading',
  'list',
  'table',
  'quote',
  'verse',
  'figure',
  'code-block',
  'rule',
  'masthead',
  'matter',
];
const INLINES: readonly Inline['kind'][] = [
  'text',
  'emphasis',
  'strong',
  'code',
  'link',
  'note-reference',
  'break',
  'isolate',
  'time',
];
const TEMPLATES = htmlTemplates();
const FILE = new SourceFile('articles/a', '');

const both = editionsOf({
  'articles/every-kind/en.md': EVERY_KIND.en,
  'articles/every-kind/fa.md': EVERY_KIND.fa,
});
const englishOnly = editionsOf({ 'articles/every-kind/en.md': EVERY_KIND.en });
const cases: [string, Edition, EditionArticle][] = [...both, ...englishOnly].map((edition) => {
  const article = edition.articles[0]!;
  return [`${article.tongue.language} in the edition ${edition.name}`, edition, article];
});

const blocksOf = (article: EditionArticle): Block[] => [
  article.masthead,
  ...article.head,
  ...article.body,
  ...article.notes.flatMap((note) => note.blocks),
  ...article.tail,
];

/** Every word that a reader should find, in any order: the renderers place notes differently. */
function wordsOf(text: string): string[] {
  return text
    .split(/[\s/]+/)
    .filter((word) => /[\p{L}\d]/u.test(word))
    .sort();
}

const textOfMarkup = (markup: string): string =>
  markup
    .replace(/<sup class="reference">.*?<\/sup>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');

/** Without spaces: markup parts words where styles change. */
const squeezed = (text: string): string => text.replace(/[\s\u2060/]+/g, '');

describe('the table of kinds', () => {
  test('has every block and every inline', () => {
    const found = new Set<string>();
    for (const [, , article] of cases) {
      walkBlocks(blocksOf(article), (block) => found.add(block.kind));
      walkInlines(blocksOf(article), (inline) => found.add(inline.kind));
    }
    expect([...BLOCKS, ...INLINES].filter((kind) => !found.has(kind))).toEqual([]);
  });
});

describe.each(cases)('%s', (_name, edition, article) => {
  const expected = blocksOf(article);

  test('is whole on the page', () => {
    const site = renderSite(
      [edition, ...both.filter((each) => each.name !== edition.name)],
      TEMPLATES,
    );
    expect(site.diagnostics).toEqual([]);
    const path = `${edition.name}/${article.slug}/index.html`;
    const html = String(site.value.find((file) => file.path === path)!.bytes);
    for (const block of expected)
      expect(squeezed(textOfMarkup(html))).toContain(
        squeezed(plainText(block.kind === 'list' || block.kind === 'quote' ? [] : [block]).trim()),
      );
    expect(html).toMatch(
      new RegExp(
        `^<!DOCTYPE html>\n<html lang="${edition.tongue.language}" dir="${edition.tongue.direction}">`,
      ),
    );
    expect(html).toContain(
      `<article lang="${article.tongue.language}" dir="${article.tongue.direction}"`,
    );
    expect(html).not.toMatch(
      /<script(?! type="application\/ld\+json")|style=|\son\w+=|javascript:/i,
    );
  });

  test('is whole in the layout, every character in a face', () => {
    const layout = layoutArticle(article, edition, faces());
    expect(layout.missing).toEqual([]);
    // Labels of references stand within the words of the text.
    const isReference = (owner: number) =>
      layout.structure[layout.structure[owner]!.parent]?.type === 'Reference';
    const text = layout.pages
      .flatMap((page) =>
        page.items.flatMap((item) =>
          item.kind === 'text' && item.owner !== 'artifact' && !isReference(item.owner)
            ? [item.text]
            : [],
        ),
      )
      .join(' ');
    const found = squeezed(text);
    for (const word of wordsOf(plainText(expected))) expect(found).toContain(word);
    expect(layout.pages.flatMap((page) => page.items).some((item) => item.kind === 'picture')).toBe(
      true,
    );
  });

  test('is a PDF with the same bytes each time', async () => {
    const layout = layoutArticle(article, edition, faces());
    const [first, second] = [
      await renderPdf(layout, article),
      await renderPdf(layoutArticle(article, edition, faces()), article),
    ];
    expect(Buffer.from(first).toString('latin1', 0, 8)).toBe('%PDF-1.7');
    expect(Buffer.compare(first, second)).toBe(0);
  });

  const parts = partsOf(article, edition);

  test('is a book without errors or warnings, the same bytes each time', async () => {
    const { value, diagnostics } = await renderEpub(article, edition, BOOK_TEMPLATES, parts, FILE);
    const again = await renderEpub(article, edition, BOOK_TEMPLATES, parts, FILE);
    expect(diagnostics).toEqual([]);
    expect(Buffer.compare(value!, again.value!)).toBe(0);
    const result = await EpubCheck.validate(value!);
    expect(
      result.messages.filter((message) => ['fatal', 'error', 'warning'].includes(message.severity)),
    ).toEqual([]);
    const zip = await JSZip.loadAsync(value!);
    const opf = await zip.file('OEBPS/content.opf')!.async('string');
    expect(opf).toContain(`page-progression-direction="${article.tongue.direction}"`);
    expect(opf).toContain(
      `<dc:language>${article.tongue.language === 'fa-AF' ? 'fa' : 'en'}</dc:language>`,
    );
    const text = await zip.file('OEBPS/text.xhtml')!.async('string');
    for (const block of article.body)
      expect(squeezed(textOfMarkup(text))).toContain(
        squeezed(plainText(block.kind === 'list' || block.kind === 'quote' ? [] : [block]).trim()),
      );
    expect((text.match(/\u200c/g) ?? []).length).toBeGreaterThanOrEqual(
      (plainText(article.body).match(/\u200c/g) ?? []).length,
    );
  });

  test('has one masthead in the page, the book and the layout', async () => {
    const site = renderSite(both, TEMPLATES);
    const path = `${edition.name}/${article.slug}/index.html`;
    const html = String(site.value.find((file) => file.path === path)!.bytes);
    const zip = await JSZip.loadAsync(
      (await renderEpub(article, edition, BOOK_TEMPLATES, parts, FILE)).value!,
    );
    const book = await zip.file('OEBPS/title.xhtml')!.async('string');
    const layout = layoutArticle(article, edition, faces());
    const div = layout.structure.findIndex((element) => element.type === 'Div');
    const inside = (owner: number): boolean =>
      owner === div || (owner > 0 && inside(layout.structure[owner]!.parent));
    const drawn = layout.pages[0]!.items.flatMap((item) =>
      item.kind === 'text' && item.owner !== 'artifact' && inside(item.owner) ? [item.text] : [],
    );
    const masthead = (markup: string) => /<div class="masthead".*?<\/div>/s.exec(markup)![0];
    const wanted = wordsOf(plainText([article.masthead]));
    expect(wanted.length).toBeGreaterThan(20);
    expect(wordsOf(textOfMarkup(masthead(html)))).toEqual(wanted);
    expect(wordsOf(textOfMarkup(masthead(book)))).toEqual(wanted);
    expect(wordsOf(drawn.join(' '))).toEqual(wanted);
  });
});

test('every role has a style in the theme', () => {
  const roles: Record<Role, true> = {
    name: true,
    monogram: true,
    verse: true,
    address: true,
    section: true,
    dateline: true,
    title: true,
    subtitle: true,
    byline: true,
    notice: true,
    standfirst: true,
    bio: true,
    source: true,
    rights: true,
  };
  const first: MastheadRole = 'name';
  expect(Object.keys(both[0]!.theme.roles).sort()).toEqual(Object.keys(roles).sort());
  expect(both[0]!.theme.roles[first].face).toBe('nastaliq');
});
