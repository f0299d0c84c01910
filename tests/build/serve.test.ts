/** `warraq serve` over real connections: pages, faults, changes, and what it must not answer. */
import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Serving, serve } from '../../src/build/serve/serve.js';
import { watchPaper } from '../../src/build/serve/watch.js';
import { article, edit, paper } from '../support/paper.js';

const SLUG = '2024-01-01-one';
const PAGE = `en/${SLUG}/index.html`;
const TEXT = `articles/${SLUG}/en.md`;

interface Terminal {
  out: string;
  err: string;
}
const open: Serving[] = [];

async function serving(
  root: string,
  more: { drafts?: boolean; host?: string; port?: number } = {},
): Promise<Serving & Terminal> {
  const terminal: Terminal = { out: '', err: '' };
  const started = await serve({
    root,
    host: '127.0.0.1',
    port: 0,
    drafts: false,
    ...more,
    print: (text) => {
      terminal.out += text;
    },
    complain: (text) => {
      terminal.err += text;
    },
  });
  open.push(started);
  return Object.assign(terminal, started);
}

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
}

/** The path goes out as it stands: no client's tidying hides what a server must refuse. */
function get(
  { address }: Serving,
  path: string,
  {
    method = 'GET',
    headers = {},
    slash = '/',
  }: { method?: string; headers?: Record<string, string>; slash?: '/' | '' } = {},
): Promise<Got> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path: slash + path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const { statusCode = 0, headers: own } = response;
        resolve({ status: statusCode, headers: own, bytes, text: bytes.toString() });
      });
    })
      .on('error', reject)
      .end();
  });
}

/** What a page's script hears. */
interface Ear {
  /** Resolves once something is such, of what was heard since the last that was. */
  readonly hears: (is: (event: string, data: string) => boolean) => Promise<void>;
  readonly count: (event: string) => number;
}

async function listen(server: Serving, page: string): Promise<Ear> {
  const { text } = await get(server, page);
  const seen = /data-seen="(\w+)"/.exec(text)?.[1] ?? '';
  const { hostname, port } = new URL(server.address);
  const path = `/__warraq/events?${new URLSearchParams({ page, seen })}`;
  const heard: { event: string; data: string }[] = [];
  let wake = () => {};
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ hostname, port, path, agent: false }, resolve).on('error', reject).end();
  });
  let rest = '';
  let from = 0;
  response.on('error', () => {});
  response.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n\n');
    rest = parts.pop()!;
    for (const part of parts) {
      const [, event, data] = /^event: (.*)\ndata: (.*)$/.exec(part) ?? [];
      if (event !== undefined) heard.push({ event, data: JSON.parse(data!) });
    }
    wake();
  });
  return {
    hears: async (is) => {
      const find = () => heard.findIndex(({ event, data }, at) => at >= from && is(event, data));
      while (find() < 0)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      from = find() + 1;
    },
    count: (name) => heard.filter(({ event }) => event === name).length,
  };
}

const isReload = (event: string) => event === 'reload';
const saysFault = (words: string) => (event: string, data: string) =>
  event === 'faults' && data.includes(words);
const isFine = (event: string, data: string) => event === 'faults' && data === '';

/** Files may be written in the very tick in which they were looked at: waits until such are seen, too. */
async function until(is: () => Promise<boolean>): Promise<void> {
  while (!(await is())) await setTimeout(20);
}

