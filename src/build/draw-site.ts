/** From editions and what the tasks made to the pages of the site. */
import { setImmediate } from 'node:timers/promises';
import type { Diagnostic } from '../diagnostics/index.js';
import type { Picture } from '../document/index.js';
import {
  type Card,
  type OpenSite,
  type Origin,
  openSite,
  type Search,
  type SitePart,
  type WebFace,
} from '../render/html/index.js';
import { hashBeside } from './article-facts.js';
import { bytesOf, madeFiles, type Pressed, pageChooser, storedOf } from './draw.js';
import { openShelf, typesettingFaces } from './faces.js';
import type { PageFacts, standingPages } from './memory.js';
import { nameplates } from './nameplate.js';
import { boundPage } from './patience.js';
import { pictureNames } from './picture-names.js';
import { hashOfArticle, hashOfPages } from './press/key.js';
import { type Project, sourceOf } from './project.js';
import { searchFolder, searchScriptFile } from './search.js';
import { openScales, type Scales, type Weighing, type Weight } from './weight.js';
import type { KnownFile, OutputFile } from './write.js';

/** The site of the last publication. */
export interface LastSite {
  /** Finds the pages that have a key. */
  readonly standing: ReturnType<typeof standingPages>;
  readonly weights: readonly Weight[];
}

export interface DrawnSite {
  readonly diagnostics: readonly Diagnostic[];
  readonly weights: readonly Weight[];
  /** By the keys of their pages. */
  readonly pages: Readonly<Record<string, PageFacts>>;
}

/**
 * Draws the pages, one by one: there is room for them on the disk alone.
 *
 * @param last what need not be done again
 */
export async function drawSite(
  pressed: Pressed,
  add: (file: OutputFile | KnownFile) => void,
  last?: LastSite,
): Promise<DrawnSite> {
  const { project, editions, choice, purpose } = pressed;
  if (!choice.formats.includes('html')) return { diagnostics: [], weights: [], pages: {} };
  const isPublished = purpose === 'publish';
  const scales = openScales(project.site, storedOf(pressed, 'faces')?.files ?? []);
  const desk: Desk = {
    isChosen: pageChooser(project, editions, choice),
    add,
    ...(isPublished ? { scales } : {}),
    ...(last ? { last } : {}),
  };
  const script = isPublished ? searchScriptFile() : undefined;
  if (script) take(desk, script);
  const pictureSizes = pictureSizesOf(pressed);
  const site = await openSiteOf(pressed, pictureSizes, script);
  const shared = hashOfPages(site.shared);
  const pages: Record<string, PageFacts> = {};
  for (const part of site.parts) {
    const key = part.origin && isPublished ? keyOfPages(project, shared, part.origin) : undefined;
    if (key === undefined) await draw(desk, part);
    else pages[key] = takeOver(desk, part, key) ?? (await draw(desk, part, key));
  }
  return {
    diagnostics: [
      ...site.diagnostics,
      ...scales.overweight(() => pictureNames(project, editions, pictureSizes)),
    ],
    weights: isPublished ? scales.heaviest(last?.weights) : [],
    pages,
  };
}

async function openSiteOf(
  pressed: Pressed,
  pictureSizes: ReturnType<typeof pictureSizesOf>,
  script: OutputFile | undefined,
): Promise<OpenSite> {
  const { project, editions } = pressed;
  const faces = typesettingFaces(await openShelf());
  return openSite(editions, project.templates.html, {
    faces: webFacesOf(pressed),
    drawings: nameplates(editions, faces.nastaliq.bold),
    cards: cardsOf(pressed),
    ...(script ? { search: searchOf(script, pressed) } : {}),
    pictureSizes,
    sizes: sizesOf(pressed),
    bound: boundPage,
  });
}

/** Where pages are drawn. */
interface Desk {
  readonly isChosen: (path: string) => boolean;
  readonly add: (file: OutputFile | KnownFile) => void;
  /** Absent where nothing is published. */
  readonly scales?: Scales;
  readonly last?: LastSite;
}

