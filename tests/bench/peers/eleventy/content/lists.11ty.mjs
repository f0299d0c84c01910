/** One page of a list. */
export const data = {
  layout: 'page.11ty.mjs',
  pagination: { data: 'collections.lists', size: 1, alias: 'list' },
  permalink: ({ list }) => `${list.path}index.html`,
  eleventyComputed: {
    language: ({ list }) => list?.language,
    title: ({ list }) => list?.path,
  },
};

export function render({ list }) {
  const entries = list.articles.map(
    ({ url, data: { title, date, teaser } }) =>
      `<li><a href="${url}">${title}</a> <time>${date.toISOString().slice(0, 10)}</time><p>${teaser}</p></li>`,
  );
  return `<h1>${list.path}</h1>\n<ol>${entries.join('\n')}</ol>`;
}
