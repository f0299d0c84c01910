/** The door of Handlebars: templates compiled and checked, faults said with their place. */
import Handlebars from 'handlebars';
import { type Diagnostic, onlyOnce, type SourceFile } from '../../diagnostics/index.js';
import { faultsOfStyleSheet } from '../style-faults.js';
import { absence, guarded, KNOWN, known, nameOfEveryObject } from './known-names.js';
import { absentPartials, escapedMarkup, miscounted } from './template-checks.js';
import {
  absentFault,
  emptyFault,
  isEndless,
  isGivenUp,
  parseFault,
  runFault,
  type TagPlace,
} from './template-faults.js';
import { faultsOfMarkup } from './template-requests.js';
import { faultsOfTags } from './template-tags.js';
import {
  nameOfPartial,
  PARTIALS,
  type ParsedTemplate,
  type ParsedTemplates,
  parsedTemplate,
  roundTag,
} from './template-tree.js';

/** Does a piece of work, or throws where it takes too long. */
export type Bound = <T>(work: () => T) => T;

export interface TemplateSet {
  /** HTML of a page; a name that the template uses and the values lack becomes a diagnostic. */
  readonly render: (name: string, values: Readonly<Record<string, unknown>>) => string;
  readonly diagnostics: Diagnostic[];
}

/** Names of the templates that the program fills; `partials/` are for these to use. */
export const PAGES = [
  'language',
  'front',
  'article',
  'lite',
  'single',
  'list',
  'index',
  'book',
  'search',
  'about',
  'not-found',
] as const;
const STYLES = ['site.css', 'lite.css'];
/** `log` would write between our own words; the other two are for other options than ours. */
const HELPERS = { [KNOWN]: true, log: false, helperMissing: false, blockHelperMissing: false };
const OPTIONS = { strict: true, knownHelpersOnly: true, knownHelpers: HELPERS };

/** What is wrong with the templates before any page is filled. */
export function checkTemplates(
  files: ReadonlyMap<string, SourceFile>,
  bound?: Bound,
): Diagnostic[] {
  return [
    ...openTemplates(files, bound).diagnostics,
    ...STYLES.flatMap((name) => {
      const file = files.get(name);
      return file ? faultsOfStyleSheet(file) : [absentFault(`templates/html/${name}`)];
    }),
  ];
}

/** Compiles every `*.hbs`; faults in any of them are in `diagnostics` at once. */
export function openTemplates(
  files: ReadonlyMap<string, SourceFile>,
  bound: Bound = (work) => work(),
): TemplateSet {
  const { engine, sources, templates, faults, ...known } = compiledOf(files, bound);
  const compiled = new Map(known.compiled);
  const diagnostics = [...faults];
  const said = new Set(faults.map(({ message }) => message));
  return {
    diagnostics,
    render: (name, values) => {
      const template = compiled.get(name);
      if (!template) return '';
      try {
        return bound(() => template(values));
      } catch (error) {
        const round = isEndless(error) ? roundTag(templates, name) : undefined;
        const place = round ?? blame({ engine, sources, bound }, name, values);
        const fault = runFault(error, place, Object.keys(values));
        if (!said.has(fault.message)) diagnostics.push(fault);
        said.add(fault.message);
        // It would cost every page as long.
        if (isGivenUp(error)) compiled.delete(name);
        return '';
      }
    },
  };
}

interface CompiledSet {
  readonly engine: typeof Handlebars;
  readonly sources: ReadonlyMap<string, SourceFile>;
  /** Those that could be read. */
  readonly templates: ParsedTemplates;
  readonly compiled: ReadonlyMap<string, HandlebarsTemplateDelegate>;
  readonly faults: readonly Diagnostic[];
}

/** The last ones: they are filled after they were checked, and by who serves a paper at every change. */
let last: { readonly texts: string; readonly set: CompiledSet } | undefined;

function compiledOf(files: ReadonlyMap<string, SourceFile>, bound: Bound): CompiledSet {
  const texts = JSON.stringify([...files].map(([name, { path, text }]) => [name, path, text]));
  if (last?.texts !== texts) last = { texts, set: compile(files, bound) };
  return last.set;
}

