/** Unicode's own cases of line breaking; where we mean to differ is in `line-breaks.txt`, with reasons. */
import { existsSync, readFileSync } from 'node:fs';
import { breakOpportunities } from '../../src/typeset/breaks.js';
import { judged } from './judges.js';

const FILE = '/usr/share/unicode/auxiliary/LineBreakTest.txt';
const LISTED = 'tests/conformance/line-breaks.txt';

describe('line breaking', () => {
  judged(
    'unicode-data',
    existsSync(FILE),
    'keeps LineBreakTest.txt, or says why it does not',
    () => {
      const lines = readFileSync(FILE, 'utf8').split('\n');
      // The list was argued from this version.
      expect(lines[0]).toBe('# LineBreakTest-15.0.0.txt');
      const samples = lines.map(sampleIn).filter((sample) => sample !== '');
      expect(samples).toHaveLength(7654);
      const listed = new Set(
        readFileSync(LISTED, 'utf8')
          .split('\n')
          .map(sampleIn)
          .filter((sample) => sample !== ''),
      );
      const differing = samples.map((sample) => [sample, ours(sample)]).filter(([a, b]) => a !== b);
      const found = new Set(differing.map(([, own]) => own!));
      expect({
        unlisted: [...found].filter((sample) => !listed.has(sample)),
        listedInVain: [...listed].filter((sample) => !found.has(sample)),
      }).toEqual({ unlisted: [], listedInVain: [] });
    },
  );
});

/** `÷` and `×` between code points, without the comment. */
const sampleIn = (line: string): string => line.replace(/#.*/, '').trim();

/** The sample with our signs. */
function ours(sample: string): string {
  const codes = sample.split(' ').filter((part) => part !== '÷' && part !== '×');
  const characters = codes.map((code) => String.fromCodePoint(Number.parseInt(code, 16)));
  const breaks = new Set(breakOpportunities(characters.join('')).map(({ at }) => at));
  let at = 0;
  const parts = codes.map((code, index) => {
    at += characters[index]!.length;
    return ` ${code} ${breaks.has(at) ? '÷' : '×'}`;
  });
  return `×${parts.join('')}`;
}
