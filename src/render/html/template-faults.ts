/** What Handlebars finds wrong, in words for people who are no programmers. */
import {
  type Diagnostic,
  type DiagnosticCode,
  nearestWord,
  SourceFile,
} from '../../diagnostics/index.js';

/** A tag of a template: line from 1, column from 0. */
export interface TagPlace {
  readonly file: SourceFile;
  readonly line: number;
  readonly column: number;
}

const HELPERS = ['if', 'unless', 'each', 'with', 'lookup'];

export function absentFault(path: string): Diagnostic {
  return {
    code: 'tpl-001',
    severity: 'error',
    message: 'the file is missing',
    file: new SourceFile(path, ''),
    hints: [`put ${path} back`],
  };
}

export function emptyFault(file: SourceFile): Diagnostic {
  return {
    code: 'tpl-001',
    severity: 'error',
    message: 'the template is empty: its pages would be, too',
    file,
    hints: ['put its text back'],
  };
}

/** A template that cannot be compiled: Handlebars shows where with a caret, or gives line and column. */
export function parseFault(error: unknown, file: SourceFile): Diagnostic {
  const message = messageOf(error);
  if (isGivenUp(error))
    return at(
      'tpl-001',
      { file, line: 1, column: 0 },
      'the template takes so long to read that it was given up',
      'part it into partials, and take levels of {{#…}} away',
    );
  const open = /got 'EOF'/.test(message) ? lastOpened(file.text) : undefined;
  if (open)
    return {
      code: 'tpl-001',
      severity: 'error',
      message: `“${open.tag}” is opened here and never closed`,
      file,
      span: { start: open.start, end: open.start + open.tag.length },
      hints: [`write “{{/${open.name}}}” where it ends`],
    };
  const place = error as { lineNumber?: number; column?: number };
  const line = place.lineNumber ?? Number(/line (\d+)/.exec(message)?.[1] ?? 1);
  const caret = message.split('\n').find((each) => /^-*\^$/.test(each));
  // The caret counts from the part of the line that is quoted; on a short line that is the column.
  const column = place.column ?? (caret ? caret.length - 1 : 0);
  const helper = /unknown helper (\S+)/.exec(message)?.[1];
  const [, closes, opens] = /^(\S+) doesn't match (\S+)/.exec(message) ?? [];
  if (helper !== undefined) {
    const near = nearestWord(helper, HELPERS);
    const hint = near ? `did you mean “${near}”?` : `the helpers are ${HELPERS.join(', ')}`;
    return at('tpl-001', { file, line, column }, `there is no helper “${helper}”`, hint);
  }
  if (opens !== undefined)
    return at(
      'tpl-001',
      { file, line, column },
      `“{{#${closes}}}” is closed by “{{/${opens}}}”`,
      `write “{{/${closes}}}” first`,
    );
  return at(
    'tpl-001',
    { file, line, column },
    'the template cannot be read',
    'look for a {{ without its }}, or an opened {{#…}} without its {{/…}}',
  );
}

/**
 * A page that breaks off while it is filled. Strict mode says `"x" not defined in … - line:column`,
 * the machine less; `place` is the tag that was found to fail.
 */
export function runFault(error: unknown, place: TagPlace, known: readonly string[]): Diagnostic {
  const message = messageOf(error);
  const [, missing, line, column] = /"(.+?)" not defined.* - (\d+):(\d+)$/.exec(message) ?? [];
  if (missing !== undefined) {
    const near = nearestWord(missing, known);
    return at(
      'tpl-002',
      { file: place.file, line: Number(line), column: Number(column) },
      `there is no value “${missing}” here`,
      near ? `did you mean “${near}”?` : valuesHint(known),
    );
  }
  const partial = /partial (.+) could not be found/.exec(message)?.[1];
  if (partial !== undefined)
    return at(
      'tpl-002',
      place,
      `there is no partial “${partial}”`,
      `make templates/html/partials/${partial}.hbs`,
    );
  const property = /(?:reading|to search for) '(.+?)'/.exec(message)?.[1];
  if (property !== undefined)
    return at(
      'tpl-002',
      place,
      `nothing in this tag has a value “${property}”: a name before it is wrong`,
      valuesHint(known),
    );
  if (isGivenUp(error))
    return at(
      'tpl-002',
      place,
      'this tag takes so long that it was given up',
      'look for blocks within blocks that go through long lists, and for partials that use each other',
    );
  if (isEndless(error))
    return at('tpl-002', place, 'the partial uses itself without end', 'take this tag away');
  return at(
    'tpl-002',
    place,
    `this tag cannot be filled: ${message.split('\n')[0]}`,
    valuesHint(known),
  );
}

export function isEndless(error: unknown): boolean {
  return /call stack/i.test(messageOf(error));
}

/** Whoever gives up throws an error of this name. */
export function isGivenUp(error: unknown): boolean {
  return (error as Partial<Error>)?.name === 'TookTooLong';
}

function valuesHint(known: readonly string[]): string {
  return `the values of this page are ${known.join(', ')}`;
}

/** Another realm's errors are no `Error` of ours. */
function messageOf(error: unknown): string {
  return String((error as Partial<Error>)?.message ?? error);
}

/** The innermost block that is still open at the end of a template. */
function lastOpened(text: string): { tag: string; name: string; start: number } | undefined {
  const open: { tag: string; name: string; start: number }[] = [];
  const tags =
    /\{\{!--[\s\S]*?--~?\}\}|\{\{![\s\S]*?\}\}|\{\{~?([#^/])[*>]?\s*([^\s}~]+)[^}]*\}\}/g;
  for (const match of text.matchAll(tags)) {
    const [tag, kind, name] = match;
    if (kind === '/') open.pop();
    else if (name !== undefined) open.push({ tag, name, start: match.index });
  }
  return open.at(-1);
}

/** A fault at a tag, or where the file breaks off within one. */
export function at(
  code: DiagnosticCode,
  { file, line, column }: TagPlace,
  message: string,
  hint: string,
): Diagnostic {
  const { length } = file.text;
  const lines = file.text.split('\n');
  const begun = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const start = Math.min(begun + Math.min(column, lines[line - 1]?.length ?? 0), length);
  const span = { start, end: Math.min(start + 1, length) };
  return { code, severity: 'error', message, file, span, hints: [hint] };
}
