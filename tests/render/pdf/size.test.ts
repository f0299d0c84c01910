/** Tagged, with its faces, an article of some 1,350 words is a small file. */
import { readFileSync } from 'node:fs';
import { renderPdf } from '../../../src/render/pdf/index.js';
import { editionsOf } from '../../support/house.js';
import { layOut } from '../../support/layout.js';
import { readPdf } from './read-pdf.js';

const FOLDER = 'articles/2023-05-12-taliban-islamic-state';
const EDITIONS = editionsOf(
  Object.fromEntries(
    ['en', 'fa'].map((language) => {
      const path = `${FOLDER}/${language}.md`;
      return [path, readFileSync(path, 'utf8')];
    }),
  ),
);

describe.each(['fa', 'en'])('the PDF of a whole article (%s)', (name) => {
  const edition = EDITIONS.find((each) => each.name === name)!;
  const article = edition.articles[0]!;
  let bytes: Uint8Array;
  beforeAll(async () => {
    bytes = await renderPdf(layOut({ article, edition }), article);
  });

  test('has at most 50 kB', () => {
    expect(bytes.length).toBeLessThanOrEqual(50_000);
  });

  test('packs all objects that are no streams', () => {
    const plain = Buffer.from(bytes)
      .toString('latin1')
      .match(/\n\d+ 0 obj\n/g)!.length;
    const { objects } = readPdf(bytes);
    expect(plain).toBe([...objects.values()].filter((object) => object.stream).length);
  });
});
