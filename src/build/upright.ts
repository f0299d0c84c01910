/**
 * Photographs as they are seen: browsers turn them as their camera says, e-readers often do not.
 *
 * Reading leaves their pixels as they are, for taking them apart and packing them takes seconds; it is
 * done where the files are drawn, and so once for a text that does not change.
 */
import { copied, type Picture } from '../document/index.js';
import type { EditionArticle } from '../edition/index.js';
import { readJpeg } from './jpeg.js';
import { colourProfile, withColourProfile } from './jpeg-profile.js';
import { decodeJpeg, encodeJpeg } from './raster.js';

/** Of JPEG: packed a second time, and to be seen in print. */
const QUALITY = 90;

/** The picture itself where its pixels are upright. */
export function upright(picture: Picture): Promise<Picture> {
  const turned = known.get(picture) ?? turn(picture);
  known.set(picture, turned);
  return turned;
}

/** The article with its pictures as they are seen. */
export async function withUprightPictures(article: EditionArticle): Promise<EditionArticle> {
  const pictures = new Map<string, Picture>();
  for (const [key, picture] of article.pictures) pictures.set(key, await upright(picture));
  return copied(article, { pictures });
}

/** PDF, e-book and sizes of a picture ask for it in turn. */
const known = new WeakMap<Picture, Promise<Picture>>();

async function turn(picture: Picture): Promise<Picture> {
  if (picture.mediaType !== 'image/jpeg') return picture;
  const jpeg = readJpeg(picture.bytes, Number.POSITIVE_INFINITY);
  if (typeof jpeg === 'string') throw new Error(`the picture was checked and is broken: ${jpeg}`);
  if (jpeg.orientation === 1) return picture;
  const bytes = await encodeJpeg(await decodeJpeg(picture.bytes), QUALITY);
  return { ...picture, bytes: withColourProfile(bytes, colourProfile(picture.bytes)) };
}
