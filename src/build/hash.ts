/** The one hash of this room: names of files that tell their content, keys of tasks. */
import { createHash } from 'node:crypto';

/** SHA-256 of the parts as one, hexadecimal. */
export function hashOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** As much of it as the name of a file has. */
export function nameHash(content: string | Uint8Array): string {
  return hashOf(content).slice(0, 10);
}
