/** typst 0.14 through its Node binding: the same text, faces, sizes and measures, tagged as it does by default. */
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { plainText } from '../../.warraq/lib/document/index.js';

const FACES = ['noto-naskh-arabic', 'noto-nastaliq-urdu', 'source-serif-4', 'source-code-pro'];

/** @param folder where `npm ci` put the peers */
export function openTypst(folder) {
  const require = createRequire(resolve(folder, 'package.json'));
  const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');
  const { version } = require('@myriaddreamin/typst-ts-node-compiler/package.json');
  const fontPaths = FACES.map((face) => resolve('node_modules/@expo-google-fonts', face));
  const compiler = NodeCompiler.create({ workspace: resolve('.'), fontArgs: [{ fontPaths }] });
  return {
    name: `typst (binding ${version})`,
    make: (source) => {
      const bytes = compiler.pdf({ mainFileContent: source });
      // What its documentation advises for a tool that runs on.
      compiler.evictCache(10);
      return bytes;
    },
  };
}

/** What warraq sets, in typst's own language; made outside of the time that is measured. */
export function typstSource(edition) {
  const [article] = edition.articles;
  const { theme } = edition;
  const { language, direction } = article.tongue;
  const rtl = direction === 'rtl';
  const { margin } = theme.page;
  const leading = theme.leading[direction];
  // The face of the text first: spaces come from it, and a change of face at each would cost time.
  const fonts = rtl
    ? '"Noto Naskh Arabic", "Source Serif 4"'
    : '"Source Serif 4", "Noto Naskh Arabic"';
  return [
    `#set document(title: ${quoted(article.title)}, author: (${article.authors.map((each) => `${quoted(each)},`).join('')}))`,
    `#set page(paper: "a4", margin: (top: ${margin.top}pt, bottom: ${margin.bottom}pt, inside: ${margin.inner}pt, outside: ${margin.outer}pt), numbering: "1", header: context if counter(page).get().first() > 1 [${escaped(plainInlines(edition.runningAddress))}])`,
    `#set text(font: (${fonts}), size: ${theme.textSize}pt, fill: rgb("${theme.colours.ink}"), lang: "${language.split('-')[0]}"${rtl ? ', region: "AF"' : ', region: "US"'}, dir: ${direction}, hyphenate: ${!rtl})`,
    `#set par(justify: true, leading: ${(leading - 0.75).toFixed(2)}em, spacing: ${(leading - 0.4).toFixed(2)}em)`,
    ...mastheadOf(article.masthead, theme),
    ...[...article.head, ...article.body, ...article.tail].flatMap((block) =>
      blockOf(block, theme),
    ),
  ].join('\n');
}

function mastheadOf(masthead, theme) {
  const lines = masthead.lines.map(({ role, cells }) => {
    const texts = cells.map(({ children }) => `[${escaped(plainInlines(children))}]`);
    const style = theme.roles[role];
    const columns = texts.map(() => '1fr').join(', ');
    return `#block(width: 100%)[#set align(${style.align === 'center' ? 'center' : 'start'}); #text(${textArguments(style, theme)})[#grid(columns: (${columns}), ${texts.join(', ')})]]`;
  });
  return [...lines, '#line(length: 100%, stroke: 0.75pt)'];
}

function blockOf(block, theme) {
  const text = escaped(plainText([block]).trim());
  if (block.kind !== 'matter') return [`#par[${text}]`];
  const style = theme.roles[block.role];
  const words = `#text(${textArguments(style, theme)})[${text}]`;
  return [block.role === 'title' ? `#heading[${words}]` : `#par(justify: false)[${words}]`];
}

function textArguments({ size, weight, face, colour }, theme) {
  const family = face === 'nastaliq' ? ', font: ("Noto Nastaliq Urdu", "Source Serif 4")' : '';
  return `size: ${(theme.textSize * size).toFixed(2)}pt, weight: ${weight}, fill: rgb("${theme.colours[colour]}")${family}`;
}

function plainInlines(children) {
  return plainText([{ kind: 'paragraph', children }]).trim();
}

function quoted(text) {
  return JSON.stringify(text);
}

/** Signs of typst's markup as what they look like. */
function escaped(text) {
  return text.replace(/[\\#$*_`<>@[\]~=+\-/"']/g, '\\$&');
}
