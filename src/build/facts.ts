/** Facts of things: read when they are first asked for, or known from the last build. */
export interface Facts<T extends object, F> {
  readonly of: (thing: T) => F;
  readonly know: (thing: T, facts: F) => void;
}

export function openFacts<T extends object, F>(read: (thing: T) => F): Facts<T, F> {
  const known = new WeakMap<T, F>();
  return {
    of: (thing) => {
      const facts = known.get(thing) ?? read(thing);
      known.set(thing, facts);
      return facts;
    },
    know: (thing, facts) => {
      known.set(thing, facts);
    },
  };
}
