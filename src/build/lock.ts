/** One build of a publication at a time: a file in the paper's cache says who is at it. */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { now } from './clock.js';

/** A build that is at work. */
export interface Holder {
  readonly process: number;
  readonly machine: string;
}

export type Lock = { readonly held: Holder } | { readonly release: () => void };

/**
 * Takes the lock, or says who has it. A build that was killed holds nothing; where no file can be
 * written, there is no lock.
 */
export function takeLock(path: string): Lock {
  const mine = JSON.stringify({ process: process.pid, machine: hostname() } satisfies Holder);
  const release = (): void => {
    if (textOf(path) === mine) rmSync(path, { force: true });
  };
  for (;;) {
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, mine, { flag: 'wx' });
      return { release };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return { release };
    }
    const text = textOf(path);
    const holder = text === undefined ? undefined : holderIn(text);
    if (holder && isAtWork(holder, path)) return { held: holder };
    if (textOf(path) === text) rmSync(path, { force: true });
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function holderIn(text: string): Holder | undefined {
  try {
    const { process, machine } = JSON.parse(text) as Partial<Holder>;
    return process !== undefined && machine !== undefined ? { process, machine } : undefined;
  } catch {
    // Cut short while it was written.
    return undefined;
  }
}

/** Of a build on another machine nothing is known but when it began, milliseconds. */
const LONGEST = 60 * 60 * 1000;

function isAtWork(holder: Holder, path: string): boolean {
  if (holder.machine !== hostname()) return now() - statSync(path).mtimeMs < LONGEST;
  try {
    process.kill(holder.process, 0);
    return true;
  } catch (error) {
    // There, and somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
