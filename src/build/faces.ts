/** The faces: read from their packages, opened for the typesetter, subset for pages and books. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Faces } from '../layout/index.js';
import type { BookFace } from '../render/epub/index.js';
import type { WebFace } from '../render/html/index.js';
import { createSubsetter, type FaceNames, openFont, withNames } from '../typeset/index.js';
import { fallbacksFor } from './fallbacks.js';
import { readBytes, readText } from './files.js';
import { nameHash } from './hash.js';
import { hasArabicSign, isArabic, SIGNS_FACE } from './letters.js';
import type { MadeFile } from './press/task.js';

type Family = 'WarraqNaskh' | 'WarraqNastaliq' | 'WarraqSerif' | 'WarraqMono';

interface FaceFile {
  readonly family: Family;
  readonly weight: 400 | 600 | 700;
  readonly style: 'normal' | 'italic';
  readonly package: string;
  readonly path: string;
}

const NASKH = '@expo-google-fonts/noto-naskh-arabic';
const NASTALIQ = '@expo-google-fonts/noto-nastaliq-urdu';
const SERIF = '@expo-google-fonts/source-serif-4';
const MONO = '@expo-google-fonts/source-code-pro';

/** All under the SIL Open Font License 1.1. */
const FILES = {
  naskh: face('WarraqNaskh', 400, 'normal', NASKH, '400Regular/NotoNaskhArabic_400Regular.ttf'),
  naskhSemibold: face(
    'WarraqNaskh',
    600,
    'normal',
    NASKH,
    '600SemiBold/NotoNaskhArabic_600SemiBold.ttf',
  ),
  naskhBold: face('WarraqNaskh', 700, 'normal', NASKH, '700Bold/NotoNaskhArabic_700Bold.ttf'),
  nastaliq: face(
    'WarraqNastaliq',
    400,
    'normal',
    NASTALIQ,
    '400Regular/NotoNastaliqUrdu_400Regular.ttf',
  ),
  nastaliqBold: face(
    'WarraqNastaliq',
    700,
    'normal',
    NASTALIQ,
    '700Bold/NotoNastaliqUrdu_700Bold.ttf',
  ),
  serif: face('WarraqSerif', 400, 'normal', SERIF, '400Regular/SourceSerif4_400Regular.ttf'),
  serifItalic: face(
    'WarraqSerif',
    400,
    'italic',
    SERIF,
    '400Regular_Italic/SourceSerif4_400Regular_Italic.ttf',
  ),
  serifBold: face('WarraqSerif', 700, 'normal', SERIF, '700Bold/SourceSerif4_700Bold.ttf'),
  serifBoldItalic: face(
    'WarraqSerif',
    700,
    'italic',
    SERIF,
    '700Bold_Italic/SourceSerif4_700Bold_Italic.ttf',
  ),
  mono: face('WarraqMono', 400, 'normal', MONO, '400Regular/SourceCodePro_400Regular.ttf'),
} as const satisfies Record<string, FaceFile>;

type FaceKey = keyof typeof FILES;

const require = createRequire(import.meta.url);
/** Bytes of every face, and the tools that make subsets of them. */
export interface FaceShelf {
  readonly bytes: Readonly<Record<FaceKey, Uint8Array>>;
  readonly licences: Readonly<Record<Family, string>>;
  /** A TrueType face with only what `text` needs; remembered, since editions share their words. */
  readonly subset: (key: FaceKey, text: string) => Uint8Array;
  /** The same with only what these very lines need, each shaped on its own: for display. */
  readonly subsetLines: (key: FaceKey, lines: readonly string[]) => Uint8Array;
}

/** Read once a process: the packages do not change while it runs. */
export function openShelf(): Promise<FaceShelf> {
  shelf ??= readShelf();
  return shelf;
}

let shelf: Promise<FaceShelf> | undefined;

/** Subsets remembered; then all are forgotten. */
const REMEMBERED = 300;

