/** What pages say to machines: schema.org, Open Graph, and the card that is shown with an address. */
import { cardFile, cardTasks } from '../../src/build/cards.js';
import { readPng } from '../../src/build/png.js';
import type { Edition } from '../../src/edition/index.js';
import { layoutCard, layoutPaperCard } from '../../src/layout/index.js';
import { renderSite } from '../../src/render/html/index.js';
import { editionsOf, faces, frontMatter, htmlTemplates, site } from '../support/house.js';

const HARD = '</script><!-- & "quotes" /> کابل';
const SOURCE = 'source: { name: An agency, url: "https://agency.example/1", rights: All rights }\n';
const TRANSLATOR = 'translator: مترجم\n';

interface Page {
  readonly properties: ReadonlyMap<string, readonly string[]>;
  /** JSON-LD, parsed; undefined where the page has none. */
  readonly statement: Record<string, unknown> | undefined;
}

const NAMED: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>' };

function unescaped(value: string): string {
  return value.replace(/&(\w+);/g, (_, name: string) => NAMED[name]!);
}

function read(html: string): Page {
  const properties = new Map<string, string[]>();
  for (const [, name, value] of html.matchAll(/<meta property="([^"]+)" content="([^"]*)">/g))
    properties.set(name!, [...(properties.get(name!) ?? []), unescaped(value!)]);
  // As a browser finds it: up to the first end tag.
  const [, json] = /<script type="application\/ld\+json">([\s\S]*?)<\/script/i.exec(html) ?? [];
  return { properties, statement: json === undefined ? undefined : JSON.parse(json) };
}

const EDITIONS = editionsOf({
  'articles/both/en.md': `${frontMatter('Both', `updated: 2023-05-14\ntags: [Kabul, war]\n${SOURCE}`)}Words.\n`,
  'articles/both/fa.md': `${frontMatter('هر دو', TRANSLATOR)}چند واژه.\n`,
  'articles/alone/en.md': `${frontMatter(HARD.replaceAll("'", "''"))}Words.\n`,
});

function cardsOf(editions: readonly Edition[]) {
  return cardTasks(editions).map((task) => {
    if (task.kind !== 'card') throw new Error(task.kind);
    const edition = editions.find(({ name }) => name === task.edition)!;
    const { article, address } = task;
    const poster = article
      ? layoutCard(article, edition, faces())
      : layoutPaperCard(edition, faces());
    const { width, height } = poster;
    return { address, ...cardFile(poster), width, height };
  });
}

function pagesOf(editions: readonly Edition[], sizes = new Map<string, number>()) {
  const cards = cardsOf(editions);
  const { value, diagnostics } = renderSite(editions, htmlTemplates(), {
    cards: new Map(cards.map(({ address, ...card }) => [address, card])),
    sizes,
  });
  expect(diagnostics).toEqual([]);
  const files = new Map([...value, ...cards].map((file) => [file.path, file.bytes]));
  return {
    files,
    page: (path: string) => read(String(files.get(path))),
  };
}

const { files, page } = pagesOf(EDITIONS, new Map([['en/both/both.pdf', 1000]]));
const english = page('en/both/index.html');
const persian = page('fa/both/index.html');
const untranslated = page('fa/alone/index.html');

