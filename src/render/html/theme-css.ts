import type { Role } from '../../document/index.js';
import type { RoleStyle, Theme } from '../../edition/index.js';

/** A face of the site: a subset file in `assets/`. */
export interface WebFace {
  readonly family: string;
  readonly weight: number;
  readonly style: 'normal' | 'italic';
  /** Relative to the site's root. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly unicodeRange?: string;
  /** What readers may have in its place until it comes, the best first. */
  readonly fallbacks: readonly FallbackFace[];
}

/** A face of the reader's machine with the measures of one of ours. */
export interface FallbackFace {
  readonly family: string;
  /** Of the same face, each as some system calls it. */
  readonly names: readonly string[];
  /** The first is of all characters, those after it of some, each in a size of its own. */
  readonly parts: readonly FallbackPart[];
}

export interface FallbackPart {
  /** Absent: that of the face in whose place it stands. */
  readonly unicodeRange?: string;
  /** 1: as large as it is. */
  readonly sizeAdjust: number;
  /** Parts of the adjusted size above and below the baseline, both positive. */
  readonly ascent: number;
  readonly descent: number;
}

/** The theme's table as CSS: custom properties for colours, a rule for every role and heading. */
export function themeCss(theme: Theme, faces: readonly WebFace[]): string {
  const colours = (table: Theme['colours']): string =>
    Object.entries(table)
      .map(([name, value]) => `--${name}:${value}`)
      .join(';');
  const roles = Object.entries(theme.roles).map(([role, style]) => roleRule(role as Role, style));
  const headings = Object.entries(theme.headings).map(
    ([level, style]) => `.text h${level}{${declarations(style)}}`,
  );
  return [
    ...faces.map(faceRule),
    ...faces.flatMap((face) => face.fallbacks.flatMap((each) => fallbackRules(each, face))),
    `:root{color-scheme:light dark;${colours(theme.colours)};--leading-rtl:${theme.leading.rtl};--leading-ltr:${theme.leading.ltr};${stacks(faces)}}`,
    `@media (prefers-color-scheme:dark){:root{${colours(theme.dark)};--light:${theme.colours.paper}}}`,
    ...roles,
    ...headings,
    '',
  ].join('\n');
}

function roleRule(role: Role, style: RoleStyle): string {
  const mastheadRoles: readonly string[] = [
    'name',
    'monogram',
    'verse',
    'address',
    'section',
    'dateline',
  ];
  const selector = mastheadRoles.includes(role) ? `.masthead-${role}` : `.${role}`;
  return `${selector}{${declarations(style)}}`;
}

function declarations(style: RoleStyle): string {
  return [
    `font-size:${style.size}em`,
    `font-weight:${style.weight}`,
    `color:var(--${style.colour})`,
    `text-align:${style.align}`,
    `line-height:${style.leading}`,
    `margin-block:${round(style.before / style.size)}em ${round(style.after / style.size)}em`,
  ].join(';');
}

function faceRule(face: WebFace): string {
  // The style sheet lies in assets/ beside the faces.
  const file = face.path.split('/').at(-1)!;
  const range = face.unicodeRange ? `;unicode-range:${face.unicodeRange}` : '';
  return `@font-face{font-family:${face.family};font-weight:${face.weight};font-style:${face.style};font-display:swap;src:url(${file}) format("woff2")${range}}`;
}

/** One family: of rules whose ranges overlap the later wins (CSS Fonts 4 §4.5). */
function fallbackRules({ family, names, parts }: FallbackFace, face: WebFace): string[] {
  const sources = names.map((each) => `local("${each}")`).join(',');
  return parts.map((part) => {
    const percents = [
      `size-adjust:${percent(part.sizeAdjust)}`,
      `ascent-override:${percent(part.ascent)}`,
      `descent-override:${percent(part.descent)}`,
    ].join(';');
    const range = part.unicodeRange ?? face.unicodeRange;
    return `@font-face{font-family:${family};src:${sources};${percents};line-gap-override:0%${range ? `;unicode-range:${range}` : ''}}`;
  });
}

/** `--faces-rtl` and `--faces-ltr`: our faces, the one of the script first, then their fallbacks likewise. */
function stacks(faces: readonly WebFace[]): string {
  const stack = (own: readonly WebFace[]): string =>
    [
      ...new Set(own.map(({ family }) => family)),
      ...own.flatMap(({ fallbacks }) => fallbacks.map(({ family }) => family)),
      'serif',
    ].join(',');
  const isArabic = ({ family }: WebFace): boolean => family === 'WarraqNaskh';
  const arabic = faces.filter(isArabic);
  const latin = faces.filter((face) => !isArabic(face));
  return `--faces-rtl:${stack([...arabic, ...latin])};--faces-ltr:${stack([...latin, ...arabic])}`;
}

function percent(part: number): string {
  return `${Math.round(part * 10000) / 100}%`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
