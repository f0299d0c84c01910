import { join } from 'node:path';
import type { Site } from '../edition/index.js';
import { writeNew } from './write.js';

/** An article with its front matter laid out and its words still to come; false when it is there already. */
export function newArticle(
  root: string,
  site: Site,
  slug: string,
  language: string,
): { path: string; written: boolean } {
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
  const path = `articles/${slug}/${language}.md`;
  return { path, written: writeNew(join(root, path), text) };
}
