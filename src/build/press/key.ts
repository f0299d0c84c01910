/** What a task is known by: a hash of everything that its files depend on. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceFile } from '../../diagnostics/index.js';
import type { EditionArticle } from '../../edition/index.js';
import { besideText, hashBeside } from '../article-facts.js';
import { filesBelow } from '../files.js';
import { hashOf } from '../hash.js';
import { textFactsOf } from '../text-facts.js';
import { said } from './said.js';
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
    return hashOf(seed, plan, said(inputsOf(task)));
  };
}

/** The text itself is among the inputs in place of what is made of it, or plays no part. */
function inputsOf(task: Task): unknown {
  switch (task.kind) {
    case 'article': {
      const { article, source, ...order } = task;
      return { ...order, beside: hashBeside(article), source: [source.path, source.hash] };
    }
    case 'card': {
      const { article, ...order } = task;
      return article ? { ...order, beside: hashBeside(article) } : order;
    }
    case 'book': {
      const { book, sources, ...order } = task;
      const articles = book.articles.map(besideText);
      const texts = sources.map(({ path, hash }) => [path, hash]);
      return { ...order, book: { ...book, articles }, texts };
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

/** Of an article with its text: whatever depends on it goes by this. */
export function hashOfArticle(article: EditionArticle, file: SourceFile): Key {
  return hashOf(hashBeside(article), textFactsOf(file).hash);
}

/** What pages are known by: the program, and what the site says that they depend on. */
export function hashOfPages(...depends: readonly unknown[]): Key {
  return hashOf(programHash(), said(depends));
}

/** What the tasks of an edition share, with the program. */
function seedOf({ editions, site: _, ...shared }: Material, edition: string | undefined): Key {
  const own = editions.filter(({ name }) => name === edition);
  return hashOf(programHash(), said({ ...shared, own }));
}
