/** The pages of the site: which there are, how they are joined, what strange articles do to them. */
import { openSite, renderSite } from '../../src/render/html/index.js';
import { editionsOf, frontMatter, htmlTemplates } from '../support/house.js';
import { edit, paper, article as plain, warraq } from '../support/paper.js';

const TEMPLATES = htmlTemplates();

function siteOf(texts: Readonly<Record<string, string>>): Map<string, string> {
  const { value, diagnostics } = renderSite(editionsOf(texts), TEMPLATES);
  expect(diagnostics).toEqual([]);
  return new Map(value.map((file) => [file.path, String(file.bytes)]));
}

const english = (title: string, more = '') => `${frontMatter(title, more)}Some words.\n`;
const persian = `---\ntitle: عنوان\nauthor: کسی\ndate: ۲۲ ثور ۱۴۰۲\nsection: culture\ntags: [تاریخ]\n---\n\nچند واژه.\n`;

test('files are known by their paths before they are made', () => {
  // More than one page of lists and catalogues; every third article has nothing to take along.
  const slugs = Array.from({ length: 80 }, (_, index) => `article-${index}`);
  const editions = editionsOf(
    Object.fromEntries(
      slugs.flatMap((slug, index) => {
        const of = index % 2 === 0 ? 'culture' : 'history';
        const text = english(`No. ${index}`).replace('section: culture', `section: ${of}`);
        return index % 4 === 0
          ? [
              [`articles/${slug}/en.md`, text],
              [`articles/${slug}/fa.md`, persian],
            ]
          : [[`articles/${slug}/en.md`, text]];
      }),
    ),
  );
  const sizes = new Map(
    slugs.flatMap((slug, index) =>
      index % 3 === 0 ? [] : ['fa', 'en'].map((name) => [`${name}/${slug}/${slug}.epub`, 7]),
    ) as [string, number][],
  );
  const { parts } = openSite(editions, TEMPLATES, { sizes });
  const made: string[] = [];
  for (const { paths, make } of parts) {
    const files = [...make()].map(({ path }) => path);
    made.push(...files);
    if (paths) expect(files).toEqual(paths);
  }
  for (const path of ['en/catalog/articles-2.xml', 'fa/catalog/index.json', 'sitemap.xml'])
    expect(made).toContain(path);
});

describe('an edition', () => {
  const site = siteOf({
    'articles/both/en.md': english('Both', 'tags: [Kabul]\n'),
    'articles/both/fa.md': persian,
    'articles/alone/en.md': english('Alone'),
  });

  test('has every kind of page, the archive in its own calendar', () => {
    for (const path of [
      'index.html',
      '404.html',
      'fa/index.html',
      'fa/both/index.html',
      'fa/both/lite.html',
      'fa/both/both.html',
      'fa/sections/index.html',
      'fa/sections/culture/index.html',
      'fa/sections/history/index.html',
      'fa/authors/کسی/index.html',
      'en/authors/somebody/index.html',
      'fa/topics/تاریخ/index.html',
      'fa/archive/1402/02/index.html',
      'en/archive/2023/05/index.html',
      'fa/articles/index.html',
      'fa/about/index.html',
      'fa/feed.xml',
      'fa/sections/culture/rss.xml',
      'en/feed.json',
      'sitemap.xml',
      'sitemap-news.xml',
    ])
      expect([...site.keys()]).toContain(path);
  });

  test('says that a section has no article yet', () => {
    expect(site.get('en/sections/history/index.html')).toContain(
      'No article has appeared here yet.',
    );
  });

  test('leads to the other edition, and says translations only where there are some', () => {
    const links = (path: string) =>
      [...site.get(path)!.matchAll(/rel="alternate" hreflang="([^"]+)"/g)].map(([, tag]) => tag);
    expect(links('fa/both/index.html')).toEqual(['fa-AF', 'en', 'x-default']);
    expect(links('fa/alone/index.html')).toEqual([]);
    expect(links('en/sections/culture/index.html')).toEqual(['fa-AF', 'en', 'x-default']);
    expect(links('en/archive/2023/index.html')).toEqual([]);
    expect(site.get('fa/alone/index.html')).toContain('href="../../en/alone/index.html"');
    expect(site.get('en/authors/somebody/index.html')).toContain(
      'href="../../../fa/authors/%DA%A9%D8%B3%DB%8C/index.html"',
    );
  });
});

