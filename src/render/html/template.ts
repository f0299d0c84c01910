/** The door of Handlebars: templates compiled and checked, faults said with their place. */
import Handlebars from 'handlebars';
import {
  type Diagnostic,
  type DiagnosticCode,
  nearestWord,
  type SourceFile,
} from '../../diagnostics/index.js';

export interface TemplateSet {
  /** HTML of a page; a name that the template uses and the values lack becomes a diagnostic. */
  readonly render: (name: string, values: Readonly<Record<string, unknown>>) => string;
  readonly diagnostics: Diagnostic[];
}

/** Names of the templates that the program fills; `partials/` are for these to use. */
export const PAGES = ['language', 'front', 'article'] as const;

/** Compiles every `*.hbs`; faults in any of them are in `diagnostics` at once. */
export function openTemplates(files: ReadonlyMap<string, SourceFile>): TemplateSet {
  const engine = Handlebars.create();
  const diagnostics: Diagnostic[] = [];
  const sources = new Map(
    [...files]
      .filter(([name]) => name.endsWith('.hbs'))
      .map(([name, file]) => [name.replace(/\.hbs$/, ''), file]),
  );
  const compiled = new Map<string, HandlebarsTemplateDelegate>();
  for (const [name, file] of sources) {
    const fault = parseFault(file);
    if (fault) {
      diagnostics.push(fault);
      continue;
    }
    const options = { strict: true, knownHelpersOnly: true, srcName: file.path };
    if (name.startsWith('partials/'))
      engine.registerPartial(name.slice('partials/'.length), file.text);
    compiled.set(name, engine.compile(file.text, options));
  }
  const anyFile = [...files.values()][0];
  for (const name of PAGES)
    if (!sources.has(name) && anyFile)
      diagnostics.push({
        code: 'tpl-001',
        severity: 'error',
        message: `the template ${name}.hbs is missing`,
        file: anyFile,
        hints: [`put templates/html/${name}.hbs back`],
      });

  const said = new Set<string>();
  return {
    diagnostics,
    render: (name, values) => {
      const template = compiled.get(name);
      if (!template) return '';
      try {
        return template(values);
      } catch (error) {
        const fault = runFault(error, sources, name, Object.keys(values));
        if (!said.has(fault.message)) diagnostics.push(fault);
        said.add(fault.message);
        return '';
      }
    },
  };
}

/** Handlebars says “Parse error on line N” and shows where with a caret. */
function parseFault(file: SourceFile): Diagnostic | undefined {
  try {
    Handlebars.precompile(file.text, { strict: true, knownHelpersOnly: true });
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const place = error as { lineNumber?: number; column?: number };
    const line = place.lineNumber ?? Number(/line (\d+)/.exec(message)?.[1] ?? 1);
    const caret = message.split('\n').find((each) => /^-*\^$/.test(each));
    // The caret counts from the part of the line that is quoted; on a short line that is the column.
    const column = place.column ?? (caret ? caret.length - 1 : 0);
    const first = message
      .split('\n')[0]!
      .replace(/^Parse error on line \d+:?/, 'the template cannot be read')
      .replace(/:$/, '');
    return at(
      'tpl-001',
      file,
      line,
      column,
      first,
      'look for a {{ without its }}, or an opened {{#…}} without its {{/…}}',
    );
  }
}

/** A name that is not there: strict mode says `"x" not defined in … - line:column`. */
function runFault(
  error: unknown,
  sources: ReadonlyMap<string, SourceFile>,
  name: string,
  known: readonly string[],
): Diagnostic {
  const message = error instanceof Error ? error.message : String(error);
  const missing = /"(.+?)" not defined/.exec(message)?.[1];
  const partial = /partial (\S+) could not be found/.exec(message)?.[1];
  const [, line, column] = / - (\d+):(\d+)$/.exec(message) ?? [];
  // A partial fails inside the page that uses it: the file that has the name at that place is meant.
  const word = missing ?? partial ?? '';
  const candidates = [sources.get(name)!, ...sources.values()];
  const file =
    candidates.find(
      (each) => line !== undefined && each.line(Number(line)).slice(Number(column)).includes(word),
    ) ??
    candidates.find((each) => each.text.includes(word)) ??
    candidates[0]!;
  const start = line === undefined ? Math.max(0, file.text.indexOf(word)) : undefined;
  const text = missing
    ? `there is no value “${missing}” here`
    : partial
      ? `there is no partial “${partial}”`
      : message.split('\n')[0]!;
  const near = nearestWord(word, known);
  const hint = near
    ? `did you mean “${near}”?`
    : partial
      ? `make templates/html/partials/${partial}.hbs`
      : `the values of this page are ${known.join(', ')}`;
  if (start !== undefined)
    return {
      code: 'tpl-002',
      severity: 'error',
      message: text,
      file,
      span: { start, end: start + word.length },
      hints: [hint],
    };
  return at('tpl-002', file, Number(line), Number(column), text, hint);
}

function at(
  code: DiagnosticCode,
  file: SourceFile,
  line: number,
  column: number,
  message: string,
  hint: string,
): Diagnostic {
  const lines = file.text.split('\n');
  const start =
    lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) +
    Math.min(column, lines[line - 1]?.length ?? 0);
  return { code, severity: 'error', message, file, span: { start, end: start + 1 }, hints: [hint] };
}
