/** Faces that leave the house: subsets under names of their own, whole to the last sum. */
import { bookFaces, openShelf } from '../../src/build/faces.js';
import { namesOf, withNames } from '../../src/typeset/index.js';

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
