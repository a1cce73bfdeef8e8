/** A tensor as its file describes it. */
export interface ReadTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly offset: number;
  readonly values: number[];
}

interface Described {
  dtype: string;
  shape: number[];
  data_offsets: [number, number];
}

const READERS: Record<string, { bytes: number; read: (view: DataView, at: number) => number }> = {
  F64: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
  F32: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  I32: { bytes: 4, read: (view, at) => view.getInt32(at, true) },
  U8: { bytes: 1, read: (view, at) => view.getUint8(at) },
};

/**
 * Reads a file strictly by the description of the layout, with nothing of the library.
 * @see https://huggingface.co/docs/safetensors
 */
export function readSafetensors(bytes: Uint8Array): {
  metadata: Record<string, string>;
  tensors: Map<string, ReadTensor>;
  header: string;
} {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const length = Number(view.getBigUint64(0, true));
  const header = new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(8, 8 + length));
  if (!/^\{.*\} *$/s.test(header)) throw new Error("the header is no object with spaces behind it");
  const { __metadata__: metadata, ...described } = JSON.parse(header);
  if (Object.values(metadata).some((value) => typeof value !== "string")) throw new Error("metadata");
  const tensors = new Map<string, ReadTensor>();
  const places: [number, number][] = [];
  for (const [name, { dtype, shape, data_offsets: offsets, ...more }] of Object.entries(
    described as Record<string, Described>,
  )) {
    if (Object.keys(more).length > 0) throw new Error(`${name} has ${Object.keys(more).join()}`);
    const [begin, end] = offsets;
    const { bytes: each, read } = READERS[dtype];
    const count = shape.reduce((product, n) => product * n, 1);
    if (end - begin !== count * each) throw new Error(`${name} has other bytes than its shape`);
    if ((8 + length + begin) % each !== 0) throw new Error(`${name} is not aligned`);
    const values = Array.from({ length: count }, (_, k) => read(view, 8 + length + begin + k * each));
    tensors.set(name, { dtype, shape, offset: 8 + length + begin, values });
    places.push([begin, end]);
  }
  places.sort(([a, b], [c, d]) => a - c || b - d);
  let at = 0;
  for (const [begin, end] of places) {
    if (begin !== at) throw new Error("there is a hole, or an overlap");
    at = end;
  }
  if (8 + length + at !== bytes.length) throw new Error("bytes are left");
  return { metadata, tensors, header };
}

/** A file with this header, its length before it, and these bytes behind it. */
export function fileOf(header: object | string, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  const text = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}
