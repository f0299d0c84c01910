/** Drafts that nobody asked for stop no paper: what is wrong with them is said, and no more. */
import type { Diagnostic } from '../diagnostics/index.js';
import { isDraft } from '../source/index.js';
import type { ReadProject } from './project.js';

/** Paths of the texts that say `draft: true`, those at fault too. */
export function draftsIn({ files, articles }: ReadProject): ReadonlySet<string> {
  const read = new Map(articles.map((article) => [article.file.path, article.frontMatter.draft]));
  return new Set(
    files.filter((file) => read.get(file.path) ?? isDraft(file)).map(({ path }) => path),
  );
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
