/** Faces of the reader's machine in the place of ours: as wide as we say, and no line moves when ours come. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { INSTALLED, measureOf, spaceOf, type WebScript } from '../../src/build/fallbacks.js';
import { openFont } from '../../src/typeset/index.js';
import { addressOf, openBrowser, type Served, serve, shiftOf } from './browser.js';
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

/** Machines by the faces that they have; Gelasio and Tinos stand for those whose widths they have. */
const MACHINES: readonly { name: string; widths: readonly number[]; faces: readonly FaceFile[] }[] =
  [
    { name: 'an Android phone', widths: [360], faces: ['notoSerif', 'naskh'] },
    { name: 'a Linux machine', widths: [360, 1280], faces: ['dejavuSerif', 'dejavuSans'] },
    { name: 'a machine with Georgia', widths: [360, 1280], faces: ['gelasio', 'dejavuSans'] },
    { name: 'a machine with Times New Roman', widths: [360, 1280], faces: ['tinos', 'dejavuSans'] },
  ];

/** Of the viewport and its height: a line of a page may still break one word later (0.011). Good is 0.1. */
const MOST_MOVED = 0.015;

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

describe('the fallbacks', () => {
  judged('faces of other makers', areThere, 'are as wide as we say', () => {
    const measured = MEASURED.map(([script, family, file]) => {
      const font = openFont(file, readFileSync(FILES[file]));
      const space = script === 'serif' ? spaceOf(font).toFixed(3) : undefined;
      return [family, measureOf(script, font).toFixed(3), space];
    });
    const said = MEASURED.map(([script, family]) => {
      const face = INSTALLED[script].find((each) => each.family === family);
      return [family, face?.measure?.toFixed(3), face?.space?.toFixed(3)];
    });
    expect(said).toEqual(measured);
  });

  for (const { name, widths, faces } of MACHINES)
    judged(
      'Chromium and faces of other makers',
      existsSync(CHROMIUM) && areThere,
      `leave every line where it is on ${name}`,
      async () => {
        const browser = await openBrowser(fontconfigOf(faces));
        const moved: string[] = [];
        for (const width of widths)
          for (const path of published('index.html').filter(isOften)) {
            const shift = await lateShiftOf(browser, served.address + addressOf(path), width);
            if (!(shift <= MOST_MOVED)) moved.push(`${path} at ${width} by ${shift.toFixed(3)}`);
          }
        await browser.close();
        expect(moved).toEqual([]);
      },
    );
});

/** Front pages and articles. */
function isOften(path: string): boolean {
  return /^dist\/\w+\/(?:\d{4}-[^/]+\/)?index/.test(path);
}

/** A machine that has these faces and no others. */
function fontconfigOf(faces: readonly FaceFile[]): string {
  const folder = join(tmpdir(), 'warraq-fontconfig', faces.join('-'));
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'fonts.conf');
  for (const face of faces) copyFileSync(FILES[face], join(folder, `${face}.ttf`));
  writeFileSync(
    path,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}</dir><cachedir>${folder}</cachedir></fontconfig>`,
  );
  return path;
}

/** Cumulative layout shift of a page whose faces come a while after its text. */
async function lateShiftOf(browser: Browser, address: string, width: number): Promise<number> {
  const page = await browser.newPage({ viewport: { width, height: 740 } });
  await page.route('**/*.woff2', async (route) => {
    await new Promise((done) => setTimeout(done, 300));
    await route.continue();
  });
  await page.goto(address);
  await page.evaluate('document.fonts.ready.then(() => 0)');
  const shift = await shiftOf(page);
  await page.close();
  return shift;
}
