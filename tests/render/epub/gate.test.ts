/** What no validator sees, the gate does: a sound book passes, and each seeded fault is named. */
import { articleBook } from '../../../src/render/epub/article-book.js';
import { faultsOfBook } from '../../../src/render/epub/gate.js';
import { uuidOfUrl } from '../../../src/render/epub/identifier.js';
import type { PackedBook } from '../../../src/render/epub/pack.js';
import { composeBook } from '../../../src/render/epub/render.js';
import { BOOK_TEMPLATES, partsOf } from '../../support/books.js';
import { EVERY_KIND } from '../../support/every-kind.js';
import { editionsOf } from '../../support/house.js';

const [edition] = editionsOf({ 'articles/a/fa.md': EVERY_KIND.fa });
const article = edition!.articles[0]!;
const facts = articleBook(article, edition!, partsOf(article, edition!));
const sound: PackedBook = composeBook(facts, BOOK_TEMPLATES);
const withText = (change: (xhtml: string) => string): PackedBook => ({
  ...sound,
  chapters: sound.chapters.map((chapter) => {
    if (chapter.id !== 'text') return chapter;
    const xhtml = change(chapter.xhtml);
    expect(xhtml).not.toBe(chapter.xhtml);
    return { ...chapter, xhtml };
  }),
});
const withOpf = (from: string | RegExp, to: string): PackedBook => {
  const opf = sound.opf.replace(from, to);
  expect(opf).not.toBe(sound.opf);
  return { ...sound, opf };
};

test('a sound book has no faults', () => {
  expect(faultsOfBook(sound, facts)).toEqual([]);
});

const SEEDED: Record<string, () => PackedBook> = {
  'the pages turn the wrong way': () =>
    withOpf('page-progression-direction="rtl"', 'page-progression-direction="ltr"'),
  'the language of the book': () => withOpf('<dc:language>fa<', '<dc:language>en<'),
  '“prs”': () => withOpf('<dc:language>fa<', '<dc:language>prs<'),
  '<html> has no dir': () => withText((text) => text.replace(/(<html[^>]*) dir="rtl"/, '$1')),
  '<body> has no dir': () =>
    withText((text) => text.replace(/(<body[^>]*) dir="rtl"/, '$1 dir="ltr"')),
  'more than one h1': () => withText((text) => text.replace('</article>', '<h1>x</h1></article>')),
  'numeric references': () => withText((text) => text.replace('یک', '&#1740;ک')),
  'invisible marks': () => withText((text) => text.replace('یک', '\u200fیک')),
  placeholder: () => withText((text) => text.replace(/alt="[^"]*"/, 'alt="image-placeholder"')),
  'a script': () => withText((text) => text.replace('</article>', '<script>x</script></article>')),
  'is there twice': () => withText((text) => text.replace('id="s-2"', 'id="s-1"')),
  'is not ASCII': () => withText((text) => text.replace('id="s-2"', 'id="بخش"')),
  'not well-formed': () => withText((text) => text.replace('</blockquote>', '')),
  'half-spaces were lost': () => withText((text) => text.replaceAll('\u200c', '')),
  'no TrueType face': () => ({
    ...sound,
    resources: [{ path: 'faces/naskh.ttf', bytes: new Uint8Array([1, 2, 3, 4]) }],
  }),
};

test.each(Object.keys(SEEDED))('a seeded fault is named: %s', (words) => {
  expect(faultsOfBook(SEEDED[words]!(), facts).join('\n')).toContain(words);
});

test('the identifier is the UUID of version 5 of the address', () => {
  // As Python's uuid.uuid5(uuid.NAMESPACE_URL, …) gives it.
  expect(uuidOfUrl('https://www.example.org/')).toBe('84f5ec25-93a7-5271-bfbb-77d0e0a15d7b');
  expect(uuidOfUrl('https://www.example.org/a')).not.toBe(uuidOfUrl('https://www.example.org/b'));
});
