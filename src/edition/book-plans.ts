/** `books:` of `site.yaml`: which articles are bound together, before any article is known. */
import { type Located, MapReader, nearestWord, oneLine, type Span } from '../diagnostics/index.js';
import { readDay } from './day.js';

/** A word of the plan and where it stands. */
export interface Wanted {
  readonly text: string;
  readonly span: Span;
}

export interface BookPlan {
  /** ASCII; part of addresses. */
  readonly name: string;
  /** Title by edition. */
  readonly titles: Readonly<Record<string, string>>;
  /** One book for every month that has articles; absent: one book of them all. */
  readonly each?: 'month';
  /** Slugs in the order of the book; absent: by the other conditions, oldest first. */
  readonly articles?: readonly Wanted[];
  /** An article has one of each list that is there. */
  readonly sections?: readonly Wanted[];
  readonly authors?: readonly Wanted[];
  readonly tags?: readonly Wanted[];
  /** Gregorian, YYYY-MM-DD; both days included. */
  readonly from?: string;
  readonly to?: string;
  readonly span: Span;
}

const CONDITIONS = ['sections', 'authors', 'tags'] as const;
const KEYS = ['name', 'each', 'articles', ...CONDITIONS, 'from', 'to'];
const LONGEST_NAME = 60;

/** Reads a map's text for each edition, other keys being known. */
type NamesReader = (book: MapReader, others: readonly string[]) => Readonly<Record<string, string>>;

/** @param sections keys of the paper's sections */
export function readBooks(
  reader: MapReader,
  namesIn: NamesReader,
  sections: readonly string[],
): BookPlan[] {
  if (!reader.has('books')) return [];
  const seen = new Set<string>();
  return (reader.list('books') ?? []).flatMap((item): BookPlan[] => {
    if (item.kind !== 'map') {
      const hint = 'write “- name: digest” and the other keys below it';
      reader.wrong(item.span, 'a book has a name, a title in each edition and a choice', hint);
      return [];
    }
    const book = new MapReader(item, reader.file, reader.code, reader.diagnostics, 'books');
    const titles = namesIn(book, KEYS);
    const name = readName(book, seen);
    const plan = { titles, span: item.span, ...readChoice(book, sections) };
    return name === undefined ? [] : [{ name, ...plan }];
  });
}

function readName(book: MapReader, seen: Set<string>): string | undefined {
  const name = book.text('name');
  if (name === undefined) return undefined;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || name.length > LONGEST_NAME)
    return book.wrong(
      book.span('name'),
      `“${name}” cannot be part of an address`,
      `write at most ${LONGEST_NAME} small Latin letters, digits and hyphens, such as digest`,
    );
  if (seen.has(name))
    return book.wrong(
      book.span('name'),
      `there are two books “${name}”`,
      'give one of them another name',
    );
  seen.add(name);
  return name;
}

function readChoice(
  book: MapReader,
  sections: readonly string[],
): Omit<BookPlan, 'name' | 'titles' | 'span'> {
  const each = book.has('each') ? book.oneOf('each', ['month'] as const) : undefined;
  const articles = readWords(book, 'articles');
  const conditions = Object.fromEntries(
    CONDITIONS.flatMap((key) => {
      const words = readWords(book, key);
      return words ? [[key, words] as const] : [];
    }),
  ) as Partial<Record<(typeof CONDITIONS)[number], Wanted[]>>;
  for (const { text, span } of conditions.sections ?? [])
    if (!sections.includes(text)) {
      const near = nearestWord(text, sections);
      book.wrong(
        span,
        `there is no section “${text}”`,
        near ? `did you mean “${near}”?` : `the sections are ${sections.join(', ')}`,
      );
    }
  const [from, to] = [readDay(book, 'from'), readDay(book, 'to')];
  if (from !== undefined && to !== undefined && from > to)
    book.wrong(book.span('to'), '“books.to” lies before “books.from”', 'change the two');
  for (const key of [...CONDITIONS, 'from', 'to', 'each'])
    if (articles && book.has(key))
      book.wrong(
        book.span(key),
        `“books.articles” names every article, so “books.${key}” has nothing to choose`,
        `take “${key}” or “articles” away`,
      );
  return {
    ...conditions,
    ...(each ? { each } : {}),
    ...(articles ? { articles } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

function readWords(book: MapReader, key: string): Wanted[] | undefined {
  if (!book.has(key)) return undefined;
  const items = book.list(key);
  if (items?.length === 0)
    book.wrong(book.span(key), `“${book.name(key)}” is empty`, `take “${key}” away, or fill it`);
  return items?.flatMap((item) => wantedIn(book, key, item));
}

function wantedIn(book: MapReader, key: string, item: Located): Wanted[] {
  const text = item.kind === 'scalar' ? oneLine(item.text) : '';
  if (text !== '') return [{ text, span: item.span }];
  book.wrong(item.span, `each line of “${book.name(key)}” has to be text`, 'write it behind “- ”');
  return [];
}
