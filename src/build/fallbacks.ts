/** Faces that readers have on their machines, bent to the measures of ours: no line moves when ours come. */
import type { FallbackFace, FallbackPart } from '../render/html/index.js';
import type { Font, ShapeOptions } from '../typeset/index.js';

/** The face of each script on the site. */
export type WebScript = 'naskh' | 'serif';

/** What one size cannot bend at once: a face that has wide letters may have narrow digits. */
export type Part = 'letters' | 'capitals' | 'digits' | 'points' | 'space';

/** A face that is not ours to hand on: what of it we know. */
export interface InstalledFace {
  readonly family: string;
  /** As `local()` has to say them, full names and PostScript names; faces of the same widths share a line. */
  readonly names: readonly string[];
  /** What each part of the sample of its script measures in it, em; absent for faces that nobody may measure freely. */
  readonly measures?: Measures;
}

export type Measures = Readonly<Partial<Record<Part, number>>>;

/** Letters are about as frequent as in articles; all digits are there, for in some faces they have widths of their own. */
export const SAMPLES: Readonly<Record<WebScript, string>> = {
  naskh:
    'روزنامهٔ این کشور را در یک شهر می‌خرند، در شهر دیگری بلند می‌خوانند و سپس به دیگران می‌دهند؛ هر کسی که «آن» را با انترنت آهسته باز می‌کند، باید نوشته‌ها را از همان آغاز ببیند و پس از رسیدن حرف‌های تازه نیز همان‌جا بیابد که پیش از این بوده است. این سخن برای کسانی است که از افغانستان دور شده‌اند و نیز برای مردمی که در آن زندگی می‌کنند: ۰۱۲۳۴۵۶۷۸۹',
  serif:
    'In August 2023 The Star of Kabul, a paper of 16 pages, was bought in one town, read aloud in Iran and Sistan, and handed on along the road: “Those who open it,” said its Editor, “should find the words at once, even on 2G in March, and find them where they were when the letters have come.” 4057–89',
};

/** Which characters a part is of. The letters are what is left: their rule is of the whole face, and later rules win. */
const PARTS: Readonly<Record<WebScript, readonly ScriptPart[]>> = {
  naskh: [
    { part: 'letters', of: /[\u0621-\u0655\u0670-\u06d3\u200c]+/gu },
    { part: 'digits', of: /[۰-۹]+/gu, range: 'U+660-669, U+6F0-6F9' },
    { part: 'points', of: /[،؛«»]/gu, range: 'U+AB, U+BB, U+60C, U+61B' },
  ],
  serif: [
    { part: 'letters', of: /[a-z]+/gu },
    { part: 'capitals', of: /[A-Z]+/gu, range: 'U+41-5A, U+C0-DE' },
    { part: 'digits', of: /[0-9]+/gu, range: 'U+30-39' },
    { part: 'points', of: /[.,:“”–]+/gu, range: 'U+21-2F, U+3A-3F, U+2013-201D' },
    // Persian words have it between them, too: it is no character of their face.
    { part: 'space', of: / /gu, range: 'U+20, U+A0' },
  ],
};

interface ScriptPart {
  readonly part: Part;
  /** Its stretches in the sample. */
  readonly of: RegExp;
  /** Its characters as a `unicode-range`. */
  readonly range?: string;
}

/** tests/conformance/fallbacks.test.ts measures those that a machine has. */
export const INSTALLED: Readonly<Record<WebScript, readonly InstalledFace[]>> = {
  naskh: [
    // Android, and Linux with Noto: the very face that is ours.
    {
      family: 'LikeNoto',
      names: ['Noto Naskh Arabic', 'Noto Naskh Arabic Regular', 'NotoNaskhArabic-Regular'],
      measures: { letters: 106.96, digits: 4.49, points: 1.464 },
    },
    // Windows, macOS, iOS. Measured once, in version 5.01, for the face is not free.
    {
      family: 'LikeTimesArabic',
      names: ['Times New Roman', 'TimesNewRomanPSMT'],
      measures: { letters: 95.98, digits: 5.259, points: 1.957 },
    },
    {
      family: 'LikeDejaVuArabic',
      names: ['DejaVu Sans', 'DejaVuSans'],
      measures: { letters: 123.774, digits: 5.371, points: 2.187 },
    },
    // Apple's, where the one above has no Arabic letters.
    { family: 'LikeGeeza', names: ['Geeza Pro', 'GeezaPro'] },
  ],
  serif: [
    // Windows, macOS, iOS; Gelasio was drawn to the widths of Georgia, and it is Gelasio that is measured.
    {
      family: 'LikeGeorgia',
      names: ['Georgia', 'Gelasio Regular', 'Gelasio-Regular'],
      measures: { letters: 99.648, capitals: 6.81, digits: 7.208, points: 5.022, space: 13.99 },
    },
    // Android.
    {
      family: 'LikeNotoSerif',
      names: ['Noto Serif', 'Noto Serif Regular', 'NotoSerif-Regular'],
      measures: { letters: 108.933, capitals: 6.728, digits: 7.267, points: 4.836, space: 15.08 },
    },
    // Likewise: Liberation Serif and Tinos have the widths of Times New Roman.
    {
      family: 'LikeTimes',
      names: ['Times New Roman', 'TimesNewRomanPSMT', 'Liberation Serif', 'Tinos Regular'],
      measures: { letters: 88.915, capitals: 6.667, digits: 6.5, points: 4.803, space: 14.5 },
    },
    {
      family: 'LikeDejaVu',
      names: ['DejaVu Serif', 'DejaVuSerif'],
      measures: { letters: 114.284, capitals: 7.516, digits: 8.271, points: 5.743, space: 18.437 },
    },
  ],
};

const OPTIONS: Readonly<Record<WebScript, ShapeOptions>> = {
  naskh: { script: 'Arab', language: 'fa', direction: 'rtl' },
  serif: { script: 'Latn', language: 'en', direction: 'ltr' },
};

/** @param font ours, whose measures the others take on */
export function fallbacksFor(script: WebScript, font: Font): FallbackFace[] {
  const ours = measuresOf(script, font);
  return INSTALLED[script].map(({ family, names, measures }) => ({
    family,
    names,
    parts: measures
      ? PARTS[script].map((each) => bent(each, ours, measures, font))
      : [asItIs(font)],
  }));
}

function bent(
  { part, range }: ScriptPart,
  ours: Measures,
  theirs: Measures,
  font: Font,
): FallbackPart {
  return { ...sized(ours[part]! / theirs[part]!, font), ...(range ? { unicodeRange: range } : {}) };
}

function asItIs(font: Font): FallbackPart {
  return sized(1, font);
}

/** Both overrides are parts of the size as it is adjusted (CSS Fonts 5 §4). */
function sized(sizeAdjust: number, font: Font): FallbackPart {
  return { sizeAdjust, ascent: font.ascent / sizeAdjust, descent: font.descent / sizeAdjust };
}

/** Length of each part of the sample in a face, em. */
export function measuresOf(script: WebScript, font: Font): Measures {
  const sample = SAMPLES[script];
  return Object.fromEntries(
    PARTS[script].map(({ part, of }) => [
      part,
      lengthOf(sample.match(of) ?? [], font, OPTIONS[script]),
    ]),
  );
}

function lengthOf(texts: readonly string[], font: Font, options: ShapeOptions): number {
  const glyphs = texts.flatMap((text) => font.shape(text, 0, text.length, options));
  return glyphs.reduce((sum, { advance }) => sum + advance, 0) / font.unitsPerEm;
}
