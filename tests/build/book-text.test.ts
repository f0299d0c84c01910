/**
 * The text of every e-book of the sample articles equals that of its Markdown, code point by code point:
 * nothing lost, nothing put in, no half-space changed. Markdown is read here by rules of the test's own,
 * and white space and marks of syntax are left out of both sides.
 */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';
import { paper, warraq } from '../support/paper.js';

const root = paper({});
cpSync('articles', join(root, 'articles'), { recursive: true });

beforeAll(async () => {
  const { code } = await warraq(root, 'build', '--format', 'epub');
  expect(code).toBe(0);
}, 120_000);

/** What Markdown says as signs, and nobody reads. */
const MARKERS = /^[\s>]*(?:[\d۰-۹]+\.|[-+*])\s/gmu;
const SIGNS = /[\s*_`#|>\\]/gu;

/** The text of a source below its front matter, notes behind it in the order of their references. */
function sourceText(path: string): string {
  const [, , body] = readFileSync(path, 'utf8').split(/^---$/m);
  const notes = new Map<string, string>();
  const text = body!.replace(/^\[\^([^\]]+)\]: (.*(?:\n+ {4}.*)*)/gm, (_, label, note) => {
    notes.set(label, note);
    return '';
  });
  const code: string[] = [];
  const whole = text.replace(/^```(\w*)\n([\s\S]*?)^```$/gm, (_, kind: string, inner: string) => {
    // Code keeps every sign; in a verse a stroke parts the hemistichs.
    code.push(inner.replace(kind === 'verse' ? /\s|\//g : /\s/g, ''));
    return `\ue000${code.length - 1}\ue001`;
  });
  const referred = [...whole.matchAll(/\[\^([^\]]+)\]/g)].map(([, label]) => label!);
  const ordered = [...new Set(referred)].map((label) => notes.get(label)!);
  return [whole, ...ordered]
    .join('\n')
    .replace(/!\[[^\]]*\]\([^\s)]+(?: "([^"]*)")?\)/g, '$1')
    .replace(/\[\^[^\]]+\]/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<(https?:[^>]*)>/g, '$1')
    .replace(/^\|[\s:|-]+\|$/gm, '')
    .replace(/^---+$/gm, '')
    .replace(MARKERS, '')
    .replace(SIGNS, '')
    .replace(/\ue000(\d+)\ue001/g, (_, at) => code[Number(at)]!);
}

/** The text of a document between what stands above and below an article's own words. */
function bookText(xhtml: string): string {
  return xhtml
    .replace(/^[\s\S]*<article[^>]*>/, '')
    .replace(/<header[\s\S]*?<\/header>|<footer[\s\S]*?<\/footer>/g, '')
    .replace(/<(h1|p) class="(?:title|subtitle|byline|notice|standfirst)"[\s\S]*?<\/\1>/g, '')
    .replace(/<h2 class="notes-title"[\s\S]*?<\/h2>|<span class="label">[\s\S]*?<\/span>/g, '')
    .replace(/<sup class="reference">[\s\S]*?<\/sup>|<a class="back"[\s\S]*?<\/a>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s/g, '');
}

async function documentOf(book: string, name: string): Promise<string> {
  const zip = await JSZip.loadAsync(readFileSync(join(root, 'dist', book)));
  return zip.files[`OEBPS/${name}.xhtml`]!.async('string');
}

const SLUGS = [
  '2023-05-12-taliban-islamic-state',
  '2024-03-20-nowruz-calendar',
  '2024-08-18-independence-day',
  '2024-11-05-reading-slow-lines',
  '2025-02-14-half-space',
];
const ONLY: Readonly<Record<string, string>> = { [SLUGS[2]!]: 'fa', [SLUGS[3]!]: 'en' };

describe.each(['fa', 'en'])('in the edition %s', (edition) => {
  test.each(SLUGS.map((slug, at) => [slug, at + 1] as const))(
    '%s is what its author wrote, alone and bound',
    async (slug, number) => {
      const wanted = sourceText(`articles/${slug}/${ONLY[slug] ?? edition}.md`);
      expect(wanted.length).toBeGreaterThan(300);
      expect(bookText(await documentOf(`${edition}/${slug}/${slug}.epub`, 'text'))).toBe(wanted);
      const bound = await documentOf(
        `${edition}/books/collected/collected.epub`,
        `article-${number}`,
      );
      expect(bookText(bound)).toBe(wanted);
    },
  );
});
