/** A sound book passes the gate; each seeded fault (the 35 of a study of validators) is caught. */
import { SourceFile } from '../../../src/diagnostics/index.js';
import { articleBook } from '../../../src/render/epub/article-book.js';
import { faultsOfBook } from '../../../src/render/epub/gate.js';
import { uuidOfUrl } from '../../../src/render/epub/identifier.js';
import type { PackedBook } from '../../../src/render/epub/pack.js';
import { composeBook, renderBook } from '../../../src/render/epub/render.js';
import { BOOK_TEMPLATES, partsOf } from '../../support/books.js';
import { EVERY_KIND } from '../../support/every-kind.js';
import { editionsOf } from '../../support/house.js';

const [edition] = editionsOf({ 'articles/a/fa.md': EVERY_KIND.fa });
const article = edition!.articles[0]!;
const book = articleBook(article, edition!, partsOf(article, edition!));
const sound: PackedBook = composeBook(book, BOOK_TEMPLATES);
const faultsOf = (packed: PackedBook): string =>
  faultsOfBook(packed, book)
    .map(({ file, what }) => `${file}: ${what}`)
    .join('\n');

/** A change that changes nothing would prove nothing. */
function changed(text: string, from: string | RegExp, to: string): string {
  const result = text.replace(from, to);
  expect(result).not.toBe(text);
  return result;
}

const inText = (from: string | RegExp, to: string): PackedBook => ({
  ...sound,
  chapters: sound.chapters.map((chapter) =>
    chapter.id === 'text' ? { ...chapter, xhtml: changed(chapter.xhtml, from, to) } : chapter,
  ),
});
const inOpf = (from: string | RegExp, to: string): PackedBook => ({
  ...sound,
  opf: changed(sound.opf, from, to),
});
const inNav = (from: string | RegExp, to: string): PackedBook => ({
  ...sound,
  nav: changed(sound.nav, from, to),
});
const inCss = (rule: string): PackedBook => ({ ...sound, css: `${sound.css}\n${rule}` });
const inFile = (name: RegExp, change: (bytes: Uint8Array) => Uint8Array): PackedBook => ({
  ...sound,
  resources: sound.resources.map(({ path, bytes }) => ({
    path,
    bytes: name.test(path) ? change(Uint8Array.from(bytes as Uint8Array)) : bytes,
  })),
});

test('a sound book has no faults', () => {
  expect(faultsOf(sound)).toBe('');
});

