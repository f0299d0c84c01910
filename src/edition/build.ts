/** From articles to editions: every word and every digit is settled here. */
import type { Checked, Diagnostic } from '../diagnostics/index.js';
import {
  type Article,
  type ArticlePlace,
  type Block,
  type Inline,
  isolateForeign,
  type Matter,
  onDemand,
  plainText,
  type Tongue,
  whenAsked,
} from '../document/index.js';
import { type Catalogue, isoDate, primaryLanguage } from '../locale/index.js';
import { bindBooks, faultsOfBooks } from './book.js';
import { labelBlocks, labelNotes } from './labels.js';
import { leadPictureOf } from './lead-picture.js';
import { type AddressOf, openAddresses, withFrontMatterSettled, withTextSettled } from './links.js';
import { dateInlines, mastheadOf } from './masthead.js';
import type { Edition, EditionArticle, OnlinePage, Theme } from './model.js';
import { strayNames } from './names.js';
import { linkReferences } from './references.js';
import { sharedAddresses } from './shared-addresses.js';
import type { Site, SiteEdition } from './site.js';
import { chooseVersion, pageAddress, versionsOf } from './versions.js';
import { fill, joinNames, languageName, wordsOf } from './words.js';

export interface EditionInput {
  readonly site: Site;
  readonly theme: Theme;
  readonly catalogue: Catalogue;
  /** Every language version; drafts left out by the caller. */
  readonly articles: readonly Article[];
  /** Why articles that are there are not among `articles`, by slug; those that are may be named here, too. */
  readonly unpublished?: ReadonlyMap<string, 'draft' | 'at fault'>;
}

/**
 * Makes every edition of `site.yaml`; an article without a version in its language stands there in
 * another. Of articles that collide the first counts; there are no editions where one lacks its words.
 */
export function buildEditions(input: EditionInput): Checked<readonly Edition[]> {
  const { site, theme, catalogue } = input;
  const diagnostics = [
    ...collisions(input.articles),
    ...unspokenEditions(input),
    ...strayNames(input.articles),
    ...sharedAddresses(input.articles),
  ];
  if (diagnostics.some((each) => each.code === 'loc-002')) return { value: [], diagnostics };

  const standing = withoutCollisions(input.articles);
  const bySlug = groupBy(standing, (article) => article.slug);
  const addresses = openAddresses(site, standing);
  const names = site.editions.map((edition) => ({
    name: edition.name,
    tongue: edition.tongue,
    label: languageName(catalogue, edition.tongue.language, edition.tongue.language),
    siteTitle: site.name[edition.name]!,
  }));
  const editions = site.editions.map((edition): Edition => {
    const articles = [...bySlug.values()]
      .map((versions) => articleIn(input, edition, versions, addresses(edition)))
      .sort((a, b) => compare(b.date, a.date) || compare(a.slug, b.slug));
    const sections = site.sections.map((section) => ({
      key: section.key,
      label: section.names[edition.name]!,
      slugs: articles
        .filter((article) => article.section.key === section.key)
        .map((article) => article.slug),
    }));
    return {
      name: edition.name,
      tongue: edition.tongue,
      label: languageName(catalogue, edition.tongue.language, edition.tongue.language),
      siteTitle: site.name[edition.name]!,
      siteDescription: site.description[edition.name]!,
      about: site.about?.[edition.name] ?? site.description[edition.name]!,
      calendars: edition.calendars,
      addresses: site.masthead.address,
      publisher: site.name[edition.name]!,
      organisations: [...Object.values(site.name), ...site.organisations],
      baseUrl: site.url,
      runningAddress: runningAddress(site, edition),
      masthead: mastheadOf(site, edition),
      articles,
      sections,
      books: bindBooks(input, edition, articles),
      words: wordsOf(catalogue, edition.tongue.language),
      theme,
      editions: names,
    };
  });
  const books = faultsOfBooks(input, editions[0]?.articles ?? []);
  return { value: editions, diagnostics: [...diagnostics, ...books] };
}

/** What an article is made of; of others nothing but its versions, for it lives as long as its own text does. */
interface Around extends Pick<EditionInput, 'site' | 'catalogue'> {
  readonly edition: SiteEdition;
  readonly versions: readonly Article[];
  /** Where its links lead, in their order. */
  readonly addresses: readonly ReturnType<AddressOf>[];
}

/** By the version that is shown and by the edition: whoever makes editions again makes few articles anew. */
const madeOf = new WeakMap<Article, Map<string, { around: Around; article: EditionArticle }>>();

