/** From editions and what the tasks made to the pages of the site. */
import { setImmediate } from 'node:timers/promises';
import type { Diagnostic } from '../diagnostics/index.js';
import { type OpenSite, type Origin, openSite, type SitePart } from '../render/html/index.js';
import { hashBeside } from './article-facts.js';
import { isPageChosen } from './choice.js';
import { type Pressing, pathsBy } from './draw.js';
import { type Harvest, openHarvest } from './harvest.js';
import type { PageFacts, standingPages } from './memory.js';
import { nameplates } from './nameplate.js';
import { boundPage, TookTooLong } from './patience.js';
import { pictureNames } from './picture-names.js';
import { hashOfArticle, hashOfPages } from './press/key.js';
import { type Project, sourceOf } from './project.js';
import { searchScriptFile } from './search.js';
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
 * Draws the pages, one by one, each as soon as what it shows is made: there is room for them on the disk alone.
 *
 * @param last what need not be done again
 */
export async function drawSite(
  pressing: Pressing,
  add: (file: OutputFile | KnownFile) => void,
  last?: LastSite,
): Promise<DrawnSite> {
  const { project, editions, choice, purpose } = pressing;
  if (!choice.formats.includes('html')) return { diagnostics: [], weights: [], pages: {} };
  const isPublished = purpose === 'publish';
  const harvest = await openHarvest(pressing);
  const scales = openScales(project.site, harvest.faceFiles);
  const desk: Desk = {
    isChosen: pathsBy(isPageChosen, pressing),
    add,
    ...(isPublished ? { scales } : {}),
    ...(last ? { last } : {}),
  };
  const script = isPublished ? searchScriptFile() : undefined;
  if (script) take(desk, script);
  const site = await openSiteOf(pressing, harvest, script);
  const shared = hashOfPages(site.shared);
  const pages: Record<string, PageFacts> = {};
  for (const part of inTurn(site.parts)) {
    await harvest.wait(part.after);
    const key = part.origin && isPublished ? keyOfPages(project, shared, part.origin) : undefined;
    if (key === undefined) await draw(desk, part);
    else pages[key] = takeOver(desk, part, key) ?? (await draw(desk, part, key));
  }
  return {
    diagnostics: [
      ...site.diagnostics,
      ...scales.overweight(() => pictureNames(project, editions, harvest.pictureSizes)),
    ],
    weights: isPublished ? scales.heaviest(last?.weights) : [],
    pages,
  };
}

/** What waits for least comes first. */
function inTurn(parts: readonly SitePart[]): readonly SitePart[] {
  const rank = ({ after }: SitePart): number =>
    after === 'everything' ? 2 : after === undefined ? 1 : 0;
  return [...parts].sort((a, b) => rank(a) - rank(b));
}

async function openSiteOf(
  { project, editions, cache }: Pressing,
  { faces, cards, sizes, shelves, pictureSizes, searchFolders }: Harvest,
  script: OutputFile | undefined,
): Promise<OpenSite> {
  return openSite(editions, project.templates.html, {
    faces,
    drawings: await nameplates(editions, cache),
    cards,
    ...(script ? { search: { script: script.path, folders: searchFolders } } : {}),
    pictureSizes,
    sizes,
    shelves,
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
  for (const file of pagesOfPart(part)) {
    const weighing = take(desk, key === undefined ? file : { ...file, hash: key });
    if (weighing) weighings.push(weighing);
    // A person may want to stop.
    await setImmediate();
  }
  return { weighings, pictures: part.origin?.pictures() ?? [] };
}

/** Pages that are watched as one: those of an article. */
const FEW = 5;

/** Pages of an article in one watch where that is enough, for each would need its own; else page by page. */
function pagesOfPart(part: SitePart): Iterable<OutputFile> {
  if (!part.paths || part.paths.length > FEW) return part.make();
  try {
    return boundPage(() => [...part.make()]);
  } catch (error) {
    if (!(error instanceof TookTooLong)) throw error;
    return part.make();
  }
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
