/** Pictures of pages: in sizes, of which a browser takes the one that its screen and its line need. */
import type { Picture } from '../../document/index.js';
import type { EditionArticle } from '../../edition/index.js';
import type { MarkupContext } from '../markup.js';
import { hashOf, type Press } from './frame.js';

export type ShownPicture = ReturnType<MarkupContext['picture']>;

/** Each picture in the sizes that there are of it, the widest first; one that is not here is its only size. */
export type Sizes = ReadonlyMap<Picture, readonly Picture[]>;

/** What a page in one file, a feed and a phone carry: twice the column of a phone, or what is light anyhow. */
const SMALL = { width: 800, bytes: 30_000 };

/** Ems: below it the column is as wide as the window, with a margin on both sides (site.css). */
const NARROW_WINDOW = 45;
const COLUMN = `(min-width: ${NARROW_WINDOW}em) 680px, calc(100vw - 2.4rem)`;

/** The room that a page has for a picture. */
export interface Room {
  /** As `sizes` says it. */
  readonly width: string;
  /** Pixels: what is taller is shown as tall as this, so that no picture fills screens. */
  readonly height: number;
}

const TEXT: Room = { width: COLUMN, height: 580 };
/** Three fifths of a wide front page, where other articles have to be seen as well. */
export const LEAD: Room = {
  width: '(min-width: 72em) 660px, (min-width: 56em) 55vw, calc(100vw - 2.4rem)',
  height: 540,
};

/**
 * All sizes; the page writes their files. A phone of three dots a pixel would take the widest, and its
 * reader could not tell: a narrow window is offered the small ones only.
 */
export function pictureInSizes(
  press: Press,
  article: EditionArticle,
  key: string,
  root: string,
  room = TEXT,
): ShownPicture {
  const sizes = sizesOf(press, article, key);
  for (const size of sizes) press.pictures.set(picturePath(size), fileOf(size));
  const source = (size: Picture) => root + picturePath(size);
  // The widest tells the room: where there is less, the style makes less of it.
  const base = { src: source(small(sizes)), ...shownIn(room, sizes[0]!) };
  if (sizes.length === 1) return base;
  const list = (some: readonly Picture[]) =>
    some.map((size) => `${source(size)} ${size.width}w`).join(', ');
  const narrow = sizes.filter(isSmall);
  const choices = { narrowWindow: NARROW_WINDOW, all: list(sizes), sizes: widthIn(room, base) };
  return {
    ...base,
    choices:
      narrow.length > 0 && narrow.length < sizes.length
        ? { ...choices, narrow: list(narrow) }
        : choices,
  };
}

/** The widest of the small sizes: for pages without a choice. */
export function smallPicture(
  press: Press,
  article: EditionArticle,
  key: string,
  source: (size: Picture) => string,
): ShownPicture {
  const size = small(sizesOf(press, article, key));
  return { src: source(size), ...shownIn(TEXT, size) };
}

/** The smallest size: for those who have asked for as little as may be. */
export function smallestPicture(
  press: Press,
  article: EditionArticle,
  key: string,
  source: (size: Picture) => string,
): ShownPicture {
  const size = sizesOf(press, article, key).at(-1)!;
  return { src: source(size), width: size.width, height: size.height };
}

/** Width and height that a picture has where nothing is too narrow for it. */
function shownIn(room: Room, { width, height }: Pick<Picture, 'width' | 'height'>) {
  if (height <= room.height) return { width, height };
  return { width: Math.max(1, Math.round((width * room.height) / height)), height: room.height };
}

/** Any screen has room for what is narrower than a phone. */
const PHONE = 320;

function widthIn(room: Room, { width }: { readonly width: number }): string {
  return width <= PHONE ? `${width}px` : room.width;
}

function isSmall({ width, bytes }: Picture): boolean {
  return width <= SMALL.width || bytes.length <= SMALL.bytes;
}

function small(sizes: readonly Picture[]): Picture {
  return sizes.find(isSmall) ?? sizes.at(-1)!;
}

/** Every picture that an article could show, in all sizes, by the path of its file. */
export function picturesOf(
  press: Press,
  article: EditionArticle,
): Map<string, ReturnType<typeof fileOf>> {
  const sizes = [...article.pictures.keys()].flatMap((key) => sizesOf(press, article, key));
  return new Map(sizes.map((size) => [picturePath(size), fileOf(size)]));
}

function sizesOf(press: Press, article: EditionArticle, key: string): readonly Picture[] {
  const picture = article.pictures.get(key);
  if (!picture) throw new Error(`the picture ${key} was checked and is not there`);
  return press.pictureSizes.get(picture) ?? [picture];
}

/** Names carry the content: a picture of the same bytes is one file. */
export function picturePath(picture: Picture): string {
  const known = paths.get(picture);
  if (known !== undefined) return known;
  const extension = picture.mediaType === 'image/png' ? 'png' : 'jpg';
  const stem = picture.path
    .split('/')
    .at(-1)!
    .replace(/\.[^.]*$/, '')
    .replace(/[^a-z0-9-]+/gi, '-')
    .slice(0, 60);
  const path = `assets/${stem}-${hashOf(picture.bytes)}.${extension}`;
  paths.set(picture, path);
  return path;
}

const paths = new WeakMap<Picture, string>();

function fileOf(picture: Picture) {
  return { path: picturePath(picture), bytes: picture.bytes };
}