async function readShelf(): Promise<FaceShelf> {
  const bytes = mapFaces((file) => readBytes(fileOf(file.package, file.path)));
  const wasm = readBytes(
    join(dirname(require.resolve('harfbuzzjs/dist/harfbuzz.wasm')), 'harfbuzz-subset.wasm'),
  );
  const subsetter = await createSubsetter(wasm);
  const known = new Map<string, Uint8Array>();
  const renamed = mapFaces((file, key) => withNames(bytes[key], namesFor(file)));
  return {
    bytes,
    licences: {
      WarraqNaskh: licence(NASKH),
      WarraqNastaliq: licence(NASTALIQ),
      WarraqSerif: licence(SERIF),
      WarraqMono: licence(MONO),
    },
    subset: (key, text) => {
      const name = `${key} ${text}`;
      const found = known.get(name) ?? subsetter(renamed[key], text);
      if (known.size >= REMEMBERED) known.clear();
      known.set(name, found);
      return found;
    },
    subsetLines: (key, lines) => {
      const name = `${key} lines ${lines.join('\n')}`;
      const found =
        known.get(name) ??
        subsetter(renamed[key], lines.join(''), passedBy(key, bytes[key], lines));
      known.set(name, found);
      return found;
    },
  };
}

/** What a subset is called: “Source” is reserved for the faces as Adobe gives them. */
function namesFor({ family, weight, style }: FaceFile): FaceNames {
  const weightName = weight === 700 ? 'Bold' : weight === 600 ? 'SemiBold' : '';
  const styleName = [weightName, style === 'italic' ? 'Italic' : ''].join(' ').trim() || 'Regular';
  const spaced = family.replace(/^Warraq/, 'Warraq ');
  const own = `${family}-${styleName.replace(' ', '')}`;
  // Families of old programs have four styles, and semi-bold is none of them.
  const [first, second] =
    weight === 600 ? [`${spaced} ${styleName}`, 'Regular'] : [spaced, styleName];
  return new Map([
    [1, first],
    [2, second],
    [3, own],
    [4, `${spaced} ${styleName}`],
    [6, own],
  ]);
}

/** Glyphs that these lines come by, right to left; 0 is what every face begins with. */
function passedBy(key: FaceKey, bytes: Uint8Array, lines: readonly string[]): Set<number> {
  const font = openFont(key, bytes);
  const options = { script: 'Arab', language: 'fa', direction: 'rtl' } as const;
  const passed = new Set([0]);
  for (const line of lines) for (const glyph of font.passed(line, options)) passed.add(glyph);
  return passed;
}

/** The faces as the typesetter wants them, opened once. */
export function typesettingFaces(shelf: FaceShelf): Faces {
  const faces = opened.get(shelf) ?? openFaces(shelf);
  opened.set(shelf, faces);
  return faces;
}

const opened = new WeakMap<FaceShelf, Faces>();

function openFaces(shelf: FaceShelf): Faces {
  const open = (key: FaceKey) => openFont(key, shelf.bytes[key]);
  return {
    naskh: { regular: open('naskh'), semibold: open('naskhSemibold'), bold: open('naskhBold') },
    nastaliq: { regular: open('nastaliq'), bold: open('nastaliqBold') },
    serif: {
      regular: open('serif'),
      italic: open('serifItalic'),
      bold: open('serifBold'),
      boldItalic: open('serifBoldItalic'),
    },
    mono: { regular: open('mono') },
  };
}

/** Opens what every article is set in, and what its book takes its faces from, which takes the longest. */
export async function warmFaces(): Promise<void> {
  const shelf = await openShelf();
  typesettingFaces(shelf);
  for (const { key } of WEB_PARTS) shelf.subset(key, ' ');
}

/** What a page or a book says, parted by the face that it is set in. */
export interface Wording {
  readonly text: string;
  /** Name and verse of the masthead. */
  readonly display: string;
  readonly code: string;
}

/** What a book says, parted by face. */
export interface BookWording {
  readonly characters: Readonly<
    Partial<Record<Exclude<FaceKey, 'nastaliq' | 'nastaliqBold'>, Iterable<string>>>
  >;
  /** Lines that are set in Nastaliq. */
  readonly display: readonly string[];
}

const BOOK_FACES: readonly FaceKey[] = [
  'naskh',
  'naskhBold',
  'nastaliq',
  'serif',
  'serifItalic',
  'serifBold',
  'mono',
];

/** What a page may fetch of a face: the letters of a text, or what few texts have. */
interface WebPart {
  readonly key: 'naskh' | 'serif';
  /** Begins the name of its file. */
  readonly name: string;
  readonly unicodeRange: string;
  readonly isIn: (character: string) => boolean;
}

