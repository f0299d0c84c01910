import { crc32, ownCrc32 } from '../../src/render/crc32.js';

test.each([
  ['of the machine or our own', crc32],
  ['our own', ownCrc32],
])('the check, %s, is that of the standards', (_, check) => {
  expect(check(new Uint8Array())).toBe(0);
  // The value that catalogues of checks give for these digits.
  expect(check(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
});
