/**
 * What a reader takes out of a file, as text on the standard output.
 *
 *   node read.mjs pdfium|pdfjs|mupdf FILE.pdf       the text of all pages
 *   node read.mjs mupdf-search FILE.pdf WORD…       how often each word is found, one number a line
 *   node read.mjs markdown FILE.md                  the body of an article without notes, code and front matter
 *
 * The packages lie in `.warraq/judges/readers`; `.ci/judges` puts them there.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.cwd(), '.warraq/judges/readers/package.json'));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);

const readers = {
  async pdfium(file) {
    const { PDFiumLibrary } = await load('@hyzyla/pdfium');
    const document = await (await PDFiumLibrary.init()).loadDocument(readFileSync(file));
    return [...document.pages()].map((page) => page.getText()).join('\n');
  },

  async pdfjs(file) {
    // Asked for when the module loads, and only needed to draw.
    console.warn = () => {};
    for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) globalThis[name] ??= class {};
    const { getDocument } = await load('pdfjs-dist/legacy/build/pdf.mjs');
    const data = new Uint8Array(readFileSync(file));
    const document = await getDocument({ data, verbosity: 0 }).promise;
    let text = '';
    for (let number = 1; number <= document.numPages; number++) {
      const { items } = await (await document.getPage(number)).getTextContent();
      for (const { str, hasEOL } of items) text += str + (hasEOL ? '\n' : '');
    }
    return text;
  },

  async mupdf(file) {
    const pages = await mupdfPages(file);
    return pages.map((page) => page.toStructuredText().asText()).join('\n');
  },

  async 'mupdf-search'(file, ...words) {
    const pages = await mupdfPages(file);
    const hits = (word) => pages.reduce((sum, page) => sum + page.search(word).length, 0);
    return words.map(hits).join('\n');
  },

  async markdown(file) {
    const { default: MarkdownIt } = await load('markdown-it');
    const { default: footnote } = await load('markdown-it-footnote');
    const body = readFileSync(file, 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '');
    let text = '';
    let notes = 0;
    for (const token of new MarkdownIt({ html: true }).use(footnote).parse(body, {})) {
      if (token.type === 'footnote_block_open') notes += 1;
      if (token.type === 'footnote_block_close') notes -= 1;
      if (notes === 0 && token.type === 'inline')
        text += `${token.children.map(inlineText).join('')}\n`;
    }
    return text;
  },
};

function inlineText({ type, content }) {
  if (type === 'text' || type === 'code_inline') return content;
  return /break/.test(type) ? '\n' : '';
}

async function mupdfPages(file) {
  const mupdf = await load('mupdf');
  const document = mupdf.Document.openDocument(readFileSync(file), 'application/pdf');
  return Array.from({ length: document.countPages() }, (_, index) => document.loadPage(index));
}

const [name, file, ...rest] = process.argv.slice(2);
const text = await readers[name](file, ...rest);
process.stdout.write(text.replaceAll('\r\n', '\n'), () => process.exit(0));
