/**
 * Other programs on the same corpus, each doing the same work as well as it can: what it reads is written
 * beforehand, faces are read once where its process makes many documents, and it uses the cores that it can.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { sheetPage, sheetStyle } from './sheet.mjs';
import { typstSource } from './typst.mjs';

export const CHROMIUM = '/usr/bin/chromium';

const HERE = resolve('tests/bench/peers');
const INSTALLED = resolve('.warraq/peers');
const PYTHON = join(INSTALLED, 'weasyprint/bin/python');

/**
 * `prepare` fills a folder with what the peer reads and gives the processes that are measured, one after another.
 * `sampled`: it takes so long that a part of the documents is enough.
 */
export const PEERS = [
  { name: 'Hugo', formats: 'html', version: () => said('hugo', 'version'), prepare: hugo },
  {
    name: 'Eleventy',
    formats: 'html',
    version: () => packaged('@11ty/eleventy'),
    prepare: eleventy,
  },
  {
    name: 'typst',
    formats: 'pdf',
    version: () => packaged('@myriaddreamin/typst-ts-node-compiler'),
    prepare: typst,
  },
  {
    name: 'Chromium',
    formats: 'pdf',
    version: () => said(CHROMIUM, '--version'),
    prepare: browser,
    sampled: true,
  },
  {
    name: 'WeasyPrint',
    formats: 'pdf',
    version: () => said(PYTHON, '-m', 'weasyprint', '--version'),
    prepare: weasyprint,
    sampled: true,
  },
  {
    name: 'pandoc',
    formats: 'epub',
    version: () => said('pandoc', '--version'),
    prepare: pandoc,
    sampled: true,
  },
];

/** What a program calls itself; absent where it is not there. */
function said(command, ...args) {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .split('\n')[0]
      .trim();
  } catch {
    return undefined;
  }
}

function packaged(name) {
  const file = join(INSTALLED, 'node_modules', name, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
}

function hugo({ articles, folder }) {
  cpSync(join(HERE, 'hugo'), folder, { recursive: true });
  mkdirSync(join(folder, 'static'));
  cpSync('templates/html/site.css', join(folder, 'static/site.css'));
  for (const { language, section, slug, file } of articles) {
    const home = join(folder, 'content', language, section);
    mkdirSync(home, { recursive: true });
    // A list where a term is meant is what Hugo's own documentation writes.
    const text = readFileSync(file, 'utf8').replace(/^author: (.*)$/m, 'authors: [$1]');
    writeFileSync(join(home, `${slug}.md`), text.replace(/^tags:/m, 'topics:'));
  }
  return [{ command: 'hugo', args: ['--destination', 'made'], cwd: folder }];
}

function eleventy({ articles, folder }) {
  cpSync(join(HERE, 'eleventy'), folder, { recursive: true });
  cpSync('templates/html/site.css', join(folder, 'site.css'));
  const content = join(folder, 'content');
  for (const { language, slug, file } of articles) {
    mkdirSync(join(content, language, slug), { recursive: true });
    cpSync(file, join(content, language, slug, 'index.md'));
  }
  for (const language of ['fa', 'en']) {
    const data = { layout: 'article.11ty.mjs', language };
    writeFileSync(join(content, language, `${language}.11tydata.json`), JSON.stringify(data));
  }
  const sections = [...new Set(articles.map(({ section }) => section))].sort();
  mkdirSync(join(content, '_data'));
  writeFileSync(join(content, '_data/sections.json'), JSON.stringify(sections));
  const program = join(INSTALLED, 'node_modules/@11ty/eleventy/cmd.cjs');
  return [
    {
      command: process.execPath,
      args: [program, '--config=eleventy.config.mjs', '--output=made', '--quiet'],
      cwd: folder,
    },
  ];
}

function typst({ articles, editionOf, folder }) {
  const sources = join(folder, 'sources');
  mkdirSync(sources);
  for (const { name, language, file } of articles)
    writeFileSync(
      join(sources, `${name}.typ`),
      typstSource(editionOf(language, readFileSync(file, 'utf8'))),
    );
  return [printing(join(HERE, 'typst/print.mjs'), INSTALLED, sources, join(folder, 'made'))];
}

/** Our own pages of the site. */
function browser({ articles, pages, folder }) {
  const list = join(folder, 'pages.txt');
  const paths = articles.map(({ language, slug }) => join(pages, language, slug, 'index.html'));
  writeFileSync(list, paths.join('\n'));
  return [printing(join(HERE, 'chromium/print.mjs'), list, join(folder, 'made'))];
}

function printing(...args) {
  return { command: process.execPath, args, cwd: resolve('.') };
}

function weasyprint({ articles, editionOf, folder }) {
  const sheets = join(folder, 'sheets');
  const style = join(folder, 'style.css');
  mkdirSync(sheets);
  for (const { name, language, file } of articles) {
    const edition = editionOf(language, readFileSync(file, 'utf8'));
    writeFileSync(style, sheetStyle(edition));
    writeFileSync(join(sheets, `${name}.html`), sheetPage(edition));
  }
  const args = [join(HERE, 'weasyprint/print.py'), style, sheets, join(folder, 'made')];
  return [{ command: PYTHON, args, cwd: folder }];
}

/** Faces of the text alone, whole as it takes them. */
const BOOK_FACES = {
  fa: [
    'noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf',
    'noto-naskh-arabic/700Bold/NotoNaskhArabic_700Bold.ttf',
  ],
  en: [
    'source-serif-4/400Regular/SourceSerif4_400Regular.ttf',
    'source-serif-4/700Bold/SourceSerif4_700Bold.ttf',
  ],
};

/** A process a book, as it is used; the cover is given. */
function pandoc({ articles, pages, folder }) {
  for (const language of ['fa', 'en'])
    writeFileSync(join(folder, `${language}.css`), bookStyle(language));
  return articles.map(({ name, language, slug, file }) => ({
    command: 'pandoc',
    args: [
      file,
      `--output=${join(folder, 'made', `${name}.epub`)}`,
      `--metadata=lang:${language}`,
      `--metadata=dir:${language === 'fa' ? 'rtl' : 'ltr'}`,
      `--css=${language}.css`,
      `--epub-cover-image=${join(pages, language, slug, 'cover.png')}`,
      ...BOOK_FACES[language].map(
        (face) => `--epub-embed-font=${resolve('node_modules/@expo-google-fonts', face)}`,
      ),
    ],
    cwd: folder,
  }));
}

function bookStyle(language) {
  const faces = BOOK_FACES[language].map((face, bold) => {
    const weight = bold ? 700 : 400;
    return `@font-face{font-family:Text;font-weight:${weight};src:url(../fonts/${basename(face)})}`;
  });
  return [...faces, 'body{font-family:Text}'].join('\n');
}
