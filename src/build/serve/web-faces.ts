/** The faces of the pages: made anew only when a letter comes that they lack. */
import type { WebFace } from '../../render/html/index.js';
import type { Wording } from '../faces.js';
import type { DoTask } from './pressing.js';

export interface FaceKeeper {
  /** The first time they are waited for; later the last ones are given at once, and better ones follow. */
  readonly facesFor: (wording: Wording, press: DoTask) => Promise<readonly WebFace[]>;
}

/** @param onNew the faces have more letters than they had */
export function openFaceKeeper(onNew: (failure?: unknown) => void): FaceKeeper {
  let known: { wording: Wording; faces: readonly WebFace[] } | undefined;
  let isAtWork = false;
  const renew = async (wording: Wording, press: DoTask): Promise<readonly WebFace[]> => {
    const faces = await makeFaces(wording, press);
    known = { wording, faces };
    return faces;
  };
  return {
    facesFor: async (wording, press) => {
      if (!known) return renew(wording, press);
      if (!isAtWork && lacks(known.wording, wording)) {
        isAtWork = true;
        // Whoever waits for a page is served first.
        setTimeout(() => {
          renew(wording, press)
            .then(() => onNew(), onNew)
            .finally(() => {
              isAtWork = false;
            });
        }, PAUSE).unref();
      }
      return known.faces;
    },
  };
}

/** Milliseconds that a page with new letters has before its faces are made. */
const PAUSE = 400;

async function makeFaces(wording: Wording, press: DoTask): Promise<WebFace[]> {
  const { stored, files } = await press({ kind: 'faces', wording });
  return (stored.facts as Omit<WebFace, 'bytes'>[]).map((face) => {
    const { bytes } = files.find(({ path }) => path === face.path)!;
    return { ...face, bytes };
  });
}

function lacks(known: Wording, wanted: Wording): boolean {
  return (['text', 'display', 'code'] as const).some((part) => {
    const there = new Set(known[part]);
    return [...wanted[part]].some((letter) => !there.has(letter));
  });
}
