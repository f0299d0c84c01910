import type { Published } from './publish.js';

/** One line a kind of document, with its number and weight: what a build made. */
export function reportOf(published: Published, out: string): string {
  const kinds: [string, (path: string) => boolean][] = [
    ['pages', (path) => path.endsWith('.html')],
    ['PDFs', (path) => path.endsWith('.pdf')],
    ['e-books', (path) => path.endsWith('.epub')],
    ['other files', (path) => !/\.(html|pdf|epub)$/.test(path)],
  ];
  const lines = kinds.flatMap(([name, is]) => {
    const files = published.files.filter((file) => is(file.path));
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    return files.length === 0
      ? []
      : [`  ${String(files.length).padStart(5)} ${name.padEnd(12)} ${kilobytes(bytes)}`];
  });
  return [`published in ${out}/`, ...lines, ...weightLines(published), ''].join('\n');
}

/** The heaviest page of each kind, without its pictures, against its budget. */
function weightLines({ weights, budget }: Published): string[] {
  if (weights.length === 0 || !budget) return [];
  const lines = weights.map(
    ({ kind, path, bytes, requests }) =>
      `  ${kind.padEnd(8)} ${(bytes / 1000).toFixed(1).padStart(5)} of ${budget.kilobytes[kind]} kB, ${requests} ${requests === 1 ? 'request ' : 'requests'}  ${path}`,
  );
  return ['heaviest over the wire (brotli), without pictures', ...lines];
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`.padStart(10);
}
