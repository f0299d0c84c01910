/** From a project's folder to a publication: read, check, draw, write. */
import type { Diagnostic } from '../diagnostics/index.js';
import type { Budget } from '../edition/index.js';
import { check, hasError } from './check.js';
import { type Choice, isWhole } from './choice.js';
import { type Drawn, draw, type Purpose } from './draw.js';
import { targetOf } from './out-folder.js';
import { heaviest, type Weight } from './weight.js';
import { putBack } from './workshop.js';
import { type OutputFile, publishPart, publishWhole } from './write.js';

export interface PublishOptions extends Choice {
  /** The folder that holds `site.yaml`. */
  readonly root: string;
  /** Relative to `root`. */
  readonly out: string;
}

export interface Published {
  readonly diagnostics: readonly Diagnostic[];
  /** Empty when something is wrong: then nothing was written. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  /** The heaviest page of each kind. */
  readonly weights: readonly Weight[];
  readonly budget: Budget | undefined;
}

/** Publishes; when anything is wrong, writes nothing and says everything. */
export async function publish(options: PublishOptions): Promise<Published> {
  const target = targetOf(options.root, options.out);
  if ('refusal' in target) return nothing([target.refusal]);
  putBack(target.folder);

  const { files, diagnostics, budget } = await checkAndDraw(options, 'publish');
  if (hasError(diagnostics)) return nothing(diagnostics);

  const written = isWhole(options) ? publishWhole(target, files) : publishPart(target, files);
  const all = [...diagnostics, ...written];
  if (hasError(written)) return nothing(all);
  return {
    diagnostics: all,
    files: files.map((file) => ({ path: file.path, bytes: sizeOf(file) })),
    weights: heaviest(files),
    budget,
  };
}

function nothing(diagnostics: readonly Diagnostic[]): Published {
  return { diagnostics, files: [], weights: [], budget: undefined };
}

/** Everything that `warraq check` can know: also what only drawing finds, such as a character in no face. */
export async function checkAll(options: PublishOptions): Promise<readonly Diagnostic[]> {
  return (await checkAndDraw(options, 'check')).diagnostics;
}

/** Draws whatever is sound, even where something else is at fault: one run says every fault. */
async function checkAndDraw(
  options: PublishOptions,
  wish: Purpose,
): Promise<Drawn & { readonly budget?: Budget }> {
  const { drawable, diagnostics } = check(options.root, options);
  if (!drawable) return { files: [], diagnostics: onlyOnce(diagnostics) };
  const purpose = hasError(diagnostics) ? 'check' : wish;
  const drawn = await draw(drawable.project, drawable.editions, options, purpose);
  return {
    files: drawn.files,
    diagnostics: onlyOnce([...diagnostics, ...drawn.diagnostics]),
    budget: drawable.project.site.budget,
  };
}

/** An article stands in every edition; what is wrong with it is said once. */
function onlyOnce(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const said = new Set<string>();
  return diagnostics.filter(({ code, message, file, span }) => {
    const key = `${code} ${file.path} ${span?.start} ${message}`;
    if (said.has(key)) return false;
    said.add(key);
    return true;
  });
}

function sizeOf(file: OutputFile): number {
  return typeof file.bytes === 'string' ? Buffer.byteLength(file.bytes) : file.bytes.byteLength;
}
