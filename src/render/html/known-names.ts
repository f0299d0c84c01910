/**
 * Names within a tag of a helper: `{{#if titel}}` is nothing to Handlebars, and here it is a fault.
 *
 * The parameters of `if`, `unless`, `each` and `with` are wrapped in a helper of ours, and so is what
 * `lookup` finds; a value that is not there throws as Handlebars' strict mode does for `{{titel}}`.
 */
import Handlebars from 'handlebars';

export const KNOWN = 'known';
const BLOCKS = ['if', 'unless', 'each', 'with'];

/** The helper: gives back its value, or throws where there is none. */
export function known(value: unknown, name: string, line: number, column: number): unknown {
  if (value === undefined) throw absence({ name, line, column });
  return value;
}

/** A name in a template; line from 1, column from 0. */
export interface PlacedName {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

/** What Handlebars' strict mode throws. */
export function absence({ name, line, column }: PlacedName): Error {
  return new Error(`"${name}" not defined in template - ${line}:${column}`);
}

/** The first name that every object has from JavaScript, and none from us: `constructor`, `toString`. */
export function nameOfEveryObject(program: hbs.AST.Program): PlacedName | undefined {
  let found: PlacedName | undefined;
  new (class extends Handlebars.Visitor {
    override PathExpression({ parts, loc }: hbs.AST.PathExpression): void {
      const name = parts.find((part) => part in Object.prototype);
      if (name !== undefined) found ??= { name, ...loc.start };
    }
  })().accept(program);
  return found;
}

/** Tags and the calls within them, of these types, as they come. */
export function tagsOf<T extends hbs.AST.Node>(
  program: hbs.AST.Program,
  ...types: readonly T['type'][]
): T[] {
  const tags: T[] = [];
  const visitor = new Handlebars.Visitor();
  const accept = visitor.accept.bind(visitor);
  visitor.accept = (node) => {
    if (node && types.includes(node.type)) tags.push(node as T);
    accept(node);
  };
  visitor.accept(program);
  return tags;
}

/** The program of a template that could be parsed, with its names guarded. */
export function guarded(text: string): hbs.AST.Program {
  const program = Handlebars.parse(text);
  new Guard().accept(program);
  return program;
}

class Guard extends Handlebars.Visitor {
  override BlockStatement(block: hbs.AST.BlockStatement): void {
    if (BLOCKS.includes(block.path.original as string))
      block.params = block.params.map((param) => wrap(param));
    super.BlockStatement(block);
  }

  override MustacheStatement(tag: hbs.AST.MustacheStatement): void {
    if ((tag.path as hbs.AST.PathExpression).original === 'lookup') {
      const inner = { ...tag, type: 'SubExpression' } as unknown as hbs.AST.SubExpression;
      const { path, params } = wrapped(inner, String((tag.params[1] as Named)?.original ?? ''));
      Object.assign(tag, { path, params, hash: undefined });
    }
  }
}

type Named = hbs.AST.Expression & { readonly original?: unknown };

/** A name is wrapped, and what `lookup` finds; a literal or another helper's value is not. */
function wrap(param: hbs.AST.Expression): hbs.AST.Expression {
  const { type, original } = param as Named;
  if (type === 'PathExpression') return wrapped(param, String(original));
  const { path, params } = param as hbs.AST.SubExpression;
  const isLookup = type === 'SubExpression' && (path as Named).original === 'lookup';
  return isLookup ? wrapped(param, String((params[1] as Named)?.original ?? '')) : param;
}

function wrapped(value: hbs.AST.Expression, name: string): hbs.AST.SubExpression {
  const { loc } = value;
  const literal = (type: string, of: string | number) => ({ type, value: of, original: of, loc });
  return {
    type: 'SubExpression',
    path: { type: 'PathExpression', data: false, depth: 0, parts: [KNOWN], original: KNOWN, loc },
    params: [
      value,
      literal('StringLiteral', name),
      literal('NumberLiteral', loc.start.line),
      literal('NumberLiteral', loc.start.column),
    ],
    loc,
  } as unknown as hbs.AST.SubExpression;
}
