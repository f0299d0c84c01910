/** The door of gray-matter: parts front matter from body. Nothing in a text is ever run. */
import matter from 'gray-matter';
import type {
  Diagnostic,
  DiagnosticCode,
  LocatedMap,
  SourceFile,
  Span,
} from '../diagnostics/index.js';
import { isUtf16 } from './characters.js';
import { LONGEST_TEXT } from './size.js';
import { parseYaml } from './yaml.js';

export interface SplitArticle {
  /** Absent when there is none, or none that can be read. */
  readonly frontMatter?: LocatedMap;
  /** Whether keys may be missing from `frontMatter` that stand in the file. */
  readonly broken: boolean;
  /** Offset of the body in the file; it runs to the end. */
  readonly bodyStart: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** Where the parts of an article begin and end, as far as they can be told from each other. */
interface Edges {
  readonly language: Span;
  readonly yaml: Span;
  readonly bodyStart: number;
  readonly faults: readonly Diagnostic[];
}

/** Parts the front matter from the body; a fault in the one keeps nobody from reading the other. */
export function splitFrontMatter(file: SourceFile): SplitArticle {
  const edges = findEdges(file);
  if (!edges) {
    const hint =
      'begin the file with a line “---”, then “title: …” and “date: …”, then another “---”';
    const fault = refusal(
      'fm-001',
      'the article has no front matter',
      file,
      { start: 0, end: 0 },
      hint,
    );
    return { broken: true, bodyStart: 0, diagnostics: [fault] };
  }
  const { faults } = edges;
  const language = file.text.slice(edges.language.start, edges.language.end);
  if (language !== '' && language !== 'yaml' && language !== 'yml') {
    const message = `front matter in “${language}” is refused and was not run`;
    const hint = 'write the front matter in YAML, after a plain “---”';
    const fault = refusal('fm-005', message, file, edges.language, hint);
    return { broken: true, bodyStart: edges.bodyStart, diagnostics: [...faults, fault] };
  }

  // gray-matter has the word where every dash is in its place.
  const bodyStart = faults.length > 0 ? edges.bodyStart : file.text.length - contentOf(file).length;
  const yaml = file.text.slice(edges.yaml.start, edges.yaml.end);
  const { value, diagnostics, broken } = parseYaml(yaml, edges.yaml.start, file, 'fm-002');
  const said = [...faults, ...diagnostics];
  if (value.kind === 'map') return { frontMatter: value, broken, bodyStart, diagnostics: said };
  const message = 'the front matter has to be lines of “key: value”';
  const fault = refusal('fm-002', message, file, value.span, 'begin with “title: …”');
  return { broken: true, bodyStart, diagnostics: [...said, fault] };
}

const DRAFT_LINE = /^draft:[ \t]+true[ \t]*(?:#.*)?$/m;

/** Whether a text says that it is a draft, whatever else is wrong with it. */
export function isDraft(file: SourceFile): boolean {
  if (file.text.length > LONGEST_TEXT || isUtf16(file)) return false;
  const { frontMatter, broken, bodyStart } = splitFrontMatter(file);
  // Behind a break of the YAML no key is read, yet its line still says what is meant.
  if (broken && DRAFT_LINE.test(file.text.slice(0, bodyStart))) return true;
  return (frontMatter?.entries ?? []).some(
    ({ key, value }) => key === 'draft' && value.kind === 'scalar' && value.value === true,
  );
}

const EXACTLY = 'write exactly three: “---”';

/** Undefined when no line of dashes begins the file. */
function findEdges(file: SourceFile): Edges | undefined {
  const { text } = file;
  const opening = /^(\s*)(-{3,})[ \t]*(\S*)[^\n]*\n/.exec(text);
  if (!opening) return undefined;
  const [whole, blank, dashes, word] = opening as unknown as [string, string, string, string];
  const faults: Diagnostic[] = [];
  const say = (message: string, start: number, length: number, hint: string) =>
    faults.push(refusal('fm-001', message, file, { start, end: start + length }, hint));
  if (blank !== '')
    say('something stands above the front matter', 0, 0, 'delete the empty lines above “---”');
  if (dashes.length > 3)
    say(
      `front matter does not begin with ${dashes.length} dashes`,
      blank.length,
      dashes.length,
      EXACTLY,
    );

  const wordStart = blank.length + whole.slice(blank.length).indexOf(word, dashes.length);
  const language = { start: wordStart, end: wordStart + word.length };
  const closing = /^(-{3,})[ \t]*(?:\n|$)/m.exec(text.slice(whole.length));
  if (!closing) {
    const end = whole.length + keyLines(text.slice(whole.length));
    say(
      'the front matter does not end',
      blank.length,
      dashes.length,
      'put a line “---” after its last key',
    );
    return { language, yaml: { start: whole.length, end }, bodyStart: end, faults };
  }
  const end = whole.length + closing.index;
  const yaml = { start: whole.length, end };
  if (closing[1]!.length > 3)
    say(
      `front matter does not end with ${closing[1]!.length} dashes`,
      end,
      closing[1]!.length,
      EXACTLY,
    );
  return { language, yaml, bodyStart: end + closing[0].length, faults };
}

/** The length of the lines at the beginning that look like YAML: keys, and what is indented below them. */
function keyLines(text: string): number {
  return /^(?:[\w-]+:(?:[ \t][^\n]*)?(?:\n|$)|[ \t]+\S[^\n]*(?:\n|$)|- [^\n]*(?:\n|$)){0,200}/.exec(
    text,
  )![0].length;
}

/** gray-matter only finds the edges; the values are read by `parseYaml`, which knows their places. */
const ENGINES = {
  yaml: { parse: () => ({}) },
  javascript: { parse: refuseToRun },
  js: { parse: refuseToRun },
  json: { parse: () => ({}) },
};

function contentOf(file: SourceFile): string {
  return matter(file.text, { engines: ENGINES, language: 'yaml' }).content;
}

function refuseToRun(): never {
  throw new Error('front matter is never run');
}

function refusal(
  code: DiagnosticCode,
  message: string,
  file: SourceFile,
  span: Span,
  hint: string,
): Diagnostic {
  return { code, severity: 'error', message, file, span, hints: [hint] };
}