function take({ isChosen, add, scales }: Desk, file: OutputFile): Weighing | undefined {
  if (isChosen(file.path)) add(file);
  return scales?.weigh(file);
}

/** @param key what the files are known by in the next build */
async function draw(desk: Desk, part: SitePart, key?: string): Promise<PageFacts> {
  const weighings: Weighing[] = [];
  for (const file of part.make()) {
    const weighing = take(desk, key === undefined ? file : { ...file, hash: key });
    if (weighing) weighings.push(weighing);
    // A person may want to stop.
    await setImmediate();
  }
  return { weighings, pictures: part.origin?.pictures() ?? [] };
}

/** Takes the files from the last publication; undefined where it has none of this key. */
function takeOver(
  { isChosen, add, scales, last }: Desk,
  part: SitePart,
  key: string,
): PageFacts | undefined {
  const { origin, paths = [] } = part;
  const found = last?.standing(key, paths);
  if (!found) return undefined;
  const { sizes, weighings, pictures } = found;
  origin?.adopt(pictures);
  const read = (path: string) => madeAgain(part, path);
  for (const each of weighings) scales?.trust(each, () => read(each.path));
  for (const [at, path] of paths.entries())
    if (isChosen(path))
      add({ path, size: sizes[at]!, hash: key, read: () => Buffer.from(read(path).bytes) });
  return { weighings, pictures };
}

/** A page that stands in the last publication, made again for whoever has to look into it. */
function madeAgain(part: SitePart, path: string): OutputFile {
  return [...part.make()].find((file) => file.path === path)!;
}

function keyOfPages(project: Project, shared: string, { articles, cards, facts }: Origin): string {
  const whole = articles.map((each) => hashOfArticle(each, sourceOf(project, each)));
  const beside = cards.map((each) => (each ? hashBeside(each) : ''));
  return hashOfPages(shared, whole, beside, facts());
}

function webFacesOf(pressed: Pressed): WebFace[] {
  const stored = storedOf(pressed, 'faces');
  const faces = (stored?.facts ?? []) as Omit<WebFace, 'bytes'>[];
  return faces.map((face) => {
    const file = stored!.files.find(({ path }) => path === face.path)!;
    return { ...face, bytes: bytesOf(pressed.cache, stored!, file) };
  });
}

/** By the address of the page that a card stands for. */
function cardsOf({ editions, done }: Pressed): Map<string, Card> {
  const { width, height } = editions[0]!.theme.posters.card;
  return new Map(
    done.flatMap(({ task, stored }): [string, Card][] => {
      const [file] = stored?.files ?? [];
      return task.kind === 'card' && file
        ? [[task.address, { path: file.path, width, height }]]
        : [];
    }),
  );
}

function searchOf(script: OutputFile, { done }: Pressed): Search {
  const folders = done.flatMap(({ task, stored }): [string, string][] =>
    task.kind === 'search' && stored ? [[task.edition, searchFolder(stored.files)]] : [],
  );
  return { script: script.path, folders: new Map(folders) };
}

/** Of each picture the sizes that a page may show it in, the widest first. */
function pictureSizesOf({ cache, done }: Pressed): Map<Picture, readonly Picture[]> {
  return new Map(
    done.flatMap(({ task, stored }): [Picture, readonly Picture[]][] => {
      if (task.kind !== 'picture' || !stored) return [];
      const facts = stored.facts as readonly Omit<Picture, 'bytes'>[];
      const sizes = facts.map((size, index) => {
        return { ...size, bytes: bytesOf(cache, stored, stored.files[index]!) };
      });
      return [[task.picture, sizes]];
    }),
  );
}

function sizesOf(pressed: Pressed): Map<string, number> {
  const sizes = new Map(pressed.standing);
  for (const { file } of madeFiles(pressed)) sizes.set(file.path, file.size);
  return sizes;
}
