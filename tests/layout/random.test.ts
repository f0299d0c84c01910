/** Every rule for articles that nobody has written. */
import fc from 'fast-check';
import type { Block } from '../../src/document/index.js';
import {
  article,
  bullets,
  cell,
  codeBlock,
  EN,
  edition,
  FA,
  figure,
  h,
  item,
  link,
  note,
  numbered,
  p,
  picture,
  quote,
  ref,
  rule,
  THEME,
  table,
  verse,
} from '../support/edition.js';
import { type LayoutCase, layOut } from '../support/layout.js';
import { RULES } from '../support/layout-rules.js';
import { runs, TIME } from '../support/runs.js';
import { enWords, faWords } from './cases.js';

const HREF = 'https://www.example.org/a';
const NOTES = 3;

/** A block as the article's language writes it; headings and notes are numbered afterwards. */
type Draft = (words: (count: number) => string) => Block;

const length = fc.integer({ min: 1, max: 120 });
const short = fc.integer({ min: 1, max: 12 });
const draft: fc.Arbitrary<Draft> = fc.oneof(
  {
    weight: 6,
    arbitrary: length.map(
      (count): Draft =>
        (words) =>
          p(words(count)),
    ),
  },
  {
    weight: 3,
    arbitrary: short.map(
      (count): Draft =>
        (words) =>
          h(2, '', words(count)),
    ),
  },
  {
    weight: 1,
    arbitrary: length.map(
      (count): Draft =>
        (words) =>
          p(`${words(count)}:`),
    ),
  },
  {
    weight: 1,
    arbitrary: length.map(
      (count): Draft =>
        (words) =>
          quote(p(words(count))),
    ),
  },
  { weight: 1, arbitrary: fc.constant((): Block => rule) },
  { weight: 1, arbitrary: short.map((count) => () => codeBlock(`${'line;\n'.repeat(count)}end`)) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 50, max: 900 }).map(
      (height): Draft =>
        (words) =>
          figure(`${height}.png`, words(3), words(height % 20)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.array(length, { minLength: 1, maxLength: 6 }).map(
      (counts): Draft =>
        (words) => {
          const items = counts.map((count) => item([p(words(count))], { marker: '1.' }));
          return counts.length % 2 === 0 ? bullets(items) : numbered(items);
        },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.array(short, { minLength: 1, maxLength: 20 }).map(
      (counts): Draft =>
        (words) =>
          table(
            [cell(words(1)), cell(words(2))],
            counts.map((count) => [cell(words(count)), cell(words(2))]),
          ),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.array(short, { minLength: 1, maxLength: 9 }).map(
      (counts): Draft =>
        (words) =>
          verse(counts.map((count) => [words(count), words(4)])),
    ),
  },
);

const written = fc.record({
  drafts: fc.array(draft, { maxLength: 24 }),
  /** Which blocks refer to notes. */
  references: fc.array(fc.nat(23), { maxLength: NOTES }),
  noteWords: fc.array(length, { minLength: NOTES, maxLength: NOTES }),
  tongue: fc.constantFrom(FA, EN),
  around: fc.constantFrom(FA, EN),
  paper: fc.record({
    columns: fc.constantFrom(1 as const, 2 as const),
    addresses: fc.boolean(),
    qrCode: fc.boolean(),
  }),
});

function caseOf(each: typeof written extends fc.Arbitrary<infer T> ? T : never): LayoutCase {
  const words = each.tongue === FA ? faWords : enWords;
  const within = edition(each.around, { ...THEME, paper: each.paper });
  let cited = 0;
  const body = each.drafts.map((make, index): Block => {
    const block = make(words);
    if (block.kind === 'heading') return { ...block, id: `s-${index}` };
    if (block.kind !== 'paragraph' || !each.references.includes(index)) return block;
    cited += 1;
    return p([...block.children, ref(cited), ' ', link(HREF, words(2))]);
  });
  const notes = each.noteWords
    .slice(0, cited)
    .map((count, index) => note(index + 1, String(index + 1), [p(words(count))]));
  const pictures = body.flatMap((block) =>
    block.kind === 'figure'
      ? [picture(block.picture, 600, Number.parseInt(block.picture, 10))]
      : [],
  );
  const references = cited > 0 ? [{ href: HREF, label: '[1]', address: HREF }] : [];
  return {
    edition: within,
    article: article(each.tongue, within, { body, notes, pictures, references }),
  };
}

test(
  'an article of any blocks keeps every rule of the page',
  () => {
    fc.assert(
      fc.property(written, (each) => {
        const from = caseOf(each);
        const layout = layOut(from);
        for (const [name, rule] of Object.entries(RULES))
          expect({ name, faults: rule(layout, from) }).toEqual({ name, faults: [] });
      }),
      runs(60),
    );
  },
  TIME,
);