describe('a page is served', () => {
  test('as a build makes it, with a script that no build makes', async () => {
    const server = await serving(paper({ [TEXT]: article }));
    const { status, headers, text } = await get(server, PAGE);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    });
    expect(text).toMatch(/<script src="\/__warraq\/reload\.js"[^>]*><\/script>\n<\/body>/);
    expect((await get(server, '__warraq/reload.js')).text).toContain('EventSource');
  });

  test('with everything that it leads to, by its right type', async () => {
    const server = await serving(paper({ [TEXT]: article }));
    const { text } = await get(server, PAGE);
    const style = /href="\.\.\/\.\.\/(assets\/site-\w+\.css)"/.exec(text)![1]!;
    const card = /content="https:\/\/[^/]*\/(assets\/card-\w+\.png)"/.exec(text)![1]!;
    const face = /url\((\w+-\w+\.woff2)\)/.exec((await get(server, style)).text)![1]!;
    const types: Record<string, string> = {
      [style]: 'text/css; charset=utf-8',
      [card]: 'image/png',
      [`assets/${face}`]: 'font/woff2',
      '': 'text/html; charset=utf-8',
      'en/': 'text/html; charset=utf-8',
      [`en/${SLUG}/lite.html`]: 'text/html; charset=utf-8',
      [`en/${SLUG}/${SLUG}.html`]: 'text/html; charset=utf-8',
      [`en/${SLUG}/${SLUG}.pdf`]: 'application/pdf',
      [`en/${SLUG}/${SLUG}.epub`]: 'application/epub+zip',
      [`en/${SLUG}/cover.png`]: 'image/png',
      'en/feed.xml': 'application/atom+xml; charset=utf-8',
      'en/rss.xml': 'application/rss+xml; charset=utf-8',
      'en/feed.json': 'application/feed+json',
      'en/catalog/index.xml': 'application/atom+xml;profile=opds-catalog; charset=utf-8',
      'en/catalog/index.json': 'application/opds+json',
      'en/search/live/index.js': 'text/javascript; charset=utf-8',
      'sitemap.xml': 'application/xml; charset=utf-8',
      'robots.txt': 'text/plain; charset=utf-8',
    };
    for (const [path, type] of Object.entries(types)) {
      const got = await get(server, path);
      expect([path, got.status, got.headers['content-type']]).toEqual([path, 200, type]);
      expect(got.bytes.length).toBeGreaterThan(0);
    }
  });

  test('in parts where a reader of PDFs asks for a range', async () => {
    const server = await serving(paper({ [TEXT]: article }));
    const path = `en/${SLUG}/${SLUG}.pdf`;
    const whole = await get(server, path);
    const size = whole.bytes.length;
    const ranged = (range: string) => get(server, path, { headers: { range } });
    const first = await ranged('bytes=0-7');
    expect([first.status, first.text.slice(0, 5)]).toEqual([206, '%PDF-']);
    expect(first.headers['content-range']).toBe(`bytes 0-7/${size}`);
    expect((await ranged('bytes=-6')).bytes).toEqual(whole.bytes.subarray(-6));
    expect((await ranged(`bytes=${size - 3}-`)).bytes).toHaveLength(3);
    expect((await ranged(`bytes=${size}-`)).status).toBe(416);
    expect((await ranged('bytes=0-1,3-4')).status).toBe(200);
    expect(
      (await get(server, path, { headers: { range: 'bytes=0-7', 'if-range': '"x"' } })).status,
    ).toBe(200);
    const head = await get(server, path, { method: 'HEAD', headers: { range: 'bytes=0-7' } });
    expect([head.status, head.bytes.length]).toEqual([200, 0]);
    expect(head.headers['content-length']).toBe(String(size));
  });
});

describe('nobody is answered', () => {
  test('with a file that is none of the publication’s', async () => {
    const root = paper({ [TEXT]: article });
    writeFileSync(join(root, 'secret.txt'), 'not to be told');
    const server = await serving(root);
    for (const path of [
      '../secret.txt',
      'en/../../secret.txt',
      '%2e%2e/secret.txt',
      'en/%2e%2e/%2e%2e/secret.txt',
      '%252e%252e/secret.txt',
      '..%2fsecret.txt',
      '..%5csecret.txt',
      '..\\secret.txt',
      'secret.txt',
      'secret.txt%00.html',
      `/${root}/secret.txt`,
      'site.yaml',
      TEXT,
      'assets/',
      'articles/',
      '%ff',
      '/example.org/',
    ]) {
      const { status, text } = await get(server, path);
      expect([path, status]).toEqual([path, 404]);
      expect(text).toContain('<h2>');
      expect(text).not.toContain('not to be told');
    }
  });

  test('under a name that is not ours, or who wants to write', async () => {
    const server = await serving(paper({ [TEXT]: article }));
    const { port } = new URL(server.address);
    const from = async (host: string) => (await get(server, PAGE, { headers: { host } })).status;
    expect(await from('evil.example')).toBe(403);
    expect(await from(`evil.example:${port}`)).toBe(403);
    expect(await from(`127.0.0.1.evil.example:${port}`)).toBe(403);
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, 'localhost'])
      expect(await from(host)).toBe(200);
    expect((await get(server, '__warraq/events', { method: 'HEAD' })).bytes).toHaveLength(0);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await get(server, PAGE, { method })).status).toBe(405);
  });
});