describe('JSON-LD', () => {
  test('says who wrote what when, in Gregorian days', () => {
    expect(english.statement).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      '@id': `${site.url}/en/both/`,
      headline: 'Both',
      inLanguage: 'en',
      datePublished: '2023-05-12',
      dateModified: '2023-05-14',
      author: [{ '@type': 'Person', name: 'Somebody', url: `${site.url}/en/authors/somebody/` }],
      keywords: ['Kabul', 'war'],
      creditText: 'An agency',
      isBasedOn: 'https://agency.example/1',
      copyrightNotice: 'All rights',
      encoding: [{ contentUrl: `${site.url}/en/both/both.pdf` }],
    });
    expect(persian.statement).toMatchObject({ inLanguage: 'fa-AF', datePublished: '2023-05-12' });
  });

  test('joins a translation and its original in both directions', () => {
    expect(persian.statement).toMatchObject({
      translator: [{ '@type': 'Person', name: 'مترجم' }],
      translationOfWork: { '@id': `${site.url}/en/both/`, headline: 'Both', inLanguage: 'en' },
    });
    expect(english.statement).toMatchObject({
      workTranslation: [{ '@id': `${site.url}/fa/both/`, inLanguage: 'fa-AF' }],
    });
    expect(english.statement).not.toHaveProperty('translationOfWork');
    expect(persian.statement).not.toHaveProperty('workTranslation');
  });

  test('tells organisations from persons where site.yaml or the source of the article does', () => {
    const texts = {
      'articles/both/en.md': `${frontMatter('Both', SOURCE).replace('author: Somebody', 'author: [Somebody, An Agency, News Desk]')}Words.\n`,
      'articles/both/fa.md': `${frontMatter('هر دو', 'translator: گروه برگردان\n')}چند واژه.\n`,
    };
    const editions = editionsOf(texts).map((edition) => ({
      ...edition,
      organisations: ['News desk', 'گروه‌برگردان'],
    }));
    const { page } = pagesOf(editions);
    expect(page('en/both/index.html').statement).toMatchObject({
      author: [{ '@type': 'Person' }, { '@type': 'Organization' }, { '@type': 'Organization' }],
      workTranslation: [{ translator: [{ '@type': 'Organization', name: 'گروه برگردان' }] }],
    });
    expect(page('fa/both/index.html').statement).toMatchObject({
      translator: [{ '@type': 'Organization', name: 'گروه برگردان' }],
    });
  });

  test('names every translator, as feeds and catalogues do', () => {
    const { files, page } = pagesOf(
      editionsOf({
        'articles/both/en.md': `${frontMatter('Both', 'translator: [One, Another]\n')}Words.\n`,
      }),
      new Map([['en/both/both.epub', 1000]]),
    );
    const names = ['One', 'Another'];
    expect(page('en/both/index.html').statement).toMatchObject({
      translator: names.map((name) => ({ '@type': 'Person', name })),
    });
    for (const path of ['en/feed.xml', 'en/catalog/articles.xml'])
      expect(files.get(path)).toMatch(
        new RegExp(
          names.map((name) => `<contributor><name>${name}</name></contributor>`).join('\\s*'),
        ),
      );
    const { publications } = JSON.parse(String(files.get('en/catalog/articles.json')));
    expect(publications[0].metadata.translator).toEqual(names.map((name) => ({ name })));
  });

  test('claims no original where no text names a translator', () => {
    const { page } = pagesOf(
      editionsOf({
        'articles/both/en.md': `${frontMatter('Both')}Words.\n`,
        'articles/both/fa.md': `${frontMatter('هر دو')}چند واژه.\n`,
      }),
    );
    expect(page('en/both/index.html').statement).not.toHaveProperty('workTranslation');
    expect(page('fa/both/index.html').statement).not.toHaveProperty('translationOfWork');
  });

  test('speaks of an untranslated article as the page that counts does', () => {
    expect(untranslated.statement).toMatchObject({
      '@id': `${site.url}/en/alone/`,
      inLanguage: 'en',
    });
  });

  test('tells opinions from news where site.yaml does', () => {
    const opinions = EDITIONS.map((edition) => ({
      ...edition,
      articles: edition.articles.map((article) => ({ ...article, isOpinion: true })),
    }));
    const { statement } = pagesOf(opinions).page('fa/both/index.html');
    expect(statement).toMatchObject({
      '@type': 'OpinionNewsArticle',
      translationOfWork: { '@type': 'OpinionNewsArticle' },
    });
  });

  test('keeps a title that would end its script', () => {
    expect(page('en/alone/index.html').statement).toMatchObject({ headline: HARD });
    expect(untranslated.properties.get('og:title')).toEqual([HARD]);
  });

  test('is on front pages and articles, and on no light page', () => {
    expect(page('fa/index.html').statement).toMatchObject({
      '@type': 'WebSite',
      inLanguage: 'fa-AF',
    });
    expect(page('fa/archive/index.html').statement).toBeUndefined();
    expect(page('en/both/lite.html').statement).toBeUndefined();
  });
});

describe('Open Graph', () => {
  test('names the language, and others only where there is a translation', () => {
    expect(persian.properties.get('og:locale')).toEqual(['fa_AF']);
    expect(persian.properties.get('og:locale:alternate')).toEqual(['en_US']);
    expect(english.properties.get('og:locale:alternate')).toEqual(['fa_AF']);
    expect(untranslated.properties.get('og:locale')).toEqual(['en_US']);
    expect(untranslated.properties.has('og:locale:alternate')).toBe(false);
    expect(page('fa/index.html').properties.get('og:locale:alternate')).toEqual(['en_US']);
  });

  test('says an article’s days and topics', () => {
    expect(english.properties.get('og:type')).toEqual(['article']);
    expect(english.properties.get('article:published_time')).toEqual(['2023-05-12']);
    expect(english.properties.get('article:modified_time')).toEqual(['2023-05-14']);
    expect(english.properties.get('article:tag')).toEqual(['Kabul', 'war']);
  });

  test.each([
    'index.html',
    'en/index.html',
    'fa/index.html',
    'fa/both/index.html',
    'en/both/index.html',
    'fa/alone/index.html',
    'fa/about/index.html',
    'en/sections/culture/index.html',
  ])('gives %s a card of 1200 × 630 pixels, below 300 kB', (path) => {
    const { properties } = page(path);
    const [address] = properties.get('og:image')!;
    const bytes = files.get(address!.replace(`${site.url}/`, '')) as Uint8Array;
    expect(readPng(bytes, 4_000_000)).toMatchObject({ width: 1200, height: 630 });
    expect(bytes.length).toBeLessThan(300_000);
    expect(properties.get('og:image:width')).toEqual(['1200']);
    expect(properties.get('og:image:height')).toEqual(['630']);
    expect(properties.get('og:image:alt')![0]).not.toBe('');
  });

  test('gives every version of an article a card of its own', () => {
    const image = (each: Page) => each.properties.get('og:image')![0];
    expect(image(persian)).not.toBe(image(english));
    expect(image(untranslated)).toBe(image(page('en/alone/index.html')));
  });
});

test('the card of an edition says its name and what it is', () => {
  for (const edition of EDITIONS) {
    const { items, missing } = layoutPaperCard(edition, faces());
    const text = items.map((item) => (item.kind === 'text' ? item.text : '')).join(' ');
    expect(missing).toEqual([]);
    for (const words of [edition.siteTitle, edition.siteDescription])
      expect(text).toContain(words.split(' ')[0]);
  }
});
