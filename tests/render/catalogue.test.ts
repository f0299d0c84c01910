/** The catalogues of OPDS, walked over HTTP from a page of the site to every file that can be taken. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { renderSite } from '../../src/render/html/index.js';
import { editionsOf, htmlTemplates } from '../support/house.js';

const COUNT = 60;
const text = (index: number) =>
  `---\ntitle: Title ${index} & more\nauthor: Author\ndate: 2024-${index % 2 ? '04' : '05'}-${String((index % 28) + 1).padStart(2, '0')}\nsection: ${index % 2 ? 'culture' : 'history'}\nteaser: A & B\n---\n\nWords.\n`;
const editions = editionsOf({
  ...Object.fromEntries(
    Array.from({ length: COUNT }, (_, index) => [`articles/text-${index}/en.md`, text(index)]),
  ),
  'articles/text-1/fa.md': text(1).replace('Title 1 & more', 'نوشتهٔ نخست'),
});

/** What `build/` draws beside the pages. */
const drawn = editions.flatMap(({ name, articles, books }) =>
  [
    ...articles.map(({ slug }) => [slug, slug] as const),
    ...books.map((book) => [`books/${book.name}`, book.name] as const),
  ].flatMap(([folder, file]) =>
    [`${file}.pdf`, `${file}.epub`, 'cover.png'].map((each) => `${name}/${folder}/${each}`),
  ),
);
const site = renderSite(editions, htmlTemplates(), {
  faces: [],
  drawings: new Map(),
  sizes: new Map(drawn.map((path) => [path, path.length])),
}).value;
const files = new Map<string, Uint8Array | string>([
  ...site.map(({ path, bytes }) => [path, bytes] as const),
  ...drawn.map((path) => [path, 'x'.repeat(path.length)] as const),
]);

let server: Server;
let root: string;

/** A plain server of files, below a folder. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const path = decodeURIComponent(request.url!).replace(/^\/a\/paper\//, '');
    const body = files.get(path);
    response.statusCode = body === undefined ? 404 : 200;
    response.end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  root = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a/paper/`;
});
afterAll(() => new Promise((done) => server.close(done)));

interface Link {
  readonly rel: string;
  readonly url: string;
  readonly type: string;
  readonly length: string | undefined;
}

async function get(url: string): Promise<string> {
  const response = await fetch(url);
  expect([url, response.status]).toEqual([url, 200]);
  return response.text();
}

function linksOf(markup: string, base: string): Link[] {
  return [...markup.matchAll(/<link ([^>]*)>/g)].map(([, attributes]) => {
    const of = Object.fromEntries(
      [...attributes!.replaceAll('&#x3D;', '=').matchAll(/([\w:-]+)="([^"]*)"/g)].map(
        ([, key, value]) => [key, value],
      ),
    );
    const url = new URL(of.href!.replaceAll('&amp;', '&'), base).href;
    return { rel: of.rel ?? '', type: of.type ?? '', url, length: of.length };
  });
}

/** Every feed of a catalogue, from its root on. */
async function feedsFrom(start: string, next: (body: string, url: string) => string[]) {
  const found = new Map<string, string>();
  const open = [start];
  for (let url = open.pop(); url !== undefined; url = open.pop()) {
    if (found.has(url)) continue;
    const body = await get(url);
    found.set(url, body);
    open.push(...next(body, url));
  }
  return found;
}

const isAcquired = ({ rel }: { rel: string }) =>
  rel === 'http://opds-spec.org/acquisition/open-access';

