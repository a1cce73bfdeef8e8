/**
 * The layout of safetensors: 8 bytes with the length of the header, little-endian; the header, JSON that says of each
 * tensor its type, its shape and where its bytes lie; and these bytes, without gaps.
 * @see https://huggingface.co/docs/safetensors
 */

/** The name in the header under which texts are kept that are no tensors. */
export const METADATA = "__metadata__";
/** The bytes that say how long the header is. */
export const LENGTH_BYTES = 8;
/** Readers refuse a longer header. */
export const LONGEST_HEADER = 100_000_000;
/** Data begin at a multiple of it, so that a reader can use them where they lie. */
export const ALIGNMENT = 8;

/** The bytes of one element of the types that models are written with. */
export const ELEMENT_BYTES = { F64: 8, F32: 4, I32: 4, U8: 1 } as const;

export type ElementType = keyof typeof ELEMENT_BYTES;

/** What the header says of a tensor, apart from where it lies. */
export interface TensorFacts {
  readonly name: string;
  readonly dtype: ElementType;
  /** How many elements there are along each axis, the last one the closest in memory. */
  readonly shape: readonly number[];
}

/** The bytes of a tensor. */
export function byteLength({ dtype, shape }: Pick<TensorFacts, "dtype" | "shape">): number {
  return shape.reduce((count, length) => count * length, ELEMENT_BYTES[dtype]);
}
