/** Sixteen colours for a poster: its ground, and steps from there to every colour that stands on it. */

export interface Palette {
  readonly colours: readonly string[];
  /** Steps from no coverage to a whole one. */
  readonly steps: number;
  /**
   * What becomes of a pixel under words of a colour: the index of the palette at
   * `under * (steps + 1) + step`, the coverage in steps.
   */
  readonly mixtures: (colour: string) => Uint8Array;
}

const MOST = 16;

/**
 * Every colour has an equal share of steps between the ground and itself. Words in the colour of the
 * ground on one of the others go back down its steps.
 */
export function paletteOf(ground: string, others: readonly string[]): Palette {
  const inks = [...new Set(others)].filter((each) => each !== ground);
  const steps = Math.floor((MOST - 1) / Math.max(1, inks.length));
  if (steps === 0) throw new Error(`a poster of ${inks.length} colours, and 15 are the most`);
  const colours = [ground];
  for (const ink of inks)
    for (let step = 1; step <= steps; step++) colours.push(between(ground, ink, step / steps));
  const tables = new Map<string, Uint8Array>();
  for (const [index, colour] of [ground, ...inks].entries())
    tables.set(
      colour,
      Uint8Array.from({ length: colours.length * (steps + 1) }, (_, at) => {
        const [under, step] = [Math.floor(at / (steps + 1)), at % (steps + 1)];
        return index === 0 ? lightened(under, step, steps) : inked(under, step, steps, index);
      }),
    );
  return { colours, steps, mixtures: (colour) => tables.get(colour)! };
}

/** Steps of ink number `index` over what is there; where it is there itself the larger counts. */
function inked(under: number, step: number, steps: number, index: number): number {
  const none = (index - 1) * steps;
  if (step === 0) return under;
  return under > none && under <= none + steps ? Math.max(under, none + step) : none + step;
}

/** The ground's colour over an ink: from its whole step downwards. */
function lightened(under: number, step: number, steps: number): number {
  const whole = Math.ceil(under / steps) * steps;
  return step === steps ? 0 : Math.min(under, whole - step);
}

/** Mixed in the values of the screen, not of light: edges of dark words keep their weight so. */
function between(from: string, to: string, part: number): string {
  const channel = (at: number): string => {
    const [a, b] = [channelOf(from, at), channelOf(to, at)];
    return Math.round(a + (b - a) * part)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}

function channelOf(colour: string, at: number): number {
  return Number.parseInt(colour.slice(at, at + 2), 16);
}
