/** All that was accepted of hostile words, in one paper and one build: no output has a script of theirs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';
import { parse } from '../support/house.js';
import { edit, filesOf, paper, warraq } from '../support/paper.js';
import { makePng } from '../support/png.js';
import { hostileDocument, hostileSite, hostileWords } from './configured.js';
import { offencesOfFeed, offencesOfPage, offencesOfPdf, offencesOfXml } from './judge.js';
import { articleOf, BODY_PLACES, FRONT_PLACES } from './places.js';
import { SCRIPTS } from './scripts.js';

/** Both languages: each is a guest in the other's edition. */
const LANGUAGES = ['en', 'fa'] as const;
/** Articles of a language: a title holds no more of the texts. */
const PARTS = 3;
const NAMES = [...SCRIPTS, '..', '/etc/passwd', '__proto__', 'constructor', 'index', '***', 'CON'];
const BOOK = `books:
  - name: all
    fa: ${JSON.stringify(`کتاب ${SCRIPTS[0]}`)}
    en: ${JSON.stringify(`Book ${SCRIPTS[0]}`)}
`;

/** One pixel high, and so wide that its height on any paper is none. */
const LINE = makePng({
  width: 65_535,
  height: 1,
  type: 0,
  depth: 8,
  interlaced: false,
  filter: 0,
  sample: (x) => x & 0xff,
});
const MAP = makePng({
  width: 3,
  height: 2,
  type: 6,
  depth: 16,
  interlaced: true,
  filter: 4,
  sample: (x, y) => (x + y) * 9000,
});

function isAccepted(lines: readonly string[], text: string): boolean {
  const { diagnostics } = parse('articles/a/en.md', articleOf(lines, text));
  return diagnostics.every(({ severity }) => severity === 'warning');
}

/** As many of the texts as one line takes, behind each other. */
function together(place: (text: string) => string, scripts: readonly string[]): string {
  return scripts.reduce((sum, each) => {
    const longer = `${sum} ${each}`;
    return isAccepted([place(longer)], 'Words.') ? longer : sum;
  }, 'Words');
}

function listOf(place: string, scripts: readonly string[]): string {
  const one = FRONT_PLACES[place]!;
  const taken = scripts.filter((each) => isAccepted([one(each)], 'Words.'));
  return `${place}: ${JSON.stringify(taken)}`;
}

/** An article with every place that takes words, full of these. */
function articleWith(scripts: readonly string[], id: string): string {
  const single = ['title', 'subtitle', 'teaser', 'bio', 'source', 'contact'];
  const lines = [
    ...single.map((name) => FRONT_PLACES[name]!(together(FRONT_PLACES[name]!, scripts))),
    ...['author', 'translator', 'tags'].map((name) => listOf(name, scripts)),
    'image: map.png',
  ];
  const parts = scripts.flatMap((script, at) =>
    Object.values(BODY_PLACES)
      .map((place, index) => place(script, `${id}-${at}-${index}`))
      .filter((part) => isAccepted([], part)),
  );
  return articleOf(lines, ['Words.', '![A line](line.png "One line")', ...parts].join('\n\n'));
}

function articles(): Record<string, string | Uint8Array> {
  const files: Record<string, string | Uint8Array> = {};
  for (const [of, language] of LANGUAGES.entries())
    for (let part = 0; part < PARTS; part++) {
      const mine = NAMES.filter((_, at) => at % (2 * PARTS) === of * PARTS + part);
      const folder = `articles/${language}-${part}`;
      files[`${folder}/${language}.md`] = articleWith(mine, `${language}${part}`);
      files[`${folder}/map.png`] = MAP;
      files[`${folder}/line.png`] = LINE;
    }
  return files;
}

let dist = '';
const outputs: string[] = [];

beforeAll(async () => {
  const root = paper(articles());
  edit(root, 'site.yaml', /^books:\n(?: .*\n)+/m, BOOK);
  // The paper's own words are an editor's, who may have copied them from anywhere.
  for (const [path, change] of [
    ['site.yaml', hostileSite],
    ['locales/en/common.json', hostileWords],
  ] as const)
    writeFileSync(join(root, path), change(readFileSync(join(root, path), 'utf8')));
  // What has a place for all of them is heavier than any page of a paper.
  edit(root, 'site.yaml', /^budget:\n(?: .*\n)+/m, '');
  writeFileSync(join(root, 'letter.txt'), hostileDocument());
  expect(await warraq(root, 'import', 'letter.txt')).toMatchObject({ code: 0, err: '' });
  const { code, err } = await warraq(root, 'build');
  const errors = err.split('\n').filter((line) => line.includes(': error '));
  expect({ code, errors }).toEqual({ code: 0, errors: [] });
  dist = join(root, 'dist');
  outputs.push(...filesOf(dist));
}, 120_000);

const bytesOf = (path: string): Buffer => readFileSync(join(dist, path));
const ending = (pattern: RegExp): string[] => outputs.filter((path) => pattern.test(path));

test('everything that a paper publishes is there: articles, a bound book and its shelf, cards, the search', () => {
  const each = 2 * (LANGUAGES.length * PARTS + 1);
  expect(ending(/\.pdf$/)).toHaveLength(each + 2);
  expect(ending(/\.epub$/)).toHaveLength(each + 2);
  expect(ending(/lite\.html$/)).toHaveLength(each);
  for (const pattern of [
    /catalog\/.*\.xml$/,
    /catalog\/.*\.json$/,
    /feed\.(?:xml|json)$/,
    /^assets\/.*\.png$/,
  ])
    expect(ending(pattern)).not.toEqual([]);
});

test('no page', () => {
  const offences = ending(/\.html$/).flatMap((path) =>
    offencesOfPage(String(bytesOf(path)), /search[\w.-]*\.js$/).map((found) => `${path}: ${found}`),
  );
  expect(offences).toEqual([]);
});

test('no feed, catalogue, map of the site or index of the search', () => {
  const offences = ending(/\.(?:xml|json)$/).flatMap((path) =>
    offencesOfFeed(path, String(bytesOf(path))).map((found) => `${path}: ${found}`),
  );
  expect(offences).toEqual([]);
});

test('no PDF', () => {
  const offences = ending(/\.pdf$/).flatMap((path) =>
    offencesOfPdf(bytesOf(path)).map((found) => `${path}: ${found}`),
  );
  expect(offences).toEqual([]);
});

test('no e-book, read as XML, as e-readers do, or as HTML, as careless ones do', async () => {
  const offences: string[] = [];
  for (const path of ending(/\.epub$/)) {
    const { files } = await JSZip.loadAsync(bytesOf(path));
    for (const [name, file] of Object.entries(files)) {
      if (!/\.(?:xhtml|opf|ncx|xml)$/.test(name)) continue;
      const text = await file.async('string');
      const found = [
        ...offencesOfXml(text),
        ...(name.endsWith('.xhtml') ? offencesOfPage(text) : []),
      ];
      offences.push(...found.map((each) => `${path}/${name}: ${each}`));
    }
  }
  expect(offences).toEqual([]);
});

test('every file stays below the publication, under a name that every system takes', () => {
  for (const path of outputs) {
    expect(path).not.toMatch(/[\\:*?"<>|]|(?:^|\/)\.\.?\/|(?:^|\/)(?:con|nul)(?:\/|\.)/i);
    expect(path.split('/').every((part) => Buffer.byteLength(part) <= 255)).toBe(true);
  }
});
