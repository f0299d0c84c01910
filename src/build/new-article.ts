import { join } from 'node:path';
import type { Site } from '../edition/index.js';
import { canonicalLanguage, fileLanguage, knownLanguages } from '../locale/index.js';
import { LONGEST_SLUG } from './articles.js';
import { writeNew } from './write.js';

export type NewArticle =
  | { readonly path: string; readonly written: boolean }
  | { readonly fault: string };

/** An article with its front matter laid out and its words still to come. */
export function newArticle(root: string, site: Site, slug: string, language: string): NewArticle {
  const tag = canonicalLanguage(language);
  if (!tag)
    return {
      fault: `“${language}” is not a language that we know: ${knownLanguages().map(fileLanguage).join(', ')} are`,
    };
  if (slug.length > LONGEST_SLUG)
    return { fault: `the name has ${slug.length} letters; ${LONGEST_SLUG} are the most` };
  const date = /^\d{4}-\d{2}-\d{2}/.exec(slug)?.[0] ?? '';
  const sections = site.sections.map((section) => section.key);
  const text = [
    '---',
    'title: ',
    '# subtitle: ',
    'author: ',
    '# translator: ',
    `date: ${date}`,
    `section: ${sections[0] ?? ''}   # one of: ${sections.join(', ')}`,
    'tags: []',
    'teaser: ',
    '# bio: ',
    '# source: { name: , url: , rights: }',
    'draft: true',
    '---',
    '',
    '',
  ].join('\n');
  const path = `articles/${slug}/${fileLanguage(tag)}.md`;
  return { path, written: writeNew(join(root, path), text) };
}
