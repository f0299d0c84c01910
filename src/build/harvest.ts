/** What tasks have made so far, as the pages need it. */
import type { Picture } from '../document/index.js';
import type { EditionArticle } from '../edition/index.js';
import type { After, Card, WebFace } from '../render/html/index.js';
import { bytesOf, type Pressing } from './draw.js';
import { isPublished, type StoredFile } from './press/cache.js';
import { isShared } from './press/effort.js';
import type { Doing, Done } from './press/pool.js';
import { searchFolder } from './search.js';

/** Holds: only what was waited for is in it, so that no page depends on which task was quicker. */
export interface Harvest {
  readonly faces: readonly WebFace[];
  readonly faceFiles: readonly StoredFile[];
  /** Of each picture the sizes that a page may show it in, the widest first. */
  readonly pictureSizes: ReadonlyMap<Picture, readonly Picture[]>;
  /** By the address of the page that a card stands for. */
  readonly cards: ReadonlyMap<string, Card>;
  /** Bytes of the files of the publication, by path. */
  readonly sizes: ReadonlyMap<string, number>;
  /** By edition. */
  readonly searchFolders: ReadonlyMap<string, string>;
  /** Editions with PDFs or e-books. */
  readonly shelves: ReadonlySet<string>;
  /** Takes in what was made for a part of the site. */
  readonly wait: (after: After | undefined) => Promise<void>;
}

/** Takes in what all pages share. */
export async function openHarvest(pressing: Pressing): Promise<Harvest> {
  const { run, editions, standing = new Map<string, number>() } = pressing;
  const { width, height } = editions[0]!.theme.posters.card;
  const cards = new Map<string, Card>();
  const sizes = new Map(standing);
  const searchFolders = new Map<string, string>();
  const takeIn = ({ task, stored }: Done): void => {
    if (!stored) return;
    const files = stored.files.filter(isPublished);
    for (const { path, size } of files) sizes.set(path, size);
    const [file] = files;
    if (task.kind === 'card' && file) cards.set(task.address, { path: file.path, width, height });
    if (task.kind === 'search') searchFolders.set(task.edition, searchFolder(files));
  };
  const wait = async (doing: readonly Doing[]): Promise<Done[]> => {
    const done = await Promise.all(doing.map((each) => each.done));
    for (const each of done) takeIn(each);
    return done;
  };
  const shared = await wait(run.doing.filter(({ task }) => isShared(task)));
  const ownOf = tasksByAddress(run.doing);
  const isWaitedFor = new Set<After | undefined>();
  return {
    faces: shared.flatMap((done) => facesOf(pressing, done)),
    faceFiles: shared.flatMap(({ task, stored }) =>
      task.kind === 'faces' ? (stored?.files ?? []) : [],
    ),
    pictureSizes: new Map(shared.flatMap((done) => sizesOfPicture(pressing, done))),
    cards,
    sizes,
    searchFolders,
    shelves: shelvesOf(run.doing, standing),
    wait: async (after) => {
      if (typeof after === 'object') await wait(after.flatMap(ownOf));
      else if (!isWaitedFor.has(after)) {
        await wait(run.doing.filter(({ task }) => after || task.kind !== 'search'));
        isWaitedFor.add(after);
      }
    },
  };
}

/** An article's own tasks, with the card of the page that its address leads to. */
function tasksByAddress(doing: readonly Doing[]): (article: EditionArticle) => readonly Doing[] {
  const byArticle = new Map<EditionArticle, Doing>();
  const byAddress = new Map<string, Doing>();
  for (const each of doing) {
    if (each.task.kind === 'article') byArticle.set(each.task.article, each);
    if (each.task.kind === 'card') byAddress.set(each.task.address, each);
  }
  return (article) =>
    [byArticle.get(article), byAddress.get(article.canonicalUrl)].flatMap((each) => each ?? []);
}

function shelvesOf(doing: readonly Doing[], standing: ReadonlyMap<string, number>): Set<string> {
  const drawn = doing.flatMap(({ task }) =>
    task.kind === 'article' || task.kind === 'book' ? task.edition : [],
  );
  const stand = [...standing.keys()].filter((path) => /\.(pdf|epub)$/.test(path));
  return new Set([...drawn, ...stand.map((path) => path.split('/')[0]!)]);
}

function facesOf({ cache }: Pressing, { task, stored }: Done): WebFace[] {
  if (task.kind !== 'faces' || !stored) return [];
  const faces = stored.facts as readonly Omit<WebFace, 'bytes'>[];
  return faces.map((face) => {
    const file = stored.files.find(({ path }) => path === face.path)!;
    return { ...face, bytes: bytesOf(cache, stored, file) };
  });
}

function sizesOfPicture(
  { cache }: Pressing,
  { task, stored }: Done,
): [Picture, readonly Picture[]][] {
  if (task.kind !== 'picture' || !stored) return [];
  const facts = stored.facts as readonly Omit<Picture, 'bytes'>[];
  const sizes = facts.map((size, index) => {
    return { ...size, bytes: bytesOf(cache, stored, stored.files[index]!) };
  });
  return [[task.picture, sizes]];
}
