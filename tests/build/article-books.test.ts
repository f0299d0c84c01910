/** Books of texts that are not as they should be: sound all the same, or refused with the place. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import JSZip from 'jszip';
import { article, paper, warraq } from '../support/paper.js';

const HEADINGS = `${article}\n## One heading\n\nA note[^1].\n\n## One heading\n\nAgain[^1].\n\n[^1]: The note.\n`;

/** The texts of a published book by their path; the book is sound. */
async function bookOf(root: string, slug: string): Promise<Record<string, string>> {
  const bytes = readFileSync(join(root, `dist/en/${slug}/${slug}.epub`));
  const { messages } = await EpubCheck.validate(new Uint8Array(bytes));
  expect(messages.filter(({ severity }) => /fatal|error|warning/.test(severity))).toEqual([]);
  const zip = await JSZip.loadAsync(bytes);
  const paths = Object.keys(zip.files).filter((path) => /\.(?:xhtml|opf|ncx)$/.test(path));
  const texts = await Promise.all(paths.map((path) => zip.files[path]!.async('string')));
  return Object.fromEntries(paths.map((path, at) => [path.replace('OEBPS/', ''), texts[at]!]));
}

const build = (root: string) => warraq(root, 'build', '--format', 'epub', '--edition', 'en');

test('an article without an author is a book without one', async () => {
  const root = paper({ 'articles/one/en.md': article.replace(/author: .*\n/, '') });
  expect(await build(root)).toMatchObject({ code: 0, err: '' });
  const book = await bookOf(root, 'one');
  expect(book['content.opf']).not.toMatch(/dc:creator|marc:relators/);
  expect(book['cover.xhtml']).toContain('alt="Cover: A title"');
  expect(book['title.xhtml']).not.toContain('byline');
});

test('both of two translators are named', async () => {
  const two = article.replace(/author: .*\n/, (line) => `${line}translator: [One, Another]\n`);
  const root = paper({ 'articles/one/en.md': two });
  expect(await build(root)).toMatchObject({ code: 0, err: '' });
  const book = await bookOf(root, 'one');
  const contributors = book['content.opf']!.match(/<dc:contributor[^>]*>[^<]*/g)!;
  expect(contributors.map((each) => each.split('>')[1])).toEqual(['One', 'Another']);
  expect(book['content.opf']!.match(/>trl</g)).toHaveLength(2);
  expect(book['title.xhtml']).toContain('Translated by One and Another');
});

test.each(['1921-02-28', '9999-12-31'])(
  'an article of %s, a day that ZIP does not know, is a book',
  async (day) => {
    const root = paper({ 'articles/one/en.md': article.replace(/date: .*/, `date: ${day}`) });
    expect(await build(root)).toMatchObject({ code: 0, err: '' });
    expect((await bookOf(root, 'one'))['content.opf']).toContain(`<dc:date>${day}</dc:date>`);
  },
);

test.each([
  ['markup', `"'<&>' ]]> {{words}}"`, '&lt;&amp;&gt;'],
  ['300 letters', 'Kabul '.repeat(50), 'Kabul Kabul'],
  ['one sign', '"."', undefined],
])('an article with %s for its title is a book', async (_, title, shown) => {
  const root = paper({ 'articles/one/en.md': article.replace(/title: .*/, `title: ${title}`) });
  expect(await build(root)).toMatchObject({ code: 0, err: '' });
  const { 'content.opf': opf } = await bookOf(root, 'one');
  if (shown !== undefined) expect(opf).toContain(shown);
});

test('two articles with the same title, headings and notes are two books', async () => {
  const root = paper({ 'articles/one/en.md': HEADINGS, 'articles/two/en.md': HEADINGS });
  expect(await build(root)).toMatchObject({ code: 0, err: '' });
  const books = [await bookOf(root, 'one'), await bookOf(root, 'two')];
  const [one, two] = books.map((book) => /urn:uuid:[0-9a-f-]{36}/.exec(book['content.opf']!)?.[0]);
  expect(one).toBeDefined();
  expect(two).not.toBe(one);
  const ids = [...books[0]!['text.xhtml']!.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('a heading level that is skipped is mended, and told', async () => {
  const root = paper({ 'articles/one/en.md': `${article}\n## Two\n\n##### Five\n\nWords.\n` });
  const { code, err } = await build(root);
  expect(code).toBe(0);
  expect(err).toContain('articles/one/en.md:12:1: warning md-007: a heading of level 5');
  const text = (await bookOf(root, 'one'))['text.xhtml']!;
  expect([...text.matchAll(/<h(\d)/g)].map(([, level]) => level)).toEqual(['1', '2', '3']);
});

/** What a JPEG says of its size (T.81 §B.2.2); that is read before its pixels. */
function jpegHead(width: number, height: number): Uint8Array {
  const head = Buffer.from('ffd8ffc00011080000000003011100021101031101ffd9', 'hex');
  head.writeUInt16BE(height, 7);
  head.writeUInt16BE(width, 9);
  return head;
}

/** A picture, what is told of it, and its name. */
const PICTURES: [string, Uint8Array, string, string][] = [
  [
    'of 30 MB',
    new Uint8Array(30 * 1024 * 1024),
    'error art-005: the picture is 30 MB; 20 MB is the most',
    'map.jpg',
  ],
  [
    'of 54 million pixels',
    jpegHead(9000, 6000),
    'error art-004: the JPEG cannot be shown: it is 9000 × 6000 pixels; 50 million are the most',
    'map.jpg',
  ],
  [
    'of a kind that e-readers refuse',
    Buffer.from('RIFFxxxxWEBPVP8 '),
    'error art-004: the picture is a WebP, neither a PNG nor a JPEG',
    'map.webp',
  ],
  [
    'of such a kind under another name',
    Buffer.from('RIFFxxxxWEBPVP8 '),
    'error art-004: the picture is a WebP, neither a PNG nor a JPEG',
    'map.png',
  ],
];
test.each(PICTURES)('a picture %s is refused with its places', async (_, bytes, words, name) => {
  const root = paper({ 'articles/one/en.md': `${article}\n![A map.](${name})\n` });
  writeFileSync(join(root, 'articles/one', name), bytes);
  const { code, err } = await build(root);
  expect(code).toBe(1);
  expect(err).toContain(`articles/one/${name}:1:1: ${words} (used in articles/one/en.md:10:11)`);
  expect(err).toContain(`hint: ${words.includes('most') ? 'save a smaller copy' : 'open it in a'}`);
  expect(existsSync(join(root, 'dist'))).toBe(false);
});
