/** A table of queries: what is written, what somebody types, and that it is found. */
import fc from 'fast-check';
import {
  type Concordance,
  concord,
  concordanceBytes,
  concordanceOf,
  find,
  fold,
  type Lookup,
  namesIn,
  type SearchDocument,
  searchIndex,
} from '../../src/search/index.js';

const document = (title: string, text: string, matter = '') => ({
  title,
  text,
  matter,
  result: ['', title, ''] as const,
});

function concordanceFrom(texts: readonly SearchDocument[], earlier?: Concordance): Concordance {
  // Of two that are alike each has a name of its own.
  const all = texts.map((text) => JSON.stringify(text));
  const names = all.map(
    (name, at) => name + all.slice(0, at).filter((each) => each === name).length,
  );
  const documents = Object.fromEntries(names.map((name, index) => [name, texts[index]!]));
  return concord(names, documents, earlier);
}

/** As the script looks words up, without files. */
function lookupIn(texts: readonly SearchDocument[]): Lookup {
  const { words } = searchIndex(concordanceFrom(texts));
  return async () => words.flat();
}

/** What is written, and queries each of which has to find it. */
const SAME: [name: string, written: string, queries: string[]][] = [
  ['ي and ی', 'آزادی بیان', ['آزادي', 'آزادى', 'ازادی بيان']],
  ['ك and ک', 'كابل', ['کابل', 'كابل', 'ڪابل']],
  ['ۀ, هٔ and ه', 'خانهٔ ما', ['خانۀ ما', 'خانه ما', 'خانة', 'خانہ']],
  ['أ, إ, آ and ا', 'تأثیر قرآن', ['تاثیر قران', 'تأثیر', 'قرآن']],
  ['ؤ and و, ئ and ی', 'مسؤول مسئله', ['مسوول', 'مسیله']],
  ['digits of three kinds', 'سال ۱۴۰۲ و ٢٠٢١ and 1999', ['1402', '۲۰۲۱', '٢٠٢١', '۱۹۹۹', '١٩٩٩']],
  ['thousands', '۴٬۰۰۰ تن, 80,000 men', ['4000', '۴۰۰۰', '80000', '۸۰٬۰۰۰']],
  ['a half-space', 'می‌رود', ['میرود', 'می رود', 'می‌رود']],
  ['words written as one', 'میرود', ['میرود', 'می رود', 'می‌رود']],
  ['words written apart', 'می رود', ['میرود', 'می رود', 'می‌رود']],
  ['a compound of three', 'کتاب‌خانه‌ها', ['کتابخانه', 'کتاب خانه ها', 'کتابخانه‌ها', 'کتابخانهها']],
  ['a plural', 'کتاب‌ها', ['کتابها', 'کتاب', 'کتاب ها']],
  ['a plural written as one', 'کتابها', ['کتاب', 'کتاب‌ها', 'کتاب ها']],
  ['what a plural is made of', 'کتاب a line', ['کتابها', 'کتاب‌های', 'lines']],
  ['marks and kashidas', 'مُحَمَّد', ['محمد', 'محـمـد', 'مُحمّد']],
  ['a kashida in the text', 'افغانـــستان', ['افغانستان']],
  ['marks of direction', '\u2067کابل\u2069', ['کابل', '\u200fکابل']],
  ['letters as they are drawn', 'ﻛﺎﺑﻞ', ['کابل']],
  ['English capitals and accents', 'The Café of Kabul', ['cafe', 'CAFÉ', 'kabul', 'Kab']],
  ['an English hyphen', 'half-space', ['halfspace', 'half space', 'half-space']],
  [
    'an English apostrophe',
    'Afghanistan’s future',
    ["Afghanistan's", 'afghanistan', 'Afghanistans'],
  ],
  ['a letter', 'The language C', ['c', 'C', 'language c', 'a C', 'C و']],
  ['a Persian letter', 'بند ب', ['ب', 'بند ب', 'ب و']],
  ['what says nothing, alone', 'خوب و a', ['و', 'a', 'A', 'a و']],
  ['a letter with signs', 'زبان (C++)', ['C++', 'c++', 'C', '«C++»', 'زبان C++', 'C＋＋']],
  ['a letter with a sign', 'In C#, F# and A+', ['C#', 'c#', 'C♯', 'C', 'F#', 'a+', 'C# F#']],
  ['letters with a sign between them', 'R&D in X/Y', ['R&D', 'r d', 'D', 'X/Y', 'R & D']],
  ['a letter with a hyphen', 'An e-book by O’Brien', ['e-book', 'ebook', 'e', 'OBrien', 'o brien']],
  ['both scripts', 'گروه دولت اسلامی (IS-K)', ['isk', 'is-k', 'دولت is-k']],
];

