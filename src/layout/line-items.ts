/** A line as items of a page. */
import type { Line, Run } from '../typeset/index.js';
import type { LinkMark, Tag } from './context.js';
import type { PageItem, TextItem } from './page.js';

const SOFT_HYPHEN = '\u00ad';
const WORD_JOINER = '\u2060';

/** Runs in the order of reading, then the places that can be clicked. */
export function lineItems(text: string, line: Line<Tag>, x: number, baseline: number): PageItem[] {
  const logical = [...line.runs].sort((a, b) => a.start - b.start);
  const runs = logical.map((run): PageItem => {
    // The hyphen of a parted word is no character of the text: readers join the word again over it.
    const hyphen = run.hyphenated ? SOFT_HYPHEN : '';
    const clean = withoutControls(text.slice(run.start, run.end) + hyphen, run);
    return {
      kind: 'text',
      x: x + run.x,
      y: baseline - run.tag.raise,
      width: run.width,
      font: run.font,
      size: run.size,
      unit: run.unit,
      language: run.language,
      level: run.level,
      ...clean,
      colour: run.tag.colour,
      owner: run.tag.owner,
    };
  });
  const links = new Set(line.runs.flatMap((run) => (run.tag.link ? [run.tag.link] : [])));
  return [...runs, ...[...links].map((link) => linkItem(line, link, x, baseline))];
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

/** The text of a run without word joiners; most runs have none, and keep their glyphs. */
function withoutControls(
  text: string,
  { start, glyphs }: Run<Tag>,
): Pick<TextItem, 'text' | 'glyphs' | 'origin'> {
  if (!text.includes(WORD_JOINER)) return { text, glyphs, origin: start };
  const clean = text.replaceAll(WORD_JOINER, '');
  const offset = (at: number): number =>
    Math.min(clean.length - 1, text.slice(0, at - start).replaceAll(WORD_JOINER, '').length);
  return {
    text: clean,
    glyphs: glyphs.map((glyph) => ({ ...glyph, cluster: offset(glyph.cluster) })),
    origin: 0,
  };
}

/** The item at another place, its origin moved by points. */
export function moved<T extends PageItem>(item: T, x: number, y: number): T {
  return { ...item, x: item.x + x, y: item.y + y };
}
