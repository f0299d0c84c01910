/** A text that would run as a program is words wherever it stands, or it is refused at its place. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';
import { buildEditions } from '../../src/edition/index.js';
import { renderSite } from '../../src/render/html/index.js';
import { catalogue, htmlTemplates, type Parsed, parse, site, theme } from '../support/house.js';
import { filesOf, paper, warraq, withoutBooks } from '../support/paper.js';
import { makePng } from '../support/png.js';
import {
  offencesOfFeed,
  offencesOfObject,
  offencesOfPage,
  offencesOfPdf,
  offencesOfXml,
} from './judge.js';
import { articleOf, BODY_PLACES, FRONT_PLACES } from './places.js';
import { SCRIPTS } from './scripts.js';

const PATH = 'articles/a/en.md';
const MAP = makePng({
  width: 2,
  height: 2,
  type: 0,
  depth: 8,
  interlaced: false,
  filter: 0,
  sample: () => 0,
});

function isAccepted({ diagnostics }: Parsed): boolean {
  return diagnostics.every(({ severity }) => severity === 'warning');
}

/** What of the places takes a text without a fault. */
interface Accepted {
  readonly lines: readonly string[];
  readonly parts: readonly string[];
}

/** Tries a text in every place; whatever refuses it has to say where. */
function accepted(script: string, id: string): Accepted {
  const judged = (text: string): boolean => {
    const parsed = parse(PATH, text);
    for (const { span, file } of parsed.diagnostics) {
      expect(span).toBeDefined();
      expect(span!.start).toBeLessThanOrEqual(span!.end);
      expect(span!.end).toBeLessThanOrEqual(file.text.length);
    }
    return isAccepted(parsed);
  };
  const taken = new Map<string, string>();
  for (const place of Object.values(FRONT_PLACES)) {
    const line = place(script);
    if (judged(articleOf([line], 'Words.'))) taken.set(line.slice(0, line.indexOf(':')), line);
  }
  const lines = [...taken.values()];
  const parts = Object.entries(BODY_PLACES)
    .map(([name, place], index) => place(script, `${id}-${index}-${name.length}`))
    .filter((part) => judged(articleOf([], part)));
  return { lines, parts };
}

const ALL = SCRIPTS.map((script, index) => accepted(script, `${index}`));

/** Articles of whatever was accepted; two parts that are one fault together go apart. */
const ARTICLES = new Map(
  ALL.flatMap(({ lines, parts }, index): [string, string][] => {
    const whole = articleOf(lines, ['Words.', ...parts].join('\n\n'));
    if (isAccepted(parse(PATH, whole))) return [[`articles/s-${index}/en.md`, whole]];
    return ['Words.', ...parts].map((part, at) => [
      `articles/s-${index}-${at}/en.md`,
      articleOf(lines, part),
    ]);
  }),
);

test('the places take most of the texts as words, and refuse the others', () => {
  const places = Object.keys(BODY_PLACES).length + Object.keys(FRONT_PLACES).length;
  const taken = ALL.reduce((sum, { lines, parts }) => sum + lines.length + parts.length, 0);
  expect(taken).toBeGreaterThan((SCRIPTS.length * places) / 4);
  expect(taken).toBeLessThan((SCRIPTS.length * places * 3) / 4);
});

test('no page or feed of the site has a script of theirs', () => {
  const articles = [...ARTICLES].map(([path, text]) => parse(path, text).article!);
  // Authors who differ by signs alone have one page, of which a person is warned.
  const { value: editions } = buildEditions({ site, theme, catalogue, articles });
  const { value, diagnostics } = renderSite(editions, htmlTemplates());
  expect(diagnostics).toEqual([]);
  for (const { path, bytes } of value) {
    const text = String(bytes);
    if (path.endsWith('.html')) expect({ path, found: offencesOfPage(text) }).toEqual(none(path));
    else if (/\.(?:xml|json)$/.test(path))
      expect({ path, found: offencesOfFeed(path, text) }).toEqual(none(path));
  }
});

