#!/usr/bin/env node
/** argv → build → exit code: 0 fine, 1 the user's text is at fault, 2 our bug. */
import { realpathSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { findProject, isFile } from './build/files.js';
import { hireThread } from './build/press/threads.js';
import { openProgress, type ProgressLine } from './build/progress.js';
import type { PublishOptions } from './build/publish.js';
import { reportJson, reportOf, unchangedReport } from './build/report.js';
import type { StatusRow } from './build/status.js';
import { lookFirst } from './build/unchanged.js';
import { CACHE, FORMATS, type Format } from './build/wish.js';
import {
  type Diagnostic,
  diagnosticsJson,
  hasError,
  nearestWord,
  printDiagnostics,
  visible,
} from './diagnostics/index.js';

const HELP = `warraq: one Markdown source, three formats, two editions

  warraq build [path…]     publish articles/ to dist/
      --format html,pdf,epub   only these formats
      --edition fa,en          only these editions
      --out dist               somewhere else
      --drafts                 drafts too
      --jobs 4                 so many threads at most
      --json                   say it for machines
      --shard 2/8              draw the second of eight parts into the cache, publish nothing
  warraq merge <folder…>   take over what other machines have drawn: their folders, or their caches
  warraq bind [book…]      make the books of site.yaml alone; --format, --edition, --out, --json
  warraq check [path…]     say everything that is wrong, write nothing
  warraq serve             show the paper in a browser, and follow what is written
      --port 8000              the next free one, where it is taken
      --host 127.0.0.1         another address lets others on the network read it
      --drafts                 drafts too
  warraq import <file>     somebody else's document → articles/<date>-<slug>/<lang>.md
  warraq new <slug>        an empty article (--language fa or en)
  warraq status            which articles lack an edition

Exit codes: 0 fine, 1 something in the text or the configuration is wrong, 2 a bug of ours.
`;

export interface Terminal {
  readonly cwd: string;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  /** Says how far a build is; on a terminal a line may change. */
  readonly report?: { readonly write: (text: string) => void; readonly isTerminal: boolean };
  /** Calls the newest `stop` when a person stops the program; it gives the last words, or none where that is its natural end. */
  readonly onInterrupt?: (stop: () => string | undefined) => void;
}

/** Runs one command and gives its exit code. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  try {
    return await dispatch(argv, terminal);
  } catch (bug) {
    const unreadable = diskFault(bug);
    if (unreadable !== undefined) return complain(terminal, unreadable);
    const detail = bug instanceof Error ? (bug.stack ?? bug.message) : String(bug);
    terminal.complain(`warraq: this is our bug, not yours; nothing was published.\n${detail}\n`);
    return 2;
  }
}

/** A file that may not be read is no bug of ours. */
function diskFault(error: unknown): string | undefined {
  const { syscall, code, path } = error as Partial<NodeJS.ErrnoException>;
  if (syscall === undefined || path === undefined) return undefined;
  return `the disk refuses ${path} (${code}): look whether it may be read and written`;
}

async function dispatch(argv: readonly string[], terminal: Terminal): Promise<0 | 1> {
  const parsed = readArguments(argv);
  if ('fault' in parsed) return complain(terminal, parsed.fault);
  const { command, paths, values } = parsed;
  if (command === undefined || values.help) {
    terminal.print(HELP);
    return 0;
  }
  const root = findProject(terminal.cwd);
  if (!root)
    return complain(
      terminal,
      `there is no site.yaml in ${terminal.cwd} or above: go to the paper's folder first`,
    );

  const options = readOptions(root, terminal.cwd, paths, values);
  if ('fault' in options) return complain(terminal, options.fault);
  switch (command) {
    case 'build':
      if (values.shard !== undefined) return shardCommand(options, values, terminal);
      return buildCommand(options, terminal, values.json ?? false);
    case 'bind':
      return buildCommand(
        { ...options, articles: 'none', books: paths.length > 0 ? paths : 'all', paths: [] },
        terminal,
        values.json ?? false,
      );
    case 'merge':
      return mergeCommand(root, paths, terminal);
    case 'check':
      return checkCommand(options, terminal, values.json ?? false);
    case 'serve':
      return serveCommand(root, paths, values, terminal);
    case 'import':
      return importCommand(root, paths, terminal);
    case 'new':
      return newCommand(root, paths, values.language ?? 'en', terminal);
    case 'status':
      return statusCommand(root, terminal, values.json ?? false);
    default:
      return complain(terminal, unknownCommand(command));
  }
}

const COMMANDS = ['build', 'merge', 'bind', 'check', 'serve', 'import', 'new', 'status'];

function unknownCommand(command: string): string {
  const near = nearestWord(command, COMMANDS);
  const hint = near ? `did you mean “${near}”?` : 'warraq --help lists them';
  return `there is no command “${command}”: ${hint}`;
}

/** The program is read only where there is something to do: that takes longer than to see that there is not. */
async function buildCommand(
  options: PublishOptions,
  terminal: Terminal,
  json: boolean,
): Promise<0 | 1> {
  const { root, out } = options;
  const { unchanged, look } = lookFirst(root, out, options);
  if (unchanged) {
    const { diagnostics, weights } = unchanged;
    const files = unchanged.files.map((file) => ({ ...file, reused: true }));
    const seconds = { read: 0, draw: 0, write: 0 };
    if (json)
      terminal.print(reportJson({ diagnostics, files, weights, seconds }, jsonOf(diagnostics)));
    else {
      say(terminal, diagnostics, false);
      terminal.print(unchangedReport(files.length, weights, out));
    }
    return 0;
  }
  const progress = progressOf(terminal);
  const published = await withThread(options, async (hired) => {
    const { publish } = await import('./build/publish.js');
    return publish({
      ...options,
      look,
      hired,
      onProgress: progress.show,
      onWait: ({ process }) => {
        terminal.complain(`another build is at it (process ${process}): waiting for its end\n`);
        terminal.onInterrupt?.(
          () => 'stopped while another build was at it: this one wrote nothing',
        );
      },
      onInterrupt: (stop) =>
        terminal.onInterrupt?.(() => {
          progress.end();
          const state = { last: 'is as it was', next: 'is the new publication, whole' }[stop()];
          return `the build was stopped; ${out || '.'} ${state}`;
        }),
    });
  });
  progress.end();
  const { diagnostics } = published;
  if (json) {
    terminal.print(reportJson(published, jsonOf(diagnostics)));
    return hasError(diagnostics) ? 1 : 0;
  }
  const code = say(terminal, diagnostics, false);
  if (code === 0) terminal.print(reportOf(published, out));
  else terminal.complain(`nothing was written: ${out || '.'} is as it was\n`);
  return code;
}

/** Begins a thread at once, which reads its program beside this one; none where one is all that may be. */
async function withThread<T>(
  { root, jobs = 1 }: PublishOptions,
  work: (hired: PublishOptions['hired']) => Promise<T>,
): Promise<T> {
  const hired = jobs > 1 ? hireThread(join(root, CACHE)) : undefined;
  try {
    return await work(hired);
  } finally {
    await hired?.terminate();
  }
}

async function shardCommand(
  options: PublishOptions,
  { shard = '', json = false }: Values,
  terminal: Terminal,
): Promise<0 | 1> {
  const [index, count] = (/^(\d{1,5})\/(\d{1,5})$/.exec(shard) ?? []).slice(1).map(Number);
  if (!index || !count || index > count)
    return complain(terminal, `“--shard ${shard}” is no part: the second of eight is 2/8`);
  const { drawShard } = await import('./build/index.js');
  const progress = progressOf(terminal);
  terminal.onInterrupt?.(() => {
    progress.end();
    return `the part was stopped; what it drew lies whole in ${CACHE}, and the same command goes on from there`;
  });
  const drawn = await drawShard({ ...options, onProgress: progress.show }, { index, count });
  progress.end();
  const { diagnostics, made, reused } = drawn;
  if (json) {
    const said = { diagnostics: jsonOf(diagnostics), made, reused };
    terminal.print(`${JSON.stringify(said)}\n`);
    return hasError(diagnostics) ? 1 : 0;
  }
  const code = say(terminal, diagnostics, false);
  terminal.print(`part ${index} of ${count} lies in the cache: ${made} made, ${reused} reused\n`);
  return code;
}

async function mergeCommand(
  root: string,
  paths: readonly string[],
  terminal: Terminal,
): Promise<0 | 1> {
  if (paths.length === 0)
    return complain(terminal, 'name the folders of the parts: warraq merge part-1 part-2');
  terminal.onInterrupt?.(
    () =>
      `the merge was stopped; what it took over lies whole in ${CACHE}, and the same command goes on from there`,
  );
  const { mergeFrom } = await import('./build/index.js');
  const all = await mergeFrom(
    root,
    paths.map((path) => resolve(terminal.cwd, path)),
  );
  if ('lacking' in all) return complain(terminal, `there is no folder ${all.lacking.join(', ')}`);
  for (const [at, { taken, known, broken }] of all.merged.entries()) {
    const unsound = broken > 0 ? `, ${broken} not whole and left out` : '';
    terminal.print(`${paths[at]}: ${taken} taken over, ${known} there already${unsound}\n`);
  }
  return 0;
}

async function checkCommand(
  options: PublishOptions,
  terminal: Terminal,
  json: boolean,
): Promise<0 | 1> {
  const { checkAll } = await import('./build/index.js');
  const progress = progressOf(terminal);
  terminal.onInterrupt?.(() => {
    progress.end();
    return `the check was stopped; nothing was written, but for what it keeps in ${CACHE}`;
  });
  const diagnostics = await checkAll({ ...options, onProgress: progress.show });
  progress.end();
  return say(terminal, diagnostics, json);
}

function progressOf({ report }: Terminal): ProgressLine {
  return openProgress(report?.write ?? (() => {}), report?.isTerminal ?? false);
}

/** Runs until a person stops it. */
async function serveCommand(
  root: string,
  paths: readonly string[],
  values: Values,
  terminal: Terminal,
): Promise<0 | 1> {
  if (paths.length > 0) return complain(terminal, 'the whole paper is served: warraq serve');
  const { port = '8000', host = '127.0.0.1', drafts = false } = values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535)
    return complain(terminal, `“--port ${port}” is no port: write a number up to 65535`);
  if (host === '') return complain(terminal, '“--host” is empty: that would be every address');
  // Nothing else ends it.
  terminal.onInterrupt?.(() => undefined);
  const { serve } = await import('./build/index.js');
  const { print, complain: say } = terminal;
  try {
    await serve({ root, host, port: Number(port), drafts, print, complain: say });
  } catch (error) {
    const { syscall, code } = error as Partial<NodeJS.ErrnoException>;
    if (syscall !== 'listen' && syscall !== 'getaddrinfo') throw error;
    return complain(terminal, `the system refuses ${host}, port ${port} (${code}): name others`);
  }
  return new Promise(() => {});
}

