/** Posters: words set as one picture, such as the cover of a book or the card of a page. */
import type { Block, MastheadLine, Role, Tongue } from '../document/index.js';
import type { PosterStyle, RoleStyle, Theme } from '../edition/index.js';
import { blockStrips } from './blocks.js';
import { type Context, type Frame, plainContext } from './context.js';
import type { Faces } from './faces.js';
import { moved } from './line-items.js';
import { mastheadLines, occasionBar, openedWidth } from './masthead.js';
import type { PageItem } from './page.js';
import type { Strip } from './strip.js';

/** What a poster says, from top to bottom. */
export interface PosterWords {
  /** On the coloured band at the head, the name as wide as the frame. */
  readonly band: readonly MastheadLine[];
  /** Section and date, between two rules. */
  readonly bar: readonly MastheadLine[];
  /** The title and what belongs to it: as large as the room allows. */
  readonly middle: readonly Block[];
  /** At the foot. */
  readonly foot: readonly MastheadLine[];
}

/** Everything placed, nothing drawn. Pixels; origin at the top left, y grows downwards. */
export interface Poster {
  readonly width: number;
  readonly height: number;
  /** `#rrggbb` */
  readonly ground: string;
  /** Grounds before what stands on them. */
  readonly items: readonly PageItem[];
  /** Characters that no face has. */
  readonly missing: readonly { readonly character: string }[];
}

/** Part of the room left over that stands above the title. */
const ABOVE_TITLE = 0.3;
/** The title grows smaller by this factor until it finds room. */
const SMALLER = 0.93;
/** The tails of a Nastaliq verse hang deep: the address keeps this much off them, em of the text size. */
const ABOVE_ADDRESS = 1.1;
/** Lines of a title stand closer than those of a text, as far as the face allows. */
const TITLE_LEADING = 1.2;

/**
 * Sets a poster: words in the direction of `tongue`, sizes and colours as the theme says. The title is
 * made as large as it may be and still have room; what finds none at its smallest is left out.
 */
export function layoutPoster(
  words: PosterWords,
  style: PosterStyle,
  tongue: Tongue,
  theme: Theme,
  faces: Faces,
): Poster {
  const { width, height, margin } = style;
  const frame: Frame = { x: 0, width: width - 2 * margin, tongue, parent: 0, scale: 1 };
  const context = plainContext({ ...theme, textSize: style.textSize }, tongue, faces);
  // From both ends inwards: the band and the bar, the foot, and between them the title.
  const { band, foot, ...ends } = endsOf(words, style, tongue, theme, faces);
  const bar = stacked(
    words.bar.length > 0
      ? occasionBar(context, words.bar, frame, style.textSize / theme.textSize)
      : [],
  );
  const bandHeight = band.height + margin;
  const barTop = bandHeight + margin / 3;
  const top = barTop + bar.height;
  const room = height - margin - foot.height - top;
  const middle = fitted(context, words.middle, frame, style.title, room);
  const middleTop = top + margin / 4 + (room - middle.height) * ABOVE_TITLE;
  const ground = { kind: 'rule', x: 0, y: 0, width, height: bandHeight } as const;
  return {
    width,
    height,
    ground: theme.colours.paper,
    items: [
      { ...ground, colour: theme.colours.accent },
      ...band.items,
      ...placed(bar, margin, barTop),
      ...placed(middle, margin, middleTop),
      ...foot.items,
    ],
    missing: [...ends.missing, ...context.missing],
  };
}

/** What all posters of an edition share, at its place. */
interface Ends {
  readonly band: Stack;
  readonly foot: Stack;
  readonly missing: Poster['missing'];
}

/** Editions have few posters: a cover and two cards, in the language of the article or their own. */
const KEPT = 16;
const kept = new WeakMap<Theme, Map<string, Ends & { readonly faces: Faces }>>();

/** Set once: the name takes longer than the title that changes, and its letters are filled once, too. */
function endsOf(
  { band, foot }: PosterWords,
  style: PosterStyle,
  tongue: Tongue,
  theme: Theme,
  faces: Faces,
): Ends {
  const known = kept.get(theme) ?? new Map<string, Ends & { readonly faces: Faces }>();
  kept.set(theme, known);
  const key = JSON.stringify([band, foot, style, tongue]);
  const found = known.get(key);
  if (found?.faces === faces) return found;
  const ends = { ...setEnds({ band, foot }, style, tongue, theme, faces), faces };
  if (known.size === KEPT) known.clear();
  known.set(key, ends);
  return ends;
}

function setEnds(
  words: Pick<PosterWords, 'band' | 'foot'>,
  { width, height, margin, textSize, name }: PosterStyle,
  tongue: Tongue,
  theme: Theme,
  faces: Faces,
): Ends {
  const frame: Frame = { x: 0, width: width - 2 * margin, tongue, parent: 0, scale: 1 };
  const context = plainContext({ ...theme, textSize }, tongue, faces);
  const band = stacked(mastheadLines(named(context, words.band, frame, name), words.band, frame));
  const lower = withRole(context, 'address', { before: ABOVE_ADDRESS });
  const foot = stacked(mastheadLines(lower, words.foot, frame));
  return {
    band: { ...band, items: placed(band, margin, margin / 2) },
    foot: { ...foot, items: placed(foot, margin, height - margin / 2 - foot.height) },
    missing: context.missing,
  };
}

function placed({ items }: Stack, x: number, y: number): readonly PageItem[] {
  return items.map((item) => moved(item, x, y));
}

/** The name fills the width as far as it may; all of the band is in the colour of paper. */
function named(
  context: Context,
  band: readonly MastheadLine[],
  frame: Frame,
  largest: number,
): Context {
  const names = band.filter(({ role }) => role === 'name');
  const unit = openedWidth(withRole(context, 'name', { size: 1 }), names, frame);
  const size = Math.min(largest, frame.width / unit);
  return withRole(withRole(context, 'name', { size, colour: 'paper' }), 'monogram', {
    colour: 'paper',
  });
}

function withRole(context: Context, role: Role, change: Partial<RoleStyle>): Context {
  const { theme } = context;
  const roles = { ...theme.roles, [role]: { ...theme.roles[role], ...change } };
  return { ...context, theme: { ...theme, roles } };
}

interface Stack {
  readonly height: number;
  readonly items: readonly PageItem[];
}

/** Strips below each other from 0, with the spaces between them. */
function stacked(strips: readonly Strip[], most = Number.POSITIVE_INFINITY): Stack {
  const items: PageItem[] = [];
  let [height, after] = [0, 0];
  for (const [index, strip] of strips.entries()) {
    const y = index === 0 ? 0 : height + Math.max(after, strip.before);
    if (y + strip.height > most) break;
    items.push(...strip.items.map((item) => moved(item, 0, y)));
    height = y + strip.height;
    after = strip.after;
  }
  return { height, items };
}

/** The largest title, in steps, that keeps to the width and the room. */
function fitted(
  context: Context,
  blocks: readonly Block[],
  frame: Frame,
  largest: number,
  room: number,
): Stack {
  for (let size = largest; ; size *= SMALLER) {
    const strips = blockStrips(
      withRole(context, 'title', { size, before: 0, leading: TITLE_LEADING }),
      blocks,
      frame,
    );
    const stack = stacked(strips);
    if (stack.height <= room && stack.items.every((item) => isWithin(item, frame.width)))
      return stack;
    if (size < 1) return stacked(strips, room);
  }
}

function isWithin({ x, width }: PageItem, measure: number): boolean {
  return x > -1 && x + width < measure + 1;
}
