/** From editions to a publication's files: the tasks of what was asked for, then the pages that need them. */
import { setImmediate } from 'node:timers/promises';
import { type Diagnostic, SourceFile } from '../diagnostics/index.js';
import type { Picture } from '../document/index.js';
import type { Edition, EditionArticle } from '../edition/index.js';
import {
  type Card,
  type Origin,
  openSite,
  type Search,
  type SitePart,
  type WebFace,
} from '../render/html/index.js';
import { tookTooLong } from './article-files.js';
import { cardTasks } from './cards.js';
import { isBookChosen, isEditionChosen, isFileChosen, isPageChosen } from './choice.js';
import { openShelf, typesettingFaces } from './faces.js';
import { hashOf } from './hash.js';
import type { PageFacts, standingPages } from './memory.js';
import { missingCharacters, wordsWithoutFace } from './missing-characters.js';
import { nameplates } from './nameplate.js';
import { boundPage } from './patience.js';
import { pictureNames } from './picture-names.js';
import { type Cache, openCache, type Stored, type StoredFile } from './press/cache.js';
import { diagnosticOf } from './press/fault.js';
import { hashBeside, hashOfArticle, hashOfPages } from './press/key.js';
import { type Done, doAll, type Workplace } from './press/pool.js';
import type { Material, Task, TaskKind, Text } from './press/task.js';
import { type Project, sourceOf } from './project.js';
import { searchDocuments, searchFolder, searchScriptFile } from './search.js';
import { openScales, type Weighing, type Weight } from './weight.js';
import type { Choice } from './wish.js';
import { wordingOf } from './wording.js';
import type { KnownFile, OutputFile } from './write.js';

/** What is drawn only to find its faults needs no faces of the web, whose packing takes the longest. */
export type Purpose = 'publish' | 'check';

/** What was asked for, and what of it was done. */
export interface Pressed {
  readonly project: Project;
  readonly editions: readonly Edition[];
  readonly choice: Choice;
  readonly purpose: Purpose;
  readonly cache: Cache;
  /** In the order of the plan. */
  readonly done: readonly Done[];
  readonly diagnostics: readonly Diagnostic[];
  /** Bytes of the files that an earlier build made and this one leaves, by path. */
  readonly standing?: ReadonlyMap<string, number>;
}

/** Does every task: PDFs, books, cards, the index of the search. */
export async function drawTasks(
  project: Project,
  editions: readonly Edition[],
  choice: Choice,
  purpose: Purpose,
  workplace: Workplace,
): Promise<Pressed> {
  const wanted = editions.filter((each) => isEditionChosen(each, choice));
  const html = choice.formats.includes('html') && purpose === 'publish';
  const tasks: Task[] = [
    ...articleTasks(project, wanted, choice),
    ...bookTasks(project, wanted, choice),
    ...(html ? [...cardTasks(editions), ...siteTasks(project, editions)] : []),
  ];
  const done = await doAll(tasks, materialOf(project, editions), workplace);
  const files = sourceFiles(project);
  const diagnostics = [
    ...wordsWithoutFace(project, typesettingFaces(await openShelf())),
    ...done.flatMap((each) => diagnosticsOf(project, each, files)),
  ];
  const cache = openCache(workplace.cacheFolder);
  return { project, editions, choice, purpose, cache, done, diagnostics };
}

/** What the tasks made, as far as it was asked for. */
export function* taskFiles(pressed: Pressed): Generator<KnownFile & { readonly reused: boolean }> {
  const isChosen = pageChooser(pressed.project, pressed.editions, pressed.choice);
  // Two articles of one title and day have one card.
  const given = new Set<string>();
  for (const { task, stored, reused, file } of madeFiles(pressed)) {
    const { path, size, hash } = file;
    const isPage = task.kind !== 'article' && task.kind !== 'book';
    if (given.has(path) || (isPage && !isChosen(path))) continue;
    given.add(path);
    yield { path, size, hash, reused, read: () => bytesOf(pressed.cache, stored, file) };
  }
}