function jsonOf(diagnostics: readonly Diagnostic[]): unknown {
  return JSON.parse(diagnosticsJson(diagnostics));
}

async function importCommand(
  root: string,
  paths: readonly string[],
  terminal: Terminal,
): Promise<0 | 1> {
  const path = paths[0];
  if (path === undefined || paths.length > 1)
    return complain(terminal, 'name one document: warraq import letter.txt');
  const absolute = resolve(terminal.cwd, path);
  if (!isFile(absolute)) return complain(terminal, `there is no file ${path}`);
  const { importFile } = await import('./build/index.js');
  const imported = await importFile(root, absolute);
  const code = say(terminal, imported.diagnostics, false);
  if (imported.refusal)
    return complain(
      terminal,
      `${imported.refusal}; nothing was touched: move it away to import again`,
    );
  if (imported.path)
    terminal.print(`${[`wrote ${imported.path}`, ...imported.report].map(visible).join('\n')}\n`);
  return code;
}

async function newCommand(
  root: string,
  paths: readonly string[],
  language: string,
  terminal: Terminal,
): Promise<0 | 1> {
  const slug = paths[0];
  if (slug === undefined || paths.length > 1)
    return complain(terminal, 'name one article: warraq new 2024-03-20-nowruz');
  const { newArticle, readProject } = await import('./build/index.js');
  const { site, diagnostics } = await readProject(root);
  if (!site) return say(terminal, diagnostics, false);
  const made = newArticle(root, site, slug, language);
  if ('fault' in made) return complain(terminal, made.fault);
  terminal.print(`wrote ${made.path}\n`);
  return 0;
}

