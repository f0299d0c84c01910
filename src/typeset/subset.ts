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
const [DROPPED_TABLES, NAME_IDS] = [3, 4];
/** What places a face in a family of variations; a face of one style needs none of it. */
const STAT = 0x53544154;
/** hb_memory_mode_t */
const WRITABLE = 2;
/** Copyright, names, licence and its address (OpenType `name` table). */
const KEPT_NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14];

/** hb_subset_flags_t: what glyphs may become is settled, see `glyphs`. */
const NO_LAYOUT_CLOSURE = 0x200;

/**
 * @param glyphs all that shaping `text` comes by, its steps included (`Font.passed`); absent: all that
 *   any text of these characters could come by, which in Nastaliq is four times as much
 */
export type Subsetter = (face: Uint8Array, text: string, glyphs?: Iterable<number>) => Uint8Array;

/** @param wasm the bytes of `harfbuzz-subset.wasm` */
export async function createSubsetter(wasm: Uint8Array): Promise<Subsetter> {
  const { instance } = await WebAssembly.instantiate(wasm);
  const hb = instance.exports as Wasm;
  hb._initialize?.();
  /** Faces that were read once stay read. */
  const read = new WeakMap<Uint8Array, number>();
  return (face, text, glyphs) => {
    const source = read.get(face) ?? readFace(hb, face);
    read.set(face, source);
    return subset(hb, source, text, glyphs);
  };
}

/** Pointer to a face made ready for many subsets. */
function readFace(hb: Wasm, face: Uint8Array): number {
  const pointer = hb.malloc!(face.length);
  new Uint8Array(hb.memory.buffer).set(face, pointer);
  const blob = hb.hb_blob_create!(pointer, face.length, WRITABLE, 0, 0);
  const source = hb.hb_face_create!(blob, 0);
  hb.hb_blob_destroy!(blob);
  return hb.hb_subset_preprocess!(source);
}

function subset(hb: Wasm, source: number, text: string, glyphs?: Iterable<number>): Uint8Array {
  const input = hb.hb_subset_input_create_or_fail!();
  const characters = hb.hb_subset_input_unicode_set!(input);
  for (const character of new Set(text)) hb.hb_set_add!(characters, character.codePointAt(0)!);
  const names = hb.hb_subset_input_set!(input, NAME_IDS);
  for (const name of KEPT_NAMES) hb.hb_set_add!(names, name);
  hb.hb_set_add!(hb.hb_subset_input_set!(input, DROPPED_TABLES), STAT);
  if (glyphs) {
    const kept = hb.hb_subset_input_glyph_set!(input);
    for (const glyph of glyphs) hb.hb_set_add!(kept, glyph);
    hb.hb_subset_input_set_flags!(input, NO_LAYOUT_CLOSURE);
  }
  const result = hb.hb_subset_or_fail!(source, input);
  hb.hb_subset_input_destroy!(input);
  if (result === 0) throw new Error('the face cannot be subset');
  const packed = hb.hb_face_reference_blob!(result);
  const start = hb.hb_blob_get_data!(packed, 0);
  const bytes = new Uint8Array(hb.memory.buffer).slice(
    start,
    start + hb.hb_blob_get_length!(packed),
  );
  hb.hb_blob_destroy!(packed);
  hb.hb_face_destroy!(result);
  return bytes;
}
