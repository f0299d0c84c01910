/**
 * The file around the objects: object streams and a cross-reference stream (ISO 32000-1 §7.5.7,
 * §7.5.8), which make a tagged file less than half of what a plain table and plain objects make.
 */
import { deflateSync } from 'node:zlib';

/** An indirect object of generation 0; strings are one byte a character (Latin-1). */
export interface WrittenObject {
  readonly id: number;
  /** The dictionary, or any other value. */
  readonly value: string;
  /** As it stands in the file, filters applied; `value` tells its length. */
  readonly stream?: Uint8Array;
}

export interface Trailer {
  readonly version: string;
  /** Numbers of the catalogue and of the document information. */
  readonly root: number;
  readonly info: number;
  /** Hexadecimal, without brackets. */
  readonly fileId: string;
}

/** A row of the cross-references (table 18): at a byte of the file, or at a place of a stream. */
type Entry =
  | readonly [kind: 1, offset: number, generation: 0]
  | readonly [kind: 2, stream: number, index: number];

/** Readers unpack a whole stream for one object of it, and a place in it has to fit in a byte. */
const OBJECTS_PER_STREAM = 200;

/** The file of `objects`, which are numbered 1 … n and may come in any order. */
export function assembleFile(objects: readonly WrittenObject[], trailer: Trailer): Uint8Array {
  const ordered = [...objects].sort((a, b) => a.id - b.id);
  const entries: Entry[] = [];
  const file = new FileBytes(`%PDF-${trailer.version}\n%\xff\xff\xff\xff\n`);
  const write = (object: WrittenObject): void => {
    entries[object.id] = [1, file.length, 0];
    file.append(object);
  };

  for (const object of ordered) if (object.stream) write(object);
  const plain = ordered.filter((object) => !object.stream);
  let id = (ordered.at(-1)?.id ?? 0) + 1;
  for (let at = 0; at < plain.length; at += OBJECTS_PER_STREAM, id++) {
    const packed = plain.slice(at, at + OBJECTS_PER_STREAM);
    packed.forEach((object, index) => {
      entries[object.id] = [2, id, index];
    });
    write(objectStream(id, packed));
  }
  const start = file.length;
  entries[id] = [1, start, 0];
  file.append(crossReferences(id, entries, trailer));
  return file.end(`startxref\n${start}\n%%EOF\n`);
}

/** Objects after a list of their numbers and places. */
function objectStream(id: number, objects: readonly WrittenObject[]): WrittenObject {
  let offset = 0;
  const places: string[] = [];
  for (const object of objects) {
    places.push(`${object.id} ${offset}`);
    offset += object.value.length + 1;
  }
  const header = `${places.join(' ')}\n`;
  const body = header + objects.map((object) => `${object.value}\n`).join('');
  const keys = `/Type /ObjStm\n/N ${objects.length}\n/First ${header.length}`;
  return packed(id, keys, Buffer.from(body, 'latin1'));
}

/** Bytes of an entry: one, four and one. */
const ROW = 6;

/** The cross-reference stream, which is the trailer too; object 0 heads the list of free objects. */
function crossReferences(id: number, entries: readonly Entry[], trailer: Trailer): WrittenObject {
  const table = Buffer.alloc(entries.length * ROW);
  for (let at = 1; at < entries.length; at++) {
    const entry = entries[at];
    if (!entry) throw new Error(`object ${at} of the PDF was never written`);
    table.writeUInt8(entry[0], at * ROW);
    table.writeUInt32BE(entry[1], at * ROW + 1);
    table.writeUInt8(entry[2], at * ROW + 5);
  }
  const keys = [
    `/Type /XRef\n/Size ${entries.length}\n/W [1 4 1]`,
    `/Root ${trailer.root} 0 R\n/Info ${trailer.info} 0 R`,
    `/ID [<${trailer.fileId}> <${trailer.fileId}>]`,
  ];
  return packed(id, keys.join('\n'), table);
}

function packed(id: number, keys: string, bytes: Uint8Array): WrittenObject {
  const stream = deflateSync(bytes, { level: 9 });
  const value = `<<\n${keys}\n/Length ${stream.length}\n/Filter /FlateDecode\n>>`;
  return { id, value, stream };
}

/** A file that grows. */
class FileBytes {
  readonly #parts: Uint8Array[] = [];
  length = 0;

  constructor(header: string) {
    this.add(Buffer.from(header, 'latin1'));
  }

  append({ id, value, stream }: WrittenObject): void {
    this.add(Buffer.from(`${id} 0 obj\n${value}\n`, 'latin1'));
    if (stream) {
      this.add(Buffer.from('stream\n', 'latin1'));
      this.add(stream);
      this.add(Buffer.from('\nendstream\n', 'latin1'));
    }
    this.add(Buffer.from('endobj\n', 'latin1'));
  }

  end(trailer: string): Uint8Array {
    this.add(Buffer.from(trailer, 'latin1'));
    return new Uint8Array(Buffer.concat(this.#parts));
  }

  private add(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.length += bytes.length;
  }
}