async function statusCommand(root: string, terminal: Terminal, json: boolean): Promise<0 | 1> {
  const { statusOf } = await import('./build/index.js');
  const { rows, diagnostics } = await statusOf(root);
  if (!rows) return say(terminal, diagnostics, json);
  if (json) terminal.print(`${JSON.stringify(rows)}\n`);
  else
    for (const row of rows)
      terminal.print(
        `${row.slug}  ${languagesOf(row)}${row.missing.length ? `  lacks ${row.missing.join(' ')}` : ''}\n`,
      );
  return say(terminal, diagnostics, json);
}

function languagesOf({ languages, drafts, atFault }: StatusRow): string {
  const marked = languages.map((language) => {
    const marks = [
      ...(drafts.includes(language) ? ['draft'] : []),
      ...(atFault.includes(language) ? ['not whole yet'] : []),
    ];
    return marks.length > 0 ? `${language} (${marks.join(', ')})` : language;
  });
  return marked.join(' ');
}

interface Values {
  readonly format?: string | undefined;
  readonly edition?: string | undefined;
  readonly out?: string | undefined;
  readonly language?: string | undefined;
  readonly jobs?: string | undefined;
  readonly shard?: string | undefined;
  readonly port?: string | undefined;
  readonly host?: string | undefined;
  readonly drafts?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly help?: boolean | undefined;
}

