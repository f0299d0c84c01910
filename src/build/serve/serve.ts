/** `warraq serve`: the paper in a browser, which follows what is written. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hasError, printDiagnostics } from '../../diagnostics/index.js';
import { hostInAddress, isLoopback, isOurs, pathOf, targetIn } from './address.js';
import { faultPage, panelHtml } from './fault-panel.js';
import { openLive, withScript } from './live.js';
import { LIVE_EVENTS, LIVE_SCRIPT, liveScript } from './live-script.js';
import { openPreview, type Preview } from './preview.js';
import { type Answer, send, text, typeOf } from './respond.js';
import { watchPaper } from './watch.js';

export interface ServeOptions {
  /** The folder that holds `site.yaml`. */
  readonly root: string;
  readonly host: string;
  /** The first that is tried; 0: any. */
  readonly port: number;
  readonly drafts: boolean;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

export interface Serving {
  /** Of the choice of languages, with its slash. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** Serves until it is closed; throws where the system gives no port. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { root, host, drafts, print, complain } = options;
  const bug = (error: unknown): void => {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    complain(`warraq: this is our bug, not yours; the last good pages stay.\n${detail}\n`);
  };
  const preview = openPreview({ root, drafts, onNew: (failure) => void renew(failure) });
  const live = openLive(
    (path) => shown(preview, path),
    () => panelHtml(preview.diagnostics()),
  );
  const say = openSayer(preview, options);
  const renewNow = async (): Promise<void> => {
    try {
      await preview.refresh(watch.seen());
      await live.tell();
      say();
    } catch (error) {
      bug(error);
    }
  };
  // One after the other: what was read first would else be shown last.
  let renewed = Promise.resolve();
  let first = renewed;
  const renew = async (failure?: unknown): Promise<void> => {
    if (failure !== undefined) return bug(failure);
    renewed = renewed.then(renewNow);
    return renewed;
  };

  const server = createServer((request, response) => {
    const answer = answerTo(request, response, { host, preview, live, begun: () => first });
    answer
      .then((each) => each && send(request, response, each))
      .catch((error) => {
        bug(error);
        if (response.headersSent) response.destroy();
        else send(request, response, text(500, 'This is a bug of ours: the terminal says more.'));
      })
      .finally(say);
  });
  const port = await listen(server, options);
  const address = `http://${hostInAddress(host)}:${port}/`;
  if (!isLoopback(host))
    complain(
      `warraq: ATTENTION: at ${host} others on the network can read the paper, drafts included where they are shown\n`,
    );
  print(`${address}\n`);
  // Looks first, so that what is saved while the first pages are made is seen.
  const watch = watchPaper(root, renew);
  first = renew();
  await first;
  return {
    address,
    close: () => {
      watch.close();
      live.close();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** Says on the terminal what is wrong, once, and when it is no more. */
function openSayer(preview: Preview, { print, complain }: ServeOptions): () => void {
  let said = '';
  return () => {
    const diagnostics = preview.diagnostics();
    const words = diagnostics.length > 0 ? printDiagnostics(diagnostics) : '';
    if (words === said) return;
    if (words === '') print('all is well again\n');
    else complain(words);
    said = words;
  };
}

interface Room {
  readonly host: string;
  readonly preview: Preview;
  readonly live: ReturnType<typeof openLive>;
  /** Waits until the paper has been read for the first time. */
  readonly begun: () => Promise<void>;
}

/** Undefined where the answer goes on. */
async function answerTo(
  { method, url = '', headers }: IncomingMessage,
  response: ServerResponse,
  { host, preview, live, begun }: Room,
): Promise<Answer | undefined> {
  const { server = headers.host, target } = targetIn(url);
  if (!isOurs(headers.host, host) || !isOurs(server, host))
    return text(403, 'This server answers to its own address alone.');
  if (method !== 'GET' && method !== 'HEAD')
    return text(405, 'Pages can be read here, and nothing else.', { Allow: 'GET, HEAD' });
  const path = pathOf(target);
  if (path === LIVE_SCRIPT)
    return { status: 200, type: typeOf(path), bytes: Buffer.from(liveScript()) };
  if (path === LIVE_EVENTS && method === 'GET') {
    const query = new URLSearchParams(target.slice(target.indexOf('?')));
    await live.join(query.get('page') ?? '', query.get('seen') ?? '', response);
    return undefined;
  }
  await begun();
  return page(preview, path ?? '');
}

async function page(preview: Preview, path: string): Promise<Answer> {
  const { status, type, bytes, panel } = await shown(preview, path);
  if (status === 404 && (await preview.file(`${path}/index.html`)))
    return text(302, 'A page ends with a slash.', { Location: `/${encodeURI(path)}/` });
  return { status, type, bytes: panel ? withScript(path, bytes, panel) : bytes };
}

interface Shown extends Answer {
  /** How a page says what is wrong; absent for what is no page. */
  readonly panel?: 'over' | 'none';
}

/** What there is to see at a path, which may be none of the paper's. */
async function shown(preview: Preview, path: string): Promise<Shown> {
  const html = typeOf('index.html');
  const made = await preview.file(path);
  if (made && 'bytes' in made) {
    const type = typeOf(path);
    return { status: 200, type, bytes: made.bytes, ...(type === html ? { panel: 'over' } : {}) };
  }
  const lost = made ? undefined : await preview.file('404.html');
  if (lost && 'bytes' in lost) return { status: 404, type: html, bytes: lost.bytes, panel: 'over' };
  const faults = made && 'faults' in made ? made.faults : preview.diagnostics();
  const bytes = Buffer.from(faultPage(faults));
  return { status: hasError(faults) ? 503 : 404, type: html, bytes, panel: 'none' };
}

/** Ports tried one after the other, where one is taken; then any. */
const MOST_PORTS = 10;

async function listen(server: Server, { host, port }: ServeOptions): Promise<number> {
  const ports = Array.from({ length: MOST_PORTS }, (_, index) => port + index);
  for (const each of port === 0 ? [0] : [...ports, 0]) {
    const fault = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
      server.once('error', resolve);
      server.listen(each, host, () => {
        server.off('error', resolve);
        resolve(undefined);
      });
    });
    if (!fault) return (server.address() as AddressInfo).port;
    if (fault.code !== 'EADDRINUSE') throw fault;
  }
  throw new Error('the system has no port left');
}
