import { forbiddenCharacters } from '../../src/diagnostics/index.js';

describe('no text may hold', () => {
  const forbidden: [string, string][] = [
    ['a\u202eb', 'md-016 1'],
    ['\u200e', 'md-016 0'],
    ['\u2066a\u2069', 'md-016 0, md-016 2'],
    ['a\u0000', 'md-015 1'],
    ['\r', 'md-015 0'],
    ['\ufeff', 'md-015 0'],
    ['\uffff', 'md-015 0'],
    ['\ud800', 'md-014 0'],
    ['😀\udc00', 'md-014 2'],
  ];
  test.each(forbidden)('%j', (text, wanted) => {
    const found = forbiddenCharacters(text).map(({ code, index }) => `${code} ${index}`);
    expect(found.join(', ')).toBe(wanted);
  });
});

test('words of both scripts, half-spaces, line feeds and pictures of type are free to stand', () => {
  expect(forbiddenCharacters('می‌شود\n\tKabul 😀 👩‍👩‍👧 a\u00adb\u00a0c')).toEqual([]);
});