test('a bound book has a page with what it binds, its files and the way to the other edition', () => {
  const site = siteOf({
    'articles/both/en.md': english('Both'),
    'articles/both/fa.md': persian,
    'articles/alone/en.md': english('<Alone>'),
  });
  const page = site.get('fa/books/collected/index.html')!;
  for (const part of [
    'href="../../../fa/both/index.html"',
    'lang="en" dir="ltr" href="../../../fa/alone/index.html"',
    'hreflang="en" href="../../../en/books/collected/index.html"',
    '&lt;Alone&gt;',
  ])
    expect(page).toContain(part);
  // Nothing is drawn here, so there is nothing to take along.
  expect(page).not.toContain('cover.png');
  expect(page).not.toContain('class="downloads"');
  const sizes = new Map(
    ['pdf', 'epub'].map((ending) => [`fa/books/collected/collected.${ending}`, 1000]),
  );
  const drawn = renderSite(editionsOf({ 'articles/both/fa.md': persian }), TEMPLATES, { sizes });
  const withFiles = String(
    drawn.value.find(({ path }) => path === 'fa/books/collected/index.html')!.bytes,
  );
  for (const ending of ['epub" type="application/epub+zip"', 'pdf" type="application/pdf"'])
    expect(withFiles).toContain(`href="collected.${ending}`);
  expect(site.get('fa/books/index.html')).toContain('href="../../fa/books/collected/index.html"');
  expect(site.get('fa/index.html')).toContain('href="../fa/books/index.html"');
  expect(site.get('sitemap.xml')).toContain('/en/books/collected/</loc>');
});

test('a paper without books has no pages of books', () => {
  const editions = editionsOf({ 'articles/one/en.md': english('One') });
  const none = editions.map((edition) => ({ ...edition, books: [] }));
  const paths = renderSite(none, TEMPLATES).value.map(({ path }) => path);
  expect(paths.filter((path) => path.includes('/books'))).toEqual([]);
});

test('a long list is cut into pages: each article stands on one, and each page leads to its neighbours', () => {
  const many = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [
      `articles/a${index}/en.md`,
      english(`No. ${index}`),
    ]),
  );
  const site = siteOf(many);
  const folder = 'fa/sections/culture';
  const paths = Array.from({ length: 13 }, (_, index) =>
    index === 0 ? `${folder}/index.html` : `${folder}/page-${index + 1}/index.html`,
  );
  const listed = paths.flatMap((path) =>
    [...site.get(path)!.matchAll(/<h3[^>]*><a href="[./]*(fa\/a\d+)\/index.html"/g)].map(
      ([, article]) => article,
    ),
  );
  expect([...listed].sort()).toEqual(
    Object.keys(many)
      .map((path) => `fa/${path.split('/')[1]}`)
      .sort(),
  );
  paths.forEach((path, index) => {
    const page = site.get(path)!;
    const leads = (rel: string) => new RegExp(`rel="${rel}" href="[./]*([^"]+)"`).exec(page)?.[1];
    expect([leads('prev'), leads('next')]).toEqual([paths[index - 1], paths[index + 1]]);
  });
  const middle = site.get(`${folder}/page-7/index.html`)!;
  expect(middle).toContain('صفحهٔ ۷ از ۱۳');
  const numbers = /class="numbers">(.*?)<\/span>/s.exec(middle)![1]!.replace(/<[^>]+>/g, '');
  expect(numbers.split(/\s+/).filter(Boolean)).toEqual('۱ … ۵ ۶ ۷ ۸ ۹ … ۱۳'.split(' '));
  expect(site.has(`${folder}/page-14/index.html`)).toBe(false);
});

test('days, ranges, names with a number and telephone numbers stay on one line, of addresses the end', () => {
  const words =
    'On 2023-05-12, 1996–2001 and (1919-21); an F-16, COVID-19; +93 20 210 0000. Not e-mail, 2 + 3, see `2024-01-02`, [x](https://example.org/2024-01-03/a) or https://example.org/2024-01-04/a, a-1-2-3-4 and me-2024@example.org.';
  const site = siteOf({
    'articles/both/en.md': `${frontMatter('Both')}${words}\n`,
    'articles/both/fa.md': `${persian}\nدر 2024-03-20 و ۱۳۹۶–۱۴۰۰ و +93 70 123 4567.\n`,
  });
  const wholeIn = (path: string) =>
    [...site.get(path)!.matchAll(/<span class="whole">([^<]+)<\/span>/g)].map(([, text]) => text);
  const inText = ['2023-05-12', '1996–2001', '1919-21', 'F-16', 'COVID-19', '+93 20 210 0000'];
  // Where a long address has to be parted, its end is more than a letter.
  inText.push('04/a');
  expect(wholeIn('en/both/index.html')).toEqual(inText);
  expect(wholeIn('fa/both/index.html')).toEqual(['2024-03-20', '۱۳۹۶–۱۴۰۰', '+93 70 123 4567']);
});

test('in print an address is written behind words that do not say it, and only there', () => {
  const words =
    'See <https://example.org/a/>, [example.org/a](https://example.org/a/) and [a page](https://example.org/a/).';
  const page = siteOf({ 'articles/both/en.md': `${frontMatter('Both')}${words}\n` }).get(
    'en/both/index.html',
  )!;
  const classes = [...page.matchAll(/<a href="https:\/\/example.org\/a\/"( class="address")?>/g)];
  expect(classes.map(([, isSaid]) => isSaid !== undefined)).toEqual([true, true, false]);
  expect(String(TEMPLATES.get('site.css')!.text)).toContain(
    '.text a[href^=http]:not(.address)::after',
  );
});

