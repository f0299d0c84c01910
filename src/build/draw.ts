import { type Diagnostic, SourceFile } from '../diagnostics/index.js';
import type { Edition, EditionArticle } from '../edition/index.js';
import { tookTooLong } from './article-files.js';
import { cardTasks } from './cards.js';
import { isBookChosen, isEditionChosen, isFileChosen, isPageChosen } from './choice.js';
import { openShelf, typesettingFaces } from './faces.js';
import { hashOf } from './hash.js';
import {
  missingCharacters,
  ownWords,
  withoutFace,
  wordsWithoutFace,
} from './missing-characters.js';
import { type Cache, isPublished, openCache, type Stored, type StoredFile } from './press/cache.js';
import { diagnosticOf } from './press/fault.js';
import { keptFacts } from './press/kept-facts.js';
import { hashOfArticle } from './press/key.js';
import { beginAll, type Done, type Run, type Workplace } from './press/pool.js';
import type { Material, Task, Text } from './press/task.js';
import { type Project, sourceOf } from './project.js';
import { CONCORDANCE, corpusOf } from './search.js';
import { textFactsOf } from './text-facts.js';
import type { Choice } from './wish.js';
import { wordingOf } from './wording.js';
import type { KnownFile } from './write.js';

/** What is drawn only to find its faults needs no faces of the web, whose packing takes the longest. */
export type Purpose = 'publish' | 'check';

/** What was asked for, and what of it is being done. */
export interface Pressing {
  readonly project: Project;
  readonly editions: readonly Edition[];
  readonly choice: Choice;
  readonly purpose: Purpose;
  readonly cache: Cache;
  readonly run: Run;
  /** Bytes of the files that an earlier build made and this one leaves, by path. */
  readonly standing?: ReadonlyMap<string, number>;
}

