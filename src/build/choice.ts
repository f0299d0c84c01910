/** What of the publication belongs to what a person asked for. */
import { dirname } from 'node:path';
import { type Diagnostic, hasError, nearestWord, type SourceFile } from '../diagnostics/index.js';
import type { Book, Edition, Site } from '../edition/index.js';
import { fault } from './article-files.js';
import { displayPath, isBelow } from './files.js';
import type { ReadProject } from './project.js';
import { type Choice, FORMATS, type Format, isWhole } from './wish.js';

/** A book by its name in `site.yaml`, which is all of its months, or by its own. */
export function isBookChosen({ name }: Pick<Book, 'name'>, { books }: Choice): boolean {
  if (books === 'all' || books === 'none') return books === 'all';
  return books.some((each) => name === each || name.startsWith(`${each}-`));
}

export function isEditionChosen(edition: Edition, choice: Choice): boolean {
  return choice.editions.length === 0 || choice.editions.includes(edition.name);
}

/** @param file of one of the article's texts, from the paper's folder */
export function isFileChosen(root: string, file: SourceFile, { paths }: Choice): boolean {
  return paths.length === 0 || paths.some((path) => isBelow(root, file, path));
}

/** Whether a fault belongs to what was asked about: to one of the articles, or to what all of them share. */
export function isSaid(root: string, { file }: Diagnostic, choice: Choice): boolean {
  if (!file.path.startsWith('articles/') || isFileChosen(root, file, choice)) return true;
  // Beside a text lie the pictures that it shows.
  const beside = choice.paths.filter((path) => path.endsWith('.md')).map(dirname);
  return !file.path.endsWith('.md') && beside.some((folder) => isBelow(root, file, folder));
}

/** Pages of the editions asked for; with paths, only those of their articles; of books alone, their own. */
export function isPageChosen(path: string, slugs: ReadonlySet<string>, choice: Choice): boolean {
  return isWhole(choice) || path.startsWith('assets/') || isWithin(path, slugs, choice);
}

/**
 * Whether a file that an earlier build made lies within what was asked for: where this build does not make
 * it, its article, book or list is gone.
 */
export function isReplaced(path: string, slugs: ReadonlySet<string>, choice: Choice): boolean {
  if (isWhole(choice)) return true;
  if (!choice.formats.includes(formatOf(path))) return false;
  // Pages that stay may show what this build does without.
  if (path.startsWith('assets/')) return isWhole({ ...choice, formats: FORMATS });
  return isWithin(path, slugs, choice);
}

function isWithin(path: string, slugs: ReadonlySet<string>, choice: Choice): boolean {
  const [edition = '', slug = '', name = ''] = path.split('/');
  const isInEdition = choice.editions.length === 0 || choice.editions.includes(edition);
  if (choice.articles === 'none')
    return slug === 'books' && name !== '' && isBookChosen({ name }, choice) && isInEdition;
  if (choice.paths.length > 0 && !slugs.has(slug)) return false;
  return isInEdition || !path.includes('/');
}

/** Which format a file is made for; covers are those of e-books. */
function formatOf(path: string): Format {
  if (path.endsWith('.pdf')) return 'pdf';
  return /\.epub$|\/cover\.png$/.test(path) ? 'epub' : 'html';
}

/**
 * What was asked for and is not there.
 *
 * @param heldBack paths of the drafts that are not published
 */
export function faultsOfChoice(
  read: ReadProject,
  heldBack: ReadonlySet<string>,
  choice: Choice,
): Diagnostic[] {
  const { root, files, site } = read;
  const names = site?.editions.map((each) => each.name);
  const editions = choice.editions.flatMap((name): Diagnostic[] =>
    !names || names.includes(name)
      ? []
      : [
          fault(
            'cli-001',
            'site.yaml',
            'error',
            `there is no edition “${name}”`,
            `there are ${names.join(', ')}`,
          ),
        ],
  );
  const paths = choice.paths.flatMap((path): Diagnostic[] => {
    const shown = displayPath(root, path);
    const found = files.filter((file) => isBelow(root, file, path));
    if (found.length === 0)
      return [
        fault(
          'cli-001',
          shown,
          'error',
          'there is no article here',
          'name an article’s folder, such as articles/2023-05-12-kabul',
        ),
      ];
    return found.every((file) => heldBack.has(file.path))
      ? [
          fault(
            'cli-001',
            shown,
            'error',
            'this is a draft',
            'say --drafts to publish it, or take “draft: true” away',
          ),
        ]
      : [];
  });
  return [...editions, ...paths, ...nothingToPublish(read, heldBack, choice)];
}

/** Books that were asked for and that no edition has: what a plan binds is known with the editions. */
export function faultsOfBookChoice(
  { books: plans }: Site,
  editions: readonly Edition[],
  { books }: Choice,
): Diagnostic[] {
  if (books === 'all' || books === 'none') return [];
  const names = plans.map(({ name }) => name);
  const bound = new Set(editions.flatMap((edition) => edition.books.map(({ name }) => name)));
  const isThere = (book: string) =>
    [...bound].some((name) => name === book || name.startsWith(`${book}-`));
  return books
    .filter((book) => !isThere(book))
    .map((book) => {
      const near = nearestWord(
        book,
        [...names, ...bound].filter((name) => name !== book),
      );
      const those = names.length > 0 ? `there are ${names.join(', ')}` : 'write it under “books:”';
      const message = names.includes(book)
        ? `no article is in the book “${book}”`
        : `there is no book “${book}”`;
      return fault(
        'cli-001',
        'site.yaml',
        'error',
        message,
        near ? `did you mean “${near}”?` : those,
      );
    });
}

/** An empty publication would take the place of the last one. */
function nothingToPublish(
  { files, diagnostics }: ReadProject,
  heldBack: ReadonlySet<string>,
  choice: Choice,
): Diagnostic[] {
  const inArticles = diagnostics.filter((each) => each.file.path.startsWith('articles/'));
  if (hasError(inArticles)) return [];
  if (files.length === 0)
    return [
      fault(
        'art-008',
        'articles',
        'error',
        'there is no article to publish',
        'make one with “warraq new 2023-05-12-kabul”, or put the folder “articles” back',
      ),
    ];
  return heldBack.size === files.length && choice.paths.length === 0
    ? [
        fault(
          'art-008',
          'articles',
          'error',
          'every article is a draft: there is nothing to publish',
          'take “draft: true” away, or say --drafts',
        ),
      ]
    : [];
}
