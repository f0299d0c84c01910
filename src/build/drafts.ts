/** Drafts that nobody asked for stop no paper: what is wrong with them is said, and no more. */
import type { Diagnostic } from '../diagnostics/index.js';
import { isDraft } from '../source/index.js';
import { isBelow } from './files.js';
import type { ReadProject } from './project.js';
import type { Choice } from './wish.js';

/** Paths of the texts that say `draft: true`, those at fault too. */
export function draftsIn({ files, articles, diagnostics }: ReadProject): ReadonlySet<string> {
  const read = new Map(articles.map((article) => [article.file.path, article.frontMatter.draft]));
  // An article whose front matter breaks off may lack the key that says so.
  for (const { code, file } of diagnostics) if (/^fm-00[125]$/.test(code)) read.delete(file.path);
  return new Set(
    files.filter((file) => read.get(file.path) ?? isDraft(file)).map(({ path }) => path),
  );
}

/** Of the drafts those that nobody asked for. */
export function heldBackOf(
  drafts: ReadonlySet<string>,
  { root, files }: ReadProject,
  choice: Choice,
): ReadonlySet<string> {
  if (choice.drafts !== 'named') return choice.drafts ? new Set() : drafts;
  const named = choice.paths
    .map((path) => files.filter((file) => isBelow(root, file, path)).map((file) => file.path))
    .filter((below) => below.every((path) => drafts.has(path)));
  const asked = new Set(named.flat());
  return new Set([...drafts].filter((path) => !asked.has(path)));
}

/**
 * Makes warnings of the errors of drafts, and of the pictures that nothing but drafts can show.
 *
 * @param drafts paths, of the texts `files`
 */
export function forgiving(
  drafts: ReadonlySet<string>,
  files: ReadProject['files'],
): (diagnostic: Diagnostic) => Diagnostic {
  const published = files.filter(({ path }) => !drafts.has(path)).map(({ path }) => path);
  const folders = [...new Set([...drafts].map(folderOf))].filter(
    (folder) => !published.some((path) => path.startsWith(folder)),
  );
  const isHeldBack = (path: string) =>
    drafts.has(path) || folders.some((folder) => path.startsWith(folder));
  return (diagnostic) =>
    diagnostic.severity === 'error' && isHeldBack(diagnostic.file.path)
      ? { ...diagnostic, severity: 'warning' }
      : diagnostic;
}

/** With the slash at its end. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
