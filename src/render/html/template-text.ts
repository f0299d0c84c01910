/** The text of templates without their tags, and where in its file each piece of it stands. */
import type { Diagnostic } from '../../diagnostics/index.js';
import {
  nameOfPartial,
  PARTIALS,
  type ParsedTemplate,
  type ParsedTemplates,
} from './template-tree.js';

/** Text of a template, and where in its file it stands. */
export interface Piece {
  readonly text: string;
  readonly template: ParsedTemplate;
  readonly start: number;
}

/** U+FFFC, for whatever a value is: within a tag, too, where it ends the name. */
export const VALUE = '\uFFFC';

type Block = hbs.AST.BlockStatement | hbs.AST.PartialBlockStatement;

/** What a template says itself, whatever holds: every branch, each followed by a `VALUE`. */
export function piecesOfFile(template: ParsedTemplate): Piece[] {
  const pieces: Piece[] = [];
  const walk = (program: hbs.AST.Program | undefined): void => {
    for (const statement of program?.body ?? []) {
      const text = textOf(statement);
      if (text !== undefined) {
        pieces.push({ text, template, start: offsetOf(template, statement.loc.start) });
        continue;
      }
      const { program, inverse } = statement as hbs.AST.BlockStatement;
      for (const branch of [program, inverse]) {
        walk(branch);
        pieces.push({ text: VALUE, template, start: offsetOf(template, statement.loc.start) });
      }
    }
  };
  walk(template.program);
  return pieces;
}

/** Undefined for what has an inside, or is another template. */
function textOf(statement: hbs.AST.Statement): string | undefined {
  if (statement.type === 'ContentStatement')
    return String((statement as hbs.AST.ContentStatement).original);
  if (statement.type === 'MustacheStatement') return VALUE;
  return statement.type === 'CommentStatement' ? '' : undefined;
}

/** A page with its partials, as if every condition held and every list had one item, or as if none did. */
export function piecesOfPage(templates: ParsedTemplates, page: string, holds: boolean): Piece[] {
  const pieces: Piece[] = [];
  const fill = (name: string, within: readonly string[], block?: () => void): boolean => {
    const template = templates.get(name);
    if (!template || within.includes(name)) return false;
    const walk = (program: hbs.AST.Program | undefined): void => {
      for (const statement of program?.body ?? []) visit(statement);
    };
    const visit = (statement: hbs.AST.Statement): void => {
      const text = textOf(statement);
      if (text !== undefined) {
        pieces.push({ text, template, start: offsetOf(template, statement.loc.start) });
      } else if (statement.type === 'BlockStatement') {
        const { path, program, inverse } = statement as hbs.AST.BlockStatement;
        const isUnless = 'original' in path && path.original === 'unless';
        walk(holds !== isUnless ? program : inverse);
      } else if (/^Partial(?:Block)?Statement$/.test(statement.type)) {
        const tag = statement as Exclude<Block, hbs.AST.BlockStatement>;
        const partial = nameOfPartial(tag) ?? '';
        const inside = () => walk(tag.program);
        if (partial === '@partial-block') block?.();
        else if (!fill(PARTIALS + partial, [...within, name], inside)) inside();
      }
    };
    walk(template.program);
    return true;
  };
  fill(page, []);
  return pieces;
}

/** Gives the place in its file of what stands in all pieces together. */
export function openPlaces(
  pieces: readonly Piece[],
): (at: number, length: number) => Pick<Diagnostic, 'file' | 'span'> {
  return (at, length) => {
    let before = 0;
    for (const { text, template, start } of pieces) {
      if (at < before + text.length) {
        const from = start + at - before;
        const within = Math.min(length, text.length - (at - before));
        return { file: template.file, span: { start: from, end: from + within } };
      }
      before += text.length;
    }
    throw new Error('a place outside of its template');
  };
}

function offsetOf({ lines }: ParsedTemplate, { line, column }: hbs.AST.Position): number {
  return (lines[line - 1] ?? 0) + column;
}
