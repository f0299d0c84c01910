/** What is wrong with templates beside each other, whatever pages they are filled for. */
import { type Diagnostic, nearestWord } from '../../diagnostics/index.js';
import { tagsOf } from './known-names.js';
import { at } from './template-faults.js';
import {
  inlinePartials,
  PARTIALS,
  type ParsedTemplate,
  type ParsedTemplates,
  partialUses,
} from './template-tree.js';

/**
 * Partials that are not there: in place of `{{#> name}}` its own inside would be shown, in silence.
 *
 * @param files names of all templates, of those at fault too
 */
export function absentPartials(templates: ParsedTemplates, files: Iterable<string>): Diagnostic[] {
  const names = [...files]
    .filter((name) => name.startsWith(PARTIALS))
    .map((name) => name.slice(PARTIALS.length));
  const known = new Set([...names, ...[...templates.values()].flatMap(inlinePartials)]);
  return [...templates.values()].flatMap(partialUses).flatMap(({ name, ...place }) => {
    if (known.has(name)) return [];
    const near = nearestWord(name, [...known]);
    const hint = near ? `did you mean “${near}”?` : `make templates/html/partials/${name}.hbs`;
    return [at('tpl-002', place, `there is no partial “${name}”`, hint)];
  });
}

/** How many values a helper takes. */
const VALUES: ReadonlyMap<string, number> = new Map([
  ['if', 1],
  ['unless', 1],
  ['each', 1],
  ['with', 1],
  ['lookup', 2],
]);

type Call = hbs.AST.MustacheStatement | hbs.AST.BlockStatement | hbs.AST.SubExpression;

/** Helpers that have too few values, or too many. */
export function miscounted({ file, program }: ParsedTemplate): Diagnostic[] {
  const calls = tagsOf<Call>(program, 'MustacheStatement', 'BlockStatement', 'SubExpression');
  return calls.flatMap(({ type, path, params, loc }) => {
    const name = 'original' in path ? String(path.original) : '';
    const wanted = VALUES.get(name);
    // A value may be called as a helper is, where nothing stands behind its name.
    const isValue = type === 'MustacheStatement' && params.length === 0;
    if (wanted === undefined || params.length === wanted || isValue) return [];
    const values = wanted === 1 ? 'one value' : 'two values, a list and a name';
    const message = `“${name}” needs ${values}, and has ${params.length}`;
    const example = name === 'lookup' ? '{{lookup words "search"}}' : `{{#${name} title}}`;
    return [at('tpl-001', { file, ...loc.start }, message, `write “${example}”`)];
  });
}

/** Values that are HTML wherever they stand. */
const HTML = new Set([
  'articleAttributes',
  'attributes',
  'body',
  'date',
  'head',
  'inlineStyle',
  'masthead',
  'notes',
  'period',
  'statement',
  'tail',
  'teaser',
]);
/** Lists of articles: each item has a title in HTML, where a page and a feed have it in plain words. */
const CARDS = new Set(['articles', 'lead', 'related', 'steps']);
/** A list of HTML. */
const PICTURES = 'pictures';
/** The page whose heading has a name in it, and the list whose items are headed by names: in HTML. */
const NAMED_PAGE = 'list';
const NAMED_ITEMS = 'sections';

/** Values in HTML between two brackets: readers would see its tags. */
export function escapedMarkup(templates: ParsedTemplates): Diagnostic[] {
  const cards = new Set(
    [...templates.values()].flatMap((template) => {
      const lists = listsOf(template.program).filter(({ name }) => CARDS.has(name));
      return partialUses(template)
        .filter((tag) => lists.some(({ loc }) => isWithin(tag, loc)))
        .map(({ name }) => PARTIALS + name);
    }),
  );
  return [...templates].flatMap(([name, template]) => escapedIn(template, name, cards.has(name)));
}

function escapedIn(
  { file, program }: ParsedTemplate,
  template: string,
  isCard: boolean,
): Diagnostic[] {
  const lists = listsOf(program);
  return tagsOf<hbs.AST.MustacheStatement>(program, 'MustacheStatement').flatMap((tag) => {
    const { escaped, path, params, loc } = tag;
    if (!escaped || params.length > 0 || !('original' in path)) return [];
    const written = String(path.original);
    const name = lastName(written);
    const list = lists.findLast((each) => isWithin(loc.start, each.loc))?.name;
    const isHtml =
      HTML.has(name) ||
      (written === 'title' && (list === undefined ? isCard : CARDS.has(list))) ||
      (written === 'heading' && template === NAMED_PAGE) ||
      (written === 'label' && list === NAMED_ITEMS) ||
      (written === 'this' && list === PICTURES);
    if (!isHtml) return [];
    const message = `“${written}” is HTML: readers would see its tags`;
    return [at('tpl-001', { file, ...loc.start }, message, `write “{{{${written}}}}”`)];
  });
}

interface ListBlock {
  readonly name: string;
  readonly loc: hbs.AST.SourceLocation;
}

/** Blocks `{{#each name}}`, outer ones first. */
function listsOf(program: hbs.AST.Program): ListBlock[] {
  return tagsOf<hbs.AST.BlockStatement>(program, 'BlockStatement').flatMap(
    ({ path, params: [list], loc }) =>
      'original' in path && path.original === 'each' && list && 'original' in list
        ? [{ name: lastName(String(list.original)), loc }]
        : [],
  );
}

function isWithin(
  { line, column }: hbs.AST.Position,
  { start, end }: hbs.AST.SourceLocation,
): boolean {
  const isBehind = line > start.line || (line === start.line && column >= start.column);
  return isBehind && (line < end.line || (line === end.line && column < end.column));
}

/** `../title` and `@root.title` → `title`; `words.title` is another name. */
function lastName(written: string): string {
  return written.replace(/^(?:\.\.\/|\.\/|this[./]|@root\.)+/, '');
}
