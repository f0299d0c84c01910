/** The HTML and style of an article as paper, for a printer of HTML: what `typst.mjs` says in typst's language. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { plainText } from '../../.warraq/lib/document/index.js';

const FACES = [
  ['Naskh', 'noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular', 400],
  ['Naskh', 'noto-naskh-arabic/700Bold/NotoNaskhArabic_700Bold', 700],
  ['Nastaliq', 'noto-nastaliq-urdu/400Regular/NotoNastaliqUrdu_400Regular', 400],
  ['Nastaliq', 'noto-nastaliq-urdu/700Bold/NotoNastaliqUrdu_700Bold', 700],
  ['Serif', 'source-serif-4/400Regular/SourceSerif4_400Regular', 400],
  ['Serif', 'source-serif-4/700Bold/SourceSerif4_700Bold', 700],
];

/** One style for all articles, so that faces are read once. */
export function sheetStyle({ theme }) {
  const { margin } = theme.page;
  const { ink } = theme.colours;
  const body = (direction, families) =>
    `[dir=${direction}]{font:${theme.textSize}pt/${theme.leading[direction]} ${families}}`;
  return [
    ...FACES.map(
      ([family, path, weight]) =>
        `@font-face{font-family:${family};font-weight:${weight};src:url(${urlOf(path)})}`,
    ),
    `@page{size:A4;margin:${margin.top}pt ${margin.outer}pt ${margin.bottom}pt ${margin.inner}pt;@top-center{content:string(address)}@bottom-center{content:counter(page)}}`,
    `@page :left{margin-left:${margin.outer}pt;margin-right:${margin.inner}pt}`,
    '@page :first{@top-center{content:none}}',
    `html{color:${ink}}p{margin:0 0 .4em;text-align:justify}[dir=ltr] p{hyphens:auto}`,
    'body{string-set:address attr(data-address)}.line{display:flex}.line span{flex:1}',
    body('rtl', 'Naskh,Serif'),
    body('ltr', 'Serif,Naskh'),
    ...Object.entries(theme.roles).map(roleRule(theme)),
  ].join('\n');
}

function roleRule({ colours }) {
  return ([role, { size, weight, face, colour, align, leading }]) => {
    const family = face === 'nastaliq' ? ';font-family:Nastaliq,Serif' : '';
    return `.${role}{font-size:${size}em;font-weight:${weight};color:${colours[colour]};line-height:${leading}${family};text-align:${align}}`;
  };
}

export function sheetPage({ articles: [article], runningAddress }) {
  const { language, direction } = article.tongue;
  return [
    '<!DOCTYPE html>',
    `<html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><title>${escaped(article.title)}</title></head>`,
    `<body data-address="${escaped(plainInlines(runningAddress))}">`,
    ...article.masthead.lines.map(({ role, cells }) => {
      const texts = cells.map(({ children }) => `<span>${escaped(plainInlines(children))}</span>`);
      return `<div class="line ${role}">${texts.join('')}</div>`;
    }),
    '<hr>',
    ...[...article.head, ...article.body, ...article.tail].map(blockOf),
    '</body></html>',
  ].join('\n');
}

function blockOf(block) {
  const text = escaped(plainText([block]).trim());
  if (block.kind !== 'matter') return `<p>${text}</p>`;
  const name = block.role === 'title' ? 'h1' : 'div';
  return `<${name} class="${block.role}">${text}</${name}>`;
}

function urlOf(path) {
  return pathToFileURL(resolve('node_modules/@expo-google-fonts', `${path}.ttf`)).href;
}

function plainInlines(children) {
  return plainText([{ kind: 'paragraph', children }]).trim();
}

function escaped(text) {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