describe('the search', () => {
  test.each(SAME)('finds %s', async (_name, written, queries) => {
    const lookup = lookupIn([document('Other', 'نوشتهٔ دیگر'), document('', written)]);
    for (const query of queries) expect([query, await find(query, lookup)]).toEqual([query, [1]]);
  });

  test('finds every spelling of one word in every article that has any', async () => {
    const spellings = ['می‌رود', 'میرود', 'می رود', 'مي‌رود', 'ميرود'];
    const lookup = lookupIn(spellings.map((each) => document('', `او ${each} باز`)));
    for (const query of spellings)
      expect([...(await find(query, lookup))].sort()).toEqual([0, 1, 2, 3, 4]);
  });

  test('wants every word, and finds nothing where one is not there', async () => {
    const lookup = lookupIn([document('کابل', 'جنگ'), document('هرات', 'جنگ')]);
    expect(await find('جنگ هرات', lookup)).toEqual([1]);
    expect(await find('جنگ غزنی', lookup)).toEqual([]);
    expect(await find('جنگ و هرات', lookup)).toEqual([1]);
    expect(await find('', lookup)).toEqual([]);
    expect(await find('؟ ! «»', lookup)).toEqual([]);
  });

  test('puts titles before topics, topics before texts, whole words before beginnings', async () => {
    const lookup = lookupIn([
      document('', 'کابلی'),
      document('', 'کابل'),
      document('', '', 'کابل'),
      document('کابل', ''),
      document('', 'کابل'),
    ]);
    expect(await find('کابل', lookup)).toEqual([3, 2, 1, 4, 0]);
  });

  test('tells letters apart by their signs', async () => {
    const lookup = lookupIn([
      document('C++', ''),
      document('C#', '1+1 #c'),
      document('C', 'Ctrl+X'),
    ]);
    expect(await find('C++', lookup)).toEqual([0]);
    expect(await find('C#', lookup)).toEqual([1]);
    expect(await find('C', lookup)).toEqual([0, 1, 2]);
    expect(await find('+', lookup)).toEqual([]);
  });

  test('is not misled by words that objects know', async () => {
    const lookup = lookupIn([document('', 'the constructor __proto__ of 1402')]);
    expect(await find('constructor proto 1402', lookup)).toEqual([0]);
    expect(await find('toString', lookup)).toEqual([]);
  });
});

test('the index is cut where words follow each other', () => {
  const words = Array.from({ length: 5000 }, (_, index) => `word${index}`);
  const {
    firstWords,
    words: shards,
    results,
  } = searchIndex(
    concordanceFrom(
      Array.from({ length: 120 }, (_, index) =>
        document(`No. ${index}`, words.slice(index * 40, index * 40 + 80).join(' ')),
      ),
    ),
  );
  const all = shards.flat().map(([word]) => word);
  expect(all).toEqual([...all].sort());
  expect(shards.length).toBeGreaterThan(3);
  expect(firstWords).toEqual(shards.map((shard) => shard[0]![0]));
  expect(results.map((each) => each.length)).toEqual([50, 50, 20]);
  for (const shard of shards) expect(JSON.stringify(shard).length).toBeLessThan(20_000);
});

test('folding twice changes nothing more', () => {
  for (const [, written] of SAME) expect(fold(fold(written))).toBe(fold(written));
});

describe('a concordance', () => {
  /** Words that are parts of each other, so that what neighbours are changes with the words of others. */
  const word = fc.constantFrom('می', 'رود', 'میرود', 'می‌رود', 'رو', 'د', 'a', 'b', 'ab', 'ab-a');
  const text = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '));
  const texts = fc
    .uniqueArray(fc.tuple(text, text, text), { maxLength: 5, selector: String })
    .map((all) => all.map(([title, matter, body]) => document(title, body, matter)));

  test('is the same, whichever it was made from', () => {
    fc.assert(
      fc.property(texts, texts, fc.boolean(), (before, after, keeps) => {
        const all = keeps ? [...before.filter((each) => !isIn(after, each)), ...after] : after;
        const earlier = concordanceFrom(before);
        expect(concordanceFrom(all, earlier)).toEqual(concordanceFrom(all));
      }),
      { seed: 20261128, numRuns: 300 },
    );
  });

  test('comes back from its bytes', () => {
    fc.assert(
      fc.property(texts, (all) => {
        const made = concordanceFrom(all);
        // Bytes of a file may begin anywhere.
        const bytes = Buffer.concat([Buffer.from('x'), concordanceBytes(made)]).subarray(1);
        expect(concordanceOf(bytes)).toEqual(made);
        expect([...namesIn(bytes)]).toEqual([...made.tellings.keys()]);
      }),
      { seed: 20261128, numRuns: 100 },
    );
  });

  test('changes few shards of the index with a word of one article', () => {
    const words = Array.from({ length: 4000 }, (_, index) => `word${index}`);
    const all = Array.from({ length: 100 }, (_, index) =>
      document(`No. ${index}`, words.slice(index * 40, index * 40 + 120).join(' ')),
    );
    const shardsOf = (texts: readonly SearchDocument[]) =>
      searchIndex(concordanceFrom(texts)).words.map((shard) => JSON.stringify(shard));
    const before = shardsOf(all);
    const [first, ...others] = all;
    const after = shardsOf([{ ...first!, text: `${first!.text} afterword` }, ...others]);
    expect(before.length).toBeGreaterThan(6);
    expect(after.filter((shard) => !before.includes(shard)).length).toBeLessThan(4);
  });
});

function isIn(texts: readonly SearchDocument[], text: SearchDocument): boolean {
  return texts.some((each) => JSON.stringify(each) === JSON.stringify(text));
}
