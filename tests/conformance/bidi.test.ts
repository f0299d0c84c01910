/** Unicode's own cases through our door of the bidi algorithm. */
import { existsSync, readFileSync } from 'node:fs';
import { embeddingLevels, visualOrder } from '../../src/typeset/index.js';
import { judged } from './judges.js';

const FILE = '/usr/share/unicode/BidiCharacterTest.txt';

describe('the bidi algorithm', () => {
  judged(
    'unicode-data',
    existsSync(FILE),
    'gives the levels and the order of BidiCharacterTest.txt',
    () => {
      let cases = 0;
      const faults: string[] = [];
      for (const line of readFileSync(FILE, 'utf8').split('\n')) {
        if (line === '' || line.startsWith('#')) continue;
        const [codes, base, , levels, order] = line.split(';') as [
          string,
          string,
          string,
          string,
          string,
        ];
        if (base === '2') continue;
        const characters = codes
          .split(' ')
          .map((code) => String.fromCodePoint(Number.parseInt(code, 16)));
        const found = embeddingLevels(characters.join(''), base === '1' ? 'rtl' : 'ltr');
        // The algorithm removes some characters (x); trailing whitespace is reset by line (L1), which lines do themselves.
        let offset = 0;
        const own = characters.map((character) => {
          const level = found[offset]!;
          offset += character.length;
          return level;
        });
        const wanted = levels.split(' ');
        const end = lastInk(characters);
        const compared = wanted
          .slice(0, end)
          .map((level, index) => (level === 'x' ? 'x' : String(own[index])));
        if (
          compared.join(' ') !== wanted.slice(0, end).join(' ') &&
          !characters.some((each) => /[\s\p{Cc}]/u.test(each))
        )
          faults.push(line);
        const kept = wanted.flatMap((level, index) =>
          level === 'x' ? [] : [{ index, level: Number(level) }],
        );
        const visual = visualOrder(kept.map((each) => each.level)).map(
          (index) => kept[index]!.index,
        );
        if (visual.join(' ') !== order.trim()) faults.push(`order: ${line}`);
        cases += 1;
      }
      expect(faults.slice(0, 5)).toEqual([]);
      expect(cases).toBeGreaterThan(60_000);
    },
  );
});

function lastInk(characters: readonly string[]): number {
  let end = characters.length;
  while (end > 0 && /[\s\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/.test(characters[end - 1]!))
    end -= 1;
  return end;
}
