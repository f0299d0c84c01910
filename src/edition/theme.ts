/** `templates/theme.yaml`: one table of sizes and colours for all three outputs. */
import {
  type Checked,
  type Diagnostic,
  type Located,
  MapReader,
  type SourceFile,
} from '../diagnostics/index.js';
import type { Role } from '../document/index.js';
import {
  COLOURS,
  type Colour,
  type FaceName,
  POSTERS,
  type PosterName,
  type PosterStyle,
  type RoleStyle,
  type Theme,
} from './model.js';

/** A `Record`, so that a role without a style does not compile. */
const ROLES: Readonly<Record<Role, true>> = {
  name: true,
  monogram: true,
  verse: true,
  address: true,
  section: true,
  dateline: true,
  title: true,
  subtitle: true,
  byline: true,
  notice: true,
  standfirst: true,
  bio: true,
  source: true,
  rights: true,
};
const FACES: readonly FaceName[] = ['naskh', 'nastaliq', 'serif', 'mono'];
const LEVELS = [2, 3, 4, 5, 6] as const;
const KEYS = [
  'colours',
  'dark',
  'page',
  'paper',
  'textSize',
  'leading',
  'optical',
  'roles',
  'headings',
  'posters',
];

/** Checks the theme; the value is undefined when anything in it is at fault. */
export function readTheme(yaml: Located, file: SourceFile): Checked<Theme | undefined> {
  const diagnostics: Diagnostic[] = [];
  if (yaml.kind !== 'map') {
    const message = 'the theme has to be a list of keys with values';
    return {
      value: undefined,
      diagnostics: [
        {
          code: 'theme-001',
          severity: 'error',
          message,
          file,
          span: yaml.span,
          hints: ['begin with “colours:”'],
        },
      ],
    };
  }
  const reader = new MapReader(yaml, file, 'theme-001', diagnostics);
  reader.rejectOthers(KEYS);
  const theme: Theme = {
    colours: readColours(reader, 'colours'),
    dark: readColours(reader, 'dark'),
    page: readPage(reader),
    paper: readPaper(reader),
    textSize: reader.number('textSize', 6, 30) ?? 0,
    leading: numbers(reader, 'leading', ['rtl', 'ltr'], 1, 4),
    optical: numbers(reader, 'optical', FACES, 0.3, 3),
    roles: readStyles(reader, 'roles', Object.keys(ROLES)) as Record<Role, RoleStyle>,
    headings: readStyles(reader, 'headings', LEVELS.map(String)) as unknown as Theme['headings'],
    posters: readPosters(reader),
  };
  return { value: diagnostics.length === 0 ? theme : undefined, diagnostics };
}

