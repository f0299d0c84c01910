/** Operators of one page (ISO 32000-1 §8, §9): runs, rules and pictures, each under its mark. */
import type { LinkItem, Owner, Page, SymbolItem, TextItem } from '../../layout/index.js';
import type { Font } from '../../typeset/index.js';
import { CodeTable, encodeRun, type PlacedCode } from './characters.js';
import type { EmbeddedPicture, PdfReference, Writer } from './hooks.js';
import type { StructureTree } from './structure-tree.js';

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
 * Paints the items of a page, each line from left to right.
 *
 * Readers rebuild a line from the order in which it was painted, and expect that to be the order in
 * which it is seen. The structure tree keeps the order of reading: its marks are made in that order.
 */
export function paintPage(context: PaintContext, page: Page): void {
  const { document, structure } = context;
  const stretches = stretchesOf(page);
  const marks = new Map<Stretch, number>();
  for (const stretch of [...stretches].sort((a, b) => a.first - b.first))
    if (stretch.owner !== 'artifact') marks.set(stretch, structure.mark(stretch.owner));
  for (const stretch of stretches) {
    const mark = marks.get(stretch);
    document.addContent(mark === undefined ? '/Artifact BMC' : `/Span <</MCID ${mark}>> BDC`);
    for (const index of stretch.items) paintItem(context, page, index);
    document.addContent('EMC');
  }
  for (const item of page.items) if (item.kind === 'link') annotate(context, page, item);
}

/** Neighbours of one owner, both in reading and on the page: what one mark can hold. */
interface Stretch {
  readonly owner: Owner;
  /** The first of its items in the order of reading. */
  first: number;
  /** In the order of painting. */
  readonly items: number[];
}

function stretchesOf(page: Page): Stretch[] {
  const stretches: Stretch[] = [];
  let last = -2;
  for (const index of paintingOrder(page)) {
    const item = page.items[index]!;
    if (item.kind === 'link') continue;
    const owner = item.kind === 'rule' ? 'artifact' : item.owner;
    const open = stretches.at(-1);
    if (open && open.owner === owner && (owner === 'artifact' || Math.abs(index - last) === 1)) {
      open.items.push(index);
      open.first = Math.min(open.first, index);
    } else stretches.push({ owner, first: index, items: [index] });
    last = index;
  }
  return stretches;
}

/** The items line by line as they are read, and within a line from left to right. */
function paintingOrder(page: Page): number[] {
  const order: number[] = [];
  let line: number[] = [];
  const close = (): void => {
    order.push(...line.sort((a, b) => page.items[a]!.x - page.items[b]!.x || a - b));
    line = [];
  };
  page.items.forEach((item, index) => {
    if (item.kind === 'link') return;
    const first = line[0] === undefined ? undefined : page.items[line[0]];
    const joins =
      item.kind === 'text' &&
      first?.kind === 'text' &&
      Math.abs(first.y - item.y) < item.size * 0.6;
    if (!joins) close();
    line.push(index);
  });
  close();
  return order;
}

