import type { Project } from './project.js';

/** One line an article: which of the publication's languages it is there in. */
export function statusOf(
  project: Project,
): { slug: string; languages: string[]; missing: string[] }[] {
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
