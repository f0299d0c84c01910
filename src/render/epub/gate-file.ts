/** Files of a book that are no documents: faces, pictures, the style. */

/** Faults in words. */
export function faultsOfFile(path: string, bytes: Uint8Array | string): string[] {
  if (/^\/|\.\.|[^\x21-\x7e]/.test(path)) return ['its name is none for a book'];
  if (typeof bytes === 'string') return path.endsWith('.css') ? faultsOfStyle(bytes) : [];
  if (path.endsWith('.ttf')) return isSoundFace(bytes) ? [] : ['it is no TrueType face, or spoilt'];
  if (/\.(?:png|jpg)$/.test(path))
    return startsWith(bytes, path.endsWith('.png') ? PNG : JPEG)
      ? []
      : ['it is another kind of picture'];
  return [];
}

const PNG = [0x89, 0x50, 0x4e, 0x47];
const JPEG = [0xff, 0xd8, 0xff];

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

/** EPUB 3.3 §6.3.1.2 forbids both: direction is told by the markup. */
function faultsOfStyle(css: string): string[] {
  return [
    ...(/[;{\s](?:direction|unicode-bidi)\s*:/.test(css) ? ['it tells a direction'] : []),
    ...(/text-align\s*:\s*(?:left|right)/.test(css) ? ['it aligns to left or right'] : []),
    ...(/url\(\s*['"]?(?:[a-z]+:|\/)/i.test(css) ? ['it asks for files elsewhere'] : []),
    ...(/letter-spacing/.test(css) ? ['it parts letters that join'] : []),
  ];
}

/** Faces are shared by many books, and read once. */
const sound = new WeakMap<Uint8Array, boolean>();

function isSoundFace(bytes: Uint8Array): boolean {
  const known = sound.get(bytes) ?? checkFace(bytes);
  sound.set(bytes, known);
  return known;
}

/** The tables are where the directory says, and their checksums hold (OpenType, `otff`). */
function checkFace(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || view.getUint32(0) !== 0x00010000) return false;
  for (let entry = 12; entry < 12 + view.getUint16(4) * 16; entry += 16) {
    if (entry + 16 > bytes.length) return false;
    const [offset, length] = [view.getUint32(entry + 8), view.getUint32(entry + 12)];
    if (offset + length > bytes.length) return false;
    // The sum of `head` leaves out a field that is filled in later.
    const isHead = view.getUint32(entry) === 0x68656164;
    if (!isHead && checksum(bytes, offset, length) !== view.getUint32(entry + 4)) return false;
  }
  return true;
}

function checksum(bytes: Uint8Array, offset: number, length: number): number {
  let sum = 0;
  for (let at = 0; at < length; at += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map((i) => (at + i < length ? bytes[offset + at + i]! : 0));
    sum = (sum + (((a! << 24) | (b! << 16) | (c! << 8) | d!) >>> 0)) >>> 0;
  }
  return sum;
}
