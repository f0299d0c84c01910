/** Books: the articles that a plan of `site.yaml` chooses, bound together for one edition. */
import { type Diagnostic, nearestWord } from '../diagnostics/index.js';
import {
  type Block,
  type CalendarDate,
  copied,
  type Inline,
  isolateForeign,
  onDemand,
} from '../document/index.js';
import { formatDate, formatMonth, gregorianToSolar } from '../locale/index.js';
import type { BookPlan, Wanted } from './book-plans.js';
import type { EditionInput } from './build.js';
import { labelNotes } from './labels.js';
import { mastheadOf } from './masthead.js';
import type { Book, BookAuthor, EditionArticle } from './model.js';
import { bestSpelling, nameKey } from './names.js';
import { renumbered } from './references.js';
import type { Site, SiteEdition } from './site.js';
import { fill } from './words.js';

/**
 * The books of an edition, in the order of `site.yaml` and of time. A month is one of the first calendar
 * of the first edition, so that a book binds the same articles in every edition; an edition with another
 * calendar names the month by its days.
 *
 * @param articles of the edition
 */
export function bindBooks(
  input: EditionInput,
  edition: SiteEdition,
  articles: readonly EditionArticle[],
): Book[] {
  return input.site.books.flatMap((plan) => {
    const chosen = chosenBy(plan, articles);
    const parts = plan.each ? monthsOf(input.site, chosen) : [{ name: plan.name, chosen }];
    return parts
      .filter((part) => part.chosen.length > 0)
      .map((part): Book => {
        const name = plan.each ? `${plan.name}-${part.name}` : plan.name;
        const period = periodOf(input, edition, plan, part.chosen);
        return bind(
          input,
          edition,
          { name, title: plan.titles[edition.name]!, period },
          part.chosen,
        );
      });
  });
}

/** What the plans ask for and no article has; the articles of one edition stand for all. */
export function faultsOfBooks(
  { site: { file, books }, unpublished = new Map() }: EditionInput,
  articles: readonly EditionArticle[],
): Diagnostic[] {
  const slugs = articles.map(({ slug }) => slug);
  const unknown = (word: Wanted, what: string, known: readonly string[]): Diagnostic[] => {
    if (known.includes(word.text)) return [];
    const state = unpublished.get(word.text);
    // What is wrong with it is said at its own place.
    if (state === 'at fault') return [];
    if (state === 'draft')
      return [
        {
          code: 'book-001',
          severity: 'warning',
          message: `“${word.text}” is a draft: the book leaves it out`,
          file,
          span: word.span,
          hints: ['it will be in the book when it is published'],
        },
      ];
    const near = nearestWord(word.text, known);
    const hints = near ? [`did you mean “${near}”?`] : [`take it away, or mend its ${what}`];
    const message = `there is no article “${word.text}”`;
    return [{ code: 'book-001', severity: 'error', message, file, span: word.span, hints }];
  };
  return books.flatMap((plan): Diagnostic[] => {
    const faults = (plan.articles ?? []).flatMap((word) => unknown(word, 'name', slugs));
    const isAtFault = (plan.articles ?? []).some(
      ({ text }) => unpublished.get(text) === 'at fault' && !slugs.includes(text),
    );
    const isEmpty =
      articles.length > 0 &&
      faults.length === 0 &&
      !isAtFault &&
      chosenBy(plan, articles).length === 0;
    if (!isEmpty) return faults;
    const known = [
      ...articles.flatMap(({ authors }) => authors),
      ...articles.flatMap((a) => a.tags),
    ];
    const words = [...(plan.authors ?? []), ...(plan.tags ?? [])].map(({ text }) => text);
    const near = words.map((word) => nearestWord(word, known)).find((each) => each !== undefined);
    return [
      {
        code: 'book-002',
        severity: 'warning',
        message: `no article is in the book “${plan.name}”`,
        file,
        span: plan.span,
        hints: [near ? `did you mean “${near}”?` : 'choose less narrowly, or take the book away'],
      },
    ];
  });
}

/** Named articles in their order; else those that keep every condition, oldest first. */
function chosenBy(plan: BookPlan, articles: readonly EditionArticle[]): EditionArticle[] {
  if (plan.articles)
    return plan.articles.flatMap(({ text }) => articles.filter(({ slug }) => slug === text));
  const has = (wanted: readonly Wanted[] | undefined, found: readonly string[]): boolean =>
    wanted === undefined || wanted.some(({ text }) => found.includes(text));
  return articles
    .filter(
      ({ section, authors, tags, date }) =>
        has(plan.sections, [section.key]) &&
        has(plan.authors, authors) &&
        has(plan.tags, tags) &&
        date >= (plan.from ?? date) &&
        date <= (plan.to ?? date),
    )
    .reverse();
}