/** Every file that a task made for the publication; those of pictures get their names from the site. */
function* madeFiles({ done }: Pressed) {
  for (const { task, stored, reused } of done)
    if (stored && task.kind !== 'picture')
      for (const file of stored.files) yield { task, stored, reused, file };
}

/** The site of the last publication. */
export interface LastSite {
  /** Finds the pages that have a key. */
  readonly standing: ReturnType<typeof standingPages>;
  readonly weights: readonly Weight[];
}

export interface DrawnSite {
  readonly diagnostics: readonly Diagnostic[];
  readonly weights: readonly Weight[];
  /** By the keys of their pages. */
  readonly pages: Readonly<Record<string, PageFacts>>;
}

/**
 * Draws the pages, one by one: there is room for them on the disk alone.
 *
 * @param last what need not be done again
 */
export async function drawSite(
  pressed: Pressed,
  add: (file: OutputFile | KnownFile) => void,
  last?: LastSite,
): Promise<DrawnSite> {
  const { project, editions, choice, purpose } = pressed;
  if (!choice.formats.includes('html')) return { diagnostics: [], weights: [], pages: {} };
  const isPublished = purpose === 'publish';
  const isChosen = pageChooser(project, editions, choice);
  const scales = openScales(project.site, storedOf(pressed, 'faces')?.files ?? []);
  const known: Record<string, PageFacts> = {};
  const take = (file: OutputFile): Weighing | undefined => {
    if (isChosen(file.path)) add(file);
    return isPublished ? scales.weigh(file) : undefined;
  };
  const script = isPublished ? searchScriptFile() : undefined;
  if (script) take(script);
  const faces = typesettingFaces(await openShelf());
  const pictureSizes = pictureSizesOf(pressed);
  const site = openSite(editions, project.templates.html, {
    faces: webFacesOf(pressed),
    drawings: nameplates(editions, faces.nastaliq.bold),
    cards: cardsOf(pressed),
    ...(script ? { search: searchOf(script, pressed) } : {}),
    pictureSizes,
    sizes: sizesOf(pressed),
    bound: boundPage,
  });
  const shared = hashOfPages(site.shared);
  for (const part of site.parts) {
    const { origin, paths = [] } = part;
    const key = origin && isPublished ? keyOfPages(project, shared, origin) : undefined;
    const found = key === undefined ? undefined : last?.standing(key, paths);
    if (key !== undefined && found) {
      const { sizes, weighings, pictures } = found;
      known[key] = { weighings, pictures };
      origin!.adopt(pictures);
      const read = (path: string) => madeAgain(part, path);
      for (const each of weighings) scales.trust(each, () => read(each.path));
      for (const [at, path] of paths.entries())
        if (isChosen(path))
          add({ path, size: sizes[at]!, hash: key, read: () => Buffer.from(read(path).bytes) });
    } else {
      const weighings: Weighing[] = [];
      for (const file of part.make()) {
        const weighing = take(key === undefined ? file : { ...file, hash: key });
        if (weighing) weighings.push(weighing);
        // A person may want to stop.
        await setImmediate();
      }
      if (key !== undefined) known[key] = { weighings, pictures: origin!.pictures() };
    }
  }
  return {
    diagnostics: [
      ...site.diagnostics,
      ...scales.overweight(() => pictureNames(project, editions, pictureSizes)),
    ],
    weights: isPublished ? scales.heaviest(last?.weights) : [],
    pages: known,
  };
}

/** A page that stands in the last publication, made again for whoever has to look into it. */
function madeAgain(part: SitePart, path: string): OutputFile {
  return [...part.make()].find((file) => file.path === path)!;
}

function keyOfPages(project: Project, shared: string, { articles, cards, facts }: Origin): string {
  const whole = articles.map((each) => hashOfArticle(each, sourceOf(project, each).text));
  const beside = cards.map((each) => (each ? hashBeside(each) : ''));
  return hashOfPages(shared, whole, beside, facts());
}