/** All of it was done. */
export interface Pressed extends Pressing {
  /** In the order of the plan. */
  readonly done: readonly Done[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Begins every task: PDFs, books, cards, the index of the search. */
export async function beginTasks(
  project: Project,
  editions: readonly Edition[],
  choice: Choice,
  purpose: Purpose,
  workplace: Workplace,
): Promise<Pressing> {
  const wanted = editions.filter((each) => isEditionChosen(each, choice));
  const html = choice.formats.includes('html') && purpose === 'publish';
  const cache = openCache(workplace.cacheFolder);
  const earlier = (edition: string): Uint8Array | undefined => {
    const stored = workplace.lastSearch?.(edition);
    const file = stored?.files.find(({ path }) => path === CONCORDANCE);
    return file && cache.read(stored!, file);
  };
  const tasks: Task[] = [
    ...articleTasks(project, wanted, choice),
    ...bookTasks(project, wanted, choice),
    ...(html ? [...cardTasks(editions), ...(await siteTasks(project, editions, earlier))] : []),
  ];
  const run = await beginAll(tasks, materialOf(project, editions), workplace);
  return { project, editions, choice, purpose, cache, run };
}

/** Waits until all is done. */
export async function endTasks(pressing: Pressing): Promise<Pressed> {
  const { project, run, cache } = pressing;
  const done = await run.all();
  const files = sourceFiles(project);
  const words = ownWords(project);
  const lacking = await keptFacts(cache, 'words without face', words, async () => {
    const faces = typesettingFaces(await openShelf());
    return { site: withoutFace(words.site, faces), locales: withoutFace(words.locales, faces) };
  });
  const diagnostics = [
    ...wordsWithoutFace(project, lacking),
    ...done.flatMap((each) => diagnosticsOf(project, each, files)),
  ];
  return { ...pressing, done, diagnostics };
}

/** What the tasks made, as far as it was asked for. */
export function* taskFiles(pressed: Pressed): Generator<KnownFile & { readonly reused: boolean }> {
  const isChosen = pathsBy(isPageChosen, pressed);
  // Two articles of one title and day have one card.
  const given = new Set<string>();
  const { cache } = pressed;
  for (const { task, stored, reused, file } of madeFiles(pressed)) {
    const { path, size, hash } = file;
    const isPage = task.kind !== 'article' && task.kind !== 'book';
    if (given.has(path) || (isPage && !isChosen(path))) continue;
    given.add(path);
    yield {
      path,
      size,
      hash,
      reused,
      read: () => bytesOf(cache, stored, file),
      link: (to) => cache.link(stored, file, to),
    };
  }
}

/** Every file that a task made for the publication; those of pictures get their names from the site. */
function* madeFiles({ done }: Pressed) {
  for (const { task, stored, reused } of done)
    for (const file of stored?.files ?? [])
      if (isPublished(file)) yield { task, stored: stored!, reused, file };
}

/** A rule of `choice.ts` for paths, with the articles that were asked for. */
export function pathsBy(
  isChosen: typeof isPageChosen,
  { project, choice }: Pick<Pressing, 'project' | 'choice'>,
): (path: string) => boolean {
  const slugs = chosenSlugs(project, choice);
  return (path) => isChosen(path, slugs, choice);
}

export function articleTasks(
  project: Project,
  editions: readonly Edition[],
  choice: Choice,
): Task[] {
  const [pdf, epub] = [choice.formats.includes('pdf'), choice.formats.includes('epub')];
  if (!pdf && !epub) return [];
  const slugs = chosenSlugs(project, choice);
  return editions.flatMap((edition) =>
    edition.articles
      .filter(({ slug }) => slugs.has(slug))
      .map((article): Task => {
        const source = textOf(sourceOf(project, article));
        return { kind: 'article', edition: edition.name, article, source, pdf, epub };
      }),
  );
}

export function bookTasks(project: Project, editions: readonly Edition[], choice: Choice): Task[] {
  const [pdf, epub] = [choice.formats.includes('pdf'), choice.formats.includes('epub')];
  if (!pdf && !epub) return [];
  return editions.flatMap((edition) =>
    edition.books
      .filter((book) => isBookChosen(book, choice))
      .map((book): Task => {
        const sources = book.articles.map((article) => textOf(sourceOf(project, article)));
        return { kind: 'book', edition: edition.name, book, sources, pdf, epub };
      }),
  );
}

async function siteTasks(
  project: Project,
  editions: readonly Edition[],
  earlier: (edition: string) => Uint8Array | undefined,
): Promise<Task[]> {
  const everything = editions.flatMap((edition) => edition.articles);
  return [
    { kind: 'faces', wording: await wordingOf(project, everything) },
    ...[...new Set(everything.flatMap(({ pictures }) => [...pictures.values()]))].map(
      (picture): Task => ({ kind: 'picture', picture }),
    ),
    ...editions.map((edition) => searchTask(project, edition, () => earlier(edition.name))),
  ];
}

/**
 * The texts of a whole edition are brought together only where they are needed.
 *
 * @param earlier gives what the last index was made from
 */
export function searchTask(
  project: Project,
  edition: Edition,
  earlier: () => Uint8Array | undefined = () => undefined,
): Task {
  const { name, articles } = edition;
  const nameOf = (article: EditionArticle) => hashOfArticle(article, sourceOf(project, article));
  return {
    kind: 'search',
    edition: name,
    from: hashOf(...articles.map(nameOf)),
    count: articles.length,
    get corpus() {
      return corpusOf(edition, nameOf, earlier());
    },
  };
}

export function materialOf(project: Project, editions: readonly Edition[]): Material {
  return {
    editions: editions.map((edition) => ({ ...edition, articles: [], books: [], sections: [] })),
    templates: new Map([...project.templates.epub].map(([name, file]) => [name, textOf(file)])),
    signOff: project.signOff,
    site: textOf(project.site.file),
  };
}

/** The text is read where somebody asks for it. */
function textOf(file: SourceFile): Text {
  return {
    path: file.path,
    hash: textFactsOf(file).hash,
    get text() {
      return file.text;
    },
  };
}

export function bytesOf(cache: Cache, stored: Stored, file: StoredFile): Uint8Array {
  const bytes = cache.read(stored, file);
  if (bytes) return bytes;
  const gone = new Error('the cache was changed while we built');
  throw Object.assign(gone, { syscall: 'read', code: 'ECACHE', path: file.path });
}

export function diagnosticsOf(
  project: Project,
  { task, stored }: Done,
  files: ReadonlyMap<string, SourceFile>,
): Diagnostic[] {
  if (!stored) return [tookTooLong('draw', fileOf(project, task))];
  const faults = stored.faults.map((fault) =>
    diagnosticOf(fault, (path) => files.get(path) ?? new SourceFile(path, '')),
  );
  if (task.kind !== 'article' || stored.missing.length === 0) return faults;
  return [...faults, ...missingCharacters(project, task.article, stored.missing)];
}

/** Where a person looks for what a task draws. */
function fileOf(project: Project, task: Task): SourceFile {
  const isOfArticle = 'article' in task && task.article;
  return isOfArticle ? sourceOf(project, task.article) : project.site.file;
}

export function sourceFiles(project: Project): Map<string, SourceFile> {
  const files = [
    project.site.file,
    ...project.articles.map(({ file }) => file),
    ...project.templates.epub.values(),
  ];
  return new Map(files.map((file) => [file.path, file]));
}

function chosenSlugs(project: Project, choice: Choice): ReadonlySet<string> {
  if (choice.articles === 'none') return new Set();
  const chosen = project.articles.filter((each) => isFileChosen(project.root, each.file, choice));
  return new Set(chosen.map((article): EditionArticle['slug'] => article.slug));
}
