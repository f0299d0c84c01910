/** What a publication is made of, read and checked before anything is drawn. */
import { extname, join } from 'node:path';
import { type Diagnostic, SourceFile } from '../diagnostics/index.js';
import type { Article } from '../document/index.js';
import { readSite, readTheme, type Site, type Theme } from '../edition/index.js';
import { type Catalogue, loadCatalogue } from '../locale/index.js';
import { parseYamlFile } from '../source/index.js';
import { readArticles } from './articles.js';
import { filesBelow, readText, readTextIfThere } from './files.js';

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
  readonly templates: Templates;
  readonly articles: readonly Article[];
}

export interface ReadProject {
  /** Undefined when configuration is so broken that articles cannot be judged. */
  readonly project: Project | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads everything and says everything that is wrong with it, in one go. */
export function readProject(root: string): ReadProject {
  const site = readYaml(root, 'site.yaml', 'site-001', readSite);
  const theme = readYaml(root, 'templates/theme.yaml', 'theme-001', readTheme);
  const catalogue = loadCatalogue(readLocales(root));
  const sections = new Set(site.value?.sections.map((section) => section.key) ?? []);
  const found = readArticles(root, join(root, 'articles'), sections);
  const diagnostics = [
    ...site.diagnostics,
    ...theme.diagnostics,
    ...catalogue.diagnostics,
    // Without sections every article would be blamed for the fault of site.yaml.
    ...(site.value ? found.diagnostics : []),
  ];
  if (!site.value || !theme.value || !catalogue.value) return { project: undefined, diagnostics };
  const templates = {
    html: textsOf(root, 'templates/html'),
    epub: textsOf(root, 'templates/epub'),
  };
  const project = {
    root,
    site: site.value,
    theme: theme.value,
    catalogue: catalogue.value,
    templates,
    articles: found.articles,
  };
  return { project, diagnostics };
}

type YamlReader<T> = (
  yaml: NonNullable<ReturnType<typeof parseYamlFile>['value']>,
  file: SourceFile,
) => { readonly value: T | undefined; readonly diagnostics: readonly Diagnostic[] };

function readYaml<T>(
  root: string,
  name: string,
  missing: Diagnostic['code'],
  read: YamlReader<T>,
): { value: T | undefined; diagnostics: readonly Diagnostic[] } {
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
  const yaml = parseYamlFile(file);
  if (!yaml.value) return { value: undefined, diagnostics: yaml.diagnostics };
  const checked = read(yaml.value, file);
  return { value: checked.value, diagnostics: [...yaml.diagnostics, ...checked.diagnostics] };
}

function readLocales(root: string): { language: string; file: SourceFile }[] {
  return filesBelow(join(root, 'locales'))
    .filter((path) => extname(path) === '.json')
    .map((path) => readText(root, path))
    .map((file) => ({ language: file.path.split('/')[1] ?? '', file }));
}

function textsOf(root: string, folder: string): Map<string, SourceFile> {
  const paths = filesBelow(join(root, folder));
  return new Map(
    paths.map((path) => {
      const file = readText(root, path);
      return [file.path.slice(folder.length + 1), file] as const;
    }),
  );
}
