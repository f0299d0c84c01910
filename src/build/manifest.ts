/** The list of what we made, which stands in the publication itself: everything else there is somebody's. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, SourceFile } from '../diagnostics/index.js';
import { isFile } from './files.js';
import type { Target } from './out-folder.js';

export const MANIFEST = '.warraq-manifest.json';

export function manifestText(paths: readonly string[]): string {
  return `${JSON.stringify([...new Set(paths)].sort(), null, 1)}\n`;
}

/** A list that cannot be read is as good as none: then nothing that is there counts as ours. */
export function readManifest({ folder, shown }: Target): {
  paths: ReadonlySet<string>;
  diagnostics: Diagnostic[];
} {
  const path = join(folder, MANIFEST);
  if (!isFile(path)) return { paths: new Set(), diagnostics: [] };
  const list = parse(readFileSync(path, 'utf8'));
  if (list) return { paths: new Set(list), diagnostics: [] };
  const diagnostic: Diagnostic = {
    code: 'out-002',
    severity: 'warning',
    message: 'the list of what we made cannot be read, so that nothing here counts as ours',
    file: new SourceFile(`${shown}/${MANIFEST}`, ''),
    hints: [
      `leave this file alone; if nothing in ${shown}/ is yours, delete ${shown}/ and build again`,
    ],
  };
  return { paths: new Set(), diagnostics: [diagnostic] };
}

/** Bytes of the files that earlier builds made, by path, as far as they are there. */
export function sizesOfOurs(target: Target): Map<string, number> {
  const paths = [...readManifest(target).paths];
  return new Map(
    paths.flatMap((path) => {
      const file = join(target.folder, path);
      return isFile(file) ? [[path, statSync(file).size] as const] : [];
    }),
  );
}

function parse(text: string): string[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    const isList = Array.isArray(list) && list.every((each) => typeof each === 'string');
    return isList ? list : undefined;
  } catch {
    return undefined;
  }
}
