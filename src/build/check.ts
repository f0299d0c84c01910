/** Reads and judges everything that can be judged without drawing. */
import type { Diagnostic, DiagnosticCode } from '../diagnostics/index.js';
import type { Article } from '../document/index.js';
import { buildEditions, collisions, type Edition } from '../edition/index.js';
import { faultsOfBookChoice, faultsOfChoice } from './choice.js';
import { type Project, readProject } from './project.js';
import type { Choice } from './wish.js';

export interface CheckedProject {
  /** Undefined when the configuration is at fault: then nothing can be drawn. */
  readonly drawable:
    | { readonly project: Project; readonly editions: readonly Edition[] }
    | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Articles at fault are left out of what can be drawn, so that drawing still finds the faults of the
 * others; whoever writes has to look at `diagnostics` first.
 */
export function check(root: string, choice: Choice): CheckedProject {
  const read = readProject(root);
  const choiceFaults = faultsOfChoice(read, choice);
  const { project } = read;
  if (!project) return { drawable: undefined, diagnostics: [...read.diagnostics, ...choiceFaults] };
  const articles = project.articles.filter(
    (article) =>
      (choice.drafts || !article.frontMatter.draft) && isSound(article, read.diagnostics),
  );
  const { site, theme, catalogue } = project;
  const built = buildEditions({ site, theme, catalogue, articles });
  return {
    drawable: built.value.length > 0 ? { project, editions: built.value } : undefined,
    diagnostics: [
      ...read.diagnostics,
      ...choiceFaults,
      ...collisions(project.articles),
      ...built.diagnostics,
      ...faultsOfBookChoice(site, built.value, choice),
    ],
  };
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
