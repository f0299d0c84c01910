/**
 * A new TrueType face out of an old one: copies of its glyphs, and glyphs composed of several.
 *
 * Each glyph of the result is one character of the text, so that the text comes back out exactly.
 * Tables and fields as in OpenType 1.9: glyf, loca, hmtx, maxp, head, hhea.
 */

/** A glyph of the result, in font units. */
export type GlyphRecipe =
  | { readonly kind: 'copy'; readonly glyph: number }
  | { readonly kind: 'blank'; readonly advance: number }
  | { readonly kind: 'composite'; readonly advance: number; readonly parts: readonly Part[] };

export interface Part {
  readonly glyph: number;
  readonly x: number;
  readonly y: number;
  readonly scale?: number;
}

export interface FaceMetrics {
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly italicAngle: number;
  readonly box: readonly [number, number, number, number];
  readonly postScriptName: string;
  readonly fixedPitch: boolean;
}

/** A parsed face; everything is read once. */
export interface TrueType {
  readonly metrics: FaceMetrics;
  readonly advance: (glyph: number) => number;
  /** The face with the glyphs of the recipes after .notdef: recipe i is glyph i + 1. */
  readonly build: (recipes: readonly GlyphRecipe[]) => Uint8Array;
}

/** Faces are opened once a run of the program, and each article asks for them again. */
const known = new WeakMap<Uint8Array, TrueType>();

export function readTrueType(bytes: Uint8Array): TrueType {
  const face = known.get(bytes) ?? parse(bytes);
  known.set(bytes, face);
  return face;
}

function parse(bytes: Uint8Array): TrueType {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = readDirectory(bytes, view);
  const table = (tag: string): DataView => {
    const found = tables.get(tag);
    if (!found) throw new Error(`the face has no ${tag} table: it is not TrueType`);
    return new DataView(found.buffer, found.byteOffset, found.byteLength);
  };
  const [head, hhea, hmtx, loca, maxp] = [
    table('head'),
    table('hhea'),
    table('hmtx'),
    table('loca'),
    table('maxp'),
  ];
  const glyf = tables.get('glyf');
  if (!glyf) throw new Error('the face has no glyf table: it is not TrueType');
  const long = head.getInt16(50) === 1;
  const metricCount = hhea.getUint16(34);
  const offset = (glyph: number) =>
    long ? loca.getUint32(glyph * 4) : loca.getUint16(glyph * 2) * 2;
  const outline = (glyph: number) => glyf.subarray(offset(glyph), offset(glyph + 1));
  const advance = (glyph: number) => hmtx.getUint16(Math.min(glyph, metricCount - 1) * 4);
  const count = maxp.getUint16(4);
  return {
    metrics: readMetrics(tables, head, hhea),
    advance,
    build: (recipes) => {
      for (const glyph of recipes.flatMap(glyphsOf))
        if (glyph >= count) throw new Error(`no glyph ${glyph}`);
      return assemble(tables, outline, advance, recipes);
    },
  };
}

function glyphsOf(recipe: GlyphRecipe): number[] {
  if (recipe.kind === 'blank') return [];
  return recipe.kind === 'copy' ? [recipe.glyph] : recipe.parts.map((part) => part.glyph);
}

function readDirectory(bytes: Uint8Array, view: DataView): Map<string, Uint8Array> {
  const tables = new Map<string, Uint8Array>();
  for (let index = 0; index < view.getUint16(4); index++) {
    const at = 12 + index * 16;
    const tag = String.fromCharCode(...bytes.subarray(at, at + 4));
    const start = view.getUint32(at + 8);
    tables.set(tag, bytes.subarray(start, start + view.getUint32(at + 12)));
  }
  return tables;
}

function readMetrics(
  tables: ReadonlyMap<string, Uint8Array>,
  head: DataView,
  hhea: DataView,
): FaceMetrics {
  const os2 = tables.get('OS/2');
  const post = tables.get('post');
  const os2View = os2 ? new DataView(os2.buffer, os2.byteOffset, os2.byteLength) : undefined;
  const postView = post ? new DataView(post.buffer, post.byteOffset, post.byteLength) : undefined;
  const ascent = hhea.getInt16(4);
  return {
    unitsPerEm: head.getUint16(18),
    ascent,
    descent: hhea.getInt16(6),
    capHeight: os2View && os2View.getUint16(0) >= 2 ? os2View.getInt16(88) : ascent,
    italicAngle: postView ? postView.getInt32(4) / 65536 : 0,
    fixedPitch: postView ? postView.getUint32(12) !== 0 : false,
    box: [head.getInt16(36), head.getInt16(38), head.getInt16(40), head.getInt16(42)],
    postScriptName: readPostScriptName(tables.get('name')),
  };
}