function compile(files: ReadonlyMap<string, SourceFile>, bound: Bound): CompiledSet {
  const engine = Handlebars.create();
  engine.registerHelper(KNOWN, known);
  const faults: Diagnostic[] = [];
  const sources = new Map(
    [...files]
      .filter(([name]) => name.endsWith('.hbs'))
      .map(([name, file]) => [name.replace(/\.hbs$/, ''), file]),
  );
  const compiled = new Map<string, HandlebarsTemplateDelegate>();
  for (const [name, file] of sources) {
    const own = faultsOf(file, bound);
    faults.push(...own);
    // A partial at fault is known all the same: its page is not to blame.
    const template = engine.compile(guarded(own.length > 0 ? '' : file.text), OPTIONS);
    if (name.startsWith(PARTIALS)) engine.registerPartial(name.slice(PARTIALS.length), template);
    if (own.length === 0) compiled.set(name, template);
  }
  for (const name of PAGES)
    if (!sources.has(name)) faults.push(absentFault(`templates/html/${name}.hbs`));
  const sound = [...sources].filter(([name]) => compiled.has(name));
  const templates = new Map(
    sound.map(([name, file]) => [name, parsedTemplate(file, Handlebars.parse(file.text))]),
  );
  faults.push(...absentPartials(templates, sources.keys()));
  // What is not there may be what closes a tag.
  if (faults.length === 0) faults.push(...tagFaults(templates, bound));
  faults.push(...escapedMarkup(templates));
  for (const template of templates.values()) faults.push(...markupFaults(template, bound));
  return { engine, sources, templates, compiled, faults };
}

function markupFaults(template: ParsedTemplate, bound: Bound): Diagnostic[] {
  try {
    return bound(() => faultsOfMarkup(template));
  } catch (error) {
    return [parseFault(error, template.file)];
  }
}

function tagFaults(templates: ParsedTemplates, bound: Bound): Diagnostic[] {
  const faults = PAGES.flatMap((page) => {
    try {
      return bound(() => faultsOfTags(page, templates));
    } catch (error) {
      return [parseFault(error, templates.get(page)!.file)];
    }
  });
  return onlyOnce(faults);
}

/** Why a template cannot be filled. */
function faultsOf(file: SourceFile, bound: Bound): Diagnostic[] {
  if (file.text.trim() === '') return [emptyFault(file)];
  try {
    bound(() => Handlebars.precompile(file.text, OPTIONS));
    const program = Handlebars.parse(file.text);
    const name = nameOfEveryObject(program);
    return name
      ? [runFault(absence(name), { file, ...name }, [])]
      : miscounted(parsedTemplate(file, program));
  } catch (error) {
    return [parseFault(error, file)];
  }
}

/** What it takes to try a piece of a template. */
interface Court {
  readonly engine: typeof Handlebars;
  readonly sources: ReadonlyMap<string, SourceFile>;
  readonly bound: Bound;
}

/**
 * The tag at which a page breaks off: the first whose rendering on its own fails. A partial is
 * followed into its file, and no further when it has been there already.
 */
function blame(
  court: Court,
  name: string,
  values: Readonly<Record<string, unknown>>,
  visited: ReadonlySet<string> = new Set(),
): TagPlace {
  const { sources } = court;
  const file = sources.get(name)!;
  const program = guarded(file.text);
  const culprit = program.body.find((statement) => fails(court, program, statement, values));
  if (!culprit) return { file, line: 1, column: 0 };
  const partial =
    culprit.type === 'PartialStatement'
      ? nameOfPartial(culprit as hbs.AST.PartialStatement)
      : undefined;
  const inner = partial === undefined ? undefined : PARTIALS + partial;
  if (inner !== undefined && sources.has(inner) && !visited.has(inner))
    return blame(court, inner, values, new Set([...visited, inner]));
  const { line, column } = culprit.loc.start;
  return { file, line, column };
}

function fails(
  { engine, bound }: Court,
  program: hbs.AST.Program,
  statement: hbs.AST.Statement,
  values: Readonly<Record<string, unknown>>,
): boolean {
  try {
    const template = engine.compile({ ...program, body: [statement] }, OPTIONS);
    bound(() => template(values));
    return false;
  } catch {
    return true;
  }
}
