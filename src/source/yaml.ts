/** The door of YAML: text in, located values out, and what an editor has to mend. */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type {
  Checked,
  Diagnostic,
  DiagnosticCode,
  Located,
  LocatedEntry,
  SourceFile,
  Span,
} from '../diagnostics/index.js';
import { checkCharacters } from './characters.js';
import { forbiddenEscapes } from './spelling.js';

/** A whole YAML file, such as `site.yaml`; the value is undefined when anything in it is wrong. */
export function parseYamlFile(file: SourceFile): Checked<Located | undefined> {
  const { value, diagnostics } = parseYaml(file.text, 0, file, codeOf(file));
  return {
    value: diagnostics.length > 0 ? undefined : value,
    diagnostics: [...checkCharacters(file), ...diagnostics],
  };
}

function codeOf({ path }: SourceFile): DiagnosticCode {
  if (path.endsWith('site.yaml')) return 'site-001';
  return path.endsWith('accessibility.yaml') ? 'sign-001' : 'theme-001';
}

/**
 * The value of `text`, which begins at `offset` of the file. Where the YAML is broken, the value holds
 * the keys of the lines above the first break: only those mean what they say.
 */
export function parseYaml(
  text: string,
  offset: number,
  file: SourceFile,
  code: DiagnosticCode,
): Checked<Located> & { readonly broken: boolean } {
  const nothing: Located = { kind: 'map', span: { start: offset, end: offset }, entries: [] };
  const deep = deepPlace(text);
  if (deep !== undefined)
    return { value: nothing, diagnostics: [tooDeep(offset + deep, file, code)], broken: true };
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    prettyErrors: false,
    // Below it the library keeps a second document to itself.
    logLevel: 'error',
    // It compares every key with every other; `locate` does so in linear time.
    uniqueKeys: false,
    // Dates and bytes are words here: no tag is known.
    resolveKnownTags: false,
  });
  const diagnostics = [...document.errors, ...document.warnings].map(
    (error) => ({ code, severity: 'error', file, ...told(error, document, text, offset) }) as const,
  );
  const broken = diagnostics.length > 0;
  if (!document.contents) return { value: nothing, diagnostics, broken };
  const faults: Diagnostic[] = [];
  const value = locate(document.contents as Node, offset, file, code, faults);
  if (!broken) return { value, diagnostics: faults, broken };
  const breaks = Math.min(...diagnostics.map((each) => each.span.start));
  const sound = file.text.lastIndexOf('\n', breaks - 1) + 1;
  const above = (span: Span) => span.end <= sound;
  diagnostics.push(
    ...(faults.filter((each) => each.span && above(each.span)) as typeof diagnostics),
  );
  return {
    value:
      value.kind === 'map'
        ? { ...value, entries: value.entries.filter((each) => above(each.value.span)) }
        : nothing,
    diagnostics,
    broken,
  };
}

/** Deeper nesting is a slip or an attack; at some hundred levels the parser runs out of stack. */
const DEEPEST = 64;
/** On one line `- - -` and `? ? ?` open a level each; below each other, levels take a blank at least. */
const STEPS = new RegExp(`^[ \\t]*(?:[-?][ \\t]+){${DEEPEST}}|^ {${DEEPEST * 4}}`, 'm');

/** Where a text is nested too deeply, if it is; an estimate, in linear time. */
function deepPlace(text: string): number | undefined {
  let open = 0;
  for (const { 0: bracket, index } of text.matchAll(/[[\]{}]/g)) {
    open = '[{'.includes(bracket) ? open + 1 : Math.max(0, open - 1);
    if (open > DEEPEST) return index;
  }
  return STEPS.exec(text)?.index;
}

function tooDeep(start: number, file: SourceFile, code: DiagnosticCode): Diagnostic {
  const message = 'lists or groups are nested too deeply';
  const hints = [`keep to ${DEEPEST} levels`];
  return { code, severity: 'error', message, file, span: { start, end: start }, hints };
}