function readColours(reader: MapReader, key: string): Record<Colour, string> {
  const inner = reader.inner(key);
  inner?.rejectOthers(COLOURS);
  return Object.fromEntries(
    COLOURS.map((name) => {
      const text = inner?.has(name) ? inner.text(name) : unwritten(inner, name);
      if (inner && text !== undefined && !/^#[0-9a-f]{6}$/i.test(text))
        inner.wrong(
          inner.span(name),
          `“${text}” is not a colour`,
          'write "#rrggbb" in quotation marks, such as "#7a1f1f"',
        );
      return [name, text ?? ''];
    }),
  ) as Record<Colour, string>;
}

/** Behind “#” YAML reads nothing more, so that a colour without quotation marks is not there. */
function unwritten(reader: MapReader | undefined, name: Colour): undefined {
  const isThere = reader?.keys().includes(name) ?? false;
  return reader?.wrong(
    reader.span(name),
    `“${reader.name(name)}” is ${isThere ? 'empty' : 'missing'}`,
    `write “${name}: "#7a1f1f"”, with the quotation marks`,
  );
}

function readPage(reader: MapReader): Theme['page'] {
  const page = reader.inner('page');
  page?.rejectOthers(['width', 'height', 'margin']);
  const sides = ['top', 'bottom', 'inner', 'outer'] as const;
  const width = page?.number('width', 100, 3000) ?? 0;
  const height = page?.number('height', 100, 3000) ?? 0;
  const margin = {
    top: 0,
    bottom: 0,
    inner: 0,
    outer: 0,
    ...(page ? numbers(page, 'margin', sides, 0, 1000) : {}),
  };
  if (page && width > 0 && width - margin.inner - margin.outer < 72)
    page.wrong(
      page.span('margin'),
      'the margins leave no room for text',
      'leave 72 points at least',
    );
  if (page && height > 0 && height - margin.top - margin.bottom < 144)
    page.wrong(
      page.span('margin'),
      'the margins leave no room for lines',
      'leave 144 points at least',
    );
  return { width, height, margin };
}

function readPaper(reader: MapReader): Theme['paper'] {
  const paper = reader.inner('paper');
  paper?.rejectOthers(['columns', 'addresses', 'qrCode']);
  const isOn = (key: string) => paper?.oneOf(key, [true, false]) ?? false;
  const columns = paper?.oneOf('columns', [1, 2] as const) ?? 1;
  return { columns, addresses: isOn('addresses'), qrCode: isOn('qrCode') };
}

function readPosters(reader: MapReader): Theme['posters'] {
  const posters = reader.inner('posters');
  posters?.rejectOthers(POSTERS);
  return Object.fromEntries(
    POSTERS.map((name) => [name, readPoster(posters?.inner(name))]),
  ) as Record<PosterName, PosterStyle>;
}

function readPoster(poster: MapReader | undefined): PosterStyle {
  poster?.rejectOthers(['width', 'height', 'margin', 'textSize', 'name', 'title']);
  const number = (key: string, least: number, most: number) =>
    poster?.number(key, least, most) ?? 0;
  const [width, height] = [number('width', 200, 4000), number('height', 200, 4000)];
  const [margin, textSize] = [number('margin', 0, 1000), number('textSize', 8, 200)];
  const room = Math.min(width, height) - 2 * margin;
  if (poster && width > 0 && height > 0 && room < 10 * textSize)
    poster.wrong(
      poster.span('margin'),
      'the margins leave no room for words',
      'make the margin or the text size smaller',
    );
  const [name, title] = [number('name', 1, 10), number('title', 1, 10)];
  return { width, height, margin, textSize, name, title };
}

function numbers<K extends string>(
  reader: MapReader,
  key: string,
  keys: readonly K[],
  least: number,
  most: number,
): Record<K, number> {
  const inner = reader.inner(key);
  inner?.rejectOthers(keys);
  return Object.fromEntries(
    keys.map((each) => [each, inner?.number(each, least, most) ?? 0]),
  ) as Record<K, number>;
}

function readStyles(
  reader: MapReader,
  key: string,
  names: readonly string[],
): Record<string, RoleStyle> {
  const inner = reader.inner(key);
  inner?.rejectOthers(names);
  const styles = names.flatMap((name): [string, RoleStyle][] => {
    const style = inner?.inner(name);
    return style ? [[name, readStyle(style)]] : [];
  });
  return Object.fromEntries(styles);
}

function readStyle(reader: MapReader): RoleStyle {
  reader.rejectOthers(['size', 'weight', 'face', 'colour', 'align', 'leading', 'before', 'after']);
  return {
    size: reader.number('size', 0.3, 8) ?? 1,
    weight: reader.oneOf('weight', [400, 700] as const) ?? 400,
    face: reader.oneOf('face', ['text', 'nastaliq'] as const) ?? 'text',
    colour: reader.oneOf('colour', COLOURS) ?? 'ink',
    align: reader.oneOf('align', ['start', 'center', 'end', 'justify'] as const) ?? 'start',
    leading: reader.number('leading', 0.8, 5) ?? 1,
    before: reader.number('before', 0, 20) ?? 0,
    after: reader.number('after', 0, 20) ?? 0,
  };
}