interface Part {
  /** `1402-02` */
  readonly name: string;
  readonly chosen: readonly EditionArticle[];
}

function monthsOf(site: Site, articles: readonly EditionArticle[]): Part[] {
  const months = new Map<string, EditionArticle[]>();
  for (const article of articles) {
    const name = monthOf(site, article);
    months.set(name, [...(months.get(name) ?? []), article]);
  }
  return [...months].map(([name, chosen]) => ({ name, chosen }));
}

function monthOf(site: Site, { date }: EditionArticle): string {
  const day = dateOf(date);
  const { year, month } = site.editions[0]!.calendars[0] === 'solar' ? gregorianToSolar(day) : day;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
}

/** The month as readers of the edition know it, or from which day to which the articles are. */
function periodOf(
  { site, catalogue }: EditionInput,
  edition: SiteEdition,
  plan: BookPlan,
  articles: readonly EditionArticle[],
): Inline[] {
  const { tongue } = edition;
  const calendar = edition.calendars[0]!;
  const days = articles.map(({ date }) => date).sort();
  const [first, last] = [dateOf(days[0]!), dateOf(days.at(-1)!)];
  if (plan.each && calendar === site.editions[0]!.calendars[0])
    return isolateForeign(
      formatMonth(
        calendar === 'solar' ? gregorianToSolar(first) : first,
        tongue.language,
        calendar,
      ),
      tongue,
    );
  const shown = (date: CalendarDate) =>
    isolateForeign(formatDate(date, tongue.language, calendar), tongue);
  return days[0] === days.at(-1)
    ? shown(first)
    : fill(catalogue, tongue, 'monthFromTo', { first: shown(first), last: shown(last) });
}

interface Naming {
  readonly name: string;
  readonly title: string;
  readonly period: readonly Inline[];
}

function bind(
  { site }: EditionInput,
  edition: SiteEdition,
  { name, title, period }: Naming,
  articles: readonly EditionArticle[],
): Book {
  // Notes and addresses stand with their article, as a reader looks for them, but number on through the
  // book: “note 12” and “[12]” are one each.
  let [note, reference] = [1, 1];
  const bound = articles.map((article): EditionArticle => {
    const [firstNote, firstReference] = [note, reference];
    note += article.notes.length;
    reference += article.references.length;
    return onDemand(
      copied(article, { masthead: openingOf(article.masthead) }),
      ['notes', 'references'],
      () => ({
        notes: labelNotes(article.notes, article.tongue, firstNote),
        references: renumbered(article.references, article.tongue, firstReference),
      }),
    );
  });
  return {
    name,
    title,
    periodInlines: period,
    date: newest(articles.map(({ date, updated }) => updated ?? date)),
    articles: bound,
    authors: authorsOf(bound, edition),
    masthead: mastheadOf(site, edition),
    canonicalUrl: `${site.url}/${edition.name}/books/${name}/`,
  };
}

/** Section and date: the paper's name stands on the cover. */
function openingOf(masthead: Block): Block {
  if (masthead.kind !== 'masthead') throw new Error('an article has a masthead');
  const lines = masthead.lines.filter(({ role }) => role === 'section' || role === 'dateline');
  return { ...masthead, lines };
}

/** However its letters are spelled, a name stands there once. */
function authorsOf(articles: readonly EditionArticle[], { tongue }: SiteEdition): BookAuthor[] {
  const spellings = new Map<string, string[]>();
  const places = new Map<string, Set<number>>();
  for (const [index, { authors }] of articles.entries())
    for (const name of authors) {
      const key = nameKey(name);
      spellings.set(key, [...(spellings.get(key) ?? []), name]);
      places.set(key, (places.get(key) ?? new Set()).add(index));
    }
  const { compare } = new Intl.Collator(tongue.language);
  return [...places]
    .map(([key, found]) => ({ name: bestSpelling(spellings.get(key)!), articles: [...found] }))
    .sort((a, b) => compare(a.name, b.name) || (a.name < b.name ? -1 : 1));
}

function dateOf(iso: string): CalendarDate {
  const [year, month, day] = iso.split('-').map(Number);
  return { year: year!, month: month!, day: day! };
}

/** Books in the order of their days, the newest first. */
export function newestFirst(books: readonly Book[]): Book[] {
  return [...books].sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
}

function newest(days: readonly string[]): string {
  return [...days].sort().at(-1)!;
}
