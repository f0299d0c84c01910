import type { Published } from './publish.js';
import type { Weight } from './weight.js';

const KINDS: readonly [name: string, is: (path: string) => boolean][] = [
  ['pages', (path) => path.endsWith('.html')],
  ['PDFs', (path) => path.endsWith('.pdf')],
  ['e-books', (path) => path.endsWith('.epub')],
  ['other files', (path) => !/\.(html|pdf|epub)$/.test(path)],
];

/** One line a kind of document: how many were drawn, how many the cache had, and their weight. */
export function reportOf({ files, weights, seconds }: Published, out: string): string {
  const lines = KINDS.flatMap(([name, is]) => {
    const own = files.filter(({ path }) => is(path));
    if (own.length === 0) return [];
    const reused = own.filter((file) => file.reused).length;
    const bytes = own.reduce((sum, file) => sum + file.bytes, 0);
    return [
      `  ${name.padEnd(12)}${column(own.length - reused)}${column(reused)}${kilobytes(bytes)}`,
    ];
  });
  const { read, draw, write } = seconds;
  const times = `${read.toFixed(1)} s reading, ${draw.toFixed(1)} s drawing, ${write.toFixed(1)} s writing`;
  return [
    `published in ${out}/: ${times}`,
    `  ${''.padEnd(12)}${'made'.padStart(8)}${'reused'.padStart(8)}`,
    ...lines,
    ...weightLines(weights),
    '',
  ].join('\n');
}

/** The same for machines. */
export function reportJson(published: Published, diagnostics: unknown): string {
  const { files, weights, seconds } = published;
  return `${JSON.stringify({ diagnostics, files, weights, seconds })}\n`;
}

/** Nothing had changed. */
export function unchangedReport(files: number, weights: readonly Weight[], out: string): string {
  return [`${out}/ is as it should be: ${files} files`, ...weightLines(weights), ''].join('\n');
}

/** The heaviest page of each kind, without its pictures, against its budget. */
function weightLines(weights: readonly Weight[]): string[] {
  if (weights.length === 0) return [];
  const lines = weights.map(
    ({ kind, path, bytes, limit, requests }) =>
      `  ${kind.padEnd(8)} ${(bytes / 1000).toFixed(1).padStart(5)} of ${limit / 1000} kB, ${requests} ${requests === 1 ? 'request ' : 'requests'}  ${path}`,
  );
  return ['heaviest over the wire (brotli), without pictures', ...lines];
}

function column(count: number): string {
  return String(count).padStart(8);
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`.padStart(10);
}
