/** The door of gray-matter and of YAML: text in, located values out. Nothing in a text is ever run. */
import matter from 'gray-matter';
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type {
  Checked,
  Diagnostic,
  DiagnosticCode,
  Located,
  LocatedMap,
  SourceFile,
  Span,
} from '../diagnostics/index.js';
import { checkCharacters } from './characters.js';
import { forbiddenEscapes } from './spelling.js';

export interface SplitArticle {
  readonly frontMatter: LocatedMap;
  /** Offset of the body in the file; it runs to the end. */
  readonly bodyStart: number;
}

/** Parts the front matter from the body; undefined when there is none that can be read. */
export function splitFrontMatter(file: SourceFile): Checked<SplitArticle | undefined> {
  const opening = /^---[ \t]*(\S*)[^\n]*\n/.exec(file.text);
  if (!opening)
    return refuse(
      'fm-001',
      'the article has no front matter',
      file,
      { start: 0, end: 0 },
      'begin the file with a line “---”, then “title: …” and “date: …”, then another “---”',
    );
  const language = opening[1]!;
  if (language !== '' && language !== 'yaml' && language !== 'yml')
    return refuse(
      'fm-005',
      `front matter in “${language}” is refused and was not run`,
      file,
      { start: 3, end: 3 + language.length },
      'write the front matter in YAML, after a plain “---”',
    );
  if (!/\n---[ \t]*(?:\n|$)/.test(file.text.slice(opening[0].length - 1)))
    return refuse(
      'fm-001',
      'the front matter does not end',
      file,
      { start: 0, end: 3 },
      'put a line “---” after its last key',
    );

  const parts = matter(file.text, { engines: ENGINES, language: 'yaml' });
  const start = opening[0].length;
  const located = parseYaml(parts.matter.replace(/^\n/, ''), start, file, 'fm-002');
  if (!located.value) return { value: undefined, diagnostics: located.diagnostics };
  if (located.value.kind !== 'map')
    return refuse(
      'fm-002',
      'the front matter has to be lines of “key: value”',
      file,
      located.value.span,
      'begin with “title: …”',
    );
  const bodyStart = file.text.length - parts.content.length;
  return { value: { frontMatter: located.value, bodyStart }, diagnostics: located.diagnostics };
}

/** A whole YAML file, such as `site.yaml`. */
export function parseYamlFile(file: SourceFile): Checked<Located | undefined> {
  const code = file.path.endsWith('site.yaml') ? 'site-001' : 'theme-001';
  const { value, diagnostics } = parseYaml(file.text, 0, file, code);
  return { value, diagnostics: [...checkCharacters(file), ...diagnostics] };
}

/** gray-matter only finds the edges; the values are read by `parseYaml`, which knows their places. */
const ENGINES = {
  yaml: { parse: () => ({}) },
  javascript: { parse: refuseToRun },
  js: { parse: refuseToRun },
  json: { parse: () => ({}) },
};

function refuseToRun(): never {
  throw new Error('front matter is never run');
}

function parseYaml(
  text: string,
  offset: number,
  file: SourceFile,
  code: DiagnosticCode,
): Checked<Located | undefined> {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const diagnostics = [...document.errors, ...document.warnings].map(
    ({ message, pos }): Diagnostic => ({
      code,
      severity: 'error',
      message: `the YAML cannot be read: ${message.split('\n')[0]!.replace(/[.:]$/, '')}`,
      file,
      span: { start: offset + pos[0], end: offset + Math.max(pos[0], pos[1]) },
      hints: [yamlHint(message)],
    }),
  );
  if (diagnostics.length > 0) return { value: undefined, diagnostics };
  if (!document.contents)
    return {
      value: { kind: 'map', span: { start: offset, end: offset }, entries: [] },
      diagnostics,
    };
  const value = locate(document.contents as Node, offset, file, code, diagnostics);
  return { value: diagnostics.length > 0 ? undefined : value, diagnostics };
}

function yamlHint(message: string): string {
  if (/unique/i.test(message)) return 'keep one of the two';
  if (/Nested mappings|compact mapping|colon/i.test(message))
    return 'put a value with “: ” in it into quotation marks';
  if (/tab/i.test(message)) return 'indent with spaces';
  return 'look for a missing quotation mark, colon or space here or on the line before';
}

function locate(
  node: Node,
  offset: number,
  file: SourceFile,
  code: DiagnosticCode,
  diagnostics: Diagnostic[],
): Located {
  const range = node.range ?? [0, 0, 0];
  const span: Span = { start: offset + range[0], end: offset + range[1] };
  const inner = (child: unknown): Located =>
    child
      ? locate(child as Node, offset, file, code, diagnostics)
      : { kind: 'null', span: { start: span.end, end: span.end } };
  if (isAlias(node)) {
    // A handful of aliases can grow into gigabytes; an editor never needs one.
    diagnostics.push({
      code,
      severity: 'error',
      message: 'YAML aliases (*name) are not used here',
      file,
      span,
      hints: ['write the value out, or put the text into quotation marks'],
    });
    return { kind: 'null', span };
  }
  if (isMap(node)) {
    const entries = node.items.flatMap((pair) => {
      const key = pair.key as Node;
      const keyRange = key.range ?? [0, 0, 0];
      const keySpan = { start: offset + keyRange[0], end: offset + keyRange[1] };
      const name = isScalar(key) ? String(key.value) : '?';
      diagnostics.push(...forbiddenEscapes(name, keySpan, file));
      return [{ key: name, keySpan, value: inner(pair.value) }];
    });
    return { kind: 'map', span, entries };
  }
  if (isSeq(node)) return { kind: 'list', span, items: node.items.map(inner) };
  if (!isScalar(node) || node.value === null) return { kind: 'null', span };
  const { value } = node;
  if (typeof value === 'string') {
    diagnostics.push(...forbiddenEscapes(value, span, file));
    return { kind: 'scalar', span, value, text: value };
  }
  const text = node.source ?? String(value);
  return {
    kind: 'scalar',
    span,
    value: typeof value === 'number' || typeof value === 'boolean' ? value : text,
    text,
  };
}

function refuse(
  code: DiagnosticCode,
  message: string,
  file: SourceFile,
  span: Span,
  hint: string,
): Checked<undefined> {
  return {
    value: undefined,
    diagnostics: [{ code, severity: 'error', message, file, span, hints: [hint] }],
  };
}
