import { type Block, plainText } from '../document/index.js';
import type { EditionArticle } from '../edition/index.js';
import type { Wording } from './faces.js';
import type { Project } from './project.js';

/** Every character that these articles can show: their files, the words of the program, the paper's own. */
export function wordingOf(project: Project, articles: readonly EditionArticle[]): Wording {
  const slugs = new Set(articles.map((article) => article.slug));
  const sources = project.articles
    .filter((each) => slugs.has(each.slug))
    .map((each) => each.file.text);
  const machinery = Object.values(articles[0]?.words ?? {}).join('');
  const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
  const typographic = '۰۱۲۳۴۵۶۷۸۹٪٫٬،؛؟«»‹›“”‘’–—…·•↩©\u00a0\u200c';
  const mastheads = articles.map((article) => plainText([article.masthead]));
  const nameAndVerse = articles.map((article) => displayText(article.masthead));
  const matter = articles.map((article) => plainText([...article.head, ...article.tail]));
  return {
    text: lettersOf([
      ...sources,
      machinery,
      ascii,
      typographic,
      ...mastheads,
      ...matter,
      project.catalogue.characters,
    ]),
    display: lettersOf([...nameAndVerse, ' ']),
    code: lettersOf([ascii, ...sources.flatMap((text) => text.match(/`[^`]*`/g) ?? [])]),
  };
}

/** Each once and in one order: the faces of a text do not change with its words. */
function lettersOf(texts: readonly string[]): string {
  const letters = new Set<string>();
  for (const text of texts) for (const letter of text) letters.add(letter);
  return [...letters].sort().join('');
}

/** What is set in the display face: the name and the verse. */
function displayText(masthead: Block): string {
  if (masthead.kind !== 'masthead') return '';
  const lines = masthead.lines.filter((line) => line.role === 'name' || line.role === 'verse');
  return plainText([{ ...masthead, lines }]);
}
