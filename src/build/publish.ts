/** From a project's folder to a publication: read, check, draw, write. */
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Diagnostic, hasError, onlyOnce } from '../diagnostics/index.js';
import { fault } from './article-files.js';
import type { Reading } from './articles.js';
import { breathe } from './breath.js';
import { type CheckedProject, check } from './check.js';
import { isReplaced, isSaid } from './choice.js';
import { beginTasks, endTasks, type Pressing, pathsBy, taskFiles } from './draw.js';
import { drawSite } from './draw-site.js';
import { type Holder, takeLock } from './lock.js';
import { sizesOfOurs } from './manifest.js';
import {
  type Look,
  type Memory,
  memoryPath,
  seeInputs,
  standingPages,
  writeMemory,
} from './memory.js';
import { orderOf } from './order.js';
import { refusalOf, type Target, targetOf } from './out-folder.js';
import { PATIENCE } from './patience.js';
import { parseAhead } from './press/ahead.js';
import { isWritable, tidyCache } from './press/cache.js';
import { faultOf } from './press/fault.js';
import type { Done, Progress, Workplace } from './press/pool.js';
import { type LastBuild, recallArticles, recallLast } from './recall.js';
import { type Left, sparePath } from './spare.js';
import { openTexts, type Texts } from './texts.js';
import type { Weight } from './weight.js';
import { CACHE, type Choice, isWhole } from './wish.js';
import { closeWorkshop, putBack } from './workshop.js';
import {
  beginPublication,
  type Growing,
  type KnownFile,
  type OutputFile,
  refusalByDisk,
} from './write.js';

export interface PublishOptions extends Choice {
  /** The folder that holds `site.yaml`. */
  readonly root: string;
  /** Relative to `root`. */
  readonly out: string;
  /** Threads at most; absent: one. */
  readonly jobs?: number;
  /** Milliseconds that one article may take to read, or to draw; absent: a minute. */
  readonly patience?: number;
  /** What was seen before the program was read, and a thread that was begun then. */
  readonly look?: Look | undefined;
  readonly hired?: Workplace['hired'];
  readonly onProgress?: (progress: Progress) => void;
  /** Another build is at work: it is waited for. */
  readonly onWait?: (holder: Holder) => void;
  /** Told how to stop the build, and anew whenever that changes; `stop` tells which publication stands there then. */
  readonly onInterrupt?: (stop: () => Standing) => void;
}

/** The one that was there before, or the one that was being made. */
export type Standing = 'last' | 'next';

/** A file of the publication; `reused` says that it was not drawn anew. */
export interface PublishedFile {
  readonly path: string;
  readonly bytes: number;
  readonly reused: boolean;
}

export interface Published {
  readonly diagnostics: readonly Diagnostic[];
  /** Empty when something is wrong: then nothing was written. */
  readonly files: readonly PublishedFile[];
  /** The heaviest page of each kind. */
  readonly weights: readonly Weight[];
  /** Seconds that reading and checking, drawing with the pages, and putting in place took. */
  readonly seconds: { readonly read: number; readonly draw: number; readonly write: number };
}

/** Milliseconds that another build is waited for. */
const LONGEST_WAIT = 10 * 60_000;