const SHARED = /[\u200c\u00ab\u00bb\s.,:()[\]!-]/u;

/**
 * One face a script: more would not pass a slow line beside the text. Signs such as ﷽, which weigh as much as
 * an alphabet, come by themselves, to the pages that have them. Nastaliq comes as drawings.
 */
const WEB_PARTS: readonly WebPart[] = [
  {
    key: 'naskh',
    name: 'naskh',
    unicodeRange: 'U+0600-06FF, U+0750-077F, U+200C-200E, U+2010-2011, U+00AB, U+00BB',
    isIn: (character) => isArabic(character) || SHARED.test(character),
  },
  {
    key: 'naskh',
    name: SIGNS_FACE,
    unicodeRange: 'U+0870-08FF, U+FB50-FDFF, U+FE70-FEFE',
    isIn: hasArabicSign,
  },
  {
    key: 'serif',
    name: 'serif',
    unicodeRange:
      'U+0000-00AA, U+00AC-00BA, U+00BC-05FF, U+1E00-200B, U+2012-206F, U+20A0-20CF, U+2100-22FF',
    isIn: (character) => !isArabic(character) && !hasArabicSign(character),
  },
];

/** Subset WOFF2 faces for the site and the files they come in. */
export async function webFaces(
  shelf: FaceShelf,
  wording: Wording,
): Promise<{ faces: WebFace[]; files: MadeFile[] }> {
  // Read where it is needed: most builds have their faces already.
  const { compress } = await import('wawoff2');
  const faces: WebFace[] = [];
  const files: MadeFile[] = [];
  for (const { key, name, unicodeRange, isIn } of WEB_PARTS) {
    const { family, weight, style } = FILES[key];
    const text = [...new Set(wording.text)].filter(isIn).sort().join('');
    if (text.trim() === '') continue;
    // The module gives a view of its own memory, which its next call overwrites.
    const bytes = Uint8Array.from(await compress(shelf.subset(key, text)));
    const path = `assets/${name}-${nameHash(bytes)}.woff2`;
    files.push({ path, bytes });
    const fallbacks = name === key ? fallbacksFor(key, typesettingFaces(shelf)[key].regular) : [];
    faces.push({ family, weight, style, path, bytes, unicodeRange, fallbacks });
  }
  return { faces, files };
}

/** Subset TrueType faces for one book, as far as it has words in them: e-readers know no WOFF2. */
export function bookFaces(shelf: FaceShelf, wording: BookWording): BookFace[] {
  return BOOK_FACES.flatMap((key) => {
    const bytes = bookFace(shelf, key, wording);
    if (!bytes) return [];
    const { family, weight, style } = FILES[key];
    const fileName = `${key.toLowerCase()}.ttf`;
    return [{ family, weight, style, fileName, bytes, licence: shelf.licences[family] }];
  });
}

/** A space comes from the face of the words beside it, and another face's has another width. */
const SPACES = ' \u00a0';

function bookFace(shelf: FaceShelf, key: FaceKey, wording: BookWording): Uint8Array | undefined {
  if (FILES[key].family === 'WarraqNastaliq')
    return wording.display.length > 0 ? shelf.subsetLines(key, wording.display) : undefined;
  const characters = wording.characters[key as keyof BookWording['characters']] ?? [];
  const text = distinct([...characters, ...SPACES]);
  return text === SPACES ? undefined : shelf.subset(key, text);
}

function distinct(characters: Iterable<string>): string {
  return [...new Set(characters)].sort().join('');
}

function face(
  family: Family,
  weight: FaceFile['weight'],
  style: FaceFile['style'],
  packageName: string,
  path: string,
): FaceFile {
  return { family, weight, style, package: packageName, path };
}

function fileOf(packageName: string, path: string): string {
  return join(dirname(require.resolve(`${packageName}/package.json`)), path);
}

function licence(packageName: string): string {
  const path = fileOf(packageName, 'LICENSE_FONT');
  return readText(dirname(path), path).text;
}

function mapFaces<T>(make: (file: FaceFile, key: FaceKey) => T): Record<FaceKey, T> {
  return Object.fromEntries(
    Object.entries(FILES).map(([key, file]) => [key, make(file, key as FaceKey)]),
  ) as Record<FaceKey, T>;
}
