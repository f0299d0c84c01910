/** A line as items of a page. */
import type { Glyph, Line } from '../typeset/index.js';
import type { LinkMark, Tag } from './context.js';
import type { PageItem } from './page.js';

const SOFT_HYPHEN = '\u00ad';

/** Runs in the order of reading, then the places that can be clicked. */
export function lineItems(text: string, line: Line<Tag>, x: number, baseline: number): PageItem[] {
  const logical = [...line.runs].sort((a, b) => a.start - b.start);
  const runs = logical.map((run): PageItem => {
    const clean = withoutControls(text, run.start, run.end);
    // The hyphen of a parted word is no character of the text: readers join the word again over it.
    const hyphen = run.hyphenated ? SOFT_HYPHEN : '';
    return {
      kind: 'text',
      x: x + run.x,
      y: baseline - run.tag.raise,
      width: run.width,
      font: run.font,
      size: run.size,
      language: run.language,
      level: run.level,
      text: clean.text + hyphen,
      glyphs: run.glyphs.map((glyph) =>
        withCluster(
          glyph,
          glyph.cluster === run.end ? clean.text.length : clean.offset(glyph.cluster),
        ),
      ),
      colour: run.tag.colour,
      owner: run.tag.owner,
    };
  });
  const links = new Set(line.runs.flatMap((run) => (run.tag.link ? [run.tag.link] : [])));
  return [...runs, ...[...links].map((link) => linkItem(line, link, x, baseline))];
}

/** Written out: there are thousands on a page. */
function withCluster({ id, advance, xOffset, yOffset, xScale }: Glyph, cluster: number): Glyph {
  return xScale === undefined
    ? { id, cluster, advance, xOffset, yOffset }
    : { id, cluster, advance, xOffset, yOffset, xScale };
}

function linkItem(line: Line<Tag>, link: LinkMark, x: number, baseline: number): PageItem {
  const runs = line.runs.filter((run) => run.tag.link === link);
  const left = Math.min(...runs.map((run) => run.x));
  const right = Math.max(...runs.map((run) => run.x + run.width));
  const size = Math.max(...runs.map((run) => run.size));
  const raise = Math.max(...runs.map((run) => run.tag.raise));
  return {
    kind: 'link',
    x: x + left,
    y: baseline - raise - size * 0.9,
    width: right - left,
    height: size * 1.25,
    ...link,
  };
}

/** The text of a run without word joiners, and where its offsets went. */
function withoutControls(
  text: string,
  start: number,
  end: number,
): { text: string; offset: (at: number) => number } {
  const run = text.slice(start, end);
  if (!run.includes('\u2060')) return { text: run, offset: (at) => at - start };
  const clean = run.replaceAll('\u2060', '');
  return {
    text: clean,
    offset: (at) =>
      Math.min(clean.length - 1, text.slice(start, at).replaceAll('\u2060', '').length),
  };
}

/** The item at another place, its origin moved by points. */
export function moved<T extends PageItem>(item: T, x: number, y: number): T {
  return { ...item, x: item.x + x, y: item.y + y };
}
