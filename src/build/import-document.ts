import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/index.js';
import { importDocument } from '../import/index.js';
import { checkLength } from '../source/index.js';
import { readText } from './files.js';
import { readProject } from './project.js';
import { writeNew } from './write.js';

export interface Imported {
  readonly diagnostics: readonly Diagnostic[];
  /** What was done and what a person should look at, a line each. */
  readonly report: readonly string[];
  /** Where it went; absent when nothing was written. */
  readonly path?: string;
  /** There was an article already: nothing was written. */
  readonly exists: boolean;
}

/** Turns somebody else's document into an article; an article that is there already is never touched. */
export async function importFile(root: string, path: string): Promise<Imported> {
  const read = await readProject(root);
  if (!read.project) return { diagnostics: read.diagnostics, report: [], exists: false };
  const { site } = read.project;
  const file = readText(root, path);
  // No more of it was read than a text may have: what follows would be lost without a word.
  const tooLong = checkLength(file, 'part it into several documents');
  if (tooLong.length > 0) return { diagnostics: tooLong, report: [], exists: false };
  const imported = importDocument(file, {
    sections: site.sections.map((section) => ({
      key: section.key,
      names: Object.values(section.names),
    })),
    masthead: site.mastheadTexts,
  });
  if (!imported.value) return { diagnostics: imported.diagnostics, report: [], exists: false };
  const { slug, language, markdown, report } = imported.value;
  const target = `articles/${slug}/${language}.md`;
  const written = writeNew(join(root, target), markdown);
  return { diagnostics: imported.diagnostics, report, path: target, exists: !written };
}
