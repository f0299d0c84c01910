/** What a task is known by: a hash of everything that its files depend on. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EditionArticle } from '../../edition/index.js';
import { filesBelow } from '../files.js';
import { hashOf } from '../hash.js';
import type { Material, Task } from './task.js';

/** SHA-256, hexadecimal. */
export type Key = string;

/**
 * The program itself: its modules, the versions of what it leans on, and Node's, whose zlib packs the
 * files. Faces come with packages, and so with their versions.
 */
export function programHash(): Key {
  known ??= hashOf(
    process.version,
    process.arch,
    ...programFiles().map((path) => readFileSync(path)),
  );
  return known;
}

let known: Key | undefined;

function programFiles(): string[] {
  const modules = join(dirname(fileURLToPath(import.meta.url)), '../..');
  const home = dirname(modules.endsWith('lib') ? dirname(modules) : modules);
  const versions = ['package.json', 'package-lock.json'].map((name) => join(home, name));
  return [...filesBelow(modules), ...versions.filter((path) => existsSync(path))];
}

/** What the tasks of one publication are known by. */
export function openKeys(material: Material): (task: Task) => Key {
  const seeds = new Map<string | undefined, Key>();
  return (task) => {
    const edition = 'edition' in task ? task.edition : undefined;
    const seed = seeds.get(edition) ?? seedOf(material, edition);
    seeds.set(edition, seed);
    // Only a book says where in the configuration a fault of its plan stands.
    const plan = task.kind === 'book' ? material.site.text : '';
    return hashOf(seed, plan, json(inputsOf(task)));
  };
}

/** What is made of the text is left out: the text itself is among the inputs, or plays no part. */
function inputsOf(task: Task): unknown {
  switch (task.kind) {
    case 'article':
      return { ...task, article: besideText(task.article) };
    case 'card':
      return task.article ? { ...task, article: besideText(task.article) } : task;
    case 'book': {
      const { book } = task;
      return { ...task, book: { ...book, articles: book.articles.map(besideText) } };
    }
    case 'search': {
      const { kind, edition, from } = task;
      return { kind, edition, from };
    }
    case 'faces':
    case 'picture':
      return task;
  }
}

const FROM_TEXT: ReadonlySet<string> = new Set<keyof EditionArticle>([
  'body',
  'notes',
  'references',
  'leadPicture',
]);

/** All of an article that is not made of its text. */
function besideText(article: EditionArticle): unknown {
  const names = Object.keys(article).filter((name) => !FROM_TEXT.has(name));
  return Object.fromEntries(names.map((name) => [name, article[name as keyof EditionArticle]]));
}

/** Of an article with its text: whatever depends on it goes by this. */
export function hashOfArticle(article: EditionArticle, text: string): Key {
  return hashOf(hashBeside(article), text);
}

/** Of an article without its text: what shows its title and teaser alone goes by this. */
export function hashBeside(article: EditionArticle): Key {
  const known = hashesBeside.get(article) ?? hashOf(json(besideText(article)));
  hashesBeside.set(article, known);
  return known;
}

const hashesBeside = new WeakMap<EditionArticle, Key>();

/** What pages are known by: the program, and what the site says that they depend on. */
export function hashOfPages(...depends: readonly unknown[]): Key {
  return hashOf(programHash(), json(depends));
}

/** What the tasks of an edition share, with the program. */
function seedOf({ editions, site: _, ...shared }: Material, edition: string | undefined): Key {
  const own = editions.filter(({ name }) => name === edition);
  return hashOf(programHash(), json({ ...shared, own }));
}

function hashOfWords(words: object): Key {
  const known = hashesOfWords.get(words) ?? hashOf(JSON.stringify(words));
  hashesOfWords.set(words, known);
  return known;
}

const hashesOfWords = new WeakMap<object, Key>();

/** Says maps and bytes, which JSON leaves out; the same value gives the same text. */
function json(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, name, said: unknown) {
    // Before `toJSON`, which would make a list of numbers from a buffer.
    const own = this[name];
    if (own instanceof Uint8Array) return hashOf(own);
    // The catalogue of a language, which every article of it brings along.
    if (name === 'words' && typeof own === 'object' && own !== null) return hashOfWords(own);
    return said instanceof Map ? ['map', ...said] : said;
  });
}
