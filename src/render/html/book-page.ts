/** The page of a bound book: its cover, its files, and what it binds. */
import { plainText } from '../../document/index.js';
import type { Book, Counterpart } from '../../edition/index.js';
import { languageAttributes, renderInlines } from '../markup.js';
import { linkTo, type Place, rootOf } from './address.js';
import { downloadsOf } from './downloads.js';
import {
  alternatesOf,
  contextOf,
  frameOf,
  type PageHead,
  type Press,
  pageFile,
  type SiteFile,
} from './frame.js';

export function bookPage(press: Press, place: Place, book: Book): SiteFile {
  const { edition } = place.pages;
  const { words, tongue } = edition;
  const plain = contextOf(press, tongue, rootOf(place), { words });
  const html = press.templates.render('book', {
    ...frameOf(press, place, headOf(place, book)),
    heading: book.title,
    period: renderInlines(book.periodInlines, plain),
    covers: coversOf(press, place),
    downloads: downloadsOf(press, place, book.name),
    articles: book.articles.map((article) => ({
      attributes: article.untranslated ? languageAttributes(article.tongue, 'html') : '',
      href: linkTo(place, article.slug),
      title: renderInlines(article.titleInlines, { ...plain, tongue: article.tongue }),
      authors: article.authors.join(words.nameSeparator),
      date: renderInlines(article.dateInlines, plain),
    })),
  });
  return pageFile(place, html);
}

/** One where it is drawn: with the e-book. */
function coversOf({ sizes }: Press, { pages: { edition }, path }: Place) {
  const { width, height } = edition.theme.posters.cover;
  const isDrawn = sizes.has(`${edition.name}/${path}/cover.png`);
  return isDrawn ? [{ src: 'cover.png', width, height }] : [];
}

function headOf(place: Place, book: Book): PageHead {
  const { edition } = place.pages;
  const counterparts = edition.editions
    .filter((each) => each.name !== edition.name)
    .map((each): Counterpart => ({ edition: each.name, path: place.path, isSame: true }));
  return {
    title: `${book.title} · ${plainText(book.periodInlines)}`,
    description: book.articles.map(({ title }) => title).join(edition.words.nameSeparator),
    canonical: book.canonicalUrl,
    masthead: edition.masthead,
    alternates: alternatesOf(place, counterparts),
    counterparts,
    feeds: [''],
  };
}
