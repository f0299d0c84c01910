/** Which faces a text is set in: chains by script, weight and slope. */
import type { Direction, Tongue } from '../document/index.js';
import type { FaceName, Theme } from '../edition/index.js';
import type { Font, ScaledFont, TextStyle } from '../typeset/index.js';

/** The faces of the house, opened by the caller. */
export interface Faces {
  readonly naskh: { readonly regular: Font; readonly semibold: Font; readonly bold: Font };
  readonly nastaliq: { readonly regular: Font; readonly bold: Font };
  readonly serif: {
    readonly regular: Font;
    readonly italic: Font;
    readonly bold: Font;
    readonly boldItalic: Font;
  };
  readonly mono: { readonly regular: Font };
}

export interface Manner {
  /** Points, before the optical factor of a face. */
  readonly size: number;
  readonly weight: 400 | 700;
  /** Latin is set in italics; Persian has none and takes a heavier face. */
  readonly emphasis: boolean;
  readonly family: 'text' | 'nastaliq' | 'mono';
}

/** Gives the same object for the same manner, so that the typesetter can join neighbouring runs. */
export type Wardrobe = (
  tongue: Pick<Tongue, 'language' | 'direction'>,
  manner: Manner,
) => TextStyle;

export function openWardrobe(faces: Faces, theme: Theme): Wardrobe {
  const known = new Map<string, TextStyle>();
  return ({ language, direction }, manner) => {
    const key = `${language} ${direction} ${manner.size} ${manner.weight} ${manner.emphasis} ${manner.family}`;
    const found = known.get(key) ?? {
      fonts: chain(faces, theme, direction, manner),
      size: manner.size,
      language,
      hyphenate: manner.family === 'text' && /^en\b/.test(language),
    };
    known.set(key, found);
    return found;
  };
}

/** The face of the script first, then the others, so that every character finds one. */
function chain(
  faces: Faces,
  theme: Theme,
  direction: Direction,
  { weight, emphasis, family }: Manner,
): ScaledFont[] {
  const bold = weight === 700;
  const scaled = (name: FaceName, font: Font): ScaledFont => ({ font, scale: theme.optical[name] });
  const naskh = scaled(
    'naskh',
    bold ? faces.naskh.bold : emphasis ? faces.naskh.semibold : faces.naskh.regular,
  );
  const upright = bold ? faces.serif.bold : faces.serif.regular;
  const slanted = bold ? faces.serif.boldItalic : faces.serif.italic;
  const serif = scaled('serif', emphasis ? slanted : upright);
  const mono = scaled('mono', faces.mono.regular);
  const nastaliq = scaled('nastaliq', bold ? faces.nastaliq.bold : faces.nastaliq.regular);
  if (family === 'mono') return [mono, naskh, serif];
  if (direction === 'ltr') return [serif, naskh, mono];
  return family === 'nastaliq' ? [nastaliq, naskh, serif, mono] : [naskh, serif, mono];
}
