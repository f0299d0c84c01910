/** The faces of a book have what its words need, and the spaces between them. */
import { bookWording } from '../../src/build/book-wording.js';
import { bookFaces, openShelf } from '../../src/build/faces.js';
import { openFont } from '../../src/typeset/index.js';
import { editionsOf } from '../support/house.js';

const TEXT = `---
title: Title
date: 2024-01-02
section: culture
---
One **bold word (and more)**, one *slanted word*, «یک واژه» and **«واژهٔ سیاه»**.
`;

test.each(['fa', 'en'])(
  'every face of a book in %s has the space of its own words',
  async (name) => {
    const edition = editionsOf({ 'articles/a/en.md': TEXT }).find((each) => each.name === name)!;
    const faces = bookFaces(await openShelf(), bookWording(edition.articles, edition.theme));
    expect(faces.length).toBeGreaterThan(4);
    for (const { fileName, bytes } of faces) {
      const font = openFont(fileName, bytes);
      expect({ fileName, space: font.hasCharacter(0x20) }).toEqual({ fileName, space: true });
    }
  },
);
