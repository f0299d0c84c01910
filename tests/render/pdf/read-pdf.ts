/** A PDF of ours taken apart without other programs: enough of ISO 32000-1 to judge what we wrote. */
import { inflateSync } from 'node:zlib';

export interface PdfObject {
  readonly id: number;
  /** The dictionary or value as written. */
  readonly text: string;
  /** Decoded. */
  readonly stream?: Buffer;
}

export interface PdfFile {
  readonly objects: ReadonlyMap<number, PdfObject>;
  readonly trailer: string;
}

/** Objects by the cross-reference stream: an entry that points beside its object throws. */
export function readPdf(bytes: Uint8Array): PdfFile {
  const file = Buffer.from(bytes).toString('latin1');
  const start = Number(/\nstartxref\n(\d+)\n%%EOF\n$/.exec(file)![1]);
  const table = objectAt(bytes, file, start);
  const objects = new Map<number, PdfObject>();
  const packed: { readonly id: number; readonly stream: number; readonly index: number }[] = [];
  for (const [id, [kind, second, index]] of entriesOf(table).entries()) {
    if (kind === 1) {
      const object = objectAt(bytes, file, second);
      if (object.id !== id) throw new Error(`object ${id} is not at ${second}`);
      objects.set(id, object);
    } else if (kind === 2) packed.push({ id, stream: second, index });
  }
  for (const { id, stream, index } of packed) {
    const object = unpacked(objects.get(stream)!)[index];
    if (object?.id !== id) throw new Error(`object ${id} is not in the stream ${stream}`);
    objects.set(id, object);
  }
  return { objects, trailer: table.text };
}

/** The rows of a cross-reference stream (ISO 32000-1 §7.5.8): kind and two numbers. */
function entriesOf({ text, stream }: PdfObject): [number, number, number][] {
  const [first, second, third] = value(text, 'W')!.match(/\d+/g)!.map(Number) as number[];
  const row = first! + second! + third!;
  return Array.from({ length: Number(value(text, 'Size')) }, (_, id) => [
    stream!.readUIntBE(id * row, first!),
    stream!.readUIntBE(id * row + first!, second!),
    stream!.readUIntBE(id * row + first! + second!, third!),
  ]);
}

/** The objects of an object stream in their order (§7.5.7). */
function unpacked({ text, stream }: PdfObject): PdfObject[] {
  const body = stream!.toString('latin1');
  const first = Number(value(text, 'First'));
  const places = body.slice(0, first).trim().split(' ').map(Number);
  return Array.from({ length: Number(value(text, 'N')) }, (_, index) => {
    const next = places[index * 2 + 3] ?? body.length - first;
    return {
      id: places[index * 2]!,
      text: body.slice(first + places[index * 2 + 1]!, first + next).trimEnd(),
    };
  });
}

function objectAt(bytes: Uint8Array, file: string, at: number): PdfObject {
  const head = /^(\d+) 0 obj\n/.exec(file.slice(at, at + 20));
  if (!head) throw new Error(`there is no object at ${at}`);
  const from = at + head[0].length;
  const opening = '\nstream\n';
  const stream = file.indexOf(opening, from);
  const text = file.slice(from, stream);
  const start = stream + opening.length;
  const end = start + Number(value(text, 'Length'));
  if (!file.startsWith('\nendstream\nendobj\n', end))
    throw new Error(`the stream of object ${head[1]} is not as long as it says`);
  const raw = Buffer.from(bytes.subarray(start, end));
  const decoded = value(text, 'Filter') === '/FlateDecode' ? inflateSync(raw) : raw;
  return { id: Number(head[1]), text, stream: decoded };
}

/** A simple value of a dictionary: a name, a number, a reference, a string or a flat array. */
export function value(dictionary: string, key: string): string | undefined {
  const found = new RegExp(
    `/${key}(?![A-Za-z0-9])\\s*(\\((?:[^\\\\)]|\\\\[\\s\\S])*\\)|\\[[^\\]]*\\]|<[0-9a-f]*>|/\\S+|\\d+ \\d+ R|[^\\s/>]+)`,
  ).exec(dictionary);
  return found?.[1];
}

export function follow(file: PdfFile, dictionary: string, key: string): PdfObject | undefined {
  const target = /^(\d+) 0 R$/.exec(value(dictionary, key) ?? '');
  return target ? file.objects.get(Number(target[1])) : undefined;
}

/** The numbers of the objects that an array of references names. */
export function references(array: string | undefined): number[] {
  return [...(array ?? '').matchAll(/(\d+) 0 R/g)].map(([, id]) => Number(id));
}

export function catalogue(file: PdfFile): PdfObject {
  return follow(file, file.trailer, 'Root')!;
}

export function ofType(file: PdfFile, type: string): PdfObject[] {
  return [...file.objects.values()].filter((each) => value(each.text, 'Type') === `/${type}`);
}

