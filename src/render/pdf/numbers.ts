/** Numbers and colours as operands. */

/** A number as short as three decimals allow. */
export function n(value: number): string {
  const rounded = Math.round(value * 1000) / 1000;
  return String(Object.is(rounded, -0) ? 0 : rounded);
}

export function colour(value: string): string {
  const channel = (at: number) => n(Number.parseInt(value.slice(at, at + 2), 16) / 255);
  return `${channel(1)} ${channel(3)} ${channel(5)} rg`;
}
