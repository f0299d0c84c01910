/** A program from its start to its end, measured from outside; that needs Python 3 on Linux. */
import { spawnSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const MEASURE = resolve('tests/bench/measure.py');

/**
 * @returns `wall` and `cpu` in seconds, of all its threads and processes; `memory`, the kilobytes that the
 *   process which held the most held at most
 */
export function measured({ command, args, cwd }) {
  const folder = mkdtempSync(join(tmpdir(), 'measure-'));
  try {
    const report = join(folder, 'report.json');
    const { status, error, stderr } = spawnSync('python3', [MEASURE, report, command, ...args], {
      cwd,
      encoding: 'utf8',
      maxBuffer: Number.POSITIVE_INFINITY,
    });
    if (status !== 0) throw new Error(`${command} failed: ${error?.message ?? stderr}`);
    return JSON.parse(readFileSync(report, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Bytes of all files below a folder. */
export function bytesOf(folder) {
  return readdirSync(folder, { recursive: true })
    .map((path) => lstatSync(join(folder, path)))
    .reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
}
