#!/usr/bin/env node
/**
 * A publication of many article pairs, put together from the paragraphs of the sample articles.
 *
 *   node tests/bench/corpus.mjs <folder> <pairs>
 *
 * The same number gives the same bytes. Titles, days, sections, authors and tags differ, words are changed
 * as in `variants.mjs`, and every text has about 1,350 words.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { changed, generator } from './variants.mjs';

const WORDS = 1350;
const FIRST_DAY = Date.UTC(2015, 2, 21);
const DAY = 24 * 60 * 60 * 1000;

/** @param project the folder whose samples, templates and words are taken */
export function writeCorpus(folder, pairs, project = '.') {
  mkdirSync(folder, { recursive: true });
  for (const part of ['templates', 'locales'])
    cpSync(join(project, part), join(folder, part), { recursive: true });
  // Peers bind no books: articles alone are compared.
  const site = readFileSync(join(project, 'site.yaml'), 'utf8').replace(/^books:\n(?: .*\n)+/m, '');
  writeFileSync(join(folder, 'site.yaml'), site);
  const sections = [...site.matchAll(/^ {2}- key: ([\w-]+)/gm)].map(([, key]) => key);
  const samples = { fa: paragraphsOf(project, 'fa'), en: paragraphsOf(project, 'en') };
  for (let number = 1; number <= pairs; number++) {
    const random = generator(number * 7919);
    const date = new Date(FIRST_DAY + Math.floor((number - 1) * 2.9) * DAY)
      .toISOString()
      .slice(0, 10);
    const section = sections[Math.floor(random() * sections.length)];
    const home = join(folder, 'articles', `${date}-piece-${number}`);
    mkdirSync(home, { recursive: true });
    const shared = { number, date, section, author: number % 40, tag: number % 25 };
    for (const language of ['fa', 'en'])
      writeFileSync(
        join(home, `${language}.md`),
        articleOf(language, samples[language], shared, random),
      );
  }
}

function articleOf(language, paragraphs, { number, date, section, author, tag }, random) {
  const persian = language === 'fa';
  const of = (latin, local) => (persian ? local : latin);
  const digits = (value) =>
    persian ? String(value).replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[digit]) : String(value);
  const front = [
    '---',
    `title: ${of('Notes from the road', 'یادداشت‌های راه')} ${digits(number)}`,
    `author: ${of('Author', 'نویسنده')} ${of(letter(author), persianLetter(author))}`,
    `date: ${date}`,
    `section: ${section}`,
    `tags: [${of('topic', 'موضوع')} ${digits(tag)}]`,
    `teaser: ${of('What was seen and heard on the way', 'آنچه در راه دیده و شنیده شد')}، ${digits(number)}.`.replace(
      '،',
      of(',', '،'),
    ),
    '---',
  ];
  const body = [];
  for (let words = 0; words < WORDS; ) {
    const paragraph = changed(paragraphs[Math.floor(random() * paragraphs.length)], random);
    body.push(paragraph);
    words += paragraph.split(/\s+/).length;
  }
  return `${front.join('\n')}\n\n${body.join('\n\n')}\n`;
}

/** Running text of the samples: what stands alone, names no picture and cites no note. */
function paragraphsOf(project, language) {
  const folder = join(project, 'articles');
  return readdirSync(folder)
    .sort()
    .flatMap((slug) => {
      const files = readdirSync(join(folder, slug));
      if (!files.includes(`${language}.md`)) return [];
      const text = readFileSync(join(folder, slug, `${language}.md`), 'utf8');
      const body = text.slice(text.indexOf('\n---', 3) + 4);
      // Links that have lost their targets would be warned of.
      return body.replace(/\[([^\]]*)\]\(#\)/g, '$1').split(/\n{2,}/);
    })
    .filter(
      (text) =>
        text.split(/\s+/).length > 25 && /^[\p{L}«“]/u.test(text) && !/\[\^|!\[|`/.test(text),
    );
}

function letter(number) {
  return (
    String.fromCharCode(65 + (number % 26)) + String.fromCharCode(97 + Math.floor(number / 26))
  );
}

function persianLetter(number) {
  const letters = 'ابپتجچحخدرزسشعغفقکگلمنوهی';
  return letters[number % letters.length] + letters[Math.floor(number / letters.length) + 5];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, pairs] = process.argv.slice(2);
  writeCorpus(folder, Number(pairs));
}