const OPTIONS = {
  format: { type: 'string' },
  edition: { type: 'string' },
  out: { type: 'string' },
  language: { type: 'string' },
  jobs: { type: 'string' },
  shard: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  drafts: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Node's own strictness speaks to programmers; ours names the option and what to write. */
function readArguments(
  argv: readonly string[],
): { command: string | undefined; paths: string[]; values: Values } | { fault: string } {
  const { values, positionals, tokens } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    strict: false,
    tokens: true,
    options: OPTIONS,
  });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const known = Object.entries(OPTIONS).find(([name]) => name === token.name);
    if (!known) {
      const near = nearestWord(token.name, Object.keys(OPTIONS));
      const hint = near ? `did you mean “--${near}”?` : 'warraq --help lists them';
      return { fault: `there is no option “${token.rawName}”: ${hint}` };
    }
    const isText = known[1].type === 'string';
    if (isText && (token.value === undefined || (!token.inlineValue && /^-./.test(token.value))))
      return { fault: `“${token.rawName}” needs a value behind it: warraq --help shows one` };
    if (!isText && token.value !== undefined)
      return { fault: `“${token.rawName}” stands alone: take “=${token.value}” away` };
  }
  return { command: positionals[0], paths: positionals.slice(1), values: values as Values };
}

function readOptions(
  root: string,
  cwd: string,
  paths: readonly string[],
  values: Values,
): PublishOptions | { fault: string } {
  const formats = namesIn(values.format) ?? [...FORMATS];
  const unknown = formats.find((each) => !FORMATS.some((known) => known === each));
  if (unknown !== undefined)
    return { fault: `there is no format “${unknown}”: html, pdf and epub are` };
  const jobs = values.jobs === undefined ? availableParallelism() : Number(values.jobs);
  if (!Number.isInteger(jobs) || jobs < 1)
    return { fault: `“--jobs ${values.jobs}” is no number of threads: write 1, 2, …` };
  return {
    root,
    jobs,
    out: values.out ?? 'dist',
    formats: formats.filter((each): each is Format => FORMATS.some((known) => known === each)),
    editions: namesIn(values.edition) ?? [],
    drafts: values.drafts ?? false,
    paths: paths.map((path) => resolve(cwd, path)),
    articles: 'all',
    // A book is whole or not at all.
    books: paths.length > 0 ? 'none' : 'all',
  };
}

/** `fa, en` → `fa` and `en`, each once. */
function namesIn(list: string | undefined): string[] | undefined {
  return list === undefined ? undefined : [...new Set(list.split(',').map((each) => each.trim()))];
}

function say(terminal: Terminal, diagnostics: readonly Diagnostic[], json: boolean): 0 | 1 {
  if (json) terminal.print(`${diagnosticsJson(diagnostics)}\n`);
  else if (diagnostics.length > 0) terminal.complain(printDiagnostics(diagnostics));
  return hasError(diagnostics) ? 1 : 0;
}

function complain(terminal: Terminal, message: string): 1 {
  terminal.complain(`warraq: ${visible(message)}\n`);
  return 1;
}

/**
 * How V8 is to run a build, on all threads. It optimises a function when so many bytes of it have run: most
 * of ours are as good as done by then, and patience some four times its own spares the threads that optimise a
 * tenth of a whole build. A heap may grow by this much of what is alive before it is cleared: V8's own measure
 * would let what is long dead double the memory of a paper of a thousand articles.
 */
const V8_FLAGS = ['--interrupt-budget=300000', '--heap-growing-percent=60'];

const invoked = process.argv[1];
if (invoked !== undefined && realpathSync(invoked) === fileURLToPath(import.meta.url)) {
  for (const flag of V8_FLAGS) setFlagsFromString(flag);
  let stop: () => string | undefined = () => 'stopped; nothing was written';
  // Every time: npm hands on what a terminal has sent us already, which would kill in the midst of cleaning.
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.on(signal, () => {
      const words = stop();
      if (words !== undefined) process.stderr.write(`warraq: ${words}\n`);
      process.exit(words === undefined ? 0 : code);
    });
  process.exitCode = await run(process.argv.slice(2), {
    cwd: process.cwd(),
    print: (text) => process.stdout.write(text),
    complain: (text) => process.stderr.write(text),
    report: {
      write: (text) => process.stderr.write(text),
      isTerminal: process.stderr.isTTY,
    },
    onInterrupt: (newest) => {
      stop = newest;
    },
  });
}
