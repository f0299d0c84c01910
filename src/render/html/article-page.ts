/** The page of an article, its light page and the page in one file. */
import type { Picture } from '../../document/index.js';
import { type Counterpart, type EditionArticle, say } from '../../edition/index.js';
import {
  languageAttributes,
  type MarkupContext,
  renderBlocks,
  renderInlines,
  renderNotes,
} from '../markup.js';
import { linkTo, type Place, rootOf } from './address.js';
import type { Standalone } from './alone.js';
import { downloadsOf } from './downloads.js';
import {
  asHtml,
  cardOf,
  contextOf,
  frameOf,
  type PageHead,
  type Press,
  pageFile,
  pagePath,
  type SiteFile,
  versionLinks,
} from './frame.js';
import { picturePath, smallestPicture, smallPicture } from './pictures.js';

/** Where the three pages of an article stand, in their order. */
export function articlePaths(place: Place, { slug }: EditionArticle): [string, string, string] {
  const folder = `${place.pages.edition.name}/${slug}`;
  return [pagePath(place), `${folder}/lite.html`, `${folder}/${slug}.html`];
}

/** The three pages of an article. */
export function articlePages(
  press: Press,
  place: Place,
  article: EditionArticle,
  alone: Standalone,
): SiteFile[] {
  const { words, tongue } = article;
  const [, lightPath, wholePath] = articlePaths(place, article);
  const root = rootOf(place);
  const frame = frameOf(press, place, headOf(place, article));
  const own = contextOf(press, tongue, root, { words, article, place });
  const light = contextOf(press, tongue, root, {
    words,
    article,
    picture: (of, key, alt) => ({
      ...smallestPicture(press, of, key, (each) => root + picturePath(each)),
      instead: say(words, 'picture', { description: alt }),
    }),
  });
  const whole = contextOf(press, tongue, root, {
    words,
    article,
    picture: (of, key) => smallPicture(press, of, key, dataUri),
  });
  const { render } = press.templates;
  const single = {
    path: wholePath,
    bytes: asHtml(
      render('single', {
        ...frame,
        ...textOf(article, whole),
        ...alone.single,
        robots: 'noindex',
        home: `${place.pages.edition.baseUrl}/${place.pages.edition.name}/`,
      }),
    ),
  };
  return [
    pageFile(
      place,
      render('article', {
        ...frame,
        ...textOf(article, own),
        ...onwardOf(press, place, article),
        downloads: downloadsOf(press, place, article.slug, single.bytes.length),
      }),
    ),
    {
      path: lightPath,
      bytes: asHtml(
        render('lite', { ...frame, ...textOf(article, light), ...alone.lite, robots: 'noindex' }),
      ),
    },
    single,
  ];
}

function headOf(place: Place, article: EditionArticle): PageHead {
  const { edition } = place.pages;
  const real = new Map(article.alternates.map((each) => [each.edition, article.slug]));
  return {
    title: article.title,
    titleInlines: article.untranslated
      ? [{ kind: 'isolate', ...article.tongue, children: article.titleInlines }]
      : article.titleInlines,
    description: article.description,
    // Of an untranslated article the page in its own edition is the one that counts.
    canonical: article.canonicalUrl,
    masthead: article.masthead,
    alternates: real.size > 1 && !article.untranslated ? versionLinks(edition, real) : [],
    counterparts: edition.editions
      .filter((each) => each.name !== edition.name)
      .map((each): Counterpart => ({ edition: each.name, path: article.slug, isSame: true })),
    feeds: [''],
    article,
  };
}

function textOf(article: EditionArticle, context: MarkupContext): Record<string, unknown> {
  return {
    articleAttributes: languageAttributes(article.tongue, 'html'),
    head: renderBlocks(article.head, context),
    body: renderBlocks(article.body, context),
    notes: renderNotes(context),
    tail: renderBlocks(article.tail, context),
  };
}

/** What a reader may do next. */
function onwardOf(press: Press, place: Place, article: EditionArticle): Record<string, unknown> {
  const { edition, onward } = place.pages;
  const { words, tongue } = edition;
  const { newer, older, related, authors, topics } = onward.get(article.slug)!;
  const plain = contextOf(press, tongue, rootOf(place), { words });
  const links = (list: typeof authors) =>
    list.map(({ label, path }) => ({ label, href: linkTo(place, path) }));
  const step = (label: string, to: EditionArticle | undefined) =>
    to ? [{ label, ...cardOf(press, place, to) }] : [];
  return {
    sectionLabel: article.section.label,
    sectionHref: linkTo(place, `sections/${article.section.key}`),
    date: renderInlines(article.dateInlines, plain),
    authors: links(authors),
    topics: links(topics),
    steps: [...step(words.olderArticle, older), ...step(words.newerArticle, newer)],
    related: related.map((each) => cardOf(press, place, each)),
    lite: 'lite.html',
  };
}

function dataUri({ mediaType, bytes }: Picture): string {
  return `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`;
}
