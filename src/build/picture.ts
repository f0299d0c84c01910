import type { Picture } from '../document/index.js';

/**
 * Reads the kind and the size of a picture from its first bytes.
 *
 * PNG and JPEG are what a page, a PDF and every e-reader can all show; anything else is undefined.
 */
export function readPicture(path: string, bytes: Uint8Array): Picture | undefined {
  const size = pngSize(bytes) ?? jpegSize(bytes);
  return size ? { path, bytes, ...size } : undefined;
}

type Size = Pick<Picture, 'mediaType' | 'width' | 'height'>;

/** PNG (ISO/IEC 15948) §5.2 signature, §11.2.2 IHDR. */
function pngSize(bytes: Uint8Array): Size | undefined {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  if (bytes.length < 24 || signature.some((byte, index) => bytes[index] !== byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { mediaType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** JPEG (ITU-T T.81) §B.2.2: the first start-of-frame segment tells lines and samples a line. */
function jpegSize(bytes: Uint8Array): Size | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  // Holds: `at` stands on the 0xFF of a marker.
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    // Four components are the inks of a press: browsers guess their colours and PDF/A forbids them here.
    if (isFrame && bytes[at + 9] === 4) return undefined;
    if (isFrame)
      return {
        mediaType: 'image/jpeg',
        width: view.getUint16(at + 7),
        height: view.getUint16(at + 5),
      };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}
