/**
 * Articles that are new to every cache: one article, each time with other words in it.
 *
 * A program that remembers paragraphs would otherwise be measured on remembering. One word in five is
 * changed, about as many as a newspaper's next article has that the last ones had not.
 */
import { readFileSync } from 'node:fs';

const ARTICLE = 'articles/2023-05-12-taliban-islamic-state';
const SHARE = 0.2;

/** @returns a function from a number to Markdown; the same number gives the same text */
export function variantsOf(language) {
  const text = readFileSync(`${ARTICLE}/${language}.md`, 'utf8');
  const start = text.indexOf('\n---', 3) + 4;
  return (number) => {
    const random = generator(number + 1);
    const head = text
      .slice(0, start)
      .replace(/^((?:title|subtitle): )(.*)$/gm, (_, key, words) => key + changed(words, random));
    return head + changed(text.slice(start), random);
  };
}

/** One word in five has two of its letters exchanged. */
export function changed(text, random) {
  return text.replace(/[\p{L}\u200c]{4,}/gu, (word) => {
    const at = 1 + Math.floor(random() * (word.length - 2));
    return random() < SHARE ? exchanged(word, at) : word;
  });
}

function exchanged(word, at) {
  return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
}

/** Numbers from 0 to 1 that follow from the seed (Lehmer's generator). */
export function generator(seed) {
  let state = (seed * 48271) % 0x7fffffff;
  return () => {
    state = (state * 48271) % 0x7fffffff;
    return state / 0x7fffffff;
  };
}
