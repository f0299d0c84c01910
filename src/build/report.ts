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
  return [`published in ${out}/`, ...lines, ''].join('\n');
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`.padStart(10);
}
