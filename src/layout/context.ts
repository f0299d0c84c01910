import type { Note, Picture, Tongue } from '../document/index.js';
import type { LinkReference, RoleStyle, Theme } from '../edition/index.js';
import { type Faces, openWardrobe, type Wardrobe } from './faces.js';
import type { LinkTarget, Owner } from './page.js';
import { StructureBuilder } from './structure.js';

/** What the layout of one article carries along. */
export interface Context {
  readonly theme: Theme;
  readonly wardrobe: Wardrobe;
  readonly structure: StructureBuilder;
  readonly notes: readonly Note[];
  readonly pictures: ReadonlyMap<string, Picture>;
  /** Addresses that are written out at the end; none where the theme wants none. */
  readonly references: readonly LinkReference[];
  readonly missing: { readonly character: string }[];
}

/** Of a text of our own, which has no notes, pictures or links to write out: a cover, a list of contents. */
export function plainContext(theme: Theme, tongue: Tongue, faces: Faces): Context {
  return {
    theme,
    wardrobe: openWardrobe(faces, theme),
    structure: new StructureBuilder(tongue),
    notes: [],
    pictures: new Map(),
    references: [],
    missing: [],
  };
}

/** Where a block is set: the strip of the page that it may use, its language, its parent element. */
export interface Frame {
  /** From the left edge of the text. */
  readonly x: number;
  readonly width: number;
  readonly tongue: Tongue;
  readonly parent: number;
  /** The direction whose start side lines of another direction keep to, as in a list; absent: their own. */
  readonly flush?: Tongue['direction'];
  readonly scale: number;
}

/** A link while its lines are not known yet. */
export interface LinkMark {
  readonly target: LinkTarget;
  readonly contents: string;
  readonly owner: number;
}

/** What a run remembers of where it comes from. */
export interface Tag {
  readonly owner: Owner;
  readonly colour: string;
  /** Points above the baseline. */
  readonly raise: number;
  readonly link?: LinkMark;
  /** Index of the note that the run refers to. */
  readonly note?: number;
}

/** How a paragraph is set: a role's style resolved to points. */
export interface ParagraphStyle {
  readonly size: number;
  readonly weight: 400 | 700;
  readonly family: 'text' | 'nastaliq' | 'mono';
  readonly colour: string;
  readonly align: RoleStyle['align'];
  /** Points from baseline to baseline. */
  readonly leading: number;
}

/** The style of a role, in points. */
export function resolveStyle(theme: Theme, style: RoleStyle): ParagraphStyle {
  const size = theme.textSize * style.size;
  return {
    size,
    weight: style.weight,
    family: style.face,
    colour: theme.colours[style.colour],
    align: style.align,
    leading: size * style.leading,
  };
}

/** A role's style for a text of one direction: Latin takes less room in the display face's place. */
export function resolveStyleFor(theme: Theme, style: RoleStyle, tongue: Tongue): ParagraphStyle {
  const resolved = resolveStyle(theme, style);
  if (style.face !== 'nastaliq' || tongue.direction === 'rtl') return resolved;
  const size = resolved.size * LATIN_DISPLAY.size;
  return { ...resolved, size, leading: size * LATIN_DISPLAY.leading };
}

/** Nastaliq hangs from above and needs its height; Latin letters of that size would shout. */
const LATIN_DISPLAY = { size: 0.62, leading: 1.35 };

/** Running text in a language, at a factor of the text size. */
export function bodyStyle(theme: Theme, tongue: Tongue, scale: number): ParagraphStyle {
  const size = theme.textSize * scale;
  return {
    size,
    weight: 400,
    family: 'text',
    colour: theme.colours.ink,
    align: 'justify',
    leading: size * theme.leading[tongue.direction],
  };
}
