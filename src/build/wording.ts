import type { EditionArticle } from '../edition/index.js';
import { articleFactsOf } from './article-facts.js';
import { eachInTurn } from './breath.js';
import type { Wording } from './faces.js';
import { lettersOf } from './letters.js';
import type { Project } from './project.js';
import { textFactsOf } from './text-facts.js';

/** Every character that these articles can show: their files, the words of the program, the paper's own. */
export async function wordingOf(
  project: Project,
  articles: readonly EditionArticle[],
): Promise<Wording> {
  const slugs = new Set(articles.map((article) => article.slug));
  const texts = project.articles.filter((each) => slugs.has(each.slug));
  const sources = await eachInTurn(texts, ({ file }) => textFactsOf(file));
  const machinery = Object.values(articles[0]?.words ?? {}).join('');
  const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
  const typographic = '۰۱۲۳۴۵۶۷۸۹٪٫٬،؛؟«»‹›“”‘’–—…·•↩©\u00a0\u200c';
  const matter = await eachInTurn(articles, articleFactsOf);
  // Many articles have the same letters.
  const letters = new Set([...sources, ...matter].map((each) => each.letters));
  return {
    text: lettersOf([...letters, machinery, ascii, typographic, project.catalogue.characters]),
    display: lettersOf([...new Set(matter.map(({ display }) => display)), ' ']),
    code: lettersOf([ascii, ...new Set(sources.map(({ code }) => code))]),
  };
}
