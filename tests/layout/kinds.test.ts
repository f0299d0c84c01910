/** Golden pages of small editions, one for each thing that a page can hold. */
import { readdirSync } from 'node:fs';
import { dumpLayout } from '../../src/layout/index.js';
import { expectGolden } from '../support/golden.js';
import { layOut } from '../support/layout.js';
import { CASES } from './cases.js';

const GOLDEN = 'tests/layout/golden/kinds';

describe('a small page', () => {
  test.each(Object.keys(CASES))('%s', (name) => {
    expectGolden(`${GOLDEN}/${name}.txt`, dumpLayout(layOut(CASES[name]!)));
  });

  test('has a golden file each, and no file is left over', () => {
    expect(readdirSync(GOLDEN).sort()).toEqual(
      Object.keys(CASES)
        .map((name) => `${name}.txt`)
        .sort(),
    );
  });
});
