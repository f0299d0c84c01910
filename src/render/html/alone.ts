/** Pages that are one file: their style and their faces lie in the page, and its policy names them. */
import { createHash } from 'node:crypto';
import type { WebFace } from './theme-css.js';

/** Values for the templates `lite`, `single` and `not-found`. */
export interface Standalone {
  readonly lite: StyleValues;
  readonly single: StyleValues;
  readonly notFound: StyleValues;
}

export interface StyleValues {
  readonly policy: string;
  readonly inlineStyle: string;
}

/**
 * @param light `lite.css`
 * @param full the style sheet of the site
 */
export function standalone(light: string, full: string, faces: readonly WebFace[]): Standalone {
  return {
    lite: inlined(light),
    single: singleStyle(full, faces),
    // Nobody knows how deep the address is that was not found: no way leads from there to a face.
    notFound: inlined(full.replace(FETCHED_FACE, '')),
  };
}

const FETCHED_FACE = /@font-face\{[^}]*url\([^}]*\}/g;

function inlined(style: string): StyleValues {
  return { policy: `default-src 'none'; ${styleSource(style)}`, inlineStyle: style };
}

/** The faces of the style sheet as data, so that a page that is handed on keeps its letters. */
function singleStyle(full: string, faces: readonly WebFace[]): StyleValues {
  const inlineStyle = faces.reduce(
    (style, { path, bytes }) =>
      style.replace(
        `url(${path.split('/').at(-1)})`,
        `url(data:font/woff2;base64,${Buffer.from(bytes).toString('base64')})`,
      ),
    full,
  );
  const policy = `default-src 'none'; ${styleSource(inlineStyle)}; img-src data:; font-src data:`;
  return { policy, inlineStyle };
}

/** CSP 3 §6.7.3: the hash of what stands between `<style>` and `</style>`. */
function styleSource(style: string): string {
  return `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`;
}
