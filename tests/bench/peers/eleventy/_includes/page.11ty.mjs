/** What every page has around it. */
const SITE = 'https://www.example.org';

export function render({ language, title, teaser, content, page, sections }) {
  const other = language === 'fa' ? 'en' : 'fa';
  const menu = sections.map(
    (section) => `<a href="/${language}/sections/${section}/">${section}</a>`,
  );
  return `<!DOCTYPE html>
<html lang="${language}" dir="${language === 'fa' ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${teaser ? `<meta name="description" content="${teaser}">` : ''}
<link rel="canonical" href="${SITE}${page.url}">
<link rel="alternate" hreflang="${other}" href="${SITE}${page.url.replace(`/${language}/`, `/${other}/`)}">
<link rel="stylesheet" href="/site.css">
</head>
<body>
<header><a href="/${language}/">${language}</a><nav>${menu.join(' ')}</nav></header>
<main>${content}</main>
</body>
</html>`;
}
