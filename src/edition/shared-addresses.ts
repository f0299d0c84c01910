/** Topics and authors that are two, and whose pages would have one address. */
import type { Diagnostic } from '../diagnostics/index.js';
import type { Article } from '../document/index.js';
import { isoDate } from '../locale/index.js';
import { addressOf, type NameKey, nameKey } from './names.js';

/** A name where it first stands. */
interface Use {
  readonly name: string;
  readonly key: NameKey;
  readonly article: Article;
}

/** Warns of every such name but the eldest, which keeps the address. */
export function sharedAddresses(articles: readonly Article[]): Diagnostic[] {
  const aged = [...articles].sort((a, b) => (ageOf(a) < ageOf(b) ? -1 : 1));
  return [
    ...clashes(aged, 'tags', ({ tags }) => tags),
    ...clashes(aged, 'author', ({ authors }) => authors),
  ];
}

function ageOf({ frontMatter, file }: Article): string {
  return `${isoDate(frontMatter.date)} ${file.path}`;
}

function clashes(
  articles: readonly Article[],
  field: 'tags' | 'author',
  namesOf: (frontMatter: Article['frontMatter']) => readonly string[],
): Diagnostic[] {
  const first = new Map<string, Use>();
  const seen = new Set<NameKey>();
  return articles.flatMap((article) =>
    [...namesOf(article.frontMatter)]
      .map((name): Use => ({ name, key: nameKey(name), article }))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .flatMap((use) => {
        const address = addressOf(use.name);
        const known = first.get(address) ?? use;
        first.set(address, known);
        const isNew = known.key !== use.key && !seen.has(use.key);
        seen.add(use.key);
        return isNew ? [clash(use, known, field)] : [];
      }),
  );
}

function clash({ name, article }: Use, known: Use, field: 'tags' | 'author'): Diagnostic {
  const { spans } = article.frontMatter;
  const span = spans[`${field}.${name}`] ?? spans[field];
  return {
    code: 'art-016',
    severity: 'warning',
    message: `“${name}” and “${known.name}”, in ${known.article.file.path}, would have one address: the page of “${name}” gets a number`,
    file: article.file,
    ...(span ? { span } : {}),
    hints: [`write “${known.name}” here, too, if they are one; else give one of them another name`],
  };
}
