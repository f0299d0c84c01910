/** What a publication is made of, read and checked before anything is drawn. */
import { extname, join } from 'node:path';
import { type Diagnostic, type Located, SourceFile } from '../diagnostics/index.js';
import type { Article } from '../document/index.js';
import {
  type EditionArticle,
  type LinkingText,
  readSignOff,
  readSite,
  readTheme,
  type SignOff,
  type Site,
  sectionKeys,
  type Theme,
} from '../edition/index.js';
import { type Catalogue, loadCatalogue } from '../locale/index.js';
import { checkBookTemplates } from '../render/epub/index.js';
import { checkTemplates } from '../render/html/index.js';
import {
  checkCharacters,
  checkLength,
  forbiddenReferences,
  parseYamlFile,
} from '../source/index.js';
import { fault, linkFault } from './article-files.js';
import { type Reading, readArticles } from './articles.js';
import { displayPath, filesBelow, readText, readTextIfThere, sourcesOutside } from './files.js';
import { boundPage } from './patience.js';

export interface Templates {
  /** `templates/html/*`, by file name. */
  readonly html: ReadonlyMap<string, SourceFile>;
  /** `templates/epub/*`, by file name. */
  readonly epub: ReadonlyMap<string, SourceFile>;
}

export interface Project {
  readonly root: string;
  readonly site: Site;
  readonly theme: Theme;
  readonly catalogue: Catalogue;
  readonly localeFiles: readonly SourceFile[];
  readonly templates: Templates;
  /** Absent where nobody has examined the books. */
  readonly signOff: SignOff | undefined;
  readonly articles: readonly Article[];
}

