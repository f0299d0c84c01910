/** What a style sheet holds that browsers would pass over in silence. */
import { readFileSync } from 'node:fs';
import { SourceFile } from '../../src/diagnostics/index.js';
import { faultsOfStyleSheet } from '../../src/render/style-faults.js';

const faultsIn = (text: string): string[] => {
  const file = new SourceFile('templates/html/site.css', text);
  return faultsOfStyleSheet(file).map(({ message, span }) => `${span!.start} ${message}`);
};

const FAULTS: [string, string[]][] = [
  ['.x {\np { margin: 0 }\n', ['3 a “{” is opened here and never closed']],
  ['p { margin: 0 } }', ['16 a “}” closes nothing']],
  ['p { } /* a', ['6 a comment is opened here and never closed']],
  ['p { content: "a\n}', ['13 a text in " is not closed in its line']],
  [
    '@import url(https://x.example/a.css);',
    ['0 a style sheet is brought in', '8 “https://x.example/a.css” is no file of the publication'],
  ],
  [
    'p { background: url("a b.png") } {',
    ['16 “a b.png” is no file of the publication', '33 a “{” is opened here and never closed'],
  ],
];
test.each(FAULTS)('%j is at fault', (text, faults) => {
  expect(faultsIn(text)).toEqual(faults);
});

const SOUND = [
  '/* { " @import */ p::after { content: "}" \'{\' "\\"" }',
  'p { background: url("data:image/svg+xml,<svg fill=\'red\'>") url(#a) url(data:,) }',
  '@media print { p { margin: 0 } }',
];
test.each(SOUND)('%j is not', (text) => {
  expect(faultsIn(text)).toEqual([]);
});

test.each(['html/site.css', 'html/lite.css', 'epub/book.css'])('our own %s is not', (name) => {
  expect(faultsIn(readFileSync(`templates/${name}`, 'utf8'))).toEqual([]);
});
