/** A text that would run as a program is words wherever it stands, or it is refused at its place. */
import { type Parsed, parse } from '../support/house.js';
import { offencesOfFeed, offencesOfObject, offencesOfPage, offencesOfXml } from './judge.js';
import { articleOf, BODY_PLACES, FRONT_PLACES } from './places.js';
import { SCRIPTS } from './scripts.js';

const PATH = 'articles/a/en.md';
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

test('the places take most of the texts as words, and refuse the others', () => {
  const places = Object.keys(BODY_PLACES).length + Object.keys(FRONT_PLACES).length;
  const taken = ALL.reduce((sum, { lines, parts }) => sum + lines.length + parts.length, 0);
  expect(taken).toBeGreaterThan((SCRIPTS.length * places) / 4);
  expect(taken).toBeLessThan((SCRIPTS.length * places * 3) / 4);
});

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
    const inFeed = (element: string) => offencesOfFeed('feed.xml', element);
    expect(inFeed(`<content type="html">${carried}</content>`)).toHaveLength(1);
    expect(inFeed(`<content:encoded>${carried}</content:encoded>`)).toHaveLength(1);
    expect(inFeed(`<summary>${carried}</summary>`)).toHaveLength(1);
    expect(inFeed(`<summary type="text">${carried}</summary>`)).toEqual([]);
    const items = [{ content_html: '<p onclick="x">' }];
    expect(offencesOfFeed('feed.json', JSON.stringify({ items }))).toHaveLength(1);
  });

  test('in the names and links of a PDF, not in its words', () => {
    expect(offencesOfObject('<< /S /JavaScript /JS (app.alert\\(1\\)) >>')).toHaveLength(2);
    expect(offencesOfObject('<< /S /URI /URI (javascript:alert) >>')).toHaveLength(1);
    expect(offencesOfObject('<< /Title (/JavaScript) /URI (https://x.org) >>')).toEqual([]);
  });
});