export interface ReadProject {
  readonly root: string;
  /** Undefined when the configuration is at fault: then nothing can be drawn. */
  readonly project: Project | undefined;
  readonly site: Site | undefined;
  readonly articles: readonly Article[];
  /** Every text of an article that was found, sound or not. */
  readonly files: readonly SourceFile[];
  readonly linking: readonly LinkingText[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The text that an article of an edition shows. */
export function sourceOf({ articles }: Project, { slug, tongue }: EditionArticle): SourceFile {
  const files = filesByName.get(articles) ?? namedFiles(articles);
  filesByName.set(articles, files);
  return files.get(`${slug} ${tongue.language}`)!;
}

const filesByName = new WeakMap<readonly Article[], Map<string, SourceFile>>();

/** Of two that collide the first counts. */
function namedFiles(articles: readonly Article[]): Map<string, SourceFile> {
  return new Map(
    [...articles].reverse().map(({ slug, tongue, file }) => [`${slug} ${tongue.language}`, file]),
  );
}

/** What a paper is made of beside its articles. */
export interface Configuration extends Pick<Project, 'localeFiles' | 'templates' | 'signOff'> {
  readonly site: Site | undefined;
  readonly theme: Theme | undefined;
  readonly catalogue: Catalogue | undefined;
  /** Undefined where `site.yaml` does not tell. */
  readonly sections: ReadonlySet<string> | undefined;
  /** A fault among them leaves nothing to be drawn with. */
  readonly diagnostics: readonly Diagnostic[];
  readonly ofTemplates: readonly Diagnostic[];
}

/** Who reads often may remember more than texts. */
export interface ProjectReading extends Reading {
  readonly configuration?: (read: () => Configuration) => Configuration;
}

/** Reads everything and says everything that is wrong with it, in one go. */
export async function readProject(root: string, reading?: ProjectReading): Promise<ReadProject> {
  const outside = sourcesOutside(root);
  if (outside.length > 0) return unread(root, outside);
  const read = () => readConfiguration(root);
  const configuration = reading?.configuration?.(read) ?? read();
  const { site, theme, catalogue, signOff, sections, localeFiles, templates } = configuration;
  const found = await readArticles(root, join(root, 'articles'), sections ?? new Set(), reading);
  const isSound = configuration.diagnostics.every((each) => each.severity !== 'error');
  const configured =
    isSound && site && theme && catalogue ? { site, theme, catalogue, signOff } : undefined;
  return {
    root,
    project: configured
      ? { root, ...configured, localeFiles, templates, articles: found.articles }
      : undefined,
    site,
    articles: found.articles,
    files: found.files,
    linking: found.linking,
    diagnostics: [
      ...configuration.diagnostics,
      ...configuration.ofTemplates,
      // Without sections every article would be blamed for the fault of site.yaml.
      ...found.diagnostics.filter((each) => sections || each.code !== 'fm-009'),
    ],
  };
}

function readConfiguration(root: string): Configuration {
  const refused: string[] = [];
  const site = readYaml(root, 'site.yaml', 'site-001', readSite);
  const theme = readYaml(root, 'templates/theme.yaml', 'theme-001', readTheme);
  const signOff = readOptionalYaml(root, 'accessibility.yaml', 'sign-001', readSignOff);
  const tooLong: Diagnostic[] = [];
  const locales = readLocales(root, refused, tooLong);
  const catalogue =
    tooLong.length > 0 ? { value: undefined, diagnostics: [] } : loadCatalogue(locales);
  const localeFiles = locales.map((each) => each.file);
  const templates = {
    html: textsOf(root, 'templates/html', refused, tooLong),
    epub: textsOf(root, 'templates/epub', refused, tooLong),
  };
  return {
    site: site.value,
    theme: theme.value,
    catalogue: catalogue.value,
    signOff: signOff.value,
    localeFiles,
    templates,
    sections: site.yaml ? sectionKeys(site.yaml) : undefined,
    diagnostics: [
      ...refused.map((path) => refusedLink(root, path, 'its folder')),
      ...site.diagnostics,
      ...theme.diagnostics,
      ...signOff.diagnostics,
      ...tooLong,
      ...catalogue.diagnostics,
      ...[...localeFiles, ...templates.html.values(), ...templates.epub.values()].flatMap(
        checkCharacters,
      ),
      ...[...templates.html.values()].flatMap((file) =>
        forbiddenReferences(file.text, { start: 0, end: file.text.length }, file),
      ),
    ],
    ofTemplates: [
      ...checkTemplates(templates.html, boundPage),
      ...checkBookTemplates(templates.epub),
    ],
  };
}

/** Nothing is read of a paper whose sources are somebody else's. */
function unread(root: string, outside: readonly string[]): ReadProject {
  const diagnostics = outside.map((path) => refusedLink(root, path, 'the paper’s folder'));
  return {
    root,
    project: undefined,
    site: undefined,
    articles: [],
    files: [],
    linking: [],
    diagnostics,
  };
}

function refusedLink(root: string, path: string, home: string): Diagnostic {
  const hint = 'put a copy of it here in place of the link';
  return fault('art-009', displayPath(root, path), 'error', linkFault(path, home), hint);
}

/** No file of the configuration is ever so long. */
const MISPLACED = 'look whether it is the right file: it should be a few pages long';

/** Nothing but its length is a fault of a text that is too long: an empty one stands for it. */
function readBounded(root: string, path: string, tooLong: Diagnostic[]): SourceFile {
  const file = readText(root, path);
  const faults = checkLength(file, MISPLACED);
  tooLong.push(...faults);
  return faults.length > 0 ? new SourceFile(file.path, '') : file;
}

type YamlReader<T> = (
  yaml: Located,
  file: SourceFile,
) => { readonly value: T | undefined; readonly diagnostics: readonly Diagnostic[] };

function readYaml<T>(
  root: string,
  name: string,
  missing: Diagnostic['code'],
  read: YamlReader<T>,
): { value: T | undefined; yaml?: Located; diagnostics: readonly Diagnostic[] } {
  const file = readTextIfThere(root, join(root, name));
  if (!file) {
    const nowhere = new SourceFile(name, '');
    const message = 'the file is missing';
    return {
      value: undefined,
      diagnostics: [
        { code: missing, severity: 'error', message, file: nowhere, hints: [`put ${name} back`] },
      ],
    };
  }
  const tooLong = checkLength(file, MISPLACED);
  if (tooLong.length > 0) return { value: undefined, diagnostics: tooLong };
  const yaml = parseYamlFile(file);
  if (!yaml.value) return { value: undefined, diagnostics: yaml.diagnostics };
  const checked = read(yaml.value, file);
  return {
    value: checked.value,
    yaml: yaml.value,
    diagnostics: [...yaml.diagnostics, ...checked.diagnostics],
  };
}

/** The value is undefined where the file is not there, too. */
function readOptionalYaml<T>(
  root: string,
  name: string,
  code: Diagnostic['code'],
  read: YamlReader<T>,
): ReturnType<typeof readYaml<T>> {
  if (readTextIfThere(root, join(root, name))) return readYaml(root, name, code, read);
  return { value: undefined, diagnostics: [] };
}

function readLocales(
  root: string,
  refused: string[],
  tooLong: Diagnostic[],
): { language: string; file: SourceFile }[] {
  return filesBelow(join(root, 'locales'), refused)
    .filter((path) => extname(path) === '.json')
    .map((path) => readBounded(root, path, tooLong))
    .map((file) => ({ language: file.path.split('/')[1] ?? '', file }));
}

function textsOf(
  root: string,
  folder: string,
  refused: string[],
  tooLong: Diagnostic[],
): Map<string, SourceFile> {
  const paths = filesBelow(join(root, folder), refused);
  return new Map(
    paths.map((path) => {
      const file = readBounded(root, path, tooLong);
      return [file.path.slice(folder.length + 1), file] as const;
    }),
  );
}
