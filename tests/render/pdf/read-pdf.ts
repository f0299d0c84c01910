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

/** Objects by the cross-reference table: an offset that points beside its object throws. */
export function readPdf(bytes: Uint8Array): PdfFile {
  const file = Buffer.from(bytes).toString('latin1');
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(file)![1]);
  const table = file.slice(start);
  const objects = new Map<number, PdfObject>();
  const entries = [...table.matchAll(/^(\d{10}) (\d{5}) ([nf]) $/gm)];
  entries.forEach(([, offset, , kind], id) => {
    if (kind === 'f') return;
    const at = Number(offset);
    const head = `${id} 0 obj\n`;
    if (!file.startsWith(head, at)) throw new Error(`object ${id} is not at ${offset}`);
    objects.set(id, readObject(bytes, file, id, at + head.length));
  });
  return { objects, trailer: table.slice(table.indexOf('trailer')) };
}

function readObject(bytes: Uint8Array, file: string, id: number, at: number): PdfObject {
  const end = file.indexOf('\nendobj', at);
  const stream = file.indexOf('\nstream\n', at);
  if (stream < 0 || stream > end) return { id, text: file.slice(at, end) };
  const text = file.slice(at, stream);
  const from = stream + '\nstream\n'.length;
  const raw = Buffer.from(bytes.subarray(from, from + Number(value(text, 'Length'))));
  return { id, text, stream: value(text, 'Filter') === '/FlateDecode' ? inflateSync(raw) : raw };
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

/** A string object as text: UTF-16 with its mark, or ASCII. */
export function string(written: string | undefined): string {
  const plain = (written ?? '()').slice(1, -1).replace(/\\([\s\S])/g, (_, each: string) => {
    const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
    return escapes[each] ?? each;
  });
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
    const pairs = [...map.matchAll(/^<([0-9a-f]{4})> <([0-9a-f]+)>$/gm)];
    return {
      object,
      name: value(object.text, 'BaseFont')!.slice(1),
      program: follow(file, descriptor.text, 'FontFile2')!.stream!,
      widths: /\/W \[0 \[([^\]]*)\]\]/.exec(descendant.text)![1]!.split(' ').map(Number),
      characters: new Map(
        pairs.map(([, code, text]) => [
          Number.parseInt(code!, 16),
          Buffer.from(text!, 'hex').swap16().toString('utf16le'),
        ]),
      ),
    };
  });
}

/** Pages in the order of the page tree. */
export function pages(file: PdfFile): PdfObject[] {
  const tree = follow(file, catalogue(file).text, 'Pages')!;
  return references(value(tree.text, 'Kids')).map((id) => file.objects.get(id)!);
}

export function content(file: PdfFile, page: PdfObject): string {
  return follow(file, page.text, 'Contents')!.stream!.toString('latin1');
}

export interface ShownText {
  readonly font: number;
  readonly codes: readonly number[];
  readonly x: number;
  readonly y: number;
}

/** Every text object of a page: its face, its codes and where it begins. */
export function shown(file: PdfFile, page: PdfObject): ShownText[] {
  const resources = follow(file, page.text, 'Resources')!.text;
  return [...content(file, page).matchAll(/\bBT\b([\s\S]*?)\bET\b/g)].map(([, body]) => {
    const name = /\/(F\d+) /.exec(body!)![1]!;
    const place = /1 0 0 -1 (\S+) (\S+) Tm/.exec(body!)!;
    return {
      font: Number(/^(\d+)/.exec(value(resources, name)!)![1]),
      codes: [...body!.matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex]) =>
        hex!.match(/.{4}/g)!.map((code) => Number.parseInt(code, 16)),
      ),
      x: Number(place[1]),
      y: Number(place[2]),
    };
  });
}