test('a request may name its server, and may come before the first pages are made', async () => {
  const root = paper({ [TEXT]: article });
  const early = new Promise<Got>((resolve, reject) => {
    const print = (address: string) => {
      // Once it listens; the paper has not been read.
      get({ address } as Serving, PAGE).then(resolve, reject);
    };
    void serve({ root, host: '127.0.0.1', port: 0, drafts: false, print, complain: print }).then(
      (server) => open.push(server),
    );
  });
  expect((await early).status).toBe(200);
  await until(async () => open.length > 0);
  const [server] = open;
  const whole = async (name: string) =>
    (await get(server!, `${name}/${PAGE}`, { slash: '' })).status;
  expect(await whole(server!.address.replace(/\/$/, ''))).toBe(200);
  expect(await whole('http://evil.example')).toBe(403);
});

describe('a change', () => {
  test('of a text reloads the pages that show it, and no other', async () => {
    const root = paper({
      [TEXT]: article,
      'articles/2024-01-02-two/en.md': article.replace('A title', 'Another'),
    });
    const server = await serving(root);
    const own = await listen(server, PAGE);
    const about = await listen(server, 'en/about/index.html');
    edit(root, TEXT, 'Some words', 'Other words');
    await own.hears(isReload);
    expect((await get(server, PAGE)).text).toContain('Other words');
    expect(about.count('reload')).toBe(0);
  });

  test('that is saved while the first pages are made is shown', async () => {
    const root = paper({ [TEXT]: article });
    let [saved, isReady] = [0, false];
    const server = serving(root).finally(() => {
      isReady = true;
    });
    while (!isReady) {
      saved += 1;
      writeFileSync(join(root, TEXT), `${article}\nSaved ${saved} times.\n`);
      await setTimeout(2);
    }
    const started = await server;
    await until(async () => (await get(started, PAGE)).text.includes(`Saved ${saved} times.`));
  });

  test('comes through saving by rename, a renamed folder, and a folder that comes back', async () => {
    const root = paper({ [TEXT]: article });
    const server = await serving(root);
    const ear = await listen(server, PAGE);
    writeFileSync(join(root, `articles/${SLUG}/.en.md.swp`), 'x');
    writeFileSync(
      join(root, `articles/${SLUG}/en.md~`),
      article.replace('Some words', 'Renamed words'),
    );
    renameSync(join(root, `articles/${SLUG}/en.md~`), join(root, TEXT));
    await ear.hears(isReload);
    expect((await get(server, PAGE)).text).toContain('Renamed words');

    const moved = 'en/2024-01-01-moved/index.html';
    renameSync(join(root, `articles/${SLUG}`), join(root, 'articles/2024-01-01-moved'));
    await until(async () => (await get(server, moved)).status === 200);
    expect((await get(server, PAGE)).status).toBe(404);

    const gone = await listen(server, moved);
    renameSync(join(root, 'articles'), join(root, 'away'));
    await gone.hears(saysFault('there is no article to publish'));
    expect((await get(server, moved)).text).toContain('Renamed words');
    renameSync(join(root, 'away'), join(root, 'articles'));
    await gone.hears(isFine);
    edit(root, 'articles/2024-01-01-moved/en.md', 'Renamed', 'Later');
    await until(async () => (await get(server, moved)).text.includes('Later words'));
  });

  test('of a template is followed, and its loss is said', async () => {
    const root = paper({ [TEXT]: article });
    const server = await serving(root);
    const ear = await listen(server, PAGE);
    const template = join(root, 'templates/html/article.hbs');
    renameSync(template, `${template}.away`);
    await ear.hears(saysFault('templates/html/article.hbs:1:1'));
    expect((await get(server, PAGE)).text).toContain('Some words');
    renameSync(`${template}.away`, template);
    await ear.hears(isFine);
    edit(root, 'templates/html/article.hbs', '<main id="text">', '<main id="text" data-new="1">');
    await ear.hears(isReload);
    expect((await get(server, PAGE)).text).toContain('data-new');
  });
});

