import type { Diagnostic } from '../diagnostics/index.js';
import { importDocument } from '../import/index.js';
import { readText } from './files.js';
import { readProject } from './project.js';
import { writeNew } from './write.js';

export interface Imported {
  readonly diagnostics: readonly Diagnostic[];
  /** What was done and what a person should look at, a line each. */
  readonly report: readonly string[];
  /** Where it went; absent when nothing was written. */
  readonly path?: string;
  /** Why nothing could be written there. */
  readonly refusal?: string;
}

/** Turns somebody else's document into an article; an article that is there already is never touched. */
export async function importFile(root: string, path: string): Promise<Imported> {
  const read = await readProject(root);
  if (!read.project) return { diagnostics: read.diagnostics, report: [] };
  const { site } = read.project;
  const file = readText(root, path);
  const imported = importDocument(file, {
    sections: site.sections.map((section) => ({
      key: section.key,
      names: Object.values(section.names),
    })),
    masthead: site.mastheadTexts,
  });
  if (!imported.value) return { diagnostics: imported.diagnostics, report: [] };
  const { slug, language, markdown, report } = imported.value;
  const target = `articles/${slug}/${language}.md`;
  const refusal = writeNew(root, target, markdown);
  return {
    diagnostics: imported.diagnostics,
    report,
    ...(refusal ? { refusal } : { path: target }),
  };
}
