/** Feeds, site maps and the catalogues of OPDS before their schemas. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { hasCommand, JAVA, JUDGES, judged, published } from './judges.js';

const SCHEMAS = 'tests/conformance/feeds';
const JING = `${JUDGES}/epubcheck`;
const PYTHON = `${JUDGES}/feeds/bin/python`;
/** Sitemaps.org’s own; what others add to it stands in `sitemap.rnc`. */
const SITEMAP = `${JUDGES}/feeds/node_modules/sitemap/schema/sitemap.xsd`;
const hasJing = existsSync(JING) && hasCommand('java');

/** What a schema, RELAX NG or XSD, finds wrong in files of XML. */
function jing(schema: string, files: readonly string[]): string {
  const compact = schema.endsWith('.rnc') ? ['-c'] : [];
  const program = [...JAVA, '-cp', `${JING}/*`, 'com.thaiopensource.relaxng.util.Driver'];
  return spawnSync('java', [...program, ...compact, schema, ...files], { encoding: 'utf8' }).stdout;
}

/** What the parser or the schema of a kind of feed in JSON finds wrong. */
function judge(kind: 'opds' | 'json-feed', files: readonly string[]): string {
  const run = spawnSync(PYTHON, [`${SCHEMAS}/judge.py`, kind, ...files], { encoding: 'utf8' });
  return run.stdout + (run.status === 0 ? '' : run.stderr);
}

/** A file with a part changed, in a folder of its own. */
function changed(file: string, change: (text: string) => string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'warraq-')), basename(file));
  const text = readFileSync(file, 'utf8');
  const other = change(text);
  expect(other).not.toBe(text);
  writeFileSync(path, other);
  return path;
}

const without = (part: RegExp | string) => (text: string) => text.replace(part, '');
const isCatalogue = (path: string) => /[\\/]catalog[\\/]/.test(path);
const named = (name: string) =>
  published(name).filter((path) => basename(path) === name && !isCatalogue(path));

interface Kind {
  readonly files: () => readonly string[];
  readonly check: (files: readonly string[]) => string;
  readonly judge: string;
  readonly isThere: boolean;
  /** What has to be found, done to the first file. */
  readonly faults: Readonly<Record<string, (text: string) => string>>;
}

const byJing = (schema: string) => ({
  check: (files: readonly string[]) => jing(`${SCHEMAS}/${schema}`, files),
  judge: 'Jing',
  isThere: hasJing,
});
const byPython = (kind: 'opds' | 'json-feed') => ({
  check: (files: readonly string[]) => judge(kind, files),
  judge: 'the readers of feeds in JSON',
  isThere: existsSync(PYTHON),
});

const KINDS: Readonly<Record<string, Kind>> = {
  'Atom feeds (RFC 4287)': {
    ...byJing('atom.rnc'),
    files: () => named('feed.xml'),
    faults: {
      'a feed without an author': without(/<author>.*?<\/author>/),
      'an entry without a day': without(/<updated>[^<]*<\/updated>\n<author>/),
      'a day without a zone': (text) => text.replace('T00:00:00Z', 'T00:00:00'),
      'an address with a space': (text) => text.replace('href="', 'href="a b'),
    },
  },
  'RSS 2.0 feeds': {
    ...byJing('rss.rnc'),
    files: () => named('rss.xml'),
    faults: {
      'a feed without a description': without(/<description>[^<]*<\/description>/),
      'a day as ISO writes it': (text) => text.replace(/<pubDate>[^<]*/, '<pubDate>2024-05-12'),
      'an enclosure without a length': without(/ length="\d+"/),
    },
  },
  'JSON feeds 1.1': {
    ...byPython('json-feed'),
    files: () => named('feed.json'),
    faults: {
      'an item without an id': without(/"id": "[^"]*",/),
      'a day without an hour': (text) => text.replace('T00:00:00Z', ''),
      'a file without a type': without(/"mime_type": "[^"]*",/),
    },
  },
  'site maps with other languages and news': {
    ...byJing('sitemap.rnc'),
    files: () => [...named('sitemap.xml'), ...named('sitemap-news.xml')],
    faults: {
      'a page without an address': without(/<loc>[^<]*<\/loc>/),
      'an alternate without a language': without(/ hreflang="[^"]*"/),
    },
  },
  'site maps by the schema of sitemaps.org': {
    files: () =>
      [...named('sitemap.xml'), ...named('sitemap-news.xml')].map((file) =>
        changed(file, (text) =>
          text.replace(/<xhtml:link [^>]*>/g, '').replace(/<news:news>[\s\S]*?<\/news:news>/g, ''),
        ),
      ),
    check: (files) => jing(SITEMAP, files),
    judge: 'the schema of sitemaps.org',
    isThere: hasJing && existsSync(SITEMAP),
    faults: { 'a page without an address': without(/<loc>[^<]*<\/loc>/) },
  },
  'catalogues as OPDS 1.2': {
    ...byJing('opds.rnc'),
    files: () => published('.xml').filter(isCatalogue),
    faults: {
      'a book that cannot be had': without(
        /(<link rel="http:\/\/opds-spec.org\/acquisition[^>]*>\s*)+/,
      ),
      'a file of no type': without(' type="application/epub+zip"'),
      'a way out of a list of books': (text) =>
        text.replace('http://opds-spec.org/acquisition/open-access', 'subsection'),
      'no way to the root': without(/<link rel="start"[^>]*>/),
      'a summary in HTML': (text) => text.replace('<summary type="text"', '<summary type="html"'),
    },
  },
  'catalogues as OPDS 2.0': {
    ...byPython('opds'),
    files: () => published('.json').filter(isCatalogue),
    faults: {
      'a book without a title': without(/"title": "[^"]*",(?=\s*"author")/),
      'a book that cannot be had': (text) =>
        text.replace(/"links": \[[^\]]*\](?=,\s*"images")/, '"links": []'),
      'a feed that does not say where it is': without(/\{\s*"rel": "self"[^}]*\},/),
      'a day that is none': (text) => text.replace(/"published": "[^"]*"/, '"published": "now"'),
    },
  },
};

describe.each(Object.entries(KINDS))('%s', (_, { files, check, faults, ...of }) => {
  judged(of.judge, of.isThere, 'are valid', () => {
    expect(files().length).toBeGreaterThan(0);
    expect(check(files())).toBe('');
  });

  for (const [fault, change] of Object.entries(faults))
    judged(of.judge, of.isThere, `are really judged: ${fault}`, () => {
      expect(check([changed(files()[0]!, change)])).not.toBe('');
    });
});
