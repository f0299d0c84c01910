/** The lists that ours has, and Hugo's site: front page, sections, authors, topics, 24 articles a page. */
const PER_PAGE = 24;

export default function configure(config) {
  config.addPassthroughCopy('site.css');
  config.addCollection('lists', (collections) => {
    const articles = collections.getAll().filter(({ data }) => data.teaser);
    return ['fa', 'en'].flatMap((language) => {
      const newest = articles.filter(({ data }) => data.language === language).reverse();
      return [
        ...pagesOf(language, '', newest),
        ...grouped(language, 'sections', newest, ({ data }) => data.section),
        ...grouped(language, 'authors', newest, ({ data }) => data.author),
        ...grouped(language, 'topics', newest, ({ data }) => data.tags[0]),
      ];
    });
  });
  return { markdownTemplateEngine: false, dir: { input: 'content', includes: '../_includes' } };
}

function grouped(language, kind, articles, nameOf) {
  const groups = new Map();
  for (const article of articles) {
    const name = nameOf(article);
    groups.set(name, [...(groups.get(name) ?? []), article]);
  }
  return [...groups].flatMap(([name, members]) =>
    pagesOf(language, `${kind}/${name.replaceAll(' ', '-')}/`, members),
  );
}

function pagesOf(language, path, articles) {
  const count = Math.ceil(articles.length / PER_PAGE);
  return Array.from({ length: count }, (_, page) => ({
    language,
    path: `/${language}/${path}${page === 0 ? '' : `page/${page + 1}/`}`,
    articles: articles.slice(page * PER_PAGE, (page + 1) * PER_PAGE),
  }));
}
