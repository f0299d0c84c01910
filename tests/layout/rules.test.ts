/** Every rule for every case, golden or extreme. */
import { layOut } from '../support/layout.js';
import { RULES } from '../support/layout-rules.js';
import { CASES, EXTREMES } from './cases.js';

describe.each(Object.entries({ ...CASES, ...EXTREMES }))('%s', (_, from) => {
  const layout = layOut(from);
  test.each(Object.keys(RULES))('%s', (rule) => {
    expect(RULES[rule]!(layout, from)).toEqual([]);
  });
});