/** What is seeded, and words of what is said. */
const SEEDED: [string, () => PackedBook, string][] = [
  // No validator sees these.
  [
    'no direction of pages',
    () => inOpf(/ page-progression-direction="rtl"/, ''),
    'turn the wrong way',
  ],
  [
    'pages turned',
    () => inOpf('direction="rtl">\n<itemref', 'direction="ltr">\n<itemref'),
    'turn the wrong way',
  ],
  ['every dir removed', () => inText(/ dir="rtl"/g, ''), '<html> has no dir'],
  ['body turned', () => inText(/(<body[^>]*) dir="rtl"/, '$1 dir="ltr"'), '<body> has no dir'],
  ['article without dir', () => inText(/(<article[^>]*) dir="rtl"/, '$1'), '<article> has no dir'],
  [
    'dc:language of another text',
    () => inOpf('<dc:language>fa<', '<dc:language>en<'),
    'the language of the book',
  ],
  ['prs', () => inOpf('<dc:language>fa<', '<dc:language>prs<'), '“prs”'],
  ['half-spaces lost', () => inText(/\u200c/g, ''), 'the text is not its source’s'],
  ['Arabic yeh', () => inText(/ی(?=[^<]*<\/p>)/, 'ي'), '“ي'],
  ['Arabic kaf', () => inText(/ک(?=[^<]*<\/p>)/, 'ك'), '“ك'],
  ['RLM for a half-space', () => inText('\u200c', '\u200f'), 'invisible marks of direction'],
  ['an isolate left open', () => inText('یک بند', '\u2067یک بند'), 'invisible marks of direction'],
  ['a second h1', () => inText('<h2 id="s-1">', '<h1>x</h1><h2 id="s-1">'), 'more than one h1'],
  ['a placeholder alt', () => inText(/alt="[^"]*"/, 'alt="image-placeholder"'), 'placeholder'],
  ['a spoilt face', () => inFile(/ttf$/, (bytes) => bytes.fill(7, 2000, 2100)), 'no TrueType face'],
  [
    'Persian marked as English',
    () => inText(/<p>یک بند/, '<p lang="en" xml:lang="en" dir="ltr">یک بند'),
    'marked as “en”',
  ],
  ['a Persian id', () => inText('id="s-2"', 'id="بخش"'), 'is not ASCII'],
  // Some validators see these.
  ['no face at all', () => inFile(/ttf$/, () => new Uint8Array([1, 2, 3, 4])), 'no TrueType face'],
  ['numeric references', () => inText('یک', '&#1740;ک'), 'numeric references'],
  ['a control character', () => inText('یک بند', 'یک\u0008 بند'), 'control characters'],
  ['an id twice', () => inText('id="s-2"', 'id="s-1"'), 'is there twice'],
  ['an id of another file', () => inNav('id="toc"', 'id="s-1"'), 'is in another file'],
  ['an element left open', () => inText('</blockquote>', ''), 'not well-formed'],
  ['a script', () => inText('</article>', '<script>x</script></article>'), 'a script'],
  ['an event', () => inText('<hr />', '<hr onclick="x" />'), 'a script'],
  ['no alt', () => inText(/ alt="[^"]*"/, ''), 'no description'],
  ['no lang', () => inText(/(<html[^>]*) lang="fa-AF"/, '$1'), '<html> has no lang'],
  ['a skipped heading', () => inText(/<(\/?)h3/g, '<$1h4'), 'a heading of level 4 follows 2'],
  ['an empty th', () => inText(/(<th [^>]*>)[^<]*</, '$1<'), 'header of a column is empty'],
  ['an empty link', () => inText(/(<a href="https[^>]*>)[^<]*</, '$1<'), 'a link is empty'],
  ['a noteref without role', () => inText(' role="doc-noteref"', ''), 'role="doc-noteref"'],
  ['no title', () => inText(/<title>[^<]*</, '<title><'), 'has no title'],
  ['a link to nothing', () => inNav('text.xhtml#s-1', 'text.xhtml#s-9'), 'leads nowhere'],
  ['no modified', () => inOpf(/<meta property="dcterms:modified">.*\n/, ''), 'dcterms:modified'],
  [
    'no word of hazards',
    () => inOpf(/<meta property="schema:accessibilityHazard".*\n/, ''),
    'schema:accessibilityHazard',
  ],
  ['an undeclared file', () => inOpf(/<item [^>]*naskh\.ttf"[^>]*>\n/, ''), 'is not declared'],
  ['a spine without its item', () => inOpf('idref="text"', 'idref="texts"'), 'which is not there'],
  ['no cover', () => inOpf(' properties="cover-image"', ''), 'as the cover'],
  [
    'a WebP called PNG',
    () => inFile(/map\.png$/, () => new TextEncoder().encode('RIFFxxxxWEBP')),
    'another kind',
  ],
  ['direction in CSS', () => inCss('p{direction:rtl}'), 'tells a direction'],
  ['left in CSS', () => inCss('p{text-align:left}'), 'left or right'],
  ['a face from elsewhere', () => inCss('@font-face{src:url(https://x/y.ttf)}'), 'elsewhere'],
  ['spaced letters', () => inCss('p{letter-spacing:1px}'), 'letters that join'],
];

test.each(SEEDED)('a seeded fault is caught: %s', (_name, seed, words) => {
  expect(faultsOf(seed())).toContain(words);
});

test('there are no fewer than the 35 of the study', () => {
  expect(SEEDED.length).toBeGreaterThanOrEqual(35);
});

test('a book at fault is not made, and its place in the source is told', async () => {
  const file = new SourceFile('articles/a/fa.md', EVERY_KIND.fa);
  const chapters = book.chapters.map((chapter) =>
    chapter.type === 'bodymatter'
      ? { ...chapter, xhtml: changed(chapter.xhtml, 'یک نقل قول', 'یك نقل قول') }
      : chapter,
  );
  const { value, diagnostics } = await renderBook({ ...book, chapters }, BOOK_TEMPLATES, file);
  expect(value).toBeUndefined();
  expect(diagnostics).toHaveLength(1);
  const [{ code, message, span }] = diagnostics as [(typeof diagnostics)[0]];
  expect(code).toBe('epub-001');
  expect(message).toContain('“كنقلقول');
  expect(EVERY_KIND.fa.slice(span!.start, span!.end)).toContain('یک نقل قول');
});

test('the identifier is the UUID of version 5 of the address', () => {
  // As Python's uuid.uuid5(uuid.NAMESPACE_URL, …) gives it.
  expect(uuidOfUrl('https://www.example.org/')).toBe('84f5ec25-93a7-5271-bfbb-77d0e0a15d7b');
  expect(uuidOfUrl('https://www.example.org/a')).not.toBe(uuidOfUrl('https://www.example.org/b'));
});