/** Name 6, from whichever platform has it. */
function readPostScriptName(name: Uint8Array | undefined): string {
  if (!name) return 'Face';
  const view = new DataView(name.buffer, name.byteOffset, name.byteLength);
  const storage = view.getUint16(4);
  for (let index = 0; index < view.getUint16(2); index++) {
    const at = 6 + index * 12;
    if (view.getUint16(at + 6) !== 6) continue;
    const start = storage + view.getUint16(at + 10);
    const raw = name.subarray(start, start + view.getUint16(at + 8));
    // PostScript names are ASCII: the high bytes of UTF-16 are zero.
    return String.fromCharCode(...raw.filter((byte) => byte !== 0)).replace(
      /[^!-~]|[[\](){}<>/%]/g,
      '',
    );
  }
  return 'Face';
}

const MORE_COMPONENTS = 0x20;
const WORDS = 0x1;
const XY_VALUES = 0x2;
const X_AND_Y_SCALE = 0x40;

interface Built {
  readonly data: Uint8Array;
  readonly advance: number;
}

function assemble(
  tables: ReadonlyMap<string, Uint8Array>,
  outline: (glyph: number) => Uint8Array,
  advance: (glyph: number) => number,
  recipes: readonly GlyphRecipe[],
): Uint8Array {
  // The recipes keep their numbers; glyphs that are only parts of others follow them.
  const parts = new Map<number, number>();
  const queue: number[] = [];
  const partIndex = (glyph: number): number => {
    const known = parts.get(glyph);
    if (known !== undefined) return known;
    const index = recipes.length + 1 + queue.length;
    parts.set(glyph, index);
    queue.push(glyph);
    return index;
  };
  const copy = (glyph: number): Built => ({
    data: renumbered(outline(glyph), partIndex),
    advance: advance(glyph),
  });
  // No code draws .notdef, so it needs no outline.
  const glyphs: Built[] = [{ data: new Uint8Array(0), advance: advance(0) }];
  for (const recipe of recipes) {
    if (recipe.kind === 'copy') glyphs.push(copy(recipe.glyph));
    else if (recipe.kind === 'blank')
      glyphs.push({ data: new Uint8Array(0), advance: recipe.advance });
    else
      glyphs.push({ data: composite(recipe.parts, outline, partIndex), advance: recipe.advance });
  }
  for (let index = 0; index < queue.length; index++) glyphs.push(copy(queue[index]!));
  return writeFont(tables, glyphs);
}

/** A composite of the source points to glyphs by number: they get their new ones. */
function renumbered(data: Uint8Array, partIndex: (glyph: number) => number): Uint8Array {
  const own = data.slice();
  if (own.length === 0) return own;
  const view = new DataView(own.buffer);
  if (view.getInt16(0) >= 0) return own;
  let at = 10;
  for (let flags = MORE_COMPONENTS; flags & MORE_COMPONENTS; ) {
    flags = view.getUint16(at);
    view.setUint16(at + 2, partIndex(view.getUint16(at + 2)));
    const scale = flags & 0x8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0;
    at += 4 + (flags & WORDS ? 4 : 2) + scale;
  }
  return own;
}

function composite(
  parts: readonly Part[],
  outline: (glyph: number) => Uint8Array,
  partIndex: (glyph: number) => number,
): Uint8Array {
  const inked = parts.filter((part) => outline(part.glyph).length > 0);
  if (inked.length === 0) return new Uint8Array(0);
  const boxes = inked.map(({ glyph, x, y }) => {
    const data = outline(glyph);
    const view = new DataView(data.buffer, data.byteOffset);
    return [
      view.getInt16(2) + x,
      view.getInt16(4) + y,
      view.getInt16(6) + x,
      view.getInt16(8) + y,
    ] as const;
  });
  const bytes = new Uint8Array(10 + inked.length * 12);
  const view = new DataView(bytes.buffer);
  view.setInt16(0, -1);
  view.setInt16(2, Math.min(...boxes.map((box) => box[0])));
  view.setInt16(4, Math.min(...boxes.map((box) => box[1])));
  view.setInt16(6, Math.max(...boxes.map((box) => box[2])));
  view.setInt16(8, Math.max(...boxes.map((box) => box[3])));
  let at = 10;
  inked.forEach((part, index) => {
    at = writePart(view, at, part, partIndex(part.glyph), index < inked.length - 1);
  });
  return bytes.subarray(0, at);
}