function paintItem(context: PaintContext, page: Page, index: number): void {
  const { document } = context;
  const item = page.items[index]!;
  switch (item.kind) {
    case 'text':
      document.addContent(textOperators(context, item, previousText(page, index, item)));
      return;
    case 'rule':
      document.addContent(
        `${colour(item.colour)} ${n(item.x)} ${n(item.y)} ${n(item.width)} ${n(item.height)} re f`,
      );
      return;
    case 'picture':
      document.image(context.pictures.get(item.picture)! as Buffer, item.x, item.y, {
        width: item.width,
        height: item.height,
      });
      return;
    case 'symbol':
      document.addContent(symbolOperators(item));
      return;
    case 'link':
      throw new Error('a link is no ink');
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

/** What is read just before a run, on its own line. */
function previousText(page: Page, index: number, item: TextItem): string {
  for (let at = index - 1; at >= 0; at--) {
    const before = page.items[at]!;
    if (before.kind === 'text')
      return Math.abs(before.y - item.y) < item.size / 2 ? before.text : '';
  }
  return '';
}

function textOperators(context: PaintContext, item: TextItem, before: string): string {
  const face = faceFor(context, item.font);
  const unit = item.size / item.font.unitsPerEm;
  const rtl = item.level % 2 === 1;
  const codes = withSectionEnds(
    face.table,
    encodeRun(face.table, item.text, item.glyphs, rtl, unit),
    item.text,
    before,
    rtl,
  );
  return [
    'BT',
    colour(item.colour),
    `/${face.name} ${n(item.size)} Tf`,
    // pdfkit's page grows downwards; glyphs are drawn upright in it.
    `1 0 0 -1 ${n(item.x)} ${n(item.y)} Tm`,
    ...showOperators(codes, unit, item.font.unitsPerEm),
    'ET',
  ].join('\n');
}

/** TJ with adjustments for kerning and justification, Ts for glyphs off the baseline. */
function showOperators(codes: readonly PlacedCode[], unit: number, unitsPerEm: number): string[] {
  const operators: string[] = [];
  const thousandth = 1000 / unitsPerEm;
  let rise = 0;
  let array = '';
  let string = '';
  const endString = (): void => {
    if (string !== '') array += literal(string);
    string = '';
  };
  const flush = (): void => {
    endString();
    if (array !== '') operators.push(`[${array}] TJ`);
    array = '';
  };
  const move = (units: number): void => {
    const adjustment = Math.round(-units * thousandth * 100) / 100;
    if (adjustment === 0) return;
    endString();
    array += n(adjustment);
  };
  for (const { code, width, advance, xOffset, yOffset } of codes) {
    const wanted = Math.round(yOffset * unit * 1000) / 1000;
    if (wanted !== rise) {
      flush();
      operators.push(`${n(wanted)} Ts`);
      rise = wanted;
    }
    move(xOffset);
    string += String.fromCharCode(code >> 8, code & 0xff);
    move(advance - width - xOffset);
  }
  flush();
  if (rise !== 0) operators.push('0 Ts');
  return operators;
}

/** A string as bytes (§7.3.4.2), which packs better than hexadecimal digits. */
function literal(bytes: string): string {
  const escaped = bytes.replace(/[()\\\n\r]/g, (each) => ESCAPES[each]!);
  return `(${escaped})`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '(': '\\(',
  ')': '\\)',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
};

const RLM = '\u200f';

/**
 * Marks the end of a weak section before a space.
 *
 * poppler takes a digit, a Latin letter or a comma in a right-to-left line for the start of a
 * left-to-right section, and carries the space that follows to its wrong side. A blank code without
 * width that reads U+200F ends the section where it ends; it stands between words, never inside one.
 */
function withSectionEnds(
  table: CodeTable,
  codes: readonly PlacedCode[],
  text: string,
  before: string,
  rtl: boolean,
): readonly PlacedCode[] {
  if (!rtl || !text.includes(' ')) return codes;
  const logical = before + text;
  const marked: PlacedCode[] = [];
  let space = logical.length;
  for (const code of codes) {
    marked.push(code);
    // Codes run left to right, so the spaces come last to first.
    if (table.characters[code.code] !== ' ') continue;
    space = logical.lastIndexOf(' ', space - 1);
    if (endsWeak(logical, space))
      marked.push({ ...table.blank(0, RLM), advance: 0, xOffset: 0, yOffset: 0 });
  }
  return marked;
}

const STRONG_RTL = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const WEAK = /[\d۰-۹٠-٩،؛؟]/;
const TRANSPARENT = /[\p{M}\u200c\u200d]/u;

/** Whether the last character before `end`, marks left out, is no right-to-left letter. */
function endsWeak(logical: string, end: number): boolean {
  let at = end - 1;
  while (at >= 0 && TRANSPARENT.test(logical[at]!)) at -= 1;
  return at >= 0 && (WEAK.test(logical[at]!) || !STRONG_RTL.test(logical[at]!));
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

function colour(value: string): string {
  const channel = (at: number) => n(Number.parseInt(value.slice(at, at + 2), 16) / 255);
  return `${channel(1)} ${channel(3)} ${channel(5)} rg`;
}

/** A number as short as three decimals allow. */
function n(value: number): string {
  const rounded = Math.round(value * 1000) / 1000;
  return String(Object.is(rounded, -0) ? 0 : rounded);
}
