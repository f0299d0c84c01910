import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Compares with a file that is read in every review; `UPDATE_GOLDEN=1` writes it anew. */
export function expectGolden(path: string, found: string): void {
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, found);
  }
  if (!existsSync(path)) throw new Error(`${path} is missing: UPDATE_GOLDEN=1 npm test writes it`);
  expect(found).toBe(readFileSync(path, 'utf8'));
}
