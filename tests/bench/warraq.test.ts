/** The benchmark makes what a build makes: else it would break unseen, for no other test runs it. */
import { article } from '../support/paper.js';

test('the document and the book that are timed are whole', async () => {
  // No types are made of scripts.
  const script = './warraq.mjs';
  const { openWarraq } = await import(script);
  const warraq = await openWarraq();
  const edition = warraq.editionOf('en', article);
  const pdf = await warraq.make('en', article);
  expect(Buffer.from(pdf).toString('latin1').slice(0, 5)).toBe('%PDF-');
  const book = await warraq.makeBook(edition, warraq.layoutOf(edition), article);
  expect(Buffer.from(book).toString('latin1')).toContain('application/epub+zip');
});
