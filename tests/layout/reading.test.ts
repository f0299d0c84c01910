/** Pages as text: a reordering fault shows as a changed x, a text fault as a changed string. */
import { dumpLayout, layoutArticle } from '../../src/layout/index.js';
import { EVERY_KIND } from '../support/every-kind.js';
import { expectGolden } from '../support/golden.js';
import { editionsOf, faces, frontMatter, theme } from '../support/house.js';

const HARD_LINES = `${frontMatter('سطرهای دشوار')}گزارش (IS-K) را «AP News» در ۲۵ اپریل ۲۰۲۳ نشر کرد؛ بهای آن ۲۵۰ افغانی (؋ ۲۵۰) یا $3.50 است، یعنی ۱۰–۲۰٪ ارزان‌تر.

تاریخ ۱۴۰۲/۲/۲۲ برابر است با 2023-05-12 و نشانی https://www.example.org/fa?page=2 و editor@example.org و شمارهٔ +93 20 000 0000 است.

«او گفت: (می‌روم [فردا] به “Kabul University”)». سالار لازم است؛ شاخهٔ خراسان؛ مسؤول، مؤسسه، رئیس، هیئت.
`;
const CASES: Record<string, { texts: Record<string, string>; edition: string }> = {
  'persian-every-kind': { texts: { 'articles/a/fa.md': EVERY_KIND.fa }, edition: 'fa' },
  'english-every-kind': { texts: { 'articles/a/en.md': EVERY_KIND.en }, edition: 'en' },
  'english-under-the-persian-masthead': {
    texts: { 'articles/a/en.md': `${frontMatter('A title')}One line (کابل) and its end.\n` },
    edition: 'fa',
  },
  'hard-mixed-lines': { texts: { 'articles/a/fa.md': HARD_LINES }, edition: 'fa' },
};

const layoutOf = (name: string) => {
  const { texts, edition: wanted } = CASES[name]!;
  const edition = editionsOf(texts).find((each) => each.name === wanted)!;
  return layoutArticle(edition.articles[0]!, edition, faces());
};

describe('a page', () => {
  test.each(Object.keys(CASES))('%s', (name) => {
    expectGolden(`tests/layout/golden/article-${name}.txt`, dumpLayout(layoutOf(name)));
  });

  test.each(Object.keys(CASES))('%s keeps inside its margins', (name) => {
    const { inner, outer, top, bottom } = theme.page.margin;
    const side = Math.min(inner, outer) - 0.5;
    for (const page of layoutOf(name).pages)
      for (const item of page.items) {
        expect(item.x).toBeGreaterThan(side);
        expect(item.x + item.width).toBeLessThan(page.width - side);
        if (item.kind === 'text' && item.owner !== 'artifact') {
          expect(item.y).toBeGreaterThan(top);
          expect(item.y).toBeLessThan(page.height - bottom);
        }
      }
  });

  test('reads a mixed line from the right: what comes first stands farther right', () => {
    const [page] = layoutOf('hard-mixed-lines').pages;
    const x = (text: string) =>
      page!.items.find((item) => item.kind === 'text' && item.text.includes(text))!.x;
    expect(x('گزارش (')).toBeGreaterThan(x('IS-K'));
    expect(x('IS-K')).toBeGreaterThan(x('AP News'));
    expect(x('AP News')).toBeGreaterThan(x('۲۵'));
  });
});

describe('a long article', () => {
  const paragraph =
    'این بند دراز است و نوبت به نوبت می‌آید تا کتابی پر شود، و هر بار همان سخن را باز می‌گوید. '.repeat(
      8,
    );
  const count = 400;

  test('fills many pages, every word of it in order, notes on the page of their reference', () => {
    const body = Array.from(
      { length: count },
      (_, index) => `بند ${index} ${paragraph}${index % 40 === 0 ? `[^n${index}]` : ''}`,
    ).join('\n\n');
    const notes = Array.from(
      { length: count / 40 },
      (_, index) => `[^n${index * 40}]: یادداشت شمارهٔ ${index}`,
    ).join('\n\n');
    const [edition] = editionsOf({
      'articles/a/fa.md': `${frontMatter('کتاب')}${body}\n\n${notes}\n`,
    });
    const layout = layoutArticle(edition!.articles[0]!, edition!, faces());
    expect(layout.pages.length).toBeGreaterThan(50);
    const pageOf = (text: string) =>
      layout.pages.find((page) =>
        page.items.some(
          (item) => item.kind === 'text' && item.owner !== 'artifact' && item.text.includes(text),
        ),
      )!.number;
    const text = layout.pages
      .flatMap((page) =>
        page.items.flatMap((item) =>
          item.kind === 'text' && item.owner !== 'artifact' && item.size > 9.8
            ? [item.text.trim()]
            : [],
        ),
      )
      .join(' ');
    let at = 0;
    for (let index = 0; index < count; index++) {
      at = text.indexOf(`بند ${index} `.trim(), at);
      expect(at).toBeGreaterThanOrEqual(0);
    }
    for (let index = 0; index < count / 40; index++) {
      const place = layout.destinations.get(`note-${index + 1}`)!;
      expect(place.page).toBe(layout.destinations.get(`ref-${index + 1}`)!.page);
    }
    expect(pageOf('یادداشت شمارهٔ')).toBe(1);
  });

  test('breaks a word that is wider than the column, and a table that is wider than the page', () => {
    const word = 'کتابخانه'.repeat(40);
    const row = `| ${Array.from({ length: 12 }, () => 'درازترین‌واژه‌ای‌که‌هست').join(' | ')} |`;
    const table = [row, `|${'---|'.repeat(12)}`, row].join('\n');
    const [edition] = editionsOf({
      'articles/a/fa.md': `${frontMatter('پهن')}${word}\n\n${table}\n`,
    });
    const layout = layoutArticle(edition!.articles[0]!, edition!, faces());
    for (const page of layout.pages)
      for (const item of page.items) expect(item.x + item.width).toBeLessThan(page.width - 60);
  });
});