function articleIn(
  { site, catalogue }: EditionInput,
  edition: SiteEdition,
  versions: readonly Article[],
  addressOf: AddressOf,
): EditionArticle {
  const written = chooseVersion(edition, versions);
  const addresses = written.links.map(addressOf);
  const around: Around = { site, catalogue, edition, versions, addresses };
  const made =
    madeOf.get(written) ?? new Map<string, { around: Around; article: EditionArticle }>();
  madeOf.set(written, made);
  const known = made.get(edition.name);
  if (known && isSame(known.around, around)) return known.article;
  const article = makeArticle(written, around);
  made.set(edition.name, { around, article });
  return article;
}

function isSame(a: Around, b: Around): boolean {
  return (
    a.site === b.site &&
    a.catalogue === b.catalogue &&
    a.versions.length === b.versions.length &&
    a.versions.every((each, at) => each === b.versions[at]) &&
    JSON.stringify(a.addresses) === JSON.stringify(b.addresses)
  );
}

function makeArticle(written: Article, around: Around): EditionArticle {
  const { site, catalogue, edition, versions, addresses } = around;
  const places = new Map(written.links.map((each, at) => [keyOf(each), addresses[at]]));
  const addressOf: AddressOf = (place) => places.get(keyOf(place));
  const article = withFrontMatterSettled(written, addressOf);
  const { frontMatter, tongue } = article;
  const section = site.sections.find((each) => each.key === frontMatter.section)!;
  const untranslated = tongue.language !== edition.tongue.language;
  // Words beside the text are in the text's language, as far as the catalogue speaks it.
  const speaking = catalogue.languages.includes(tongue.language) ? tongue : edition.tongue;
  const owner = site.editions.find((each) => each.tongue.language === tongue.language) ?? edition;
  const canonicalUrl = pageAddress(site, owner.name, article.slug);
  const told = {
    slug: article.slug,
    tongue,
    untranslated,
    title: frontMatter.title,
    authors: frontMatter.authors,
    translators: frontMatter.translators,
    date: isoDate(frontMatter.date),
    ...(frontMatter.updated ? { updated: isoDate(frontMatter.updated) } : {}),
    section: { key: section.key, label: section.names[edition.name]! },
    isOpinion: section.isOpinion,
    tags: frontMatter.tags,
    description: plainText(frontMatter.teaser).trim(),
    teaser: frontMatter.teaser,
    ...(frontMatter.source?.rights ? { rights: frontMatter.source.rights } : {}),
    ...(frontMatter.source ? { sourceName: frontMatter.source.name } : {}),
    ...(frontMatter.source?.url ? { sourceUrl: frontMatter.source.url } : {}),
    pictures: article.pictures,
    ...versionsOf(around, versions, written),
    links: addresses.map((each) => (each?.page ? `${each.page.edition} ${each.href}` : '')),
    canonicalUrl,
    words: wordsOf(catalogue, speaking.language),
    speaking,
  };
  // Most of a large paper is only counted and listed by its titles and days.
  const carded = whenAsked(told, ['titleInlines', 'dateInlines'], () => ({
    titleInlines: isolateForeign(frontMatter.title, tongue),
    dateInlines: dateInlines(edition, frontMatter.date),
  }));
  const own = whenAsked(carded, ['masthead', 'head', 'tail', 'online'], () => ({
    masthead: mastheadOf(site, edition, { section, date: frontMatter.date }),
    head: headOf(catalogue, edition, article, speaking, untranslated),
    tail: tailOf(catalogue, owner, article, speaking),
    online: onlinePage(catalogue, speaking, tongue, canonicalUrl),
  }));
  return onDemand(own, ['body', 'notes', 'references', 'leadPicture'], () => {
    const { body, notes } = withTextSettled(article, addressOf);
    return {
      body: labelBlocks(body, tongue),
      notes: labelNotes(notes, tongue),
      references: linkReferences([...own.head, ...body, ...own.tail], notes, tongue),
      leadPicture: leadPictureOf(article),
    };
  });
}

function keyOf({ path, anchor }: ArticlePlace): string {
  return `${path}#${anchor}`;
}

function headOf(
  catalogue: Catalogue,
  edition: SiteEdition,
  article: Article,
  speaking: Tongue,
  untranslated: boolean,
): Block[] {
  const { frontMatter, tongue } = article;
  const own = speaking.language === tongue.language ? undefined : speaking;
  const blocks: Block[] = [matter('title', isolateForeign(frontMatter.title, tongue))];
  if (frontMatter.subtitle)
    blocks.push(matter('subtitle', isolateForeign(frontMatter.subtitle, tongue)));
  if (frontMatter.authors.length > 0)
    blocks.push(
      matter(
        'byline',
        fill(catalogue, speaking, 'byAuthor', {
          author: joinNames(catalogue, speaking, frontMatter.authors),
        }),
        own,
      ),
    );
  if (frontMatter.translators.length > 0)
    blocks.push(
      matter(
        'byline',
        fill(catalogue, speaking, 'translatedBy', {
          translator: joinNames(catalogue, speaking, frontMatter.translators),
        }),
        own,
      ),
    );
  if (untranslated) {
    const language = isolateForeign(
      languageName(catalogue, tongue.language, edition.tongue.language),
      edition.tongue,
    );
    blocks.push(
      matter(
        'notice',
        fill(catalogue, edition.tongue, 'untranslated', { language }),
        edition.tongue,
      ),
    );
  }
  if (frontMatter.teaser.length > 0) blocks.push(matter('standfirst', frontMatter.teaser));
  return blocks;
}