const none = (path: string) => ({ path, found: [] });

test('no PDF and no book has a script of theirs', async () => {
  const inOne = [...ARTICLES.values()].map((text) => text.slice(text.indexOf('\n---\n') + 5));
  const titled = FRONT_PLACES.title!(SCRIPTS[0]!);
  const names = SCRIPTS.filter((_, index) =>
    ALL[index]!.lines.some((line) => /^author/.test(line)),
  );
  const root = withoutBooks(
    paper({
      'articles/all/en.md': articleOf(
        [titled, `author: ${JSON.stringify(names)}`],
        inOne.join('\n'),
      ),
      'articles/all/map.png': MAP,
    }),
  );
  const { code, err } = await warraq(root, 'build', '--format', 'pdf,epub', '--edition', 'en');
  expect({ code, err: err.split('\n').filter((line) => line.includes(': error ')) }).toEqual({
    code: 0,
    err: [],
  });
  const dist = join(root, 'dist');
  const files = filesOf(dist);
  for (const path of files.filter((each) => each.endsWith('.pdf')))
    expect({ path, found: offencesOfPdf(readFileSync(join(dist, path))) }).toEqual(none(path));
  for (const path of files.filter((each) => each.endsWith('.epub'))) {
    const { files: inside } = await JSZip.loadAsync(readFileSync(join(dist, path)));
    for (const [name, file] of Object.entries(inside)) {
      if (/\.(?:xhtml|opf|ncx|xml)$/.test(name))
        expect({
          path: name,
          found: await offencesInBook(name, await file.async('string')),
        }).toEqual(none(name));
    }
  }
  expect(files.filter((path) => /\.(?:pdf|epub)$/.test(path))).toHaveLength(2);
});

/** Read as XML, as e-readers do, and as HTML, as careless ones do. */
async function offencesInBook(name: string, text: string): Promise<string[]> {
  return [...offencesOfXml(text), ...(name.endsWith('.xhtml') ? offencesOfPage(text) : [])];
}

describe('the judge knows a script when it sees one', () => {
  test.each([
    '<script>alert(1)</script>',
    '<svg><script>alert(1)</script></svg>',
    '<p onclick="x">',
    '<a href="java&#9;script:x">',
    '<a href="data:text/html,x">',
    '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
    '<iframe src="https://x.org"></iframe>',
    '<template><script>x</script></template>',
    '<meta http-equiv="Refresh" content="0;url=x">',
    '<a href="//x.org">',
    '<p style="width:expression(x)">',
    '<script type="application/ld+json" src="x.js">{}</script>',
  ])('%s', (html) => expect(offencesOfPage(html)).not.toEqual([]));

  test.each([
    '<html:script>alert(1)</html:script>',
    '<p onclick="x">',
    '<!DOCTYPE x [<!ENTITY y "z">]>',
    '<?xml-stylesheet href="x"?>',
    '<item id="a" properties="nav scripted"/>',
  ])('%s, in XML', (xml) => expect(offencesOfXml(xml)).not.toEqual([]));

  test('in what a feed carries as text', () => {
    const carried = '&lt;script&gt;alert(1)&lt;/script&gt;';
    expect(offencesOfFeed('feed.xml', `<content type="html">${carried}</content>`)).toHaveLength(1);
    const items = [{ content_html: '<p onclick="x">' }];
    expect(offencesOfFeed('feed.json', JSON.stringify({ items }))).toHaveLength(1);
  });

  test('in the names and links of a PDF, not in its words', () => {
    expect(offencesOfObject('<< /S /JavaScript /JS (app.alert\\(1\\)) >>')).toHaveLength(2);
    expect(offencesOfObject('<< /S /URI /URI (javascript:alert) >>')).toHaveLength(1);
    expect(offencesOfObject('<< /Title (/JavaScript) /URI (https://x.org) >>')).toEqual([]);
  });
});
