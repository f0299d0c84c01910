/** The table of DESIGN.md §2: which room may look into which, and one door for each dependency. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

const ABOVE = [
  'diagnostics',
  'document',
  'locale',
  'source',
  'edition',
  'typeset',
  'layout',
  'search',
];
const RENDERERS = [
  'render/markup',
  'render/html',
  'render/epub',
  'render/pdf',
  'render/picture',
  'render/crc32',
  'render/style-faults',
];

const MAY_IMPORT: Record<string, readonly string[]> = {
  diagnostics: [],
  document: ['diagnostics'],
  locale: ['diagnostics'],
  source: ['document', 'locale', 'diagnostics'],
  edition: ['document', 'locale', 'diagnostics'],
  typeset: [],
  search: [],
  layout: ['typeset', 'edition', 'document', 'locale'],
  'render/markup': ['document', 'locale'],
  'render/html': [
    'render/markup',
    'render/style-faults',
    'edition',
    'document',
    'locale',
    'diagnostics',
  ],
  'render/epub': [
    'render/markup',
    'render/style-faults',
    'render/crc32',
    'edition',
    'document',
    'locale',
    'diagnostics',
  ],
  'render/pdf': ['layout', 'typeset', 'edition', 'document'],
  'render/picture': ['render/crc32', 'layout', 'typeset'],
  'render/crc32': [],
  'render/style-faults': ['diagnostics'],
  import: ['source', 'document', 'locale', 'diagnostics'],
  build: [...ABOVE, ...RENDERERS, 'import'],
  cli: ['build', 'diagnostics'],
};

const DOOR: Record<string, readonly string[]> = {
  marked: ['source/markdown.ts'],
  entities: ['source/spelling.ts'],
  'gray-matter': ['source/front-matter.ts'],
  yaml: ['source/yaml.ts'],
  i18next: ['locale/'],
  harfbuzzjs: ['typeset/font.ts', 'typeset/subset.ts'],
  'bidi-js': ['typeset/bidi.ts'],
  hyphen: ['typeset/hyphenate.ts'],
  'lean-qr': ['layout/qr-code.ts'],
  linebreak: ['typeset/breaks.ts'],
  pdfkit: ['render/pdf/'],
  'epub-gen-memory': ['render/epub/'],
  handlebars: ['render/html/template.ts', 'render/html/known-names.ts'],
  wawoff2: ['build/faces.ts'],
  '@jsquash': ['build/raster.ts'],
  'node:fs': ['build/', 'cli.ts'],
  'node:worker_threads': ['build/press/'],
  'node:child_process': [],
  'node:v8': ['cli.ts'],
  'node:vm': ['build/patience.ts'],
  'node:http': ['build/serve/'],
  'node:https': [],
};

function room(path: string): string {
  const parts = path.replace(/\.ts$/, '').split('/');
  return parts[0] === 'render' ? parts.slice(0, 2).join('/') : parts[0]!;
}

/** Every fault of one file, in words that say what may be done instead. */
function faultsOf(path: string, text: string): string[] {
  const faults: string[] = [];
  for (const [, specifier] of text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g)) {
    const name = specifier!;
    if (name.startsWith('.')) {
      const here = room(path);
      const there = room(posix.join(posix.dirname(path), name.replace(/\.js$/, '')));
      if (here !== there && !(MAY_IMPORT[here] ?? []).includes(there))
        faults.push(`${path}: ${here} may not import ${there}`);
      continue;
    }
    const dependency = Object.keys(DOOR).find(
      (each) => name === each || name.startsWith(`${each}/`),
    );
    const doors = dependency ? DOOR[dependency]! : undefined;
    if (
      doors &&
      !doors.some((door) => (door.endsWith('/') ? path.startsWith(door) : path === door))
    )
      faults.push(
        `${path}: ${dependency} may only be imported under ${doors.join(', ') || 'no room'}`,
      );
  }
  return faults;
}

const FILES = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((path) => path.split('\\').join('/'))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'));

describe('the house', () => {
  test('keeps its table of imports and doors', () => {
    const faults = FILES.flatMap((path) => faultsOf(path, readFileSync(join('src', path), 'utf8')));
    expect(faults).toEqual([]);
  });

  test('would notice a forbidden import', () => {
    expect(faultsOf('layout/page.ts', "import PDF from 'pdfkit';")).toEqual([
      'layout/page.ts: pdfkit may only be imported under render/pdf/',
    ]);
    expect(faultsOf('typeset/line.ts', "import { x } from '../document/index.js';")).toEqual([
      'typeset/line.ts: typeset may not import document',
    ]);
    expect(faultsOf('render/html/page.ts', "import { x } from '../pdf/index.js';")).toHaveLength(1);
  });

  test('knows no newspaper by name', () => {
    const known = /afgazad|AA-AA|افغانستان آزاد/i;
    expect(FILES.filter((path) => known.test(readFileSync(join('src', path), 'utf8')))).toEqual([]);
  });

  test('has no clock, no chance and no locale of the machine', () => {
    const forbidden =
      /new Date\(\)|Date\.now\(|Math\.random\(|randomUUID\(|toLocale\w*String\(\)|Intl\.\w+\(\s*\)/;
    expect(FILES.filter((path) => forbidden.test(readFileSync(join('src', path), 'utf8')))).toEqual(
      ['build/clock.ts'],
    );
    const timely = /from '[./]*\/clock\.js'/;
    expect(
      FILES.filter((path) => timely.test(readFileSync(join('src', path), 'utf8'))).sort(),
    ).toEqual(['build/lock.ts', 'build/memory.ts', 'build/press/cache.ts']);
  });

  test('lends what only browsers have to no program that runs in Node', () => {
    const lends = (path: string) =>
      /<reference\s+lib=/.test(readFileSync(join('src', path), 'utf8'));
    expect(FILES.filter(lends)).toEqual([]);
    const { exclude } = JSON.parse(readFileSync('tsconfig.build.json', 'utf8'));
    expect(exclude).toEqual(['src/search/browser.ts', 'src/build/serve/reload.ts']);
  });

  test('has a room for every folder', () => {
    expect(FILES.map((path) => room(path)).filter((each) => !(each in MAY_IMPORT))).toEqual([]);
    expect(dirname('src/x')).toBe('src');
  });
});