/** What stands between the brackets of a string, one character a byte. */
function bytesOf(written: string): string {
  return written.slice(1, -1).replace(/\\([\s\S])/g, (_, each: string) => {
    const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
    return escapes[each] ?? each;
  });
}

/** A string object as text: UTF-16 with its mark, or ASCII. */
export function string(written: string | undefined): string {
  const plain = bytesOf(written ?? '()');
  if (!plain.startsWith('\xfe\xff')) return plain;
  return Buffer.from(plain.slice(2), 'latin1').swap16().toString('utf16le');
}

export interface PdfFace {
  /** Of the Type 0 dictionary. */
  readonly object: PdfObject;
  readonly name: string;
  readonly program: Buffer;
  /** Thousandths of an em by code. */
  readonly widths: readonly number[];
  readonly characters: ReadonlyMap<number, string>;
}

export function faces(file: PdfFile): PdfFace[] {
  const type0 = ofType(file, 'Font').filter((each) => value(each.text, 'Subtype') === '/Type0');
  return type0.map((object) => {
    const [id] = references(value(object.text, 'DescendantFonts'));
    const descendant = file.objects.get(id!)!;
    const descriptor = follow(file, descendant.text, 'FontDescriptor')!;
    const map = follow(file, object.text, 'ToUnicode')!.stream!.toString('latin1');
    return {
      object,
      name: value(object.text, 'BaseFont')!.slice(1),
      program: follow(file, descriptor.text, 'FontFile2')!.stream!,
      widths: /\/W \[0 \[([^\]]*)\]\]/.exec(descendant.text)![1]!.split(' ').map(Number),
      characters: charactersOf(map),
    };
  });
}

/** The ranges of a ToUnicode map, each a list of characters. */
function charactersOf(map: string): Map<number, string> {
  const ranges = [...map.matchAll(/^<([0-9a-f]{4})> <([0-9a-f]{4})> \[(.*)\]$/gm)];
  return new Map(
    ranges.flatMap(([, first, last, list]) => {
      const start = Number.parseInt(first!, 16);
      const texts = [...list!.matchAll(/<([0-9a-f]+)>/g)].map(([, text]) =>
        Buffer.from(text!, 'hex').swap16().toString('utf16le'),
      );
      if (start + texts.length - 1 !== Number.parseInt(last!, 16))
        throw new Error(`the range <${first}> <${last}> lists ${texts.length} characters`);
      return texts.map((text, index) => [start + index, text] as const);
    }),
  );
}

/** Pages in the order of the page tree. */
export function pages(file: PdfFile): PdfObject[] {
  const tree = follow(file, catalogue(file).text, 'Pages')!;
  return references(value(tree.text, 'Kids')).map((id) => file.objects.get(id)!);
}

export function content(file: PdfFile, page: PdfObject): string {
  return follow(file, page.text, 'Contents')!.stream!.toString('latin1');
}

export interface ShownCode {
  /** Object number of the Type 0 font. */
  readonly font: number;
  readonly code: number;
  /** Points from the top left of the page. */
  readonly x: number;
  readonly y: number;
}

/** Every code of a page where it is shown, in the order of painting, by text object. */
export function textObjects(file: PdfFile, page: PdfObject): ShownCode[][] {
  const resources = follow(file, page.text, 'Resources')!.text;
  const widths = new Map(faces(file).map((face) => [face.object.id, face.widths]));
  let font = 0;
  let size = 0;
  return [...content(file, page).matchAll(/\bBT\b([\s\S]*?)\bET\b/g)].map(([, body]) => {
    const codes: ShownCode[] = [];
    let [x, y] = [0, 0];
    let [startX, startY] = [0, 0];
    for (const [, name, points, left, top, right, up, array] of body!.matchAll(OPERATOR)) {
      if (name) {
        font = Number(/^(\d+)/.exec(value(resources, name)!)![1]);
        size = Number(points);
      }
      if (left) [startX, startY] = [Number(left), Number(top)];
      if (right) [startX, startY] = [startX + Number(right), startY - Number(up)];
      if (left || right) [x, y] = [startX, startY];
      for (const [, string, number] of (array ?? '').matchAll(ELEMENT)) {
        x -= (Number(number ?? 0) * size) / 1000;
        for (const [pair] of bytesOf(string ?? '()').matchAll(/[\s\S]{2}/g)) {
          const code = (pair.charCodeAt(0) << 8) | pair.charCodeAt(1);
          codes.push({ font, code, x, y });
          x += (widths.get(font)![code]! * size) / 1000;
        }
      }
    }
    return codes;
  });
}

const STRING = String.raw`\((?:[^\\)]|\\[\s\S])*\)`;
const ELEMENT = new RegExp(`(${STRING})|(-?[\\d.]+)`, 'g');
const OPERATOR = new RegExp(
  `/(F\\d+) (\\S+) Tf|1 0 0 -1 (\\S+) (\\S+) Tm|(\\S+) (\\S+) Td|\\[((?:${STRING}|[-\\d. ])*)\\] TJ`,
  'g',
);
