import type { Diagnostic } from '../diagnostics/index.js';
import { draftsIn, forgiving } from './drafts.js';
import { type Project, readProject } from './project.js';

export interface Status {
  /** Undefined when the configuration is at fault. */
  readonly rows: readonly StatusRow[] | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Which of the publication's languages an article is there in. */
interface StatusRow {
  readonly slug: string;
  readonly languages: readonly string[];
  readonly missing: readonly string[];
}

/** One row an article. */
export function statusOf(root: string): Status {
  const read = readProject(root);
  return {
    rows: read.project && rowsOf(read.project),
    diagnostics: read.diagnostics.map(forgiving(draftsIn(read), read.files)),
  };
}

function rowsOf(project: Project): StatusRow[] {
  const wanted = project.site.editions.map((edition) => edition.tongue.language);
  const slugs = [...new Set(project.articles.map((article) => article.slug))].sort();
  return slugs.map((slug) => {
    const languages = project.articles
      .filter((article) => article.slug === slug)
      .map((article) => article.tongue.language)
      .sort();
    return { slug, languages, missing: wanted.filter((language) => !languages.includes(language)) };
  });
}
