declare module 'wawoff2' {
  /** Packs an sfnt as WOFF2. */
  export function compress(sfnt: Uint8Array): Promise<Uint8Array>;
}
