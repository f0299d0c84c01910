/** From a project's folder to a publication: read, check, draw, write. */
import { join, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/index.js';
import { type Article, type Block, plainText } from '../document/index.js';
import { buildEditions, type Edition, type EditionArticle } from '../edition/index.js';
import { type Faces, layoutArticle } from '../layout/index.js';
import { renderEpub } from '../render/epub/index.js';
import { renderSite } from '../render/html/index.js';
import { renderPdf } from '../render/pdf/index.js';
import {
  bookFaces,
  type FaceShelf,
  openShelf,
  typesettingFaces,
  type Wording,
  webFaces,
} from './faces.js';
import { targetOf } from './out-folder.js';
import { type Project, readProject } from './project.js';
import { putBack } from './workshop.js';
import { type OutputFile, publishPart, publishWhole } from './write.js';

export type Format = 'html' | 'pdf' | 'epub';
export const FORMATS: readonly Format[] = ['html', 'pdf', 'epub'];

export interface PublishOptions {
  /** The folder that holds `site.yaml`. */
  readonly root: string;
  /** Relative to `root`. */
  readonly out: string;
  readonly formats: readonly Format[];
  /** Empty: all. */
  readonly editions: readonly string[];
  readonly drafts: boolean;
  /** Folders or files below `articles/`; empty: all. */
  readonly paths: readonly string[];
}

export interface Published {
  readonly diagnostics: readonly Diagnostic[];
  /** Empty when something is wrong: then nothing was written. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}

/** Publishes; when anything is wrong, writes nothing and says everything. */
export async function publish(options: PublishOptions): Promise<Published> {
  const target = targetOf(options.root, options.out);
  if ('refusal' in target) return { diagnostics: [target.refusal], files: [] };
  putBack(target.folder);
  const checked = await check(options);
  if (!checked.editions || !checked.project || hasError(checked.diagnostics))
    return { diagnostics: checked.diagnostics, files: [] };

  const drawn = await draw(checked.project, checked.editions, options);
  const diagnostics = [...checked.diagnostics, ...drawn.diagnostics];
  if (hasError(diagnostics)) return { diagnostics, files: [] };

  diagnostics.push(
    ...(isWhole(options) ? publishWhole(target, drawn.files) : publishPart(target, drawn.files)),
  );
  if (hasError(diagnostics)) return { diagnostics, files: [] };
  return {
    diagnostics,
    files: drawn.files.map((file) => ({ path: file.path, bytes: sizeOf(file) })),
  };
}

export interface CheckedProject {
  readonly project: Project | undefined;
  readonly editions: readonly Edition[] | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads and checks; draws nothing. */
export async function check(options: PublishOptions): Promise<CheckedProject> {
  const read = readProject(options.root);
  if (!read.project)
    return { project: undefined, editions: undefined, diagnostics: read.diagnostics };
  const articles = read.project.articles.filter(
    (article) => options.drafts || !article.frontMatter.draft,
  );
  const { site, theme, catalogue } = read.project;
  const built = buildEditions({ site, theme, catalogue, articles });
  return {
    project: read.project,
    editions: built.value,
    diagnostics: [...read.diagnostics, ...built.diagnostics],
  };
}

/** Everything that `warraq check` can know: also what only drawing finds, such as a character in no face. */
export async function checkAll(options: PublishOptions): Promise<readonly Diagnostic[]> {
  const checked = await check(options);
  if (!checked.editions || !checked.project || hasError(checked.diagnostics))
    return checked.diagnostics;
  const drawn = await draw(checked.project, checked.editions, options);
  return [...checked.diagnostics, ...drawn.diagnostics];
}

export function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((each) => each.severity === 'error');
}

interface Drawn {
  readonly files: readonly OutputFile[];
  readonly diagnostics: readonly Diagnostic[];
}

async function draw(
  project: Project,
  editions: readonly Edition[],
  options: PublishOptions,
): Promise<Drawn> {
  const shelf = await openShelf();
  const faces = typesettingFaces(shelf);
  const files: OutputFile[] = [];
  const diagnostics: Diagnostic[] = [];
  const wanted = editions.filter(
    (each) => options.editions.length === 0 || options.editions.includes(each.name),
  );

  if (options.formats.includes('html')) {
    const web = await webFaces(
      shelf,
      wordingOf(
        project,
        editions.flatMap((edition) => edition.articles),
      ),
    );
    const site = renderSite(editions, project.templates.html, web.faces);
    diagnostics.push(...site.diagnostics);
    const kept = site.value.filter((file) => isWanted(file.path, wanted, options));
    files.push(...kept, ...web.files);
  }
  for (const edition of wanted)
    for (const article of edition.articles.filter((each) => isChosen(project, each, options))) {
      const base = `${edition.name}/${article.slug}/${article.slug}`;
      if (options.formats.includes('pdf')) {
        const layout = layoutArticle(article, edition, faces);
        diagnostics.push(...missingCharacters(project, article, layout.missing));
        if (layout.missing.length === 0)
          files.push({ path: `${base}.pdf`, bytes: await renderPdf(layout, article, edition) });
      }
      if (options.formats.includes('epub')) {
        const book = await renderEpub(
          article,
          edition,
          project.templates.epub,
          bookFaces(shelf, wordingOf(project, [article])),
        );
        diagnostics.push(...book.diagnostics);
        files.push({ path: `${base}.epub`, bytes: book.value });
      }
    }
  return { files, diagnostics: onlyOnce(diagnostics) };
}

/** An article stands in every edition; what is wrong with it is said once. */
function onlyOnce(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const said = new Set<string>();
  return diagnostics.filter(({ code, message, file, span }) => {
    const key = `${code} ${file.path} ${span?.start} ${message}`;
    if (said.has(key)) return false;
    said.add(key);
    return true;
  });
}

/** A missing character is the writer's to mend: said with its place in the article, or in `site.yaml`. */
function missingCharacters(
  project: Project,
  article: EditionArticle,
  missing: readonly { readonly character: string }[],
): Diagnostic[] {
  const versions = versionsOf(project, article);
  return [...new Set(missing.map((each) => each.character))].flatMap((character): Diagnostic[] => {
    const name = [...character]
      .map((each) => `U+${each.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`)
      .join(' ');
    const file =
      versions.find((each) => each.file.text.includes(character))?.file ?? versions[0]!.file;
    const start = file.text.indexOf(character);
    const found = start < 0 ? {} : { span: { start, end: start + character.length } };
    return [
      {
        code: 'pdf-001',
        severity: 'error',
        message: `no face has the character “${character}” (${name})`,
        file,
        ...found,
        hints: ['write it in Persian or Latin letters, or as a picture'],
      },
    ];
  });
}

function versionsOf(project: Project, article: EditionArticle): Article[] {
  const all = project.articles.filter((each) => each.slug === article.slug);
  return [
    ...all.filter((each) => each.tongue.language === article.tongue.language),
    ...all.filter((each) => each.tongue.language !== article.tongue.language),
  ];
}

/** Every character that these articles can show: their files, the words of the program, the paper's own. */
function wordingOf(project: Project, articles: readonly EditionArticle[]): Wording {
  const slugs = new Set(articles.map((article) => article.slug));
  const sources = project.articles
    .filter((each) => slugs.has(each.slug))
    .map((each) => each.file.text);
  const machinery = Object.values(articles[0]?.words ?? {}).join('');
  const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
  const typographic = '۰۱۲۳۴۵۶۷۸۹٪٫٬،؛؟«»‹›“”‘’–—…·•↩©\u00a0\u200c';
  const mastheads = articles.map((article) => plainText([article.masthead])).join('');
  const nameAndVerse = articles.map((article) => displayText(article.masthead)).join('');
  const matter = articles.map((article) => plainText([...article.head, ...article.tail])).join('');
  return {
    text:
      sources.join('') +
      machinery +
      ascii +
      typographic +
      mastheads +
      matter +
      project.catalogue.characters,
    display: `${nameAndVerse} `,
    code: ascii + sources.flatMap((text) => text.match(/`[^`]*`/g) ?? []).join(''),
  };
}

/** What is set in the display face: the name and the verse. */
function displayText(masthead: Block): string {
  if (masthead.kind !== 'masthead') return '';
  const lines = masthead.lines.filter((line) => line.role === 'name' || line.role === 'verse');
  return plainText([{ ...masthead, lines }]);
}

function isWhole(options: PublishOptions): boolean {
  return (
    options.paths.length === 0 &&
    options.editions.length === 0 &&
    options.formats.length === FORMATS.length
  );
}

/** Pages of the editions asked for; with paths, only the pages of those articles. */
function isWanted(path: string, wanted: readonly Edition[], options: PublishOptions): boolean {
  if (isWhole(options)) return true;
  const [edition, slug] = path.split('/');
  if (path.startsWith('assets/')) return true;
  if (!wanted.some((each) => each.name === edition))
    return options.paths.length === 0 && !path.includes('/');
  return (
    options.paths.length === 0 ||
    options.paths.some((each) => each.split(/[\\/]/).includes(slug ?? ''))
  );
}

function isChosen(project: Project, article: EditionArticle, options: PublishOptions): boolean {
  if (options.paths.length === 0) return true;
  const files = project.articles
    .filter((each) => each.slug === article.slug)
    .map((each) => each.file.path);
  const chosen = options.paths.map((path) => resolve(path));
  return files.some((file) =>
    chosen.some((path) =>
      `${join(project.root, file)}/`.startsWith(path.endsWith('/') ? path : `${path}/`),
    ),
  );
}

function sizeOf(file: OutputFile): number {
  return typeof file.bytes === 'string' ? Buffer.byteLength(file.bytes) : file.bytes.byteLength;
}

export type { FaceShelf, Faces };