function tailOf(
  catalogue: Catalogue,
  owner: SiteEdition,
  article: Article,
  speaking: Tongue,
): Block[] {
  const { bio, source, updated } = article.frontMatter;
  const own = speaking.language === article.tongue.language ? undefined : speaking;
  const blocks: Block[] = [];
  if (bio.length > 0) blocks.push(matter('bio', bio));
  if (source) {
    const name = isolateForeign(source.name, speaking);
    const linked: Inline[] = source.url
      ? [{ kind: 'link', href: source.url, children: name }]
      : name;
    blocks.push(matter('source', fill(catalogue, speaking, 'source', { source: linked }), own));
    if (source.rights) blocks.push(matter('rights', isolateForeign(source.rights, article.tongue)));
  }
  if (updated)
    blocks.push(
      matter(
        'source',
        fill(catalogue, speaking, 'updatedOn', {
          date: dateInlines({ ...owner, tongue: speaking }, updated),
        }),
        own,
      ),
    );
  return blocks;
}

function onlinePage(
  catalogue: Catalogue,
  speaking: Tongue,
  { language }: Tongue,
  href: string,
): OnlinePage {
  // As people write and type it.
  const text: Inline = { kind: 'text', text: href.replace(/^https?:\/\/|\/$/g, '') };
  const address: Inline = {
    kind: 'link',
    href,
    children: [{ kind: 'isolate', direction: 'ltr', children: [text] }],
  };
  const own = speaking.language === language ? undefined : speaking;
  return {
    line: matter('source', fill(catalogue, speaking, 'readOnline', { address: [address] }), own),
    symbolAlt: catalogue.phrase(speaking.language, 'qrCode', { address: href }),
  };
}

function matter(role: Matter['role'], children: readonly Inline[], tongue?: Tongue): Matter {
  return { kind: 'matter', role, children, ...(tongue ? { tongue } : {}) };
}

function runningAddress(site: Site, edition: SiteEdition): Inline[] {
  const name = isolateForeign(site.name[edition.name]!, edition.tongue);
  const addresses = site.masthead.address.flatMap((address): Inline[] => [
    { kind: 'text', text: ' · ' },
    { kind: 'isolate', direction: 'ltr', children: [{ kind: 'text', text: address }] },
  ]);
  return [...name, ...addresses];
}

/** The first folder of a name, and in it the first text of a language. */
function withoutCollisions(articles: readonly Article[]): Article[] {
  return [...groupBy(articles, (article) => article.slug).values()].flatMap((versions) => {
    const folder = folderOf(versions[0]!.file.path);
    const here = versions.filter((version) => folderOf(version.file.path) === folder);
    return [...groupBy(here, (version) => version.tongue.language).values()].map(
      ([first]) => first!,
    );
  });
}

/** Two folders of one name, or two files of one language (`fa.md` beside `prs.md`). */
export function collisions(articles: readonly Article[]): Diagnostic[] {
  const faults: Diagnostic[] = [];
  for (const versions of groupBy(articles, (article) => article.slug).values()) {
    const folders = groupBy(versions, (version) => folderOf(version.file.path));
    const [first, ...others] = [...folders.keys()];
    for (const other of others) {
      const { file } = folders.get(other)![0]!;
      faults.push({
        code: 'art-006',
        severity: 'error',
        message: `“${versions[0]!.slug}” is there already in ${first}`,
        file,
        hints: ['give one of the two folders another name'],
      });
    }
    for (const inFolder of folders.values())
      for (const same of groupBy(inFolder, (version) => version.tongue.language).values())
        for (const second of same.slice(1))
          faults.push({
            code: 'art-007',
            severity: 'error',
            message: `${same[0]!.file.path} is in the same language`,
            file: second.file,
            hints: ['keep one of the two'],
          });
  }
  return faults;
}

/** An edition needs a locale of its own. */
function unspokenEditions({ site, catalogue }: EditionInput): Diagnostic[] {
  return site.editions
    .filter((edition) => !catalogue.languages.includes(edition.tongue.language))
    .map(({ name, tongue }) => ({
      code: 'loc-002',
      severity: 'error',
      message: `the edition “${name}” has no words: locales/${primaryLanguage(tongue.language)}/common.json is missing or at fault`,
      file: site.file,
      span: site.spans[name]!,
      hints: ['put the file back, or copy locales/en/common.json and translate it'],
    }));
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
