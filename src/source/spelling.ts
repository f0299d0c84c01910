/**
 * The door of `entities`: the ways in which a file spells a character that it does not hold as itself.
 *
 * Markdown has references (`&rarr;`, `&#x2192;`, `&#8594;`), YAML has escapes within double quotation
 * marks (`\u2192`, `\x41`, `\0`). A value of the front matter that is Markdown may use both.
 */
import { decodeHTMLStrict } from 'entities';
import {
  type Diagnostic,
  forbiddenCharacters,
  forbiddenDiagnostic,
  type SourceFile,
  type Span,
} from '../diagnostics/index.js';

/** CommonMark 0.31 §2.5: all names of HTML5, six hexadecimal or seven decimal digits. */
const REFERENCE = '&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-zA-Z][a-zA-Z0-9]*);';
/** YAML 1.2 §5.7, as far as an escape stands for something else than itself. */
const ESCAPE = String.raw`\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[\\0abtnvferN_LP])`;

/** `&amp;` and `&#x6a9;` as the characters they stand for; an unknown name stays as written. */
export function decodeReferences(text: string): string {
  return text.replace(new RegExp(REFERENCE, 'g'), (each) => decodeHTMLStrict(each));
}

/** The forbidden characters that the words of a token, `span` of the file, spell by references. */
export function forbiddenReferences(text: string, span: Span, file: SourceFile): Diagnostic[] {
  const source = file.text.slice(span.start, span.end);
  let from = 0;
  return (text.match(new RegExp(REFERENCE, 'g')) ?? []).flatMap((written): Diagnostic[] => {
    const at = source.indexOf(written, from);
    if (at >= 0) from = at + written.length;
    const place = at < 0 ? span : { start: span.start + at, end: span.start + from };
    const [found] = forbiddenCharacters(decodeHTMLStrict(written));
    if (!found) return [];
    const said = forbiddenDiagnostic(found, file, place, written);
    // U+FFFD is what a number becomes that no character has: nothing is wrong with the file's bytes.
    return found.code === 'md-014'
      ? [{ ...said, code: 'md-015', message: `“${written}” stands for no character` }]
      : [said];
  });
}

/** The forbidden characters of a YAML scalar, `span` of the file, that only its escapes spell. */
export function forbiddenEscapes(value: string, span: Span, file: SourceFile): Diagnostic[] {
  const source = file.text.slice(span.start, span.end);
  const spelled = [
    ...new Set(forbiddenCharacters(value).map((each) => value.substr(each.index, each.length))),
  ];
  return spelled
    .filter((character) => !source.includes(character))
    .flatMap((character) => {
      const [found] = forbiddenCharacters(character);
      const places = search(character, readAs(source, ESCAPE), span.start);
      return (places.length > 0 ? places : [span]).map((place) =>
        forbiddenDiagnostic(found!, file, place, file.text.slice(place.start, place.end)),
      );
    });
}

/**
 * Finds every place of a file that spells a character, which may be several code points: of an article, or
 * of a YAML or JSON file. The file is taken apart once, however many are looked for.
 */
export function placesIn({ path, text }: SourceFile): (character: string) => Span[] {
  const edge = path.endsWith('.md') ? frontMatterLength(text) : text.length;
  const head = readAs(text.slice(0, edge), `${REFERENCE}|${ESCAPE}`);
  const body = readAs(text.slice(edge), REFERENCE);
  return (character) => [...search(character, head, 0), ...search(character, body, edge)];
}

function frontMatterLength(text: string): number {
  return /^---[^\n]*\n[\s\S]*?\n---[ \t]*(?:\n|$)/.exec(text)?.[0].length ?? 0;
}

/** What a piece of a file says, and for each UTF-16 unit of it where its spelling begins and ends. */
interface Said {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Spellings read as what they mean, and what stands between them as it is. */
function readAs(text: string, spelling: string): Said {
  const said: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const add = (start: number, end: number, means: string): void => {
    said.push(means);
    for (let at = 0; at < means.length; at++) {
      starts.push(start);
      ends.push(end);
    }
  };
  let at = 0;
  const upTo = (end: number): void => {
    for (; at < end; at++) add(at, at + 1, text[at]!);
  };
  for (const match of text.matchAll(new RegExp(spelling, 'g'))) {
    upTo(match.index);
    at = match.index + match[0].length;
    add(match.index, at, meaningOf(match[0]));
  }
  upTo(text.length);
  return { text: said.join(''), starts, ends };
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\',
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  e: '\x1b',
  r: '\r',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

function meaningOf(spelled: string): string {
  if (spelled.startsWith('&')) return decodeHTMLStrict(spelled);
  if (spelled.length === 2) return SHORT_ESCAPES[spelled[1]!]!;
  const code = Number.parseInt(spelled.slice(2), 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : spelled;
}

/** Where `wanted` is said, shifted by `offset`. */
function search(wanted: string, { text, starts, ends }: Said, offset: number): Span[] {
  const places: Span[] = [];
  if (wanted === '') return places;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length))
    places.push({ start: offset + starts[at]!, end: offset + ends[at + wanted.length - 1]! });
  return places;
}
