/** Reads and judges everything that can be judged without drawing. */
import type { Diagnostic, DiagnosticCode } from '../diagnostics/index.js';
import type { Article } from '../document/index.js';
import {
  buildEditions,
  collisions,
  type Edition,
  type EditionInput,
  faultsOfLinks,
} from '../edition/index.js';
import { faultsOfBookChoice, faultsOfChoice } from './choice.js';
import { draftsIn, forgiving, heldBackOf } from './drafts.js';
import { type Project, type ProjectReading, type ReadProject, readProject } from './project.js';
import type { Choice } from './wish.js';

export interface CheckedProject {
  /** Undefined when the configuration is at fault: then nothing can be drawn. */
  readonly drawable:
    | {
        readonly project: Project;
        readonly editions: readonly Edition[];
        /** What the editions were made of. */
        readonly versions: readonly Article[];
      }
    | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** What whoever checks again remembers of the last time. */
export interface Recall extends ProjectReading {
  /** What stands in for an article at fault: the last that was sound, by the path of its text; absent: nothing. */
  readonly lastSound?: ReadonlyMap<string, Article>;
}

/**
 * Articles at fault are left out of what can be drawn, so that drawing still finds the faults of the
 * others; whoever writes has to look at `diagnostics` first.
 */
export async function check(
  root: string,
  choice: Choice,
  recall?: Recall,
): Promise<CheckedProject> {
  const found = await readProject(root, recall);
  const drafts = draftsIn(found);
  const heldBack = heldBackOf(drafts, found, choice);
  const forgive = forgiving(heldBack, found.files);
  const read = { ...found, diagnostics: found.diagnostics.map(forgive) };
  const choiceFaults = faultsOfChoice(read, heldBack, choice);
  if (!read.project)
    return { drawable: undefined, diagnostics: [...read.diagnostics, ...choiceFaults] };
  const lastSound = recall?.lastSound;
  const project = lastSound
    ? { ...read.project, articles: standIns(read, lastSound) }
    : read.project;
  const articles = project.articles.filter(
    (article) =>
      !heldBack.has(article.file.path) &&
      (lastSound !== undefined || isSound(article, read.diagnostics)),
  );
  const { site, theme, catalogue } = project;
  const unpublished = unpublishedOf(read.files, heldBack);
  const built = buildEditions({ site, theme, catalogue, articles, unpublished });
  return {
    drawable:
      built.value.length > 0 ? { project, editions: built.value, versions: articles } : undefined,
    diagnostics: [
      ...read.diagnostics,
      ...choiceFaults,
      // Of two that collide the later is at fault: a draft before all.
      ...collisions([
        ...read.articles.filter(({ file }) => !heldBack.has(file.path)),
        ...read.articles.filter(({ file }) => heldBack.has(file.path)),
      ]).map(forgive),
      ...faultsOfLinks({
        site,
        articles: read.articles,
        texts: read.files.map(({ path }) => path),
        linking: read.linking,
        waiting: heldBack,
      }).map(forgive),
      ...built.diagnostics,
      ...faultsOfBookChoice(site, built.value, choice),
    ],
  };
}

/** By the names of their folders; an article is a draft where all of its texts are. */
function unpublishedOf(
  files: ReadProject['files'],
  heldBack: ReadonlySet<string>,
): NonNullable<EditionInput['unpublished']> {
  const states = files.map(({ path }) => {
    const slug = path.split('/').at(-2) ?? '';
    return [slug, heldBack.has(path) ? 'draft' : 'at fault'] as const;
  });
  return new Map([
    ...states.filter(([, state]) => state === 'draft'),
    ...states.filter(([, state]) => state === 'at fault'),
  ]);
}

/** Every article as it was when it was last sound, if it has ever been. */
function standIns(
  { files, articles, diagnostics }: ReadProject,
  lastSound: ReadonlyMap<string, Article>,
): Article[] {
  const sound = articles.filter((article) => isSound(article, diagnostics));
  const byPath = new Map(sound.map((article) => [article.file.path, article]));
  return files.flatMap(({ path }) => byPath.get(path) ?? lastSound.get(path) ?? []);
}

/** Faults of a picture stand at the picture: a text that names it is no more sound than it is. */
const PICTURE_FAULTS: readonly DiagnosticCode[] = ['art-004', 'art-005', 'art-009'];

function isSound({ file }: Article, diagnostics: readonly Diagnostic[]): boolean {
  const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
  return !diagnostics.some(
    (each) =>
      each.severity === 'error' &&
      (each.file.path === file.path ||
        (PICTURE_FAULTS.includes(each.code) && each.file.path.startsWith(folder))),
  );
}
