/** Faces that readers have on their machines, bent to the measures of ours: no line moves when ours come. */
import type { FallbackFace, FallbackMeasures } from '../render/html/index.js';
import type { Font, ShapeOptions } from '../typeset/index.js';

/** The face of each script on the site. */
export type WebScript = 'naskh' | 'serif';

/** A face that is not ours to hand on: what of it we know. */
export interface InstalledFace {
  readonly family: string;
  /** As `local()` has to say them, full names and PostScript names; faces of the same widths share a line. */
  readonly names: readonly string[];
  /** What the sample of its script measures in it, em; absent for faces that nobody may measure freely. */
  readonly measure?: number;
  /** Of Latin faces: a space, em. Those of Persian words are set in it. */
  readonly space?: number;
}

/** Its letters, capitals, digits and marks are about as frequent as in articles: 0.6 % off at most. */
export const SAMPLES: Readonly<Record<WebScript, string>> = {
  naskh:
    'روزنامهٔ یک کشور را در یک شهر می‌خرند، در شهر دیگر بلند می‌خوانند و در راه به دیگران می‌دهند؛ هر که آن را با انترنت آهسته باز می‌کند باید سخن را همان دم بیابد، و پس از رسیدن حرف‌ها نیز همان‌جا که بود',
  serif:
    'In March 2023 the Press of Kabul, a paper of 16 pages, was bought in one town, read aloud in Herat and handed on along the road: “Whoever opens it,” said its Editor, “should find the Words at once, even on 2G in April, and find them where they were when the letters have come.”',
};

/** tests/conformance/fallbacks.test.ts measures those that a machine has. */
export const INSTALLED: Readonly<Record<WebScript, readonly InstalledFace[]>> = {
  naskh: [
    // Android, and Linux with Noto: the very face that is ours.
    {
      family: 'LikeNoto',
      names: ['Noto Naskh Arabic', 'Noto Naskh Arabic Regular', 'NotoNaskhArabic-Regular'],
      measure: 63.296,
    },
    { family: 'LikeGeeza', names: ['Geeza Pro', 'GeezaPro'] },
    { family: 'LikeTimesArabic', names: ['Times New Roman', 'TimesNewRomanPSMT'] },
    { family: 'LikeDejaVuArabic', names: ['DejaVu Sans', 'DejaVuSans'], measure: 72.958 },
  ],
  serif: [
    // Windows, macOS, iOS; Gelasio was drawn to the widths of Georgia, and it is Gelasio that is measured.
    {
      family: 'LikeGeorgia',
      names: ['Georgia', 'Gelasio Regular', 'Gelasio-Regular'],
      measure: 123.221,
      space: 0.241,
    },
    // Android.
    {
      family: 'LikeNotoSerif',
      names: ['Noto Serif', 'Noto Serif Regular', 'NotoSerif-Regular'],
      measure: 133.036,
      space: 0.26,
    },
    // Likewise: Liberation Serif and Tinos have the widths of Times New Roman.
    {
      family: 'LikeTimes',
      names: ['Times New Roman', 'TimesNewRomanPSMT', 'Liberation Serif', 'Tinos Regular'],
      measure: 112.662,
      space: 0.25,
    },
    {
      family: 'LikeDejaVu',
      names: ['DejaVu Serif', 'DejaVuSerif'],
      measure: 143.302,
      space: 0.318,
    },
  ],
};

const OPTIONS: Readonly<Record<WebScript, ShapeOptions>> = {
  naskh: { script: 'Arab', language: 'fa', direction: 'rtl' },
  serif: { script: 'Latn', language: 'en', direction: 'ltr' },
};

/** @param font ours, whose measures the others take on */
export function fallbacksFor(script: WebScript, font: Font): FallbackFace[] {
  const ours = { measure: measureOf(script, font), space: spaceOf(font) };
  const bent = (adjust: number): FallbackMeasures => ({
    sizeAdjust: adjust,
    // Both overrides are parts of the size as it is adjusted (CSS Fonts 5 §4).
    ascent: font.ascent / adjust,
    descent: font.descent / adjust,
  });
  return INSTALLED[script].map(({ family, names, measure, space }) => ({
    family,
    names,
    ...bent(measure === undefined ? 1 : ours.measure / measure),
    // A line of words bent to theirs, with spaces bent to those of Latin words, would be 2 % too long.
    ...(space === undefined ? {} : { space: bent(ours.space / space) }),
  }));
}

/** Width of a space, em. */
export function spaceOf(font: Font): number {
  const [space] = font.shape(' ', 0, 1, OPTIONS.serif);
  return space!.advance / font.unitsPerEm;
}

/** Length of the sample in a face, em. Persian words go one by one: their spaces are set in the Latin face. */
export function measureOf(script: WebScript, font: Font): number {
  const sample = SAMPLES[script];
  const pieces = script === 'naskh' ? sample.split(' ') : [sample];
  const glyphs = pieces.flatMap((text) => font.shape(text, 0, text.length, OPTIONS[script]));
  return glyphs.reduce((sum, { advance }) => sum + advance, 0) / font.unitsPerEm;
}
