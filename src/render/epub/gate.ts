/** What no validator sees: faults that would make a Persian book unreadable. A fault here is our bug. */

import { plainText } from '../../document/index.js';
import type { Book } from './book.js';
import type { PackedBook } from './pack.js';

/** Every fault of a finished book, in words; empty for a sound one. */
export function faultsOfBook(
  book: PackedBook,
  { chapters, tongue }: Pick<Book, 'chapters' | 'tongue'>,
): string[] {
  const faults: string[] = [];
  const say = (file: string, what: string) => faults.push(`${file}: ${what}`);
  if (!book.opf.includes(`page-progression-direction="${tongue.direction}"`))
    say('content.opf', 'the pages turn the wrong way');
  if (!book.opf.includes(`<dc:language>${tongue.language.split('-')[0]}</dc:language>`))
    say('content.opf', 'the language of the book is not its text’s');
  if (/<dc:language>prs/.test(book.opf))
    say('content.opf', '“prs” is a language that no reader knows');

  const ids = new Map<string, string>();
  for (const { file, xhtml } of [...book.chapters, { file: 'toc.xhtml', xhtml: book.nav }]) {
    for (const element of ['html', 'body'])
      if (!new RegExp(`<${element}[^>]* dir="${tongue.direction}"`).test(xhtml))
        say(file, `<${element}> has no dir="${tongue.direction}"`);
    if ((xhtml.match(/<h1[\s>]/g) ?? []).length > 1) say(file, 'there is more than one h1');
    if (/&#/.test(xhtml)) say(file, 'there are numeric references');
    if (/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(xhtml))
      say(file, 'there are invisible marks of direction');
    if (/alt="image-placeholder"/.test(xhtml))
      say(file, 'a picture has a placeholder for its description');
    if (/<script|\son\w+="|<iframe/i.test(xhtml)) say(file, 'there is a script');
    for (const [, id] of xhtml.matchAll(/\sid="([^"]*)"/g)) {
      if (!/^[a-z][a-z0-9-]*$/.test(id!)) say(file, `the id “${id}” is not ASCII`);
      const before = ids.get(id!);
      if (before === file) say(file, `the id “${id}” is there twice`);
      ids.set(id!, file);
    }
    const unbalanced = unclosedElement(xhtml);
    if (unbalanced) say(file, `it is not well-formed at <${unbalanced}>`);
  }
  for (const { path, bytes } of book.resources)
    if (
      path.endsWith('.ttf') &&
      typeof bytes !== 'string' &&
      !(bytes[0] === 0 && bytes[1] === 1 && bytes[2] === 0 && bytes[3] === 0)
    )
      say(path, 'it is no TrueType face');
  const joiners = (value: string) => (value.match(/\u200c/g) ?? []).length;
  for (const [index, { blocks }] of chapters.entries())
    if (joiners(book.chapters[index]!.xhtml) < joiners(plainText(blocks)))
      say(book.chapters[index]!.file, 'half-spaces were lost');
  return faults;
}

/** The first element that is closed out of turn; undefined when all are in order. */
function unclosedElement(xhtml: string): string | undefined {
  const open: string[] = [];
  for (const [, closing, name, empty] of xhtml.matchAll(/<(\/?)([a-z][\w:-]*)[^<>]*?(\/?)>/gi)) {
    if (empty === '/') continue;
    if (closing === '/') {
      if (open.pop() !== name) return name;
    } else open.push(name!);
  }
  return open[0];
}