/** One part of a composite, as short as its place and its scale allow; gives where the next begins. */
function writePart(
  view: DataView,
  at: number,
  { x, y, scale = 1 }: Part,
  index: number,
  more: boolean,
): number {
  const near = Math.max(Math.abs(x), Math.abs(y)) < 0x80;
  const scaled = scale !== 1;
  view.setUint16(
    at,
    XY_VALUES | (near ? 0 : WORDS) | (scaled ? X_AND_Y_SCALE : 0) | (more ? MORE_COMPONENTS : 0),
  );
  view.setUint16(at + 2, index);
  if (near) {
    view.setInt8(at + 4, x);
    view.setInt8(at + 5, y);
  } else {
    view.setInt16(at + 4, x);
    view.setInt16(at + 6, y);
  }
  const end = at + (near ? 6 : 8);
  if (!scaled) return end;
  view.setInt16(end, Math.round(scale * 16384));
  view.setInt16(end + 2, 16384);
  return end + 4;
}

function writeFont(tables: ReadonlyMap<string, Uint8Array>, glyphs: readonly Built[]): Uint8Array {
  // Outlines begin at even bytes: the short offsets of loca are halves, enough for 128 kB.
  const padded = glyphs.map(({ data }) => (data.length + 1) & ~1);
  const glyf = new Uint8Array(padded.reduce((sum, size) => sum + size, 0));
  const long = glyf.length > 0x1fffe;
  const loca = new DataView(new ArrayBuffer((glyphs.length + 1) * (long ? 4 : 2)));
  const setOffset = (index: number, offset: number): void =>
    long ? loca.setUint32(index * 4, offset) : loca.setUint16(index * 2, offset / 2);
  const hmtx = new DataView(new ArrayBuffer(glyphs.length * 4));
  let at = 0;
  glyphs.forEach(({ data, advance }, index) => {
    setOffset(index, at);
    glyf.set(data, at);
    hmtx.setUint16(index * 4, advance);
    if (data.length > 0)
      hmtx.setInt16(index * 4 + 2, new DataView(data.buffer, data.byteOffset).getInt16(2));
    at += padded[index]!;
  });
  setOffset(glyphs.length, at);

  const own = (tag: string): DataView => new DataView(tables.get(tag)!.slice().buffer);
  const head = own('head');
  head.setUint32(8, 0);
  head.setInt16(50, long ? 1 : 0);
  const hhea = own('hhea');
  hhea.setUint16(34, glyphs.length);
  const maxp = own('maxp');
  maxp.setUint16(4, glyphs.length);
  // Composites of ours add parts and one level of depth to what the face declared.
  maxp.setUint16(8, 0xffff);
  maxp.setUint16(10, 0xffff);
  maxp.setUint16(28, Math.max(16, maxp.getUint16(28)));
  maxp.setUint16(30, Math.min(16, maxp.getUint16(30) + 2));
  const made: [string, Uint8Array][] = [
    ['glyf', glyf],
    ['head', new Uint8Array(head.buffer)],
    ['hhea', new Uint8Array(hhea.buffer)],
    ['hmtx', new Uint8Array(hmtx.buffer)],
    ['loca', new Uint8Array(loca.buffer)],
    ['maxp', new Uint8Array(maxp.buffer)],
  ];
  for (const tag of ['cvt ', 'fpgm', 'prep']) {
    const found = tables.get(tag);
    if (found) made.push([tag, found]);
  }
  return writeTables(made.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function writeTables(tables: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const header = 12 + tables.length * 16;
  const total = tables.reduce((sum, [, data]) => sum + ((data.length + 3) & ~3), header);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  const power = Math.floor(Math.log2(tables.length));
  view.setUint32(0, 0x00010000);
  view.setUint16(4, tables.length);
  view.setUint16(6, 2 ** power * 16);
  view.setUint16(8, power);
  view.setUint16(10, tables.length * 16 - 2 ** power * 16);
  let at = header;
  tables.forEach(([tag, data], index) => {
    const entry = 12 + index * 16;
    [...tag].forEach((letter, place) => {
      bytes[entry + place] = letter.charCodeAt(0);
    });
    bytes.set(data, at);
    const length = (data.length + 3) & ~3;
    view.setUint32(entry + 4, checksum(view, at, length));
    view.setUint32(entry + 8, at);
    view.setUint32(entry + 12, data.length);
    at += length;
  });
  const headEntry = tables.findIndex(([tag]) => tag === 'head');
  view.setUint32(
    view.getUint32(12 + headEntry * 16 + 8) + 8,
    (0xb1b0afba - checksum(view, 0, total)) >>> 0,
  );
  return bytes;
}

function checksum(view: DataView, start: number, length: number): number {
  let sum = 0;
  for (let at = start; at < start + length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}