/** Pages and feeds that can be reached, by their paths. */
async function everyPage(server: Serving): Promise<Record<string, string>> {
  const found = new Map<string, string>();
  const waiting = [''];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    const { text } = await get(server, path);
    found.set(path, text);
    for (const [, target] of text.matchAll(/href="([^"#?]+)"/g)) {
      const url = new URL(target!, server.address + path);
      const isPage = /(?:\/|\.html|\.css|feed\.\w+|index\.json)$/.test(url.pathname);
      if (url.href.startsWith(server.address) && isPage) waiting.push(url.pathname.slice(1));
    }
  }
  return Object.fromEntries([...found].sort());
}

test('whatever is changed, in whatever order, the pages are those that a new preview shows', async () => {
  const linked = article.replace('Some words', 'Some [words](../2024-01-02-two/fa.md#s-1)');
  const TWO = 'articles/2024-01-02-two/fa.md';
  const root = paper({
    [TEXT]: linked,
    [TWO]: `${article.replace('A title', 'عنوان')}\n## سرخط\n\nمتن\n`,
    'articles/2024-01-03-three/en.md': article.replace('A title', 'A third'),
    'articles/2024-01-03-three/fa.md': article.replace('A title', 'سومی'),
  });
  const server = await serving(root);
  const path = (name: string) => join(root, name);
  const changes: Record<string, () => void> = {
    'a text': () => edit(root, TEXT, 'Some', 'Other'),
    'the text that it leads to': () => edit(root, TWO, 'متن', 'متن دیگر'),
    'a part that it leads to': () => edit(root, TWO, '## سرخط', '## سرخط\n\n## دیگر'),
    'a version more': () =>
      writeFileSync(path('articles/2024-01-02-two/en.md'), article.replace('A title', 'Second')),
    'the tags of one version': () =>
      edit(root, 'articles/2024-01-03-three/en.md', /^date:/m, 'tags: [One, Two]\ndate:'),
    'the translator of one version': () =>
      edit(root, 'articles/2024-01-03-three/fa.md', /^date:/m, 'translator: Somebody Else\ndate:'),
    'a version less': () => rmSync(path('articles/2024-01-03-three/fa.md')),
    'the name of the paper': () =>
      edit(root, 'site.yaml', /Azad Afghanistan/, 'Azad Afghanistan Weekly'),
    'a word of the program': () =>
      edit(root, 'locales/fa/common.json', /"search": "[^"]*"/, '"search": "یافتن"'),
    'a template': () =>
      edit(root, 'templates/html/article.hbs', '<main id="text">', '<main id="text" data-new="1">'),
    'a style': () =>
      writeFileSync(
        path('templates/html/site.css'),
        `${readFileSync(path('templates/html/site.css'), 'utf8')}\nb { top: 1px }\n`,
      ),
    'a name by rename': () => {
      writeFileSync(path('articles/2024-01-03-three/new'), article.replace('A title', 'By rename'));
      renameSync(path('articles/2024-01-03-three/new'), path('articles/2024-01-03-three/en.md'));
    },
    'words of one length, with the time of before': () => {
      const { atime, mtime } = statSync(path(TEXT));
      edit(root, TEXT, 'Other', 'Three');
      utimesSync(path(TEXT), atime, mtime);
    },
    'a text that was linked to': () =>
      rmSync(path('articles/2024-01-03-three'), { recursive: true }),
  };
  for (const [what, change] of Object.entries(changes)) {
    change();
    const begun = performance.now();
    const wanted = await everyPage(await serving(root));
    expect(Object.keys(wanted).length).toBeGreaterThan(30);
    let shown = await everyPage(server);
    while (JSON.stringify(shown) !== JSON.stringify(wanted) && performance.now() < begun + 5000)
      shown = await everyPage(server);
    expect([what, shown]).toEqual([what, wanted]);
  }
});

