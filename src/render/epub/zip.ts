/** Writing ZIP (APPNOTE 6.3) as an EPUB container wants it (OCF 3.3 §4.3). */
import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../crc32.js';

export interface ZipEntry {
  readonly path: string;
  readonly bytes: Uint8Array | string;
}

/** What is stored of an entry. */
interface Packed {
  readonly bytes: Uint8Array;
  readonly crc: number;
  /** Before packing. */
  readonly size: number;
  /** 0 stored, 8 deflated. */
  readonly method: 0 | 8;
}

/** UTF-8 names; version 2.0 is enough for what is deflated. */
const FLAGS = 0x0800;
const VERSION = 20;
const LEVEL = 9;

/**
 * Entries in the order given, all of one date, without folders or extra fields.
 *
 * @param date YYYY-MM-DD
 */
export function writeZip(entries: readonly ZipEntry[], date: string): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { path, bytes } of entries) {
    const packed = pack(path, bytes);
    const name = Buffer.from(path, 'utf8');
    const common = commonFields(packed, date, name.length);
    const local = Buffer.concat([signature(0x04034b50), common, name]);
    parts.push(local, packed.bytes);
    directory.push(centralHeader(common, offset), name);
    offset += local.length + packed.bytes.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const whole = Buffer.concat([...parts, ...directory, endOf(entries.length, size, offset)]);
  return new Uint8Array(whole.buffer, whole.byteOffset, whole.length);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** §4.3.7 from the version needed to the length of the extra field, which the directory has as well. */
function commonFields({ method, crc, bytes, size }: Packed, date: string, name: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(FLAGS, 2);
  fields.writeUInt16LE(method, 4);
  fields.writeUInt16LE(dosDate(date), 8);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(bytes.length, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(name, 22);
  return fields;
}

/** §4.3.12; made under UNIX, a plain file that all may read. */
function centralHeader(common: Buffer, offset: number): Buffer {
  const before = Buffer.alloc(6);
  before.writeUInt32LE(0x02014b50);
  before.writeUInt16LE(0x0300 | VERSION, 4);
  const after = Buffer.alloc(14);
  after.writeUInt32LE((0o100644 << 16) >>> 0, 6);
  after.writeUInt32LE(offset, 10);
  return Buffer.concat([before, common, after]);
}

/** §4.3.16 */
function endOf(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

const FIRST_DAY = '1980-01-01';
const LAST_DAY = '2107-12-31';

/** Seven bits hold the years from 1980 on; a day before or after becomes the nearest. */
function dosDate(date: string): number {
  const near = date < FIRST_DAY ? FIRST_DAY : date > LAST_DAY ? LAST_DAY : date;
  const [year, month, day] = near.split('-').map(Number) as [number, number, number];
  return ((year - 1980) << 9) | (month << 5) | day;
}

/** Faces are shared by many books, and packed once. */
const known = new WeakMap<Uint8Array, Packed>();
/** So are the style and the container; the last books' texts among them are forgotten in time. */
const texts = new Map<string, Packed>();
const TEXTS = 32;
/** Longer ones are texts of articles, which come but once. */
const SHORT = 8192;

function pack(path: string, content: Uint8Array | string): Packed {
  if (typeof content === 'string') return packText(path, content);
  const found = known.get(content) ?? packBytes(path, content);
  known.set(content, found);
  return found;
}

function packText(path: string, text: string): Packed {
  if (text.length > SHORT) return packBytes(path, Buffer.from(text, 'utf8'));
  const key = `${isStored(path)} ${text}`;
  const found = texts.get(key) ?? packBytes(path, Buffer.from(text, 'utf8'));
  // The one that was asked for longest ago stands first.
  texts.delete(key);
  texts.set(key, found);
  if (texts.size > TEXTS) texts.delete(texts.keys().next().value!);
  return found;
}

function packBytes(path: string, bytes: Uint8Array): Packed {
  return {
    bytes: isStored(path) ? bytes : deflateRawSync(bytes, { level: LEVEL }),
    crc: crc32(bytes),
    size: bytes.length,
    method: isStored(path) ? 0 : 8,
  };
}

/** `mimetype` has to be legible at its place; pictures are packed already. */
function isStored(path: string): boolean {
  return path === 'mimetype' || /\.(png|jpe?g)$/.test(path);
}
