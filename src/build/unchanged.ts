/** Whether the last publication is what a build would make: a look at the disk, before the program is read. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, SourceFile } from '../diagnostics/index.js';
import { readTextIfThere } from './files.js';
import { isAsMade, memoryPath, readMemory, seeInputs } from './memory.js';
import { orderOf } from './order.js';
import { targetOf } from './out-folder.js';
import { diagnosticOf } from './press/fault.js';
import type { Weight } from './weight.js';
import { CACHE, type Choice } from './wish.js';

export interface Unchanged {
  /** What the last build warned of. */
  readonly diagnostics: readonly Diagnostic[];
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  readonly weights: readonly Weight[];
}

/** Undefined where anything has changed, or might have. */
export function findUnchanged(root: string, out: string, choice: Choice): Unchanged | undefined {
  const target = targetOf(root, out);
  if ('refusal' in target) return undefined;
  const path = memoryPath(join(root, CACHE), target.folder);
  const memory = readMemory(path);
  if (!memory?.inputs || memory.order !== orderOf(choice, target)) return undefined;
  // Another build may be at it.
  if (existsSync(path.replace(/\.json$/, '.lock'))) return undefined;
  const { seen, fresh } = seeInputs(root);
  if (fresh.size > 0 || !isSame(seen, memory.inputs)) return undefined;
  const outputs = Object.entries(memory.outputs);
  if (!outputs.every(([name, trace]) => isAsMade(join(target.folder, name), trace)))
    return undefined;
  return {
    diagnostics: memory.faults.map((fault) =>
      diagnosticOf(
        fault,
        (path) => readTextIfThere(root, join(root, path)) ?? new SourceFile(path, ''),
      ),
    ),
    files: outputs.map(([name, [bytes]]) => ({ path: name, bytes })),
    weights: memory.weights,
  };
}

function isSame(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