/** Message, place and hints of a fault that the parser of YAML found, in words for editors. */
function told(
  error: YAMLError,
  document: Document,
  text: string,
  offset: number,
): { message: string; span: Span; hints: readonly string[] } {
  const [from, to] = error.pos;
  // The parser may point at the character behind the last.
  const last = offset + text.length;
  const span = {
    start: Math.min(offset + from, last),
    end: Math.min(offset + Math.max(from, to), last),
  };
  const quote = error.code === 'MISSING_CHAR' && /quote/.test(error.message);
  const opened = quote ? openedQuote(document, from) : undefined;
  if (opened !== undefined) {
    const mark = text[opened]!;
    return {
      message: 'the quotation mark that opens here is never closed',
      span: { start: offset + opened, end: offset + lineEnd(text, opened) },
      hints: [`write another ${mark} at the end of the value, or take this one away`],
    };
  }
  if (error.code === 'TAG_RESOLVE_FAILED')
    return {
      message: `tags of YAML, such as ${text.slice(from, to)}, are not known here`,
      span,
      hints: ['put the value into quotation marks, or take the word with “!” away'],
    };
  if (error.code === 'MULTIPLE_DOCS')
    return {
      message: 'what stands below a line “...” or “---” is not read',
      span,
      hints: ['take that line away'],
    };
  if (error.code === 'BLOCK_AS_IMPLICIT_KEY')
    span.end = Math.max(span.end, offset + lineEnd(text, from));
  const message = `the YAML cannot be read: ${error.message.split('\n')[0]!.replace(/[.:]$/, '')}`;
  return { message, span, hints: [hintOf(error, text)] };
}

/** Of the line that `at` stands in. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Where the quoted value begins that the parser could not close before `at`. */
function openedQuote(document: Document, at: number): number | undefined {
  let opened: number | undefined;
  visit(document, {
    Scalar(_key, node) {
      const start = node.range?.[0];
      if (node.type?.startsWith('QUOTE') && start !== undefined && start < at)
        opened = Math.max(opened ?? 0, start);
    },
  });
  return opened;
}

function hintOf({ code, message, pos }: YAMLError, text: string): string {
  switch (code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'put a value with “: ” in it into quotation marks';
    case 'TAB_AS_INDENT':
      return 'indent with spaces';
    case 'BAD_SCALAR_START':
      return `put a value that begins with ${text[pos[0]]} into quotation marks`;
    case 'BAD_DQ_ESCAPE':
      return 'put a value with a backslash into single quotation marks';
    case 'MULTILINE_IMPLICIT_KEY':
      return 'write a colon and a space between key and value';
    case 'BAD_INDENT':
      if (/^Flow/.test(message)) return 'close the bracket that opens above';
      break;
    case 'UNEXPECTED_TOKEN':
      if (/["'][^\n]*$/.test(text.slice(0, pos[0])))
        return 'write quotation marks within a value as “ ”';
      break;
  }
  return 'look for a missing quotation mark, colon or space here or on the line before';
}

/** The second of the entries of each key. */
function repeated(entries: readonly LocatedEntry[]): LocatedEntry[] {
  const counts = new Map<string, number>();
  return entries.filter(({ key }) => {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count === 2;
  });
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
    const entries = node.items.map((pair) => {
      const key = pair.key as Node;
      const keyRange = key.range ?? [0, 0, 0];
      const keySpan = { start: offset + keyRange[0], end: offset + keyRange[1] };
      const name = isScalar(key) ? String(key.value) : '?';
      if (isAlias(key)) inner(key);
      diagnostics.push(...forbiddenEscapes(name, keySpan, file));
      return { key: name, keySpan, value: inner(pair.value) };
    });
    for (const { key, keySpan } of repeated(entries))
      diagnostics.push({
        code,
        severity: 'error',
        message: `“${key}” is there twice`,
        file,
        span: keySpan,
        hints: ['keep one of the two'],
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
