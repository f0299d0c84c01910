/** Faces of the reader's machine in the place of ours: as wide as we say, and no line moves when ours come. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { INSTALLED, type Measures, measuresOf, type WebScript } from '../../src/build/fallbacks.js';
import { openFont } from '../../src/typeset/index.js';
import { addressOf, onPages, openBrowser, type Served, serve, shiftOf } from './browser.js';
import { CHROMIUM, JUDGES, judged, published } from './judges.js';

const FACES = resolve(JUDGES, 'faces/node_modules');
const google = (name: string, file: string) =>
  join(FACES, '@expo-google-fonts', name, '400Regular', `${file}_400Regular.ttf`);
const FILES = {
  naskh: google('noto-naskh-arabic', 'NotoNaskhArabic'),
  gelasio: google('gelasio', 'Gelasio'),
  notoSerif: google('noto-serif', 'NotoSerif'),
  tinos: google('tinos', 'Tinos'),
  dejavuSans: join(FACES, 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  dejavuSerif: join(FACES, 'dejavu-fonts-ttf/ttf/DejaVuSerif.ttf'),
};
type FaceFile = keyof typeof FILES;
const areThere = Object.values(FILES).every((path) => existsSync(path));

const MEASURED: readonly [script: WebScript, family: string, file: FaceFile][] = [
  ['naskh', 'LikeNoto', 'naskh'],
  ['naskh', 'LikeDejaVuArabic', 'dejavuSans'],
  ['serif', 'LikeGeorgia', 'gelasio'],
  ['serif', 'LikeNotoSerif', 'notoSerif'],
  ['serif', 'LikeTimes', 'tinos'],
  ['serif', 'LikeDejaVu', 'dejavuSerif'],
];

/** Most screens show the widths that a face has; those of Linux that are not sharp hold each letter to whole pixels. */
type Widths = 'as drawn' | 'whole pixels';

interface Machine {
  readonly name: string;
  readonly faces: readonly FaceFile[];
  readonly widths: Widths;
}

/** Machines by the faces that they have; Gelasio and Tinos stand for those whose widths they have. */
const MACHINES: readonly Machine[] = [
  { name: 'an Android phone', faces: ['notoSerif', 'naskh'], widths: 'as drawn' },
  { name: 'a Linux machine', faces: ['dejavuSerif', 'dejavuSans'], widths: 'whole pixels' },
  { name: 'a machine with Georgia', faces: ['gelasio', 'dejavuSans'], widths: 'as drawn' },
  { name: 'a machine with Times New Roman', faces: ['tinos', 'dejavuSans'], widths: 'as drawn' },
];

/** Phones, a window as tall as a whole screen of text, a desk. */
const WINDOWS = [
  { width: 360, height: 640 },
  { width: 360, height: 2000 },
  { width: 1280, height: 800 },
];

/** Of the window and its height, good is 0.1: on average, and where the last line of a paragraph is full to the edge. */
const MOVED = { average: 0.003, most: 0.07 };

/** Milliseconds that faces take to come. */
const LATE = 150;

let served: Served;
beforeAll(async () => {
  served = await serve('', LATE);
});
afterAll(() => served.close());

describe('the fallbacks', () => {
  judged('faces of other makers', areThere, 'are as wide as we say', () => {
    const measured = MEASURED.map(([script, family, file]) => {
      const font = openFont(file, readFileSync(FILES[file]));
      return [family, toThousandths(measuresOf(script, font))];
    });
    const said = MEASURED.map(([script, family]) => {
      const face = INSTALLED[script].find((each) => each.family === family);
      return [family, face?.measures && toThousandths(face.measures)];
    });
    expect(said).toEqual(measured);
  });

  for (const machine of MACHINES)
    judged(
      'Chromium and faces of other makers',
      existsSync(CHROMIUM) && areThere,
      `leave every line where it is on ${machine.name}`,
      async () => {
        const browser = await openBrowser(fontconfigOf(machine));
        const views: View[] = [];
        for (const viewport of WINDOWS) {
          const often = published('index.html').filter(isOften);
          const found = await onPages(browser, { viewport }, often, async (path, page) => ({
            page: `${path} at ${viewport.width} × ${viewport.height}`,
            ...(await lateShiftOf(page, served.address + addressOf(path))),
          }));
          views.push(...found);
        }
        await browser.close();
        const sum = views.reduce((all, { shift }) => all + shift, 0);
        expect(views.filter(({ shift }) => !(shift <= MOVED.most))).toEqual([]);
        expect(views.filter(({ faces }) => !(faces >= LATE))).toEqual([]);
        expect(sum / views.length).toBeLessThanOrEqual(MOVED.average);
      },
    );
});

function toThousandths(measures: Measures): Record<string, string> {
  return Object.fromEntries(
    Object.entries(measures).map(([part, length]) => [part, length.toFixed(3)]),
  );
}

/** Front pages and articles. */
function isOften(path: string): boolean {
  return /^dist\/\w+\/(?:\d{4}-[^/]+\/)?index/.test(path);
}

/** A machine that has these faces and no others. */
function fontconfigOf({ faces, widths }: Machine): string {
  const folder = join(tmpdir(), 'warraq-fontconfig', [...faces, widths].join('-'));
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'fonts.conf');
  for (const face of faces) copyFileSync(FILES[face], join(folder, `${face}.ttf`));
  writeFileSync(
    path,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}</dir><cachedir>${folder}</cachedir>${widths === 'as drawn' ? UNHINTED : ''}</fontconfig>`,
  );
  return path;
}

/** Chromium places letters between pixels where no hints draw them to whole ones. */
const UNHINTED = ['pattern', 'font']
  .map(
    (target) =>
      `<match target="${target}"><edit name="hinting" mode="assign"><bool>false</bool></edit><edit name="hintstyle" mode="assign"><const>hintnone</const></edit></match>`,
  )
  .join('');

interface View {
  readonly page: string;
  /** Cumulative layout shift. */
  readonly shift: number;
  /** Milliseconds that the first face took to come. */
  readonly faces: number;
}

/** What a page does whose faces come a while after its text. */
async function lateShiftOf(page: Page, address: string): Promise<Omit<View, 'page'>> {
  await page.goto(address);
  await page.evaluate('document.fonts.ready.then(() => 0)');
  const shift = await shiftOf(page);
  return { shift, faces: Number(await page.evaluate(FACES_TOOK)) };
}

const FACES_TOOK = `Math.min(...performance.getEntriesByType('resource')
  .filter(({ name }) => name.endsWith('.woff2')).map(({ duration }) => Math.ceil(duration)))`;
