/** Operators of one page (ISO 32000-1 §8, §9): runs, rules and pictures, each under its mark. */
import type {
  LinkItem,
  Owner,
  Page,
  PageItem,
  PictureItem,
  SymbolItem,
  TextItem,
} from '../../layout/index.js';
import type { Font } from '../../typeset/index.js';
import { CodeTable } from './characters.js';
import type { EmbeddedPicture, PdfReference, Writer } from './hooks.js';
import { codesOf, type LineCode, separatorAfter } from './line-code.js';
import { linesOf, type PageLine } from './lines.js';
import { colour, n } from './numbers.js';
import { paintOrder } from './stretches.js';
import type { StructureTree } from './structure-tree.js';
import { endText, showText, type TextState } from './text-operators.js';

/** The faces of a document as they come into use. */
export interface FaceShelf {
  readonly entries: Map<
    Font,
    { readonly table: CodeTable; readonly reference: PdfReference; readonly name: string }
  >;
}

export interface PaintContext {
  readonly document: Writer;
  readonly faces: FaceShelf;
  readonly structure: StructureTree;
  /** By their keys in the layout. */
  readonly pictures: ReadonlyMap<string, EmbeddedPicture>;
}

/**
 * Paints the items of a page, each line in the order of `stretches.ts`.
 *
 * The structure tree keeps the order of reading: its marks are made in that order.
 */
export function paintPage(context: PaintContext, page: Page): void {
  const { document, structure } = context;
  const marked = markedContents(context, page);
  const marks = new Map<MarkedContent, number>();
  for (const each of [...marked].sort((a, b) => a.first - b.first))
    if (each.owner !== 'artifact') marks.set(each, structure.mark(each.owner));
  for (const each of marked) {
    const mark = marks.get(each);
    document.addContent(mark === undefined ? '/Artifact BMC' : `/Span <</MCID ${mark}>> BDC`);
    for (const ink of each.inks) paintInk(context, ink);
    document.addContent('EMC');
  }
  for (const item of page.items) if (item.kind === 'link') annotate(context, page, item);
}

/** Operators, or a picture, which pdfkit paints. */
type Ink = string | PictureItem;

/** Neighbours of one owner, both in reading and on the page. */
interface MarkedContent {
  readonly owner: Owner;
  /** The first of its items in the order of reading. */
  first: number;
  /** The last that was painted. */
  last: number;
  readonly inks: Ink[];
}

function markedContents(context: PaintContext, page: Page): MarkedContent[] {
  const pageRtl = isRightToLeft(page);
  const marked: MarkedContent[] = [];
  const text: TextState = {};
  const inksOf = (item: number, owner: Owner): Ink[] => {
    const open = marked.at(-1);
    if (open && goesOn(open, item, owner)) {
      open.first = Math.min(open.first, item);
      open.last = item;
      return open.inks;
    }
    open?.inks.push(...endText(text));
    const inks: Ink[] = [];
    marked.push({ owner, first: item, last: item, inks });
    return inks;
  };
  for (const line of linesOf(page)) {
    const [index] = line.items as [number];
    const first = page.items[index]!;
    if (first.kind !== 'text') {
      inksOf(index, ownerOf(first)).push(...endText(text), inkOf(first, text));
      continue;
    }
    const baseline = baselineOf(page, line);
    const codes = lineCodes(context, page, line, baseline);
    for (const part of paintOrder(codes, pageRtl, isRtlLine(page, line))) {
      const { item } = part[0]!.run;
      const run = page.items[item] as TextItem;
      const { name } = faceFor(context, run.font);
      inksOf(item, run.owner).push(showText(text, run, name, baseline, part).join('\n'));
    }
  }
  marked.at(-1)?.inks.push(...endText(text));
  return marked;
}

function goesOn(open: MarkedContent, item: number, owner: Owner): boolean {
  return open.owner === owner && (owner === 'artifact' || Math.abs(item - open.last) <= 1);
}

/** Most of its letters are, as poppler counts them. */
function isRightToLeft(page: Page): boolean {
  let balance = 0;
  for (const item of page.items)
    if (item.kind === 'text') balance += (item.level % 2 === 1 ? 1 : -1) * item.glyphs.length;
  return balance > 0;
}

