/** Whether the last publication is what a build would make: a look at the disk, before the program is read. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, SourceFile } from '../diagnostics/index.js';
import { readTextIfThere } from './files.js';
import {
  isAsMade,
  isSameSeen,
  type Look,
  memoryPath,
  readMemory,
  seeInputs,
  traceOf,
} from './memory.js';
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

/** `unchanged` is absent where anything has changed, or might have; `look` where there is nothing to compare with. */
export interface FirstLook {
  readonly unchanged?: Unchanged;
  readonly look?: Look;
}

export function lookFirst(root: string, out: string, choice: Choice): FirstLook {
  const target = targetOf(root, out);
  if ('refusal' in target) return {};
  const path = memoryPath(join(root, CACHE), target.folder);
  const trace = traceOf(path);
  const memory = readMemory(path);
  if (!memory) return {};
  const look = { inputs: seeInputs(root), memory, trace };
  if (!memory.inputs || memory.order !== orderOf(choice, target)) return { look };
  // Another build may be at it.
  if (existsSync(path.replace(/\.json$/, '.lock'))) return { look };
  const { seen, fresh } = look.inputs;
  if (fresh.size > 0 || !isSameSeen(seen, memory.inputs)) return { look };
  const outputs = Object.entries(memory.outputs);
  if (!outputs.every(([name, made]) => isAsMade(join(target.folder, name), made))) return { look };
  const diagnostics = memory.faults.map((fault) =>
    diagnosticOf(
      fault,
      (path) => readTextIfThere(root, join(root, path)) ?? new SourceFile(path, ''),
    ),
  );
  const files = outputs.map(([name, [bytes]]) => ({ path: name, bytes }));
  return { unchanged: { diagnostics, files, weights: memory.weights } };
}
