/** The file around the objects: whatever they are, each is found again by its number. */
import fc from 'fast-check';
import { assembleFile, type WrittenObject } from '../../../src/render/pdf/object-streams.js';
import { runs } from '../../support/runs.js';
import { readPdf, value } from './read-pdf.js';

const TRAILER = { version: '1.7', root: 1, info: 2, fileId: '00ff' };

const bytes = fc.uint8Array({ maxLength: 300 });
const object = fc.oneof(
  fc.record({ text: fc.constantFrom('<<\n/A 1\n>>', '[1 0 R]', '(a \\) b\xe9)', 'null', '42') }),
  bytes.map((stream) => ({ text: `<<\n/Length ${stream.length}\n>>`, stream })),
);

function numbered(objects: readonly { text: string; stream?: Uint8Array }[]): WrittenObject[] {
  return objects.map(({ text, ...rest }, index) => ({ id: index + 1, value: text, ...rest }));
}

describe('the file around the objects', () => {
  test('gives every object back by its number, streams as they were', () => {
    fc.assert(
      fc.property(fc.array(object, { maxLength: 450 }), (objects) => {
        const written = numbered(objects);
        const file = readPdf(assembleFile(written, TRAILER));
        for (const { id, value: text, stream } of written) {
          expect(file.objects.get(id)!.text).toBe(text);
          if (stream) expect(new Uint8Array(file.objects.get(id)!.stream!)).toEqual(stream);
        }
      }),
      runs(60),
    );
  });

  test('does not depend on the order in which objects came', () => {
    const written = numbered(Array.from({ length: 9 }, (_, index) => ({ text: `${index}` })));
    expect(assembleFile([...written].reverse(), TRAILER)).toEqual(assembleFile(written, TRAILER));
  });

  test('names the catalogue, the information and itself in the trailer', () => {
    const { trailer } = readPdf(assembleFile(numbered([{ text: '1' }, { text: '2' }]), TRAILER));
    expect(value(trailer, 'Root')).toBe('1 0 R');
    expect(value(trailer, 'Info')).toBe('2 0 R');
    // Object 0, two of ours, the object stream and the cross-reference stream.
    expect(value(trailer, 'Size')).toBe('5');
  });

  test('refuses a file with a gap', () => {
    const [first, , third] = numbered([{ text: '1' }, { text: '2' }, { text: '3' }]);
    expect(() => assembleFile([first!, third!], TRAILER)).toThrow(
      'object 2 of the PDF was never written',
    );
  });
});