/** Publishes; when anything is wrong, writes nothing and says everything. */
export async function publish(options: PublishOptions): Promise<Published> {
  const target = targetOf(options.root, options.out);
  if ('refusal' in target) return nothing([target.refusal]);
  const cacheFolder = join(options.root, CACHE);
  const memoryFile = memoryPath(cacheFolder, target.folder);
  const lockFile = memoryFile.replace(/\.json$/, '.lock');
  const lock = await waitForLock(lockFile, options);
  if ('held' in lock) return nothing([atWork(target, lock.held, lockFile)]);
  const stopWith = (standing: Standing): void =>
    options.onInterrupt?.(() => {
      closeWorkshop(target.folder);
      lock.release();
      return standing;
    });
  try {
    putBack(target.folder);
    stopWith('last');
    const begun = performance.now();
    const { look } = options;
    const inputs = look?.inputs ?? seeInputs(options.root);
    const last = recallLast(memoryFile, target.folder, look);
    const texts = openTexts(cacheFolder, last.known, inputs);
    const checked = await check(options.root, options, { ...texts, ...aheadOn(options, texts) });
    const { drawable } = checked;
    const found = [...checked.diagnostics, ...faultsOfCache(cacheFolder)];
    if (!drawable) return nothing(onlyOnce(found));
    const read = performance.now();
    const leaveKnown = recallArticles(drawable, texts, last.known);
    const pressing = await begin(options, drawable, found, 'publish', last);
    const spareAt = isWhole(options) ? sparePath(cacheFolder, target.folder) : undefined;
    const grown: Grown | NotGrown =
      pressing.purpose === 'check'
        ? { diagnostics: await judge(pressing) }
        : await grow(target, pressing, last.publication, spareAt);
    const diagnostics = onlyOnce([...found, ...grown.diagnostics]);
    if (!grown.outputs) return nothing(diagnostics);
    stopWith('next');

    const { weights, files, outputs, pages, left, done, drawnAt } = grown;
    writeMemory(memoryFile, {
      order: orderOf(options, target),
      ...(inputs.fresh.size === 0 ? { inputs: inputs.seen } : {}),
      outputs,
      faults: diagnostics.map(faultOf),
      weights,
      pages,
      ...left,
    });
    leaveKnown(memoryFile, done);
    await breathe();
    if (isWhole(options)) tidyCache(cacheFolder, () => new Set([...texts.keys(), ...keysOf(done)]));
    const seconds = {
      read: (read - begun) / 1000,
      draw: (drawnAt - read) / 1000,
      write: (performance.now() - drawnAt) / 1000,
    };
    return { diagnostics, files, weights, seconds };
  } finally {
    lock.release();
  }
}

/** Nothing but time is lost. */
function faultsOfCache(folder: string): Diagnostic[] {
  if (isWritable(folder)) return [];
  const message = 'nothing can be written here: the next build draws everything anew';
  const hint = 'let the folder be written, or delete it';
  return [fault('out-003', CACHE, 'warning', message, hint)];
}

function keysOf(done: readonly Done[]): string[] {
  return done.flatMap(({ stored }) => stored?.key ?? []);
}

interface Grown {
  readonly diagnostics: readonly Diagnostic[];
  readonly weights: readonly Weight[];
  readonly files: Published['files'];
  readonly outputs: Memory['outputs'];
  readonly pages: Memory['pages'];
  readonly left: Left;
  readonly done: readonly Done[];
  /** When all was drawn, by the clock of `performance`. */
  readonly drawnAt: number;
}

/** Nothing was changed. */
interface NotGrown {
  readonly diagnostics: readonly Diagnostic[];
  readonly outputs?: undefined;
}

/**
 * Writes all of it beside the last publication, then lets the two change places; pages are drawn while
 * threads are at what is heavier.
 *
 * @param spareAt of a whole publication
 */
async function grow(
  target: Target,
  pressing: Pressing,
  last: LastBuild['publication'],
  spareAt: string | undefined,
): Promise<Grown | NotGrown> {
  try {
    const growing = beginPublication(target, last, spareAt);
    if ('refusal' in growing) return { diagnostics: [growing.refusal] };
    const { files: pages, add } = counting(growing);
    const site = await drawSite(
      // Pages lead to the PDFs and books of earlier builds, which a part of a publication leaves there.
      isWhole(pressing.choice) ? pressing : { ...pressing, standing: sizesOfOurs(target) },
      add,
      last && { standing: standingPages(last, last.stands), weights: last.weights },
    );
    const pressed = await endTasks(pressing);
    const found = [...pressed.diagnostics, ...site.diagnostics];
    if (hasError(found)) return { diagnostics: found };
    const drawnAt = performance.now();
    const files: PublishedFile[] = [];
    for (const { reused, ...file } of taskFiles(pressed)) {
      growing.add(file);
      files.push({ path: file.path, bytes: file.size, reused });
      await breathe();
    }
    const isGoing = pathsBy(isReplaced, pressed);
    const written = growing.finish(isGoing);
    const diagnostics = [...found, ...written];
    if (hasError(written)) return { diagnostics };
    const kept = Object.entries(last?.outputs ?? {}).filter(([path]) => !isGoing(path));
    return {
      diagnostics,
      weights: site.weights,
      files: [...files, ...pages],
      outputs: { ...Object.fromEntries(kept), ...growing.traces() },
      pages: { ...(isWhole(pressed.choice) ? {} : last?.pages), ...site.pages },
      left: growing.left(),
      done: pressed.done,
      drawnAt,
    };
  } catch (error) {
    return { diagnostics: [refusalByDisk(target, error)] };
  } finally {
    pressing.run.stop();
    closeWorkshop(target.folder);
  }
}

