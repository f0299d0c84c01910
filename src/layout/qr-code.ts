/** The door of the QR encoder: an address as a symbol of ISO/IEC 18004, Model 2. */
import { correction, generate } from 'lean-qr';

/** Modules around the symbol that have to stay white. */
export const QUIET_ZONE = 4;

/**
 * Rows of modules from the top, dark ones true; as many columns as rows.
 *
 * Error correction M: a seventh of a printed symbol may be dirty or torn.
 */
export function qrCode(address: string): readonly (readonly boolean[])[] {
  const level = { minCorrectionLevel: correction.M, maxCorrectionLevel: correction.M };
  // Percent signs for what is not ASCII: readers disagree about the characters of bytes.
  const symbol = generate(new URL(address).href, level);
  const sides = Array.from({ length: symbol.size }, (_, index) => index);
  return sides.map((y) => sides.map((x) => symbol.get(x, y)));
}