describe.each(['fa', 'en'])('the catalogue of the edition %s', (name) => {
  const start = async () => {
    const page = `${root}${name}/text-1/index.html`;
    const [found] = linksOf(await get(page), page).filter(({ type }) =>
      type.includes('profile=opds-catalog'),
    );
    return found!.url;
  };

  test('as OPDS 1.2 leads from a page to every file, each as large as it says', async () => {
    const feeds = await feedsFrom(await start(), (body, url) =>
      linksOf(body, url)
        .filter(({ type }) => type.includes('profile=opds-catalog'))
        .map((each) => each.url),
    );
    const links = [...feeds].flatMap(([url, body]) => linksOf(body, url));
    const taken = new Map(links.filter(isAcquired).map((each) => [each.url, each]));
    const books = editions.flatMap((edition) => edition.books).length;
    expect(taken.size).toBe(2 * (2 * COUNT + books));
    for (const { url, length } of taken.values())
      expect((await get(url)).length).toBe(Number(length));
    for (const { rel, url } of links) if (rel !== 'self') await get(url);
  });

  test('as OPDS 1.2 says what the specification asks of each feed and entry', async () => {
    for (const [url, body] of await feedsFrom(await start(), (each, at) =>
      linksOf(each, at)
        .filter(({ type }) => type.includes('kind='))
        .map((link) => link.url),
    )) {
      const [head, ...entries] = body.split('<entry');
      const relations = linksOf(head!, url).map(({ rel }) => rel);
      expect(relations).toEqual(expect.arrayContaining(['self', 'start']));
      expect(linksOf(head!, url).find(({ rel }) => rel === 'self')!.url).toBe(url);
      // A feed either shows the way or lists what can be had.
      const acquired = entries.filter((entry) => linksOf(entry, url).some(isAcquired));
      expect([0, entries.length]).toContain(acquired.length);
      for (const part of [head!, ...entries])
        for (const element of ['id', 'title', 'updated'])
          expect(part.match(new RegExp(`<${element}>[^<]+</${element}>`, 'g'))).toHaveLength(1);
      const ids = entries.map((entry) => /<id>([^<]*)/.exec(entry)![1]);
      expect(new Set(ids).size).toBe(entries.length);
      const days = acquired.map((entry) => /<dc:issued>([^<]*)/.exec(entry)![1]!);
      expect(days).toEqual([...days].sort().reverse());
    }
  });

  test('as OPDS 2.0 has the same lists and files', async () => {
    const linksIn = (value: unknown): { rel?: string; href: string; type?: string }[] => {
      if (Array.isArray(value)) return value.flatMap(linksIn);
      if (typeof value !== 'object' || value === null) return [];
      const own = 'href' in value ? [value as { href: string }] : [];
      return [...own, ...Object.values(value).flatMap(linksIn)];
    };
    const feeds = await feedsFrom((await start()).replace(/xml$/, 'json'), (body, url) =>
      linksIn(JSON.parse(body))
        .filter(({ rel, type }) => type === 'application/opds+json' && rel !== 'self')
        .map(({ href }) => new URL(href, url).href),
    );
    const taken = new Set<string>();
    for (const [url, body] of feeds) {
      const feed = JSON.parse(body);
      expect(typeof feed.metadata.title).toBe('string');
      expect(feed.navigation === undefined).toBe(feed.publications !== undefined);
      for (const { metadata, links, images } of feed.publications ?? []) {
        expect(metadata).toMatchObject({
          title: expect.any(String),
          identifier: expect.stringMatching(/^[a-z]+:/),
          language: expect.stringMatching(/^(?:fa|en)$/),
          readingProgression: metadata.language === 'fa' ? 'rtl' : 'ltr',
        });
        expect(images[0].type).toBe('image/png');
        for (const link of links.filter(isAcquired)) taken.add(new URL(link.href, url).href);
      }
      const self = feed.links.find(({ rel }: { rel: string }) => rel === 'self').href;
      expect(self).toMatch(/^https:\/\/.+\/catalog\/[\w-]+\.json$/);
      for (const { rel, href } of linksIn(feed))
        if (rel !== 'self') await get(new URL(href, url).href);
    }
    const books = editions.flatMap((edition) => edition.books).length;
    expect(taken.size).toBe(2 * (2 * COUNT + books));
  });

  test('has a facet of every edition, its own being active, and pages of fifty', async () => {
    const url = `${root}${name}/catalog/articles.xml`;
    const body = await get(url);
    const facets = [...body.matchAll(/<link rel="http:\/\/opds-spec.org\/facet"[^>]*>/g)];
    expect(facets).toHaveLength(2);
    const active = facets.map(String).filter((each) => each.includes('activeFacet="true"'));
    expect(active).toHaveLength(1);
    expect(active[0]).toContain(`/${name}/catalog/articles.xml`);
    expect(body.match(/<entry/g)).toHaveLength(50);
    const second = await get(`${root}${name}/catalog/articles-2.xml`);
    expect(second.match(/<entry/g)).toHaveLength(COUNT - 50);
  });
});
