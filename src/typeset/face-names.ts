/**
 * Giving a face other names (OpenType `name` table): the Open Font License lets no changed face, and a
 * subset is one, bear a name that its makers reserved (clause 3).
 */

/** What the names of a face say, by their numbers (OpenType `name` table, “Name IDs”). */
export type FaceNames = ReadonlyMap<number, string>;

/** Windows, Unicode BMP, English of the United States: what every program reads. */
const [PLATFORM, ENCODING, LANGUAGE] = [3, 1, 0x409];
const NAME = 0x6e616d65;

/**
 * The face with these names in place of its own, all others kept. It is only good for subsetting, which
 * leaves out the old table and makes the checksums new.
 */
export function withNames(face: Uint8Array, names: FaceNames): Uint8Array {
  const view = new DataView(face.buffer, face.byteOffset, face.byteLength);
  const entry = entryOf(view, NAME);
  const kept = namesOf(face).entries();
  const table = tableOf(new Map([...kept, ...names]));
  const start = (face.length + 3) & ~3;
  const whole = new Uint8Array(start + table.length);
  whole.set(face);
  whole.set(table, start);
  const written = new DataView(whole.buffer);
  written.setUint32(entry + 8, start);
  written.setUint32(entry + 12, table.length);
  return whole;
}

/** The names of a face that Windows reads in English. */
export function namesOf(face: Uint8Array): FaceNames {
  const view = new DataView(face.buffer, face.byteOffset, face.byteLength);
  const start = view.getUint32(entryOf(view, NAME) + 8);
  const strings = start + view.getUint16(start + 4);
  const names = new Map<number, string>();
  for (let index = 0; index < view.getUint16(start + 2); index++) {
    const record = start + 6 + 12 * index;
    const field = (at: number): number => view.getUint16(record + at);
    if (field(0) !== PLATFORM || field(2) !== ENCODING || field(4) !== LANGUAGE) continue;
    const from = strings + field(10);
    names.set(field(6), new TextDecoder('utf-16be').decode(face.subarray(from, from + field(8))));
  }
  return names;
}

/** Place of a table's entry in the directory. */
function entryOf(view: DataView, tag: number): number {
  for (let entry = 12; entry < 12 + view.getUint16(4) * 16; entry += 16)
    if (view.getUint32(entry) === tag) return entry;
  throw new Error(`the face has no table ${tag.toString(16)}`);
}

/** Version 0; records by their number. */
function tableOf(names: FaceNames): Uint8Array {
  const records = [...names].sort(([a], [b]) => a - b);
  const strings = 6 + 12 * records.length;
  const size = records.reduce((sum, [, text]) => sum + 2 * text.length, strings);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  for (const [at, value] of [0, records.length, strings].entries()) view.setUint16(2 * at, value);
  let offset = 0;
  for (const [index, [id, text]] of records.entries()) {
    const record = [PLATFORM, ENCODING, LANGUAGE, id, 2 * text.length, offset];
    for (const [at, value] of record.entries()) view.setUint16(6 + 12 * index + 2 * at, value);
    for (let at = 0; at < text.length; at++)
      view.setUint16(strings + offset + 2 * at, text.charCodeAt(at));
    offset += 2 * text.length;
  }
  return bytes;
}
