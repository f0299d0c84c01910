/** The real site, theme, words and faces of this repository, and articles made of text. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, SourceFile } from '../../src/diagnostics/index.js';
import type { Article, Picture } from '../../src/document/index.js';
import { buildEditions, type Edition, readSite, readTheme } from '../../src/edition/index.js';
import type { Faces } from '../../src/layout/index.js';
import { loadCatalogue } from '../../src/locale/index.js';
import { parseArticle, parseYamlFile } from '../../src/source/index.js';
import { openFont } from '../../src/typeset/index.js';

export function sourceFile(path: string): SourceFile {
  return new SourceFile(path, readFileSync(path, 'utf8'));
}

/** Every template of the site, by its name below `templates/html/`. */
export function htmlTemplates(): Map<string, SourceFile> {
  const names = readdirSync('templates/html', { recursive: true, encoding: 'utf8' })
    .map((name) => name.split('\\').join('/'))
    .filter((name) => /\.(?:hbs|css)$/.test(name))
    .sort();
  return new Map(names.map((name) => [name, sourceFile(`templates/html/${name}`)]));
}

const siteFile = sourceFile('site.yaml');
const themeFile = sourceFile('templates/theme.yaml');
export const site = readSite(parseYamlFile(siteFile).value!, siteFile).value!;
export const theme = readTheme(parseYamlFile(themeFile).value!, themeFile).value!;
export const localeFiles = ['en', 'fa'].map((language) => ({
  language,
  file: sourceFile(`locales/${language}/common.json`),
}));
export const catalogue = loadCatalogue(localeFiles).value!;
export const sections: ReadonlySet<string> = new Set(site.sections.map((section) => section.key));

/** A white picture, one pixel of PNG. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==',
  'base64',
);
export const pictures: ReadonlyMap<string, Picture> = new Map([
  [
    'map.png',
    {
      path: 'map.png',
      bytes: new Uint8Array(PNG),
      mediaType: 'image/png',
      width: 400,
      height: 200,
    },
  ],
]);

export interface Parsed {
  readonly article: Article | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** @param path such as `articles/slug/fa.md` */
export function parse(path: string, text: string): Parsed {
  const [, slug, name] = path.split('/') as [string, string, string];
  const language = name === 'fa.md' ? 'fa-AF' : name.replace('.md', '');
  const { value, diagnostics } = parseArticle({
    file: new SourceFile(path, text),
    slug,
    language,
    sections,
    pictures,
  });
  return { article: value, diagnostics };
}

export function frontMatter(title: string, more = ''): string {
  return `---\ntitle: '${title}'\nauthor: Somebody\ndate: 2023-05-12\nsection: culture\n${more}---\n\n`;
}

/** Editions of articles given as texts by path; throws when any of them is at fault. */
export function editionsOf(texts: Readonly<Record<string, string>>): readonly Edition[] {
  const articles = Object.entries(texts).map(([path, text]) => {
    const { article, diagnostics } = parse(path, text);
    const errors = diagnostics.filter((each) => each.severity === 'error');
    if (!article || errors.length > 0)
      throw new Error(errors.map((each) => each.message).join('\n'));
    return article;
  });
  const built = buildEditions({ site, theme, catalogue, articles });
  if (built.diagnostics.length > 0)
    throw new Error(built.diagnostics.map((each) => each.message).join('\n'));
  return built.value;
}

export function faceBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(join('node_modules/@expo-google-fonts', path)));
}

function open(name: string, folder: string, weight: string, family: string) {
  return openFont(name, faceBytes(`${folder}/${weight}/${family}_${weight}.ttf`));
}

let opened: Faces | undefined;

/** Opened once for each file of tests. */
export function faces(): Faces {
  const naskh = (name: string, weight: string) =>
    open(name, 'noto-naskh-arabic', weight, 'NotoNaskhArabic');
  const serif = (name: string, weight: string) =>
    open(name, 'source-serif-4', weight, 'SourceSerif4');
  const nastaliq = (name: string, weight: string) =>
    open(name, 'noto-nastaliq-urdu', weight, 'NotoNastaliqUrdu');
  opened ??= {
    naskh: {
      regular: naskh('Naskh', '400Regular'),
      semibold: naskh('NaskhSemibold', '600SemiBold'),
      bold: naskh('NaskhBold', '700Bold'),
    },
    nastaliq: {
      regular: nastaliq('Nastaliq', '400Regular'),
      bold: nastaliq('NastaliqBold', '700Bold'),
    },
    serif: {
      regular: serif('Serif', '400Regular'),
      italic: serif('SerifItalic', '400Regular_Italic'),
      bold: serif('SerifBold', '700Bold'),
      boldItalic: serif('SerifBoldItalic', '700Bold_Italic'),
    },
    mono: { regular: open('Mono', 'source-code-pro', '400Regular', 'SourceCodePro') },
  };
  return opened;
}
