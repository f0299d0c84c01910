/** The configuration of a paper, and a document of an agency, with hostile texts wherever they are accepted. */
import { type Diagnostic, type Located, SourceFile } from '../../src/diagnostics/index.js';
import { readSite } from '../../src/edition/index.js';
import { importDocument } from '../../src/import/index.js';
import { loadCatalogue } from '../../src/locale/index.js';
import { checkCharacters, parseYamlFile } from '../../src/source/index.js';
import { localeFiles, parse } from '../support/house.js';
import { SCRIPTS } from './scripts.js';

/** As many of the texts, from one of them on, as a line of the configuration takes. */
function from(first: number): string {
  let line = '';
  for (let at = 0; at < SCRIPTS.length; at++) {
    const longer = `${line} ${SCRIPTS[(first + at) % SCRIPTS.length]}`;
    if (longer.length > 180) break;
    line = longer;
  }
  return line;
}

const isSound = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.every(({ severity }) => severity === 'warning');

function isSite(text: string): boolean {
  const file = new SourceFile('site.yaml', text);
  const yaml = parseYamlFile(file);
  return (
    isSound([...checkCharacters(file), ...yaml.diagnostics]) &&
    readSite(yaml.value!, file).value !== undefined
  );
}

/** Scalars that are texts, the last of the file first, so that what is written for one moves no other. */
function textsOf(value: Located): { start: number; end: number; text: string }[] {
  switch (value.kind) {
    case 'map':
      return value.entries.flatMap((entry) => textsOf(entry.value)).reverse();
    case 'list':
      return value.items.flatMap(textsOf).reverse();
    default:
      return value.kind === 'scalar' && typeof value.value === 'string'
        ? [{ ...value.span, text: value.text }]
        : [];
  }
}

/** `site.yaml` with some of the texts behind, or in place of, every value that takes them. */
export function hostileSite(text: string): string {
  const values = textsOf(parseYamlFile(new SourceFile('site.yaml', text)).value!).sort(
    (a, b) => b.start - a.start,
  );
  return values.reduce((site, { start, end, text: words }, at) => {
    const more = from(at * 5);
    const changed = [more.trim(), words + more, ...SCRIPTS.map((each) => words + each)]
      .filter((_, index) => at % 2 === 0 || index > 0)
      .map((each) => `${site.slice(0, start)}${JSON.stringify(each)}${site.slice(end)}`);
    return changed.find(isSite) ?? site;
  }, text);
}

/** The English words, each with some of the texts, but for those that are refused. */
export function hostileWords(text: string): string {
  const sound = JSON.parse(text) as Record<string, string>;
  const words = { ...sound };
  for (const [at, key] of Object.keys(words).entries()) words[key] += from(at * 3);
  for (;;) {
    const file = new SourceFile('locales/en/common.json', JSON.stringify(words, null, 2));
    const { diagnostics } = loadCatalogue([{ language: 'en', file }, localeFiles[1]!]);
    const faults = [...diagnostics, ...checkCharacters(file)];
    if (faults.length === 0) return file.text;
    const lines = file.text.split('\n');
    for (const { span } of faults) {
      const line = lines[file.position(span!.start).line - 1]!;
      const key = /^ {2}"(\w+)"/.exec(line)![1]!;
      words[key] = sound[key]!;
    }
  }
}

const DOCUMENT_PLACES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `Some ${text} words.`,
  (text) => `[words](${text}).`,
  (text) => `[${text}](https://www.example.org).`,
];

/** What an agency may send: the texts in every field, and in its body those that an article may hold. */
export function hostileDocument(): string {
  const line = (at: number): string => from(at).replace(/\s+/g, ' ').trim();
  const head = [
    `Title ${line(0)}`,
    '12.05.2023',
    `By ${line(7)}`,
    `Teaser: Words ${SCRIPTS[48]} ${SCRIPTS[52]}`,
    `Author Bio: Words ${SCRIPTS[55]}`,
    `Source: ${line(90)}`,
    '',
    '[Article Body:]',
  ];
  const document = (parts: readonly string[]): string => [...head, ...parts].join('\n\n');
  const parts = SCRIPTS.flatMap((script) => DOCUMENT_PLACES.map((place) => place(script)));
  return document(parts.filter((part) => isArticle(document(['Words.', part, 'Words.']))));
}

function isArticle(document: string): boolean {
  const context = { sections: [{ key: 'culture', names: [] }], masthead: [] };
  const { value } = importDocument(new SourceFile('letter.txt', document), context);
  return value !== undefined && isSound(parse('articles/a/en.md', value.markdown).diagnostics);
}
