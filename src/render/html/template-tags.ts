/**
 * Tags of HTML that a page opens and does not close, found before any page is filled.
 *
 * A page is read twice with its partials: once as if every condition held and every list had one item,
 * once as if none did. What is opened and closed under one condition agrees with itself in both.
 */
import type { Diagnostic } from '../../diagnostics/index.js';
import {
  nameOfPartial,
  PARTIALS,
  type ParsedTemplate,
  type ParsedTemplates,
} from './template-tree.js';

/** Text of a template, and where in its file it stands. */
interface Piece {
  readonly text: string;
  readonly template: ParsedTemplate;
  readonly start: number;
}

/** HTML §13.1.2: elements without an end tag, and those whose end tag may be left out. */
const WITHOUT_END = new Set(
  (
    'area base br col embed hr img input link meta source track wbr ' +
    'html head body p li dt dd option optgroup thead tbody tfoot tr td th colgroup caption rt rp'
  ).split(' '),
);

/** Faults of a page, those in its partials too, perhaps twice. */
export function faultsOfTags(page: string, templates: ParsedTemplates): Diagnostic[] {
  return [true, false].flatMap((holds) => unbalanced(piecesOf(templates, page, holds)));
}

function piecesOf(templates: ParsedTemplates, page: string, holds: boolean): Piece[] {
  const pieces: Piece[] = [];
  const fill = (name: string, within: readonly string[], block?: () => void): boolean => {
    const template = templates.get(name);
    if (!template || within.includes(name)) return false;
    const walk = (program: hbs.AST.Program | undefined): void => {
      for (const statement of program?.body ?? []) visit(statement);
    };
    const visit = (statement: hbs.AST.Statement): void => {
      const piece = (text: string) =>
        pieces.push({ text, template, start: offsetOf(template, statement.loc.start) });
      switch (statement.type) {
        case 'ContentStatement':
          piece(String((statement as hbs.AST.ContentStatement).original));
          return;
        case 'MustacheStatement':
          piece(VALUE);
          return;
        case 'BlockStatement': {
          const { path, program, inverse } = statement as hbs.AST.BlockStatement;
          const isUnless = 'original' in path && path.original === 'unless';
          walk(holds !== isUnless ? program : inverse);
          return;
        }
        case 'PartialStatement':
        case 'PartialBlockStatement': {
          const tag = statement as hbs.AST.PartialBlockStatement;
          const partial = nameOfPartial(tag) ?? '';
          const inside = () => walk(tag.program);
          if (partial === '@partial-block') block?.();
          else if (!fill(PARTIALS + partial, [...within, name], inside)) inside();
          return;
        }
      }
    };
    walk(template.program);
    return true;
  };
  fill(page, []);
  return pieces;
}

/** U+FFFC, for whatever a value is: within a tag, too, where it ends the name. */
const VALUE = '\uFFFC';

interface Tag {
  readonly name: string;
  readonly at: number;
}

function unbalanced(pieces: readonly Piece[]): Diagnostic[] {
  const faults: Diagnostic[] = [];
  const place = openPlaces(pieces);
  const say = (tag: string, at: number, message: string, hint: string): void => {
    const hints = [hint];
    faults.push({ code: 'tpl-001', severity: 'error', message, ...place(at, tag.length), hints });
  };
  const unclosed = ({ name, at }: Tag): void =>
    say(
      `<${name}`,
      at,
      `“<${name}>” is opened here and never closed`,
      `write </${name}> where it ends`,
    );
  const open: Tag[] = [];
  for (const { closes, name, at } of tagsIn(pieces.map(({ text }) => text).join(''))) {
    const from = closes ? open.findLastIndex((each) => each.name === name) : -1;
    if (!closes) open.push({ name, at });
    else if (from < 0)
      say(`</${name}`, at, `“</${name}>” closes what was not opened`, 'take it away');
    else for (const each of open.splice(from).slice(1)) unclosed(each);
  }
  for (const each of open) unclosed(each);
  return faults;
}

const MARKUP =
  /<!--[\s\S]*?-->|<(script|style|textarea|title)\b[\s\S]*?<\/\1\s*>|<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^"'<>])*)>/g;

function* tagsIn(text: string): Generator<Tag & { readonly closes: boolean }> {
  for (const { 2: slash, 3: name, 4: attributes = '', index } of text.matchAll(MARKUP)) {
    // `<path d="…"/>` ends itself; a value without quotation marks may end in a slash.
    if (name === undefined || /(?:^|["'\s])\/$/.test(attributes)) continue;
    const lower = name.toLowerCase();
    if (!WITHOUT_END.has(lower)) yield { name: lower, at: index, closes: slash === '/' };
  }
}

/** Gives the place in its file of what stands in all pieces together. */
function openPlaces(
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
    throw new Error('a tag outside of its template');
  };
}

function offsetOf({ lines }: ParsedTemplate, { line, column }: hbs.AST.Position): number {
  return (lines[line - 1] ?? 0) + column;
}
