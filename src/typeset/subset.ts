/**
 * The door of HarfBuzz's subsetter: faces with only what a text needs, shaping rules and all.
 *
 * The module has no imports, so it runs on its bytes alone; lengths and pointers are as in
 * hb-subset.h.
 */

type Wasm = Readonly<Record<string, (...values: number[]) => number>> & {
  readonly memory: { readonly buffer: ArrayBuffer };
};

/** The parts of the WebAssembly interface that are used here; Node has it, its types do not. */
declare const WebAssembly: {
  instantiate(bytes: Uint8Array): Promise<{ instance: { exports: unknown } }>;
};

/** hb_subset_sets_t */
const NAME_IDS = 4;
/** hb_memory_mode_t */
const WRITABLE = 2;
/** Copyright, names, licence and its address (OpenType `name` table). */
const KEPT_NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14];

export type Subsetter = (face: Uint8Array, text: string) => Uint8Array;

/** @param wasm the bytes of `harfbuzz-subset.wasm` */
export async function createSubsetter(wasm: Uint8Array): Promise<Subsetter> {
  const { instance } = await WebAssembly.instantiate(wasm);
  const hb = instance.exports as Wasm;
  hb._initialize?.();
  return (face, text) => subset(hb, face, text);
}

function subset(hb: Wasm, face: Uint8Array, text: string): Uint8Array {
  const pointer = hb.malloc!(face.length);
  new Uint8Array(hb.memory.buffer).set(face, pointer);
  const blob = hb.hb_blob_create!(pointer, face.length, WRITABLE, 0, 0);
  const source = hb.hb_face_create!(blob, 0);
  hb.hb_blob_destroy!(blob);
  const input = hb.hb_subset_input_create_or_fail!();
  const characters = hb.hb_subset_input_unicode_set!(input);
  for (const character of new Set(text)) hb.hb_set_add!(characters, character.codePointAt(0)!);
  const names = hb.hb_subset_input_set!(input, NAME_IDS);
  for (const name of KEPT_NAMES) hb.hb_set_add!(names, name);

  const result = hb.hb_subset_or_fail!(source, input);
  hb.hb_subset_input_destroy!(input);
  hb.hb_face_destroy!(source);
  if (result === 0) {
    hb.free!(pointer);
    throw new Error('the face cannot be subset');
  }
  const packed = hb.hb_face_reference_blob!(result);
  const start = hb.hb_blob_get_data!(packed, 0);
  const bytes = new Uint8Array(hb.memory.buffer).slice(
    start,
    start + hb.hb_blob_get_length!(packed),
  );
  hb.hb_blob_destroy!(packed);
  hb.hb_face_destroy!(result);
  hb.free!(pointer);
  return bytes;
}
