import { crc32 } from '../../src/render/crc32.js';

test('the check is that of the standards', () => {
  expect(crc32(new Uint8Array())).toBe(0);
  // The value that catalogues of checks give for these digits.
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
});
