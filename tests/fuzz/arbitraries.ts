/** Texts that nobody would think of, made of what parsers stumble over. */
import fc from 'fast-check';
import { BODY_PLACES, FRONT_PLACES } from '../hostile/places.js';
import { SCRIPTS } from '../hostile/scripts.js';

const MARKS = [
  ...'*_~`[]()<>!#|-+>&;:\\/"\'{}$%@=^.,?0123456789',
  ...[
    '**',
    '__',
    '~~',
    '```',
    '](',
    '![',
    '[^1]',
    '[^1]:',
    '---',
    '***',
    '===',
    '\n',
    '\n\n',
    '\n> ',
    '\n- ',
    '\n1. ',
  ],
  ...[
    '\n## ',
    '\n    ',
    '\t',
    '\r\n',
    ' / ',
    '| a | b |\n|---|---|\n',
    '```verse\n',
    '&amp;',
    '&#x202e;',
    '&lt;',
    '<!--',
    '-->',
  ],
  ...[
    '{{',
    '}}',
    '{{{',
    '{{#if ',
    '{{/if}}',
    '{{#each ',
    '{{/each}}',
    '{{> ',
    '{{else}}',
    'title',
    'style',
    'this',
    '../',
    '@root',
  ],
  ...[
    '\u200c',
    '\u200d',
    '\u202e',
    '\u2066',
    '\u0000',
    '\ufeff',
    '\ufffd',
    '\ud800',
    '\u2028',
    '\u0301',
    'ب',
    'کابل',
    'بی‌شمار',
    '۱۲',
    '漢',
    '😀',
  ],
  ...['https://www.example.org/', 'javascript:', 'a@b.org', 'www.', 'words ', 'A', 'z', ' '],
];

export const words = fc
  .array(
    fc.oneof(
      fc.constantFrom(...MARKS),
      fc.constantFrom(...SCRIPTS),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    {
      maxLength: 60,
    },
  )
  .map((parts) => parts.join(''));

/** Some of it in one place of a body, the rest as it is. */
export const body = fc
  .array(fc.tuple(fc.constantFrom(...Object.values(BODY_PLACES)), words), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parts.map(([place, text], index) => place(text, `${index}`)).join('\n\n'));

const YAML = [
  ...': - # & * ! | > [ ] { } , ? " \' % @ ` ~ < = \\ \n . / 0 1 a'.split(' '),
  ...[
    ': ',
    '\n  ',
    '\n- ',
    '\n? ',
    '<<: ',
    '&a ',
    '*a',
    '!!js/function ',
    '...\n',
    '---\n',
    '\t',
    'title: ',
    'date: ',
    'tags: ',
    'true',
    'null',
    '1e999',
  ],
  ...[
    '__proto__: ',
    'constructor: ',
    '2024-02-30',
    '۲۲ ثور ۱۴۰۲',
    '\\u202e',
    '\u202e',
    '\ud800',
    '\u0000',
  ],
];

/** Lines of front matter, some of them sound. */
export const lines = fc.array(
  fc.oneof(
    fc
      .tuple(fc.constantFrom(...Object.values(FRONT_PLACES)), words)
      .map(([place, text]) => place(text)),
    fc.array(fc.constantFrom(...YAML), { maxLength: 20 }).map((parts) => parts.join('')),
  ),
  { maxLength: 6 },
);

const LETTER_LINES = [
  ...[
    'By Somebody',
    'Teaser: words',
    'Author Bio: words',
    'Source: N',
    '[Article Body:]',
    '12.05.2023',
  ],
  ...['A title', 'Culture', 'a@b.org', ''],
];
const LABELS = ['By ', 'Teaser: ', 'Author Bio: ', 'Source: ', ''];
const letterLines = fc.array(
  fc.oneof(
    fc.constantFrom(...LETTER_LINES),
    fc.tuple(fc.constantFrom(...LABELS), words).map((parts) => parts.join('')),
  ),
  { maxLength: 8 },
);

/** A document of an agency, whole or what is left of one. */
export const letter = fc.oneof(
  letterLines.map((some) => some.join('\n')),
  fc
    .tuple(words, letterLines, words, letterLines)
    .map(([title, head, text, end]) =>
      [`x${title}`, '12.05.2023', ...head, '[Article Body:]', text, ...end].join('\n'),
    ),
);