function pageChooser(
  project: Project,
  editions: readonly Edition[],
  choice: Choice,
): (path: string) => boolean {
  const wanted = editions.filter((each) => isEditionChosen(each, choice));
  const slugs = chosenSlugs(project, choice);
  return (path) => isPageChosen(path, wanted, slugs, choice);
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

function siteTasks(project: Project, editions: readonly Edition[]): Task[] {
  const everything = editions.flatMap((edition) => edition.articles);
  return [
    { kind: 'faces', wording: wordingOf(project, everything) },
    ...[...new Set(everything.flatMap(({ pictures }) => [...pictures.values()]))].map(
      (picture): Task => ({ kind: 'picture', picture }),
    ),
    ...editions.map((edition) => searchTask(project, edition)),
  ];
}

/** The texts of a whole edition are brought together only where they are needed. */
export function searchTask(project: Project, edition: Edition): Task {
  const { name, articles } = edition;
  return {
    kind: 'search',
    edition: name,
    from: hashOf(
      ...articles.map((article) => hashOfArticle(article, sourceOf(project, article).text)),
    ),
    count: articles.length,
    get documents() {
      return searchDocuments(edition);
    },
  };
}

function storedOf({ done }: Pressed, kind: TaskKind): Stored | undefined {
  return done.find(({ task }) => task.kind === kind)?.stored;
}

function webFacesOf(pressed: Pressed): WebFace[] {
  const stored = storedOf(pressed, 'faces');
  const faces = (stored?.facts ?? []) as Omit<WebFace, 'bytes'>[];
  return faces.map((face) => {
    const file = stored!.files.find(({ path }) => path === face.path)!;
    return { ...face, bytes: bytesOf(pressed.cache, stored!, file) };
  });
}

/** By the address of the page that a card stands for. */
function cardsOf({ editions, done }: Pressed): Map<string, Card> {
  const { width, height } = editions[0]!.theme.posters.card;
  return new Map(
    done.flatMap(({ task, stored }): [string, Card][] => {
      const [file] = stored?.files ?? [];
      return task.kind === 'card' && file
        ? [[task.address, { path: file.path, width, height }]]
        : [];
    }),
  );
}

function searchOf(script: OutputFile, { done }: Pressed): Search {
  const folders = done.flatMap(({ task, stored }): [string, string][] =>
    task.kind === 'search' && stored ? [[task.edition, searchFolder(stored.files)]] : [],
  );
  return { script: script.path, folders: new Map(folders) };
}

/** Of each picture the sizes that a page may show it in, the widest first. */
function pictureSizesOf({ cache, done }: Pressed): Map<Picture, readonly Picture[]> {
  return new Map(
    done.flatMap(({ task, stored }): [Picture, readonly Picture[]][] => {
      if (task.kind !== 'picture' || !stored) return [];
      const facts = stored.facts as readonly Omit<Picture, 'bytes'>[];
      const sizes = facts.map((size, index) => {
        return { ...size, bytes: bytesOf(cache, stored, stored.files[index]!) };
      });
      return [[task.picture, sizes]];
    }),
  );
}

function sizesOf(pressed: Pressed): Map<string, number> {
  const sizes = new Map(pressed.standing);
  for (const { file } of madeFiles(pressed)) sizes.set(file.path, file.size);
  return sizes;
}

export function materialOf(project: Project, editions: readonly Edition[]): Material {
  return {
    editions: editions.map((edition) => ({ ...edition, articles: [], books: [], sections: [] })),
    templates: new Map([...project.templates.epub].map(([name, file]) => [name, textOf(file)])),
    signOff: project.signOff,
    site: textOf(project.site.file),
  };
}

function textOf({ path, text }: SourceFile): Text {
  return { path, text };
}

function bytesOf(cache: Cache, stored: Stored, file: StoredFile): Uint8Array {
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
