/** How a camera was held: the one thing that its notes (Exif 2.3) tell of how a picture is shown. */

/** What stands before the notes in a JPEG, §4.7.2. */
export const EXIF = Buffer.from('Exif\0\0', 'latin1');

/** §4.6.4, tag 0x0112. */
const ORIENTATION = 0x0112;
/** The only type that it may have: two bytes. */
const SHORT = 3;

/**
 * 1–8: where the first line and the first column of the pixels are seen; 1 is top and left.
 *
 * @param notes a TIFF header and what follows it
 */
export function orientationIn(notes: Uint8Array): number {
  const little = notes[0] === 0x49;
  const read = (at: number, length: number): number => {
    const part = [...notes.subarray(at, at + length)];
    return (little ? part.reverse() : part).reduce((sum, byte) => sum * 256 + byte, 0);
  };
  const table = read(4, 4);
  const count = read(table, 2);
  for (let at = table + 2; at < table + 2 + count * 12 && at < notes.length; at += 12) {
    if (read(at, 2) !== ORIENTATION) continue;
    const orientation = read(at + 8, 2);
    return orientation >= 1 && orientation <= 8 ? orientation : 1;
  }
  return 1;
}

/** Notes that tell the orientation and nothing else. */
export function notesOf(orientation: number): Uint8Array {
  const [header, table] = [Buffer.from('MM\0\x2a\0\0\0\x08', 'latin1'), Buffer.alloc(18)];
  table.writeUInt16BE(1, 0);
  table.writeUInt16BE(ORIENTATION, 2);
  table.writeUInt16BE(SHORT, 4);
  table.writeUInt32BE(1, 6);
  table.writeUInt16BE(orientation, 10);
  return new Uint8Array(Buffer.concat([header, table]));
}

/** Are lines of pixels seen as columns? */
export function isOnItsSide(orientation: number): boolean {
  return orientation > 4;
}

/** Where in the pixels the pixel is that is seen at a place. */
export function placeIn(
  { width, height }: { readonly width: number; readonly height: number },
  orientation: number,
): (x: number, y: number) => { readonly x: number; readonly y: number } {
  const [right, bottom] = [width - 1, height - 1];
  switch (orientation) {
    case 2:
      return (x, y) => ({ x: right - x, y });
    case 3:
      return (x, y) => ({ x: right - x, y: bottom - y });
    case 4:
      return (x, y) => ({ x, y: bottom - y });
    case 5:
      return (x, y) => ({ x: y, y: x });
    case 6:
      return (x, y) => ({ x: y, y: bottom - x });
    case 7:
      return (x, y) => ({ x: right - y, y: bottom - x });
    case 8:
      return (x, y) => ({ x: right - y, y: x });
    default:
      return (x, y) => ({ x, y });
  }
}
