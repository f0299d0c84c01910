/** Bytes as an answer of HTTP. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.pdf': 'application/pdf',
  '.epub': 'application/epub+zip',
};

/** XML and JSON by what they are. */
const MACHINES: readonly [RegExp, string][] = [
  [/\/catalog\/.*\.xml$/, 'application/atom+xml;profile=opds-catalog; charset=utf-8'],
  [/\/catalog\/.*\.json$/, 'application/opds+json'],
  [/\/feed\.xml$/, 'application/atom+xml; charset=utf-8'],
  [/\/rss\.xml$/, 'application/rss+xml; charset=utf-8'],
  [/\/feed\.json$/, 'application/feed+json'],
  [/\.xml$/, 'application/xml; charset=utf-8'],
  [/\.json$/, 'application/json'],
];

export function typeOf(path: string): string {
  return (
    TYPES[extname(path)] ??
    MACHINES.find(([pattern]) => pattern.test(path))?.[1] ??
    'application/octet-stream'
  );
}

export const COMMON = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export function text(status: number, words: string, headers?: Answer['headers']): Answer {
  const bytes = Buffer.from(`${words}\n`);
  return { status, type: TYPES['.txt']!, bytes, ...(headers ? { headers } : {}) };
}

/**
 * Sends all of it, or the one range that was asked for (RFC 9110 §14); no body for HEAD. Nobody can say by
 * `If-Range` which state a range is wanted of, since none has a name.
 */
export function send(
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  { status, type, bytes, headers: own }: Answer,
): void {
  const isRanged = method === 'GET' && status === 200 && headers['if-range'] === undefined;
  const range = isRanged ? rangeIn(headers.range, bytes.length) : undefined;
  const about = { ...COMMON, ...own, 'Content-Type': type, 'Accept-Ranges': 'bytes' };
  if (range === 'beyond') {
    response.writeHead(416, { ...about, 'Content-Range': `bytes */${bytes.length}` }).end();
    return;
  }
  const [start, end] = range ?? [0, bytes.length];
  response.writeHead(range ? 206 : status, {
    ...about,
    'Content-Length': end - start,
    ...(range ? { 'Content-Range': `bytes ${start}-${end - 1}/${bytes.length}` } : {}),
  });
  response.end(method === 'HEAD' ? undefined : bytes.subarray(start, end));
}

/** Half-open. Several ranges are answered with everything, as any server may. */
function rangeIn(
  header: string | undefined,
  size: number,
): readonly [start: number, end: number] | 'beyond' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match) return undefined;
  const [first, last] = [match[1]!, match[2]!];
  if (first === '' && last === '') return undefined;
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  return start < end ? [start, end] : 'beyond';
}
