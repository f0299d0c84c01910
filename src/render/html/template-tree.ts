/** The partials of templates: which tag uses which, and what a page is made of once they are filled in. */
import type { SourceFile } from '../../diagnostics/index.js';
import { tagsOf } from './known-names.js';
import type { TagPlace } from './template-faults.js';

/** A template that could be parsed. */
export interface ParsedTemplate {
  readonly file: SourceFile;
  readonly program: hbs.AST.Program;
  /** Offsets at which its lines begin. */
  readonly lines: readonly number[];
}

/** @param program of the file’s text */
export function parsedTemplate(file: SourceFile, program: hbs.AST.Program): ParsedTemplate {
  const feeds = [...file.text.matchAll(/\n/g)].map(({ index }) => index + 1);
  return { file, program, lines: [0, ...feeds] };
}

/** By name; partials begin with `partials/`. */
export type ParsedTemplates = ReadonlyMap<string, ParsedTemplate>;

export const PARTIALS = 'partials/';

/** A tag `{{> name}}` or `{{#> name}}`. */
export interface PartialUse extends TagPlace {
  readonly name: string;
}

type PartialTag = hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement;

/** The name that a tag says; undefined where a value tells it. */
export function nameOfPartial({ name }: PartialTag): string | undefined {
  return 'original' in name ? String(name.original) : undefined;
}

export function partialUses({ file, program }: ParsedTemplate): PartialUse[] {
  const tags = tagsOf<PartialTag>(program, 'PartialStatement', 'PartialBlockStatement');
  return tags.flatMap((tag) => {
    const name = nameOfPartial(tag);
    // What stands between the tags of a caller has no file.
    return name === undefined || name === '@partial-block'
      ? []
      : [{ name, file, ...tag.loc.start }];
  });
}

interface Decorator extends hbs.AST.Node {
  readonly params: readonly { readonly original?: unknown }[];
}

/** Names of partials that a template makes for itself: `{{#*inline "name"}}`. */
export function inlinePartials({ program }: ParsedTemplate): string[] {
  return tagsOf<Decorator>(program, 'DecoratorBlock').map(({ params }) =>
    String(params[0]?.original),
  );
}

/** The tag by which a page comes to a partial that it is within already. */
export function roundTag(templates: ParsedTemplates, page: string): PartialUse | undefined {
  const seen = new Set<string>();
  const follow = (name: string, within: readonly string[]): PartialUse | undefined => {
    const template = templates.get(name);
    if (!template || seen.has(name)) return undefined;
    seen.add(name);
    const path = [...within, name];
    for (const use of partialUses(template)) {
      const inner = PARTIALS + use.name;
      const found = path.includes(inner) ? use : follow(inner, path);
      if (found) return found;
    }
    return undefined;
  };
  return follow(page, []);
}