/** Its paragraph is right-to-left: no run is of level 0. */
function isRtlLine(page: Page, line: PageLine): boolean {
  return line.items.every((index) => (page.items[index] as TextItem).level > 0);
}

/** Codes of a line in the order of reading, with spaces before notes and between cells. */
function lineCodes(
  context: PaintContext,
  page: Page,
  line: PageLine,
  baseline: number,
): LineCode[] {
  const codes: LineCode[] = [];
  for (const index of line.items) {
    const run = page.items[index] as TextItem;
    const raise = baseline - run.y;
    const last = codes.at(-1);
    if (raise > 0 && last && last.letter !== ' ') codes.push(separatorAfter(last));
    const { table } = faceFor(context, run.font);
    for (const code of codesOf(table, run, index, raise)) codes.push(code);
  }
  const last = codes.at(-1);
  if (!last || !line.parts) return codes;
  if (line.parts === 'end') return [...codes, separatorAfter(last)];
  const left = Math.min(...codes.map((code) => code.left));
  return [...codes, separatorAfter({ ...last, left, rtl: true })];
}

/** References to notes stand above it. */
function baselineOf(page: Page, line: PageLine): number {
  return Math.max(...line.items.map((index) => page.items[index]!.y));
}

function ownerOf(item: Exclude<PageItem, TextItem>): Owner {
  return item.kind === 'rule' ? 'artifact' : item.owner;
}

function inkOf(item: Exclude<PageItem, TextItem>, text: TextState): Ink {
  switch (item.kind) {
    case 'rule':
      text.colour = item.colour;
      return `${colour(item.colour)} ${n(item.x)} ${n(item.y)} ${n(item.width)} ${n(item.height)} re f`;
    case 'picture':
      return item;
    case 'symbol':
      return symbolOperators(item);
    case 'link':
      throw new Error('a link is no ink');
  }
}

function paintInk({ document, pictures }: PaintContext, ink: Ink): void {
  if (typeof ink === 'string') document.addContent(ink);
  else {
    const { x, y, width, height } = ink;
    document.image(pictures.get(ink.picture)! as Buffer, x, y, { width, height });
  }
}

/** The dark modules as one path: squares painted one by one would leave hairs between them. */
function symbolOperators({ x, y, width, modules, colour: ink }: SymbolItem): string {
  const side = n(width / modules.length);
  const squares = modules.flatMap((row, down) =>
    row.flatMap((dark, across) => {
      if (!dark || row[across - 1]) return [];
      const end = row.indexOf(false, across);
      return [`${across} ${down} ${(end < 0 ? row.length : end) - across} 1 re`];
    }),
  );
  // In units of modules, so that whole numbers say where they are.
  const place = `q ${side} 0 0 ${side} ${n(x)} ${n(y)} cm`;
  return [place, colour(ink), ...squares, 'f', 'Q'].join('\n');
}

function faceFor({ document, faces }: PaintContext, font: Font) {
  let entry = faces.entries.get(font);
  if (!entry) {
    entry = {
      table: new CodeTable(font.bytes),
      reference: document.ref({}),
      name: `F${faces.entries.size + 1}`,
    };
    faces.entries.set(font, entry);
  }
  document.page.fonts[entry.name] = entry.reference;
  return entry;
}

/** A link as an annotation with words for those who cannot see it (PDF/UA-1 §7.18.5). */
function annotate({ document, structure }: PaintContext, page: Page, item: LinkItem): void {
  const annotation = document.ref({
    Type: 'Annot',
    Subtype: 'Link',
    Rect: [
      item.x,
      page.height - item.y - item.height,
      item.x + item.width,
      page.height - item.y,
    ].map((value) => Math.round(value * 100) / 100),
    Border: [0, 0, 0],
    F: 4,
    Contents: new String(item.contents),
    A:
      'url' in item.target
        ? { S: 'URI', URI: new String(asciiUrl(item.target.url)) }
        : { S: 'GoTo', D: new String(item.target.destination) },
  });
  annotation.data.StructParent = structure.annotate(item.owner, annotation);
  annotation.end();
  document.page.annotations.push(annotation);
}

/** URI actions are ASCII (ISO 32000-1 §12.6.4.7). */
function asciiUrl(url: string): string {
  return /^[ -~]*$/.test(url) ? url : encodeURI(url);
}
