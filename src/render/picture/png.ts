/** Writing PNG (ISO/IEC 15948): a palette of sixteen colours, four bits a pixel. */
import { constants, deflateSync } from 'node:zlib';
import { crc32 } from '../crc32.js';

export interface IndexedPicture {
  readonly width: number;
  readonly height: number;
  /**
   * Two pixels a byte, the left one in its upper half, each row behind the byte of its filter: 0 for
   * none, which suits few colours best (§12.7).
   */
  readonly scanlines: Uint8Array;
  /** `#rrggbb`, sixteen at most. */
  readonly palette: readonly string[];
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Words on plain ground are runs of one colour: to look for nothing else takes less than half the time. */
const PACKING = { strategy: constants.Z_RLE };

/** Bytes of a row, that of its filter included. */
export function scanlineLength(width: number): number {
  return 1 + ((width + 1) >> 1);
}

export function writePng({ width, height, scanlines, palette }: IndexedPicture): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([4, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.map((each) => each.slice(1)).join(''), 'hex');
  return new Uint8Array(
    Buffer.concat([
      Buffer.from(SIGNATURE),
      chunk('IHDR', header),
      chunk('PLTE', colours),
      chunk('IDAT', deflateSync(scanlines, PACKING)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

/** §5.3: length, name, data, check. */
function chunk(name: string, bytes: Uint8Array): Buffer {
  const whole = Buffer.alloc(bytes.length + 12);
  whole.writeUInt32BE(bytes.length, 0);
  whole.write(name, 4, 'latin1');
  whole.set(bytes, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, -4)), bytes.length + 8);
  return whole;
}
