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
    return [at('tpl-001', { file, ...loc.start }, message, `write ${example}`)];
  });
}
