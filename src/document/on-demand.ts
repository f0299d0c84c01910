/** Parts of things that are too many to lie in memory whole: they are read when they are asked for. */

/** Things whose parts are remembered: as many as a small paper has texts. */
const REMEMBERED = 400;

/** By what reads them; the one that was asked for longest ago stands first. */
const remembered = new Map<() => object, object>();

/**
 * Gives a thing further properties that are read when one of them is asked for, and again when others
 * have been asked for since. Copying the thing asks for them; `copied` does not.
 */
export function onDemand<T extends object, P extends object>(
  thing: T,
  names: readonly (keyof P & string)[],
  read: () => P,
): T & P {
  const parts = (): P => {
    const known = (remembered.get(read) as P | undefined) ?? read();
    remembered.delete(read);
    remembered.set(read, known);
    if (remembered.size > REMEMBERED) remembered.delete(remembered.keys().next().value!);
    return known;
  };
  return defined(thing, names, parts);
}

/** Gives a thing further properties that are made when one of them is first asked for, and stay from then on. */
export function whenAsked<T extends object, P extends object>(
  thing: T,
  names: readonly (keyof P & string)[],
  make: () => P,
): T & P {
  let made: P | undefined;
  return defined(thing, names, () => {
    made ??= make();
    return made;
  });
}

function defined<T extends object, P extends object>(
  thing: T,
  names: readonly (keyof P & string)[],
  parts: () => P,
): T & P {
  for (const name of names)
    Object.defineProperty(thing, name, {
      get: () => parts()[name],
      enumerable: true,
      configurable: true,
    });
  return thing as T & P;
}

/** A copy with other values for some properties; what is read on demand stays so. */
export function copied<T extends object>(thing: T, other: Partial<T>): T {
  const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(thing)) as T;
  for (const [name, value] of Object.entries(other))
    Object.defineProperty(copy, name, { value, enumerable: true, configurable: true });
  return copy;
}