/** What only drawing finds. */
async function judge(pressing: Pressing): Promise<Diagnostic[]> {
  const { diagnostics } = await endTasks(pressing);
  const site = await drawSite({ ...pressing, purpose: 'check' }, () => {});
  return [...diagnostics, ...site.diagnostics];
}

function counting(growing: Growing): {
  files: PublishedFile[];
  add: (file: OutputFile | KnownFile) => void;
} {
  const files: PublishedFile[] = [];
  return {
    files,
    add: (file) => {
      growing.add(file);
      const { path } = file;
      if ('size' in file) files.push({ path, bytes: file.size, reused: true });
      else files.push({ path, bytes: Buffer.byteLength(file.bytes), reused: false });
    },
  };
}

function nothing(diagnostics: readonly Diagnostic[]): Published {
  return { diagnostics, files: [], weights: [], seconds: { read: 0, draw: 0, write: 0 } };
}

/**
 * Everything that `warraq check` can know of what was asked about: also what only drawing finds, such as a
 * character in no face.
 */
export async function checkAll(options: PublishOptions): Promise<readonly Diagnostic[]> {
  const choice: PublishOptions = { ...options, drafts: options.drafts || 'named' };
  const texts = openTexts(join(choice.root, CACHE));
  const { drawable, diagnostics } = await check(choice.root, choice, texts);
  const judged = drawable ? await judge(await begin(choice, drawable, diagnostics, 'check')) : [];
  const found = onlyOnce([...diagnostics, ...judged]);
  return found.filter((each) => isSaid(choice.root, each, choice));
}

/** Has texts that nobody knows parsed on a thread that waits for work. */
function aheadOn({ root, hired }: PublishOptions, { isKnown }: Texts): Pick<Reading, 'ahead'> {
  if (!hired) return {};
  return {
    ahead: (all) =>
      parseAhead(
        hired,
        root,
        all.filter((each) => !isKnown(each)),
      ),
  };
}

/** Begins whatever is sound, even where something else is at fault: one run says every fault. */
async function begin(
  options: PublishOptions,
  { project, editions }: NonNullable<CheckedProject['drawable']>,
  found: readonly Diagnostic[],
  wish: Pressing['purpose'],
  last?: LastBuild,
): Promise<Pressing> {
  return beginTasks(project, editions, options, hasError(found) ? 'check' : wish, {
    ...workplaceOf(options),
    ...(last ? { recall: last.recall, lastSearch: last.lastSearch } : {}),
  });
}

export function workplaceOf(options: PublishOptions): Workplace {
  const { root, jobs = 1, patience = PATIENCE, onProgress, hired } = options;
  return {
    cacheFolder: join(root, CACHE),
    jobs,
    patience,
    hired,
    ...(onProgress ? { onProgress } : {}),
  };
}

async function waitForLock(
  path: string,
  { onWait }: PublishOptions,
): Promise<ReturnType<typeof takeLock>> {
  const until = performance.now() + LONGEST_WAIT;
  let lock = takeLock(path);
  if ('held' in lock) onWait?.(lock.held);
  while ('held' in lock && performance.now() < until) {
    await setTimeout(100);
    lock = takeLock(path);
  }
  return lock;
}

function atWork({ shown }: Target, { process, machine }: Holder, path: string): Diagnostic {
  return refusalOf(
    shown,
    `another build has been at it for long: process ${process} on ${machine}`,
    `wait for it; if it is not there any more, delete ${path}`,
  );
}