test('in print the way to another page has its public address', () => {
  const site = siteOf({
    'articles/both/en.md': `${frontMatter('Both')}See [that](../two/), [that](#s-1).\n\n## Head\n`,
    'articles/two/en.md': `${frontMatter('Two')}Words.\n`,
  });
  const addresses = [...site.get('en/both/index.html')!.matchAll(/data-address="([^"]*)"/g)];
  expect(addresses.map(([, address]) => address)).toEqual(['https://www.afgazad.com/en/two/']);
  for (const path of ['en/both/lite.html', 'en/feed.xml'])
    expect(site.get(path)).not.toContain('data-address');
  expect(String(TEMPLATES.get('site.css')!.text)).toContain('attr(data-address)');
});

test('a section without articles is counted by no nought, which would look like a dot', () => {
  const page = siteOf({ 'articles/a/fa.md': persian }).get('fa/sections/index.html')!;
  const counts = [...page.matchAll(/class="count">([^<]*)</g)].map(([, count]) => count);
  expect(counts).toEqual(['۱ نوشته']);
  expect(page).toContain('<bdi>تاریخ</bdi></a></li>');
});

test('a title is text, whatever stands in it', () => {
  const site = siteOf({ 'articles/one/en.md': english(`<b> & "quotes" ${'x'.repeat(300)}`) });
  for (const path of ['en/one/index.html', 'en/index.html', 'fa/feed.xml', 'sitemap-news.xml']) {
    expect(site.get(path)).toContain('&lt;b');
    expect(site.get(path)).not.toContain('<b>');
  }
});

test('a mixed title stays in one piece between labels and dates: only these have lines of their own', () => {
  const site = siteOf({
    'articles/a/fa.md': persian,
    'articles/b/fa.md': persian.replace('عنوان', 'نوشتهٔ ب با Title in English (and brackets)'),
  });
  const steps = /<nav class="steps"[\s\S]*?<\/nav>/.exec(site.get('fa/a/index.html')!)![0];
  expect(steps).toMatch(/<span class="step">[^<]+<\/span> <strong>[^<]+<span lang="en" dir="ltr">/);
  // A rule for every span would take those of a title, too.
  const rules = String(TEMPLATES.get('site.css')!.text).match(/[^{}]+\{[^{}]*display:block/g)!;
  expect(rules.filter((rule) => / span\b[^{]*\{/.test(rule))).toEqual([]);
});

test('a name in a heading keeps its signs on their side, and so does the title of a window', () => {
  const text = persian
    .replace('author: کسی', "author: 'J. Doe*'")
    .replace('[تاریخ]', "[C++, 'C#', .NET, خبر]");
  const site = siteOf({
    'articles/a/fa.md': text,
    'articles/b/en.md': `${frontMatter('The word كلمه!')}Words.\n`,
  });
  const headOf = (path: string) => {
    const page = site.get(`fa/${path}/index.html`)!;
    return ['h1', 'title'].map((tag) => new RegExp(`<${tag}\\b[^>]*>(.*)</${tag}>`).exec(page)![1]);
  };
  const english = (name: string) => `<span lang="en" dir="ltr">${name}</span>`;
  const paperTitle = ' · افغانستان آزاد – آزاد افغانستان';
  for (const [path, name] of [
    ['c-plus-plus', 'C++'],
    ['c-sharp', 'C#'],
    ['dot-net', '.NET'],
  ])
    expect(headOf(`topics/${path}`)).toEqual([
      `نوشته‌ها دربارهٔ ${english(name!)}`,
      `نوشته‌ها دربارهٔ \u2066${name}\u2069${paperTitle}`,
    ]);
  expect(headOf('authors/j-doe-star')[0]).toBe(`نوشته‌های ${english('J. Doe*')}`);
  expect(headOf('topics/خبر')).toEqual(['نوشته‌ها دربارهٔ خبر', `نوشته‌ها دربارهٔ خبر${paperTitle}`]);
  expect(headOf('b')[1]).toBe(`\u2066The word \u2067كلمه\u2069!\u2069${paperTitle}`);
});

describe('a person is told', () => {
  test('of a name in two spellings, which has one page', async () => {
    const root = paper({
      'articles/one/fa.md': persian,
      'articles/two/fa.md': persian,
      'articles/three/fa.md': persian.replace('کسی', 'كسي'),
    });
    const { code, err } = await warraq(root, 'check');
    expect(err).toContain('articles/three/fa.md:3:9: warning art-011: “كسي” is “کسی” elsewhere');
    expect(code).toBe(0);
  });

  test('of a folder with the name of a page, and of a page over its budget', async () => {
    const root = paper({ 'articles/archive/en.md': plain });
    expect((await warraq(root, 'check')).err).toContain(
      'articles/archive/en.md:1:1: error art-012: “archive” is a page of the site already',
    );
    const heavy = paper({ 'articles/one/en.md': plain });
    edit(heavy, 'site.yaml', 'article: 40', 'article: 2');
    const { code, err } = await warraq(heavy, 'build', '--format', 'html');
    expect(err).toMatch(/site.yaml:\d+:12: error web-001: fa\/one\/index.html weighs/);
    expect(code).toBe(1);
  });
});
