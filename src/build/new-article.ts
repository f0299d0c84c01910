import type { Site } from '../edition/index.js';
import { canonicalLanguage, fileLanguage, knownLanguages } from '../locale/index.js';
import { readDate } from '../source/index.js';
import { faultOfSlug } from './articles.js';
import { writeNew } from './write.js';

export type NewArticle = { readonly path: string } | { readonly fault: string };

/** An article with its front matter laid out and its words still to come. */
export function newArticle(root: string, site: Site, slug: string, language: string): NewArticle {
  const tag = canonicalLanguage(language);
  if (!tag)
    return {
      fault: `“${language}” is not a language that we know: ${knownLanguages().map(fileLanguage).join(', ')} are`,
    };
  const wrong = faultOfSlug(slug);
  if (wrong) return { fault: `${wrong.message}: ${wrong.hint}` };
  const day = /^\d{4}-\d{2}-\d{2}(?![^-])/.exec(slug)?.[0] ?? '';
  const date = dateIn(day);
  if (date === undefined)
    return { fault: `“${day}” is not a date of the calendar: name the day as 2024-03-20, or none` };
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
  const refusal = writeNew(root, path, text);
  return refusal === undefined ? { path } : { fault: `${refusal}; nothing was touched` };
}

/** The day that a name begins with, as front matter tells it; undefined for one that no calendar has. */
function dateIn(day: string): string | undefined {
  // Years below 1700 are Solar Hijri.
  return ['', ' (sh)']
    .map((sign) => day + sign)
    .find((each) => day === '' || 'date' in readDate(each));
}
