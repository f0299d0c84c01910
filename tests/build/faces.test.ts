/** Faces that leave the house: subsets under names of their own, whole to the last sum. */
import { bookWording } from '../../src/build/book-wording.js';
import { bookFaces, openShelf, webFaces } from '../../src/build/faces.js';
import { namesOf, openFont, withNames } from '../../src/typeset/index.js';
import { article, edition, FA, p } from '../support/edition.js';

const CHARACTERS = {
  naskh: 'کتاب‌ها',
  naskhBold: 'کتاب',
  serif: 'Book',
  serifItalic: 'Book',
  serifBold: 'Book',
  mono: 'book',
};
const shelf = await openShelf();
const faces = bookFaces(shelf, { characters: CHARACTERS, display: ['افغانستان'] });

test.each(faces.map((face) => [face.fileName, face] as const))(
  '%s bears no reserved name, and its copyright and licence',
  (_file, { bytes, family, weight, style }) => {
    const names = namesOf(bytes);
    const own = [1, 2, 3, 4, 6].map((id) => names.get(id)).join(' ');
    expect(own).not.toMatch(/Source|Noto|Adobe/);
    expect(names.get(1)).toBe(family.replace('Warraq', 'Warraq '));
    expect(names.get(2)).toBe(weight === 700 ? 'Bold' : style === 'italic' ? 'Italic' : 'Regular');
    expect(names.get(6)).toMatch(/^Warraq[A-Za-z]+-[A-Za-z]+$/);
    expect(names.get(0)).toMatch(/Adobe|The Noto Project Authors/);
    expect(names.get(13)).toContain('SIL Open Font License');
  },
);

test.each(faces.map((face) => [face.fileName, face.bytes] as const))(
  'the sum of %s is that of a sound face',
  (_file, bytes) => {
    const whole = new Uint8Array((bytes.length + 3) & ~3);
    whole.set(bytes);
    const view = new DataView(whole.buffer);
    let sum = 0;
    for (let at = 0; at < whole.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
    // OpenType, `head`: checksumAdjustment makes it this.
    expect(sum).toBe(0xb1b0afba);
  },
);

test('names that are not replaced stay, whatever their script', () => {
  const { bytes } = shelf;
  const renamed = withNames(bytes.serif, new Map([[1, 'وراق']]));
  expect(namesOf(renamed).get(1)).toBe('وراق');
  const without = (names: ReadonlyMap<number, string>) => [...names].filter(([id]) => id !== 1);
  expect(without(namesOf(renamed))).toEqual(without(namesOf(bytes.serif)));
});

describe('signs such as ﷺ', () => {
  const SIGNS = 'ﷺ﷼﴿﴾ﷲ﷽';

  test('come to pages as a face of their own, which those without them do not fetch', async () => {
    const wording = (text: string) => ({ text, display: '', code: '' });
    const { faces: with_ } = await webFaces(shelf, wording(`کتاب ${SIGNS} book`));
    expect(with_.map(({ path }) => path.replace(/-\w+\.woff2$/, ''))).toEqual([
      'assets/naskh',
      'assets/naskh-signs',
      'assets/serif',
    ]);
    expect(with_[1]!.unicodeRange).toContain('U+FB50-FDFF');
    expect(with_[1]!.fallbacks).toEqual([]);
    const { faces: without } = await webFaces(shelf, wording('کتاب book'));
    expect(without.map(({ path }) => path)).toEqual([with_[0]!.path, with_[2]!.path]);
  });

  test('are in the face of a book', () => {
    const text = article(FA, edition(FA), { body: [p(`کتاب ${SIGNS}`)] });
    const wording = bookWording([text], edition(FA).theme);
    const naskh = bookFaces(shelf, wording).find(({ fileName }) => fileName === 'naskh.ttf')!;
    const font = openFont('naskh', naskh.bytes);
    for (const sign of SIGNS)
      expect([sign, font.hasCharacter(sign.codePointAt(0)!)]).toEqual([sign, true]);
  });
});
