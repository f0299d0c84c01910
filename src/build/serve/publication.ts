/**
 * One state of the paper, of which a file is made when it is first asked for.
 *
 * Pages are the very ones that a build makes, but for three names that only drawing would tell: cards go
 * by the address that they stand for, the index of the search lies in a folder of one name, and no size
 * of a PDF or book is said.
 */
import type { Diagnostic } from '../../diagnostics/index.js';
import type { Edition } from '../../edition/index.js';
import {
  type Card,
  type Drawings,
  openSite,
  type SitePart,
  type WebFace,
} from '../../render/html/index.js';
import { cardTasks } from '../cards.js';
import { diagnosticsOf, sourceFiles } from '../draw.js';
import { boundPage } from '../patience.js';
import type { Project } from '../project.js';
import { searchScriptFile } from '../search.js';
import { cardPath, documentPaths, LIVE_INDEX, type Order, ordersOf } from './orders.js';
import type { DoTask } from './pressing.js';

/** A file, or why there is none. */
export type Made = { readonly bytes: Uint8Array } | { readonly faults: readonly Diagnostic[] };

export interface Publication {
  /** Undefined for a path that is none of the publication's. */
  readonly file: (path: string) => Promise<Made | undefined>;
}

export interface PublicationParts {
  readonly project: Project;
  readonly editions: readonly Edition[];
  readonly faces: readonly WebFace[];
  readonly drawings: Drawings;
  readonly press: DoTask;
  /** Files whose names tell their content; those of earlier states are there for pages on the way. */
  readonly assets: Map<string, Uint8Array>;
}

export async function openPublication(parts: PublicationParts): Promise<Publication> {
  const { project, editions, faces, drawings, assets } = parts;
  const script = searchScriptFile();
  const tasks = cardTasks(editions);
  const site = openSite(editions, project.templates.html, {
    faces,
    drawings,
    cards: cardsOf(editions, tasks),
    // They are there, and nobody knows yet how large they are.
    sizes: new Map(documentPaths(project, editions).map((path) => [path, 0])),
    search: {
      script: script.path,
      folders: new Map(editions.map(({ name }) => [name, `${LIVE_INDEX}/`])),
    },
    bound: boundPage,
  });
  for (const { path, bytes } of [script, ...faces]) assets.set(path, Buffer.from(bytes));
  const made = new Map<string, Uint8Array>();
  const make = (part: SitePart): void => {
    for (const { path, bytes } of part.make())
      (path.startsWith('assets/') ? assets : made).set(path, Buffer.from(bytes));
  };
  const named = new Map(
    site.parts.flatMap((part) => part.paths?.map((path) => [path, part]) ?? []),
  );
  const pictures = site.parts.at(-1)!;
  const unnamed = site.parts.filter((part) => !part.paths && part !== pictures);
  let orders: ((path: string) => Order | undefined) | undefined;

  /** A part of the site; feeds and maps tell their names when they are made, so they are made last. */
  const sitePage = (path: string): Uint8Array | undefined => {
    const part = named.get(path);
    if (part && !made.has(path)) make(part);
    if (!part && MAY_BE_UNNAMED.test(path)) for (const each of unnamed.splice(0)) make(each);
    make(pictures);
    return made.get(path) ?? assets.get(path);
  };
  const pressed = new Map<string, Promise<Made | undefined>>();
  return {
    file: async (path) => {
      orders ??= ordersOf(project, editions, tasks);
      const order = named.has(path) ? undefined : orders(path);
      if (order) {
        const known = pressed.get(path) ?? pressFile(parts, order);
        pressed.set(path, known);
        return known;
      }
      const bytes = sitePage(path);
      // A template that breaks off leaves nothing of its page.
      if (bytes?.length === 0) return { faults: site.diagnostics };
      return bytes ? { bytes } : undefined;
    },
  };
}

/** Endings of files of the site that are no pages. */
const MAY_BE_UNNAMED = /\.(xml|json|txt)$/;

async function pressFile(
  { project, press }: PublicationParts,
  { tasks, pick }: Order,
): Promise<Made | undefined> {
  const { task, stored, files } = await press(...tasks);
  const file = pick(files);
  if (file) return { bytes: file.bytes };
  const faults = diagnosticsOf(project, { task, stored, reused: true }, sourceFiles(project));
  return faults.length > 0 ? { faults } : undefined;
}

function cardsOf(
  editions: readonly Edition[],
  tasks: ReturnType<typeof cardTasks>,
): Map<string, Card> {
  const { width, height } = editions[0]!.theme.posters.card;
  return new Map(
    tasks.flatMap((task): [string, Card][] =>
      task.kind === 'card' ? [[task.address, { path: cardPath(task.address), width, height }]] : [],
    ),
  );
}
