/** What an article has around its text. */
export const data = { layout: 'page.11ty.mjs' };

export function render({ title, author, date, teaser, tags, language, content }) {
  const list = (kind, name) =>
    `<a href="/${language}/${kind}/${name.replaceAll(' ', '-')}/">${name}</a>`;
  return `<article>
<h1>${title}</h1>
<p>${list('authors', author)} <time>${date.toISOString().slice(0, 10)}</time></p>
<p>${teaser}</p>
${content}
<p>${tags.map((tag) => list('topics', tag)).join(' ')}</p>
</article>`;
}
