import { basename, dirname } from 'node:path';
import type { Diagnostic, SourceFile } from '../diagnostics/index.js';
import type { Site } from '../edition/index.js';
import { canonicalLanguage } from '../locale/index.js';
import { faultOfSlug } from './articles.js';
import { draftsIn, forgiving } from './drafts.js';
import { type ReadProject, readProject } from './project.js';

export interface Status {
  /** Undefined when the configuration is at fault. */
  readonly rows: readonly StatusRow[] | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Which of the publication's languages an article is there in. */
export interface StatusRow {
  readonly slug: string;
  readonly languages: readonly string[];
  /** Of `languages` those whose texts are drafts, and those that cannot stand as articles yet. */
  readonly drafts: readonly string[];
  readonly atFault: readonly string[];
  readonly missing: readonly string[];
}

/** One row an article, those that are still empty too. */
export async function statusOf(root: string): Promise<Status> {
  const read = await readProject(root);
  const drafts = draftsIn(read);
  return {
    rows: read.site && read.project && rowsOf(read, read.site, drafts),
    diagnostics: read.diagnostics.map(forgiving(drafts, read.files)),
  };
}

interface Version {
  readonly slug: string;
  readonly language: string;
  readonly path: string;
}

function rowsOf(
  { files, articles }: ReadProject,
  { editions }: Site,
  drafts: ReadonlySet<string>,
): StatusRow[] {
  const wanted = editions.map((edition) => edition.tongue.language);
  const whole = new Set(articles.map(({ file }) => file.path));
  const versions = files.flatMap(versionOf);
  const slugs = [...new Set(versions.map(({ slug }) => slug))].sort();
  return slugs.map((slug) => {
    const own = versions.filter((each) => each.slug === slug);
    const languagesOf = (some: readonly Version[]) => some.map(({ language }) => language).sort();
    const languages = languagesOf(own);
    return {
      slug,
      languages,
      drafts: languagesOf(own.filter(({ path }) => drafts.has(path))),
      atFault: languagesOf(own.filter(({ path }) => !whole.has(path))),
      missing: wanted.filter((language) => !languages.includes(language)),
    };
  });
}

/** What folder and file say by their names; nothing of a text that has no such names. */
function versionOf({ path }: SourceFile): Version[] {
  const language = canonicalLanguage(basename(path, '.md'));
  const slug = basename(dirname(path));
  return language && !faultOfSlug(slug) ? [{ slug, language, path }] : [];
}