test('what may hide behind a change of the same time is read once more when it no longer can', async () => {
  const root = paper({ [TEXT]: article });
  const fresh: number[] = [];
  const watch = watchPaper(root, async () => {
    fresh.push(watch.seen().fresh.size);
  });
  await setTimeout(300);
  fresh.splice(0);
  edit(root, TEXT, 'Some', 'Other');
  await until(async () => fresh.at(-1) === 0);
  watch.close();
  expect(Math.max(...fresh)).toBeGreaterThan(0);
}, 5000);

describe('a fault', () => {
  test('is said over the last good page and on the terminal, until it is mended', async () => {
    const root = paper({
      [TEXT]: article,
      'articles/2024-01-02-two/en.md': article.replace('A title', 'Another'),
    });
    const server = await serving(root);
    const ear = await listen(server, PAGE);
    edit(root, TEXT, 'Some words', 'Some <script>alert(1)</script> «کابل»');
    await ear.hears(
      (event, data) => saysFault(`${TEXT}:`)(event, data) && !data.includes('<script'),
    );
    expect((await get(server, PAGE)).text).toContain('Some words');
    expect(server.err).toContain(`${TEXT}:`);

    // Other articles go on.
    edit(root, 'articles/2024-01-02-two/en.md', 'Some words', 'Words that go on');
    await until(async () =>
      (await get(server, 'en/2024-01-02-two/index.html')).text.includes('Words that go on'),
    );
    edit(root, TEXT, /<script>.*<\/script>/, 'mended');
    await ear.hears(isFine);
    expect((await get(server, PAGE)).text).toContain('mended');
    await until(async () => server.out.includes('all is well again'));
  });

  test('at the start has a page of its own, which the paper takes over', async () => {
    const root = paper({ [TEXT]: article });
    renameSync(join(root, 'templates/theme.yaml'), join(root, 'theme.away'));
    const server = await serving(root);
    const { status, text } = await get(server, '');
    expect(status).toBe(503);
    expect(text).toContain('templates/theme.yaml:1:1');
    const ear = await listen(server, 'index.html');
    renameSync(join(root, 'theme.away'), join(root, 'templates/theme.yaml'));
    await ear.hears(isReload);
    expect((await get(server, '')).status).toBe(200);
  });

  test('in a character that no face has is said when the PDF is asked for', async () => {
    const root = paper({ [TEXT]: article.replace('Some words', 'ꙮ') });
    const server = await serving(root);
    const { status, text } = await get(server, `en/${SLUG}/${SLUG}.pdf`);
    expect(status).toBe(503);
    expect(text).toContain(`${TEXT}:`);
    expect((await get(server, PAGE)).status).toBe(200);
  });
});

test('drafts are there for who asks for them, and a port that is taken is left', async () => {
  const root = paper({ [TEXT]: article.replace('title:', 'draft: true\ntitle:') });
  mkdirSync(join(root, 'articles/2024-01-02-two'));
  writeFileSync(join(root, 'articles/2024-01-02-two/en.md'), article);
  const first = await serving(root);
  const port = Number(new URL(first.address).port);
  const second = await serving(root, { drafts: true, port });
  expect(second.address).not.toBe(first.address);
  expect((await get(first, PAGE)).status).toBe(404);
  expect((await get(second, PAGE)).status).toBe(200);
  rmSync(join(root, 'articles/2024-01-02-two'), { recursive: true });
  await until(async () => (await get(second, 'en/2024-01-02-two/')).status === 404);
});

test('whoever lets others read is told so', async () => {
  const server = await serving(paper({ [TEXT]: article }), { host: '0.0.0.0' });
  expect(server.err).toContain('others on the network');
});
